## 到货与清点
count-head = 到货清点
count-all = 全部到齐
count-in = 清点入库
count-of = { $arrived } / { $ordered }
count-damaged = 破损 { $n }
count-wrong = 错发 { $n }
count-closed = 不再等 { $n }
count-cancelled = 已取消 { $n }
count-surplus = 多出 { $n }
count-missing = 缺 { $n }
count-arrived = 已到 { $arrived } / { $ordered }
event-counted = 已清点
refusal-nothing-counted = { $number } 还没有清点任何货物。请填写到了多少件。
refusal-counted-meanwhile = { $number } 刚才已由他人或在另一台设备上清点。请先看清点结果，再补充。
refusal-more-than-ordered = { $number } 比下单多 { $more } 件。如果确实到了，请确认为多出。
refusal-only-receivers = 只有收货人、申请人和采购员可以清点到货。

## 即将到货：/arrivals
command-arrivals = 到货的包裹，待清点
arriving-head = 到货情况
arriving-nothing = 目前没有在途包裹。
arriving-none-today = 目前没有包裹送到门口。
arriving-today = 今天：
arriving-parcels = { $n }{ $more } 个包裹
arriving-pieces = { $n }{ $more } 件
arriving-late = { $n }{ $more } 个延误
arriving-others = 另有 { $n }{ $more } 个在途
arriving-signed = 已签收
arriving-near = 即将送达
arriving-sent = 在途
arriving-sheet-ready = 到货的包裹：{ $n } 个
arriving-columns = 运单号 | 采购单 | 商品 | 规格 | 货号 | 图片 | 件数 | 最新物流 | 签收时间（北京） | 已清点
morning-show-arrivals = 看到货

## 小程序中的清点页
app-open-count = 在一页上清点
app-count-whole = 整个订单
app-count-scan = 扫描运单号、货号或商品编号
app-count-unknown = 不在此订单中：
app-count-good = 完好
app-count-damaged = 破损
app-count-wrong = 错发
app-count-all = 全部到齐
app-count-it = 确认清点
app-count-open = 还差：
app-count-unsent = 尚未发送：已保存在本页，网络恢复后自动发送。
app-count-sent = 已清点。
app-count-surplus = 确实到了：记为多出
app-count-counted = 已清点
app-count-left = 您填写的数量仍在。

## 收货人
refusal-only-receives = 您负责清点到货，采购和价格由其他人查看。发 /order 加编号，即可看到要清点的货。
count-in-of = 清点 #{ $name }
more-orders = ……还有 { $n } 笔订单
settings-mark = 每条给卖家的留言里的唛头，后面带编号：{ $mark }。要改：{ $usage }；不要唛头：写 off。手动下单时请复制；一键下单不能带留言。
what-mark = 给卖家留言里的唛头
refusal-mark-wrong = 唛头只能是一行普通字符，最多 { $limit } 个，不能含【】。

## 清点卡片
count-lines = 逐行清点
count-it = 确认清点：{ $n }
count-drafted = 尚未确认：
count-good = 完好 { $n }
count-step-good = 完好 { $n }
count-step-damaged = 破损 { $n }
count-step-wrong = 错发 { $n }
count-step-all = { $n } 件全部完好
count-ask-good = 完好多少件？请输入整数。
count-ask-damaged = 破损多少件？请输入整数。
count-ask-wrong = 错发多少件？请输入整数。
count-many = 共 { $n } 行：行数多时用小程序更快。
count-acts-more = 另有 { $n } 次较早的清点
count-photos = { $n } 张照片
count-meanwhile = { $name }刚才有改动，{ $when }。您的清点仍保留。
count-more = 比下单多 { $n } 件，将记为多出。是这样吗？
count-more-cancelled = 因部分已取消或退款，比还会到的多 { $n } 件，将记为多出。是这样吗？
count-as-surplus = 是，多出 { $n }
count-by = { $name }清点，{ $when }
count-back = 撤回
count-back-this = 撤回第 { $n } 条
count-close = 其余不再等
count-reopen = 重新等待
count-close-why = { $n } 件不会再到。原因？
count-close-not-sent = 没有发货
count-close-lost = 丢失
count-close-sold-out = 缺货
count-close-other = 其他
event-count-taken-back = 撤回了一次清点
event-rest-closed = 其余不再等
event-rest-reopened = 重新等待其余
refusal-count-unclear = 请输入 0 到 999,999 之间的整数。
refusal-parcel-untold = 1688 没有说明这个包裹里有什么：请逐行清点。
refusal-others-count = 只有清点人、{ $number } 的申请人或采购员可以撤回。
refusal-enough-photos = { $number } 已有 20 张照片，足够了。

## 到货提醒
notice-alarm-not-counted = 已签收，尚未清点
notice-alarm-short = 有短缺或破损，尚未处理
alarm-since-not-counted = { $when } 签收
alarm-since-short = { $when } 清点
stuck-not-counted = 未清点 { $days }
stuck-short = 短缺 { $days }
morning-not-counted = 已签收未清点：{ $n }
morning-short = 短缺或破损未处理：{ $n }
notify-days-count = { $n } 天未清点
notify-days-short = { $n } 天未处理短缺

## 清点之后 1688 的变更
notice-parcel-changed = 已清点的包裹在 1688 上变了
parcel-changed-gone = 1688 不再显示这个包裹。
parcel-changed-waybill = 运单号现在是 { $now }。
parcel-changed-lines = 1688 现在给它列出了别的商品。
parcel-changed-count = 清点结果不变；如有错误，请更正。
event-parcel-changed = 1688 更改了已清点的包裹
notice-parcel-of-other = 1688 显示了别的订单的包裹
parcel-of-other-text = 我不把它算作这笔订单的包裹。请到 1688 看一下订单。

## 退款进展
notice-refund-moved = 退款有进展
notice-refund-ours = 有退款等您处理
notice-refund-waits = 有退款等您处理，即将超时
notice-refund-refused = 卖家拒绝了退款
notice-refund-to-send = 卖家同意，等您退货
notice-refund-sent = 退货已寄出
notice-refund-paid = 实退少于申请
notice-refund-changed = 退款金额有变
refund-is-refused = 卖家拒绝了
refund-is-to-send = 卖家同意，等您退货
refund-is-sent = 退货已寄出
refund-of-asked = { $paid }（申请 { $asked }）
refund-carriage = 运费 { $amount }
refund-seller-says = 卖家说：
refund-send-to = 退货地址：
refund-do-refused = 请修改或撤销申请，或在 1688 网站请平台介入。
refund-do-to-send = 请寄回货物，并把运单号告诉 1688。
refund-until = { $when } 前未处理，则{ $then }
refund-then-paid = 1688 自动退款
refund-then-agreed = 视为卖家同意
refund-then-closed = 1688 关闭退款，不退钱
refund-which = 退的是什么？
refund-which-head = 这笔退款退的是什么？
refund-which-sum = 有人在网站上申请的：{ $sum }
refund-which-money = 退回了 { $sum }，已知的退款都对不上。
refund-which-why = 说明之前，这些货品不再申请退款。以后可以改。
refund-which-whole = 它等于这些货品付的全部金额，按全部件数算。
refund-which-again = 可以改成别的。
refund-for-missing = 缺的 { $n } 件
refund-for-damaged = 破损的 { $n } 件
refund-for-good = 完好的 { $n } 件
refund-for-wrong = 错发的 { $n } 件
refund-for-carriage = 只退运费
refund-for-compensation = 补偿或折扣
refund-is-checked = 1688 已收到退款申请，正在核实
refund-unnumbered = 还没有编号
refund-sum-unknown = 1688 没有说明的金额
event-refund-explained = 说明了网站上的退款退的是什么
event-refund-looked-for = 在网站上找过一笔退款
event-refund-settled = 退款已对应到件数
notice-back-beyond-paid = 1688 称退款超过已付金额
back-beyond-paid = 1688 称实付 { $paid } 中退了 { $said }。
back-beyond-nothing = 1688 称退了 { $said }，但这笔订单并未付款。
back-not-believed = 我不采信这个数，仍按原先所知处理。请到 1688 看一下订单。
event-back-beyond-paid = 1688 称退款超过已付金额
notice-alarm-refund-waits = 有退款等您处理
alarm-since-refund-waits = { $when } 起 24 小时后超时
stuck-refund-waits = 退款待处理，还剩{ $days }
morning-refund-waits = 即将超时的退款：{ $n }
notify-refund-waits = 等您处理的退款，会在 1688 超时前一天提醒，不能推迟。

## 在 1688 确认收货
receipt = 确认收货
receipt-ask = 在 1688 确认收货？
receipt-whole = { $of } 项中 { $n } 项已齐全。
receipt-more = ……还有 { $n } 项
receipt-pays = ⚠️ 确认后货款立即付给卖家，无法撤销。
receipt-accepts = “接受其余，全部确认”表示这些货品也按现状收下，不再追讨。
receipt-yes = 只确认齐全的
receipt-yes-all = 接受其余，全部确认
receipt-taken = ✅ { $number } · 1688 已确认收货
errand-receipt-unclear = 🔎 已提交确认收货，1688 尚未明确答复
event-errand-receipt-asked = 已向 1688 提交确认收货
event-errand-receipt-done = 1688 已确认收货
event-errand-receipt-unclear = 确认收货结果不明
event-errand-receipt-refused = 1688 拒绝确认收货
refusal-receipt-not-counted = { $number } 还没有人清点。请先清点入库；没有确认收货。
refusal-receipt-not-yet = { $number } 尚未全部发货，或还不能确定就是所下的订单。没有确认收货。
refusal-receipt-over = 1688 显示 { $number } 已确认收货。
refusal-receipt-refund = { $number } 有一笔退款还没有结束：{ $amount }，退款编号：{ $refund }。确认收货会把钱放给卖家。没有确认收货。
refusal-receipt-nothing = { $number } 没有可在这里确认的货品，或 1688 没有给出子订单号。请在 1688 上确认。
refusal-receipt-moved = { $number } 的清点结果已变。没有确认收货：请重新打开订单再试。
refusal-receipt-unread = 1688 刚才没有说明 { $number } 的状态。没有确认收货，请一分钟后再试。

## 运单号
waybills-open = 待清点 { $n }
waybills-counted = 已清点 { $n }
waybills-unknown = 未知 { $n }
waybills-remembered = 1688 上出现这个运单号时，我会通知您。
waybills-too-many = 一次最多查 { $most } 个。还有 { $n } 个没有查，请再发一次。
waybill-unknown = 不是我们的包裹
waybill-counted-by = { $name } 已清点
notice-waybill = 您查过的包裹
picture-no-waybill = 图片里没有看到运单号。请只拍条形码，放平、拍清楚，或直接输入运单号。
picture-too-large = 文件太大，最多 20 MB。请以照片方式发送。
picture-too-many-pixels = 图片像素太多。请以照片方式发送。
picture-heic = 无法读取 HEIC。请以照片而不是文件的方式发送。
picture-pdf = 这里不能读取 PDF。请以照片方式发送。
picture-not-a-picture = 只能读取 JPEG、PNG 和 WebP，这个文件不是，或已损坏。请以照片方式发送。
picture-took-too-long = 读取这张图片太费时。请发送更小的。
picture-took-too-much-memory = 这张图片太大，无法读取。请发送更小的。
picture-reader-failed = 无法读取这张图片。请重新拍摄。

## What 1688 is asked to do once

errand-refund-unclear = 🔎 退款申请已发出，1688 还没有答复结果
errand-return-unclear = 🔎 退货运单号已发出，1688 还没有答复结果
errand-withdraw-unclear = 🔎 撤销退款已发出，1688 还没有答复结果
errand-cancel-unclear = 🔎 取消订单已发出，1688 还没有答复结果
errand-note-unclear = 🔎 留言已发出，1688 没有说明是否已收下
errand-urge-unclear = 🔎 已请 1688 催发货，1688 没有说明是否已催
refusal-errand-holds = { $number } 有另一项操作在等待或已发出，1688 还没有答复结果。在此期间不再发送任何操作。
event-errand-refund-asked = 退款申请已发往 1688
event-errand-return-asked = 退货运单号已发往 1688
event-errand-withdraw-asked = 已请 1688 撤销退款
event-errand-cancel-asked = 已请 1688 取消订单
event-errand-refund-unclear = 退款申请结果不明
event-errand-return-unclear = 退货运单号结果不明
event-errand-withdraw-unclear = 撤销退款结果不明
event-errand-cancel-unclear = 取消结果不明
event-errand-refund-done = 1688 已受理退款
event-errand-return-done = 1688 已接受退货运单号
event-errand-withdraw-done = 1688 已撤销退款
event-errand-cancel-done = 1688 已取消订单
event-errand-refund-refused = 1688 拒绝退款申请
event-errand-return-refused = 1688 拒绝退货运单号
event-errand-withdraw-refused = 1688 未撤销退款
event-errand-cancel-refused = 1688 未取消订单
event-errand-receipt-dropped = 不再跟进确认收货
event-errand-refund-dropped = 不再跟进退款申请
event-errand-return-dropped = 不再跟进退货运单号
event-errand-withdraw-dropped = 不再跟进撤销退款
event-errand-cancel-dropped = 不再跟进取消订单
event-errand-note-asked = 给卖家的留言：正在发送
event-errand-urge-asked = 催发货：正在发送
event-errand-note-unclear = 给卖家的留言：结果不明
event-errand-urge-unclear = 催发货：结果不明
event-errand-note-done = 给卖家留言
event-errand-urge-done = 已催卖家发货
event-errand-note-refused = 1688 没有收下留言
event-errand-urge-refused = 1688 没有催卖家
event-errand-note-dropped = 给卖家的留言：1688 上没有
event-errand-urge-dropped = 催发货：不再跟进

## Who may ask for money back, and cancel
refusal-only-buyers-or-owner = 只有采购员可以这样做，或申请人对完全属于自己的货品这样做。管理员可以用 /team 更改。
refusal-only-buyers-or-owner-named = 只有采购员（{ $names }）可以这样做，或申请人对完全属于自己的货品这样做。管理员可以用 /team 更改。

## The second word on money back
notice-refund-word = 退款需要第二人同意
notice-refund-word-over = 退款：第二人同意
refund-word-by = { $name } 提出。1688 原因：
refund-word-carriage = 其中运费 { $sum }
refund-word-no = 不申请
refund-word-sent = 已向 1688 申请。
refund-word-waits = 您的同意已记录，还需其他人同意。
refund-word-draft = 没有申请，已退回草稿。
refund-word-over-agreed = { $name } 已同意，正在发往 1688。
refund-word-over-turned-down = { $name } 不同意。没有申请，已退回您的草稿。
refund-word-over-expired = 24 小时内无人同意。没有申请，已退回您的草稿。
refund-word-over-moved = { $name } 已同意，但 1688 现在可退的金额或件数已变。没有申请：请查看草稿后再申请。
refund-word-over-rules = 规则不再要求第二人同意。没有申请：请重新申请。
refund-word-over-rights = 按您现在的角色，不能再提出此退款，所以没有申请。
refusal-refund-word-nobody = { $number } 退这么多钱，规则要求第二人同意，但能同意的人不够。管理员可以用 /policy 或 /team 更改。
refusal-refund-word-over = { $number } 的退款已不再等待第二人同意。
refusal-only-second-words = { $number } 的退款按规则需要另一人同意。
refusal-only-second-words-named = { $number } 的退款可由以下人员同意：{ $names }。
refusal-refund-word-void = { $how ->
    [moved] { $number } 现在可退的金额或件数已变。没有申请；提出的人会再看一下。
    [rules] { $number } 的退款按规则不再需要第二人同意。没有申请；提出的人可以重新申请。
    [rights] 提出 { $number } 退款的人已无权提出。没有申请。
   *[other] { $number } 的退款等待超过 24 小时。没有申请，已退回草稿。
}
event-refund-word-wanted = 退款等待第二人同意
event-refund-word-given = 第二人同意退款
event-refund-word-over = 退款的第二人同意已结束

## The list of refunds: /refunds
command-refunds = 退款：进行中的和已退回的
refunds-head = { $n ->
    [0] 没有进行中的退款
   *[other] { $n } 笔退款进行中 · { $total }
}
refunds-ever = 总计：
refunds-until = { $when } 截止
refunds-sums = 申请 { $asked }，退回 { $paid }
refunds-month = 本月：
refunds-refused = 被拒绝，待我方修改
refunds-to-send = 待我方退货
refunds-word = 待第二人同意
refunds-unclear = 1688 结果不明
refunds-checked = 1688 已收到，正在核实
refunds-seller = 待卖家处理

## Money back: asked, sent once, settled
refusal-errand-unsent = 连不上 1688，{ $number } 什么也没有发出。可以再点一次。
refusal-errand-sending = { $number } 的一项操作正在发往 1688。其间不会再发送；请一分钟后再看。
refusal-message-answered = { $number } 的这件事已有结果。“催卖家发货”里可以看到。
refusal-errand-not-looked = 1688 还没有答复它是否知道 { $number } 的这件事。请过几分钟再看。
refusal-errand-unclear = { $what ->
    [refund] { $number } 的退款申请已发出，1688 尚未明确答复。
    [return] { $number } 的退货运单已发出，1688 尚未明确答复。
    [withdraw] 已请 1688 撤销 { $number } 的退款，尚未得到明确答复。
    [receipt] { $number } 的确认收货已发出，1688 尚未明确答复。
    [note] 1688 没有说明是否收下 { $number } 的留言。
    [urge] 1688 没有说明是否催了 { $number } 的卖家。
   *[other] 已请 1688 取消 { $number }，尚未得到明确答复。
}{ $what ->
    [note] 不会自动重发。请在 1688 上查看订单，然后在“催卖家发货”里说明有没有。
    [urge] 不会自动重发。请在 1688 上查看订单，然后在“催卖家发货”里说明催了没有。
   *[other] 不会重复发送，之后的查询会说明结果；也可以到 1688 上查看。
}
refusal-errand-refused = { $what ->
    [return] 1688 不接受 { $number } 的退货运单：
    [receipt] 1688 不接受 { $number } 的确认收货：
    [cancel] 1688 不允许取消这笔订单：
   *[other] 1688 没有撤销 { $number } 的退款：
}
refusal-refund-refused = { $said ->
    [5001] 1688 找不到 { $number } 的订单，退款没有申请。
    [5002] { $number } 属于另一个 1688 账号。
    [5003] 1688 认为 { $number } 的货物状态与所选的不同，请重新选择货物在哪里。
    [5004] { $number } 现在不能用这个退款原因，请换一个。
    [5005] { $number } 的这个退款原因需要凭证照片。
    [5006] 这个原因不退运费：{ $number } 请不要申请运费。
    [5010] { $number } 在当前状态下，1688 不接受这样的退款。
    [5011] 1688 不接受 { $number } 的这个金额，请修改。
    [5012] { $number } 的退款说明太长或太短。
    [5013] 1688 不接受 { $number } 的这个件数。
   *[other] 1688 不接受 { $number } 的退款：
}
refusal-refund-sum-wrong = { $number } 的货款最多可退 { $goods }，运费最多 { $carriage }；未发货时须退全部。
refusal-refund-words-wrong = 除编号 { $number } 外，给卖家的说明最多 { $limit } 个字。
refusal-refund-not-now = 只有已付款、且核对为所下的订单才能申请退款，{ $number } 不是。
refusal-refund-runs = { $number } 的这些商品已有退款正在进行。
refusal-refund-claimed = { $number } 的这些件已经申请过退款：{ $amount }，退款编号：{ $refund }，{ $at }。还没有结束。
refusal-refund-claimed-paid = { $number } 的这些件已经退过钱：{ $amount }，退款编号：{ $refund }，{ $at }。同样的件不会退两次。
refusal-refund-claimed-less = { $number } 的这些件已经申请过退款：退款编号：{ $refund }，{ $at }，退了 { $amount }。比货款少 { $rest }：可以申请余下的。
refusal-refund-unexplained = { $number } 有一笔不是在这里申请的退款，还没有人说明退的是什么：{ $amount }，退款编号：{ $refund }。请采购员先说明。
refusal-refund-shown = 1688 上能看到 { $number } 的这笔退款。没有改动：请重新打开。
refusal-refund-again-later = 刚刚说明 { $number } 的一笔退款不涉及件数。没有别人可以同意，请十分钟后再申请。
refusal-refund-nothing = { $number } 没有可以在这里申请退款的商品了，可到 1688 上查看。
refusal-refund-count-first = 还没有人清点 { $number } 到的货。请先清点；没有申请。
refusal-refund-pieces = { $number } 的这些件数不能退款，或不能这样退。请看清点结果后重新选择。
refusal-refund-moved = { $number } 的退款内容已经变了，请重新打开。
refusal-refund-less = { $number } 现在可退的金额变了。什么也没有发出：请看清金额后再申请。
refusal-refund-unread = 1688 刚才没有说明 { $number } 的状态，什么也没有发出；请一分钟后再试。
refusal-refund-no-reason = 请先为 { $number } 选择 1688 的退款原因。
refusal-refund-no-photo = 这个原因需要照片，请给 { $number } 加一张。
refusal-refund-photos = 最多五张照片，且须是回复订单卡片发来的。
refusal-refund-photo-unsent = { $number } 有照片还没有上传到 1688，请重新上传或去掉它。
refusal-refund-not-there = 1688 上没有 { $number } 可以这样处理的退款，请再看一次。
refusal-refund-waybill = 请写明 { $number } 退货的快递公司和运单号。
refusal-counts-unsure = 数据恢复之后还没有人确认 { $number } 的清点结果。请查看并确认，或重新清点。
count-right = 清点无误
event-counts-right = 确认清点无误
