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

## 清点之后 1688 的变更
notice-parcel-changed = 已清点的包裹在 1688 上变了
parcel-changed-gone = 1688 不再显示这个包裹。
parcel-changed-waybill = 运单号现在是 { $now }。
parcel-changed-lines = 1688 现在给它列出了别的商品。
parcel-changed-count = 清点结果不变；如有错误，请更正。
event-parcel-changed = 1688 更改了已清点的包裹
