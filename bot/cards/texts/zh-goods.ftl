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
