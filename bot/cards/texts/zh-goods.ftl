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

## 在 1688 确认收货
receipt = 确认收货
receipt-ask = 在 1688 确认收货？
receipt-whole = { $of } 项中 { $n } 项已齐全。
receipt-more = ……还有 { $n } 项
receipt-pays = ⚠️ 确认后货款立即付给卖家，无法撤销。
receipt-accepts = “接受”表示这些货品按现状收下，不再追讨。
receipt-yes = 只确认齐全的
receipt-yes-all = 接受其余，全部确认
receipt-taken = 1688 已确认收货
receipt-unclear = 🔎 已提交确认收货，1688 尚未明确答复
event-receipt-asked = 已向 1688 提交确认收货
event-receipt-confirmed = 1688 已确认收货
event-receipt-unclear = 确认收货结果不明
event-receipt-refused = 1688 拒绝确认收货
refusal-receipt-not-counted = { $number } 还没有人清点。请先清点入库；没有确认收货。
refusal-receipt-not-yet = { $number } 尚未全部发货，或还不能确定就是所下的订单。没有确认收货。
refusal-receipt-over = 1688 显示 { $number } 已确认收货。
refusal-receipt-unclear = { $number } 的确认收货已提交，1688 没有明确答复。不会重复提交，之后会再查看；您也可以在 1688 上查看。
refusal-receipt-refund = { $number } 正在退款，确认收货会终止退款。没有确认收货。
refusal-receipt-nothing = { $number } 没有可在这里确认的货品，或 1688 没有给出子订单号。请在 1688 上确认。
refusal-receipt-moved = { $number } 的清点结果已变。没有确认收货：请重新打开订单再试。
refusal-receipt-unread = 1688 刚才没有说明 { $number } 的状态。没有确认收货，请一分钟后再试。
refusal-receipt-refused = 1688 不接受 { $number } 的确认收货：
