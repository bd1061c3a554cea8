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
refusal-counted-meanwhile = 刚才有人清点了 { $number }。请先看对方的清点结果，再补充。
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
arriving-sheet = 导出表格
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
more-orders = …还有 { $n } 笔订单
settings-mark = 每条给卖家的备注里的标记，后面带编号：{ $mark }。要改：{ $usage }；不要：off
what-mark = 给卖家备注的标记
refusal-mark-wrong = 标记只能是一行普通字符，最多 { $limit } 个，不能含【】。

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
count-close-which = 哪些不会再到了？
count-close-all = 缺的 { $n } 件全部
count-close-line = 缺 { $n }：{ $value }
count-reopen-line = 重新等待 { $n }：{ $value }
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
