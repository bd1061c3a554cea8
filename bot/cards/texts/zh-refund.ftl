## Money asked back, before 1688 is asked
refund-ask = 申请退款
refund-show = 退款
refund-draft = 申请退什么
refund-last-look = 就这样申请？
refund-where = 货在哪里？您想怎么处理？
refund-way-not-sent = 未发货：退款
refund-way-on-the-way = 没收到：退款
refund-way-here = 已收到：退款，货留下
refund-way-here-back = 已收到：退货退款
refund-way-confirmed-not-here = 误点确认收货：退款
refund-way-confirmed-here = 已确认收货：退款，货留下
refund-way-confirmed-here-back = 已确认收货：退货退款
refund-choose-reason = 下一步：选 1688 的原因。
refund-reason = 原因
refund-way = 货在哪里
refund-pieces = 件数
refund-set-goods = 货款
refund-set-carriage = 运费
refund-set-description = 说明
refund-photos = 照片
refund-next = 最后确认
refund-drop = 不申请了
refund-no-pieces = 这一行没有可以申请退款的。
refund-step-missing = 缺 { $n }
refund-step-damaged = 破损 { $n }
refund-step-good = 完好 { $n }
refund-step-wrong = 错发 { $n }
refund-which-reason = 1688 现在的原因：
refund-reason-photo = 需要照片
refund-reason-no-carriage = 不退运费
refund-photos-how = 回复本消息发照片，一共最多 { $most } 张；也可以选清点时的照片。
refund-photos-chosen = { $n } 张照片
refund-photo-left = 有一张照片不能用：{ $why ->
    [too_large] 文件太大。
    [too_many_pixels] 像素太多。
    [heic] 读不了 HEIC。
    [pdf] PDF 不是照片。
    [not_a_picture] 已损坏，或不是 JPEG、PNG、WebP。
   *[other] 读不了。
}
refund-public = ⚠️ { $n } 张照片会成为 1688 上的公开地址。
refund-needs-word = 先要有其中 { $n } 人同意：{ $names }
refund-needs-photo = 这个原因需要照片：请先加一张。
refund-send = 申请 { $sum }
refund-parts = 其中运费 { $carriage }
refund-most = 最多 { $most }
refund-lines = { $n } 行
refund-because = 原因：
refund-reason-agreed = 已与卖家协商一致
refund-reason-mind = 不想要了
refund-reason-differs = 与描述不符
refund-reason-short = 少货
refund-reason-damaged = 破损
refund-reason-wrong = 发错货
refund-reason-quality = 质量问题
refund-reason-late = 未按时发货
refund-reason-sold-out = 缺货
refund-reason-never-came = 一直没收到
refund-reason-other = 其他
refund-type-pieces = 多少件？请写一个整数。
refund-type-goods = 货款退多少元？
refund-type-carriage = 运费退多少元？0 表示不退。
refund-type-description = 给卖家和 1688 看的说明怎么写？我们的编号会加在前面。
refund-dropped = 没有申请退款。
refusal-amount-unclear = 请写金额（元），例如 84.20。
refusal-waybill-unclear = 这不是运单号。请只写字母和数字，或拍下条码。

## A refund at 1688
refund-stage-seller = 退款：等卖家处理
refund-stage-refused = 退款被拒绝：等您处理
refund-stage-to-send = 卖家同意：请退货
refund-stage-sent = 退货在路上
refund-stage-paid = 钱已退回
refund-stage-closed = 退款结束，没有退钱
refund-stage-other = 退款进行中
refund-number = 退款编号 { $number }
refund-take-back = 撤销
refund-take-back-ask = 撤销退款？
refund-take-back-how = 1688 会关闭退款，钱不会退回。同样的货可能不能再申请。
refund-take-back-yes = 是，撤销
refund-change = 修改金额或原因
refund-change-how = 1688 不能修改退款：先撤销这一个，然后按原来的内容重新填好，再申请。
refund-change-yes = 撤销并修改
refund-help = 申请客服介入
refund-send-back = 货已寄出
refund-which-carrier = 用哪家快递退货？请选择，或写名称的一部分。
refund-no-carrier = 1688 没有含这些字的快递。
refund-other-carrier = 换一家快递
refund-which-waybill = 运单号是多少？请写出来，或发条码的照片。
refund-return-last = 这个包裹正退给卖家吗？
refund-sent = 是，告诉 1688
refund-return-over = 这个运单已经提交，或不再需要。请重新打开退款。
refund-carriage-set = 1688 定的运费是 { $taken }；您申请的是 { $asked }。
refund-waits = 退款等第二人同意
refund-waits-text = 还没有提交给 1688。要有 { $n } 人同意：{ $names }

## What was sent once
errand-sending = 正在发往 1688
errand-sending-how = 只发送一次。请一分钟后点“再查一次”。
errand-receipt-sent = 确认收货：不清楚
errand-refund-sent = 退款申请：不清楚
errand-return-sent = 退货运单：不清楚
errand-withdraw-sent = 撤销退款：不清楚
errand-cancel-sent = 取消订单：不清楚
errand-note-sent = 给卖家的留言：结果不明
errand-urge-sent = 催发货：结果不明
message-unclear-how = 1688 没有说明是否已收下。不会自动重发。请在 1688 上查看订单，然后在这里说明有没有。
message-note-there = 留言在
message-note-not-there = 没有留言
message-urge-there = 已催过
message-urge-not-there = 没有催
errand-refund-taken = 1688 收到了退款申请
errand-return-taken = 1688 收到了运单
errand-withdraw-taken = 退款已撤销
errand-never-again = 1688 没有明确回答。我们会去查；不会自动再提交。
errand-blind = 1688 不让我们的账号查看这一项。请到 1688 网站上看一下。
errand-not-there = 1688 上没有
errand-let-go = 已不再跟进。如果还需要，请重新开始。
errand-not-shown = 1688 已答复，其中没有这一项。
errand-say-so = 如果 1688 网站上也没有，请点“再查一次”并说明：之后可以重新申请。
notice-errand-unclear = 1688 没有明确答复
