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

## 运单号
waybills-open = 待清点 { $n }
waybills-counted = 已清点 { $n }
waybills-unknown = 未知 { $n }
waybills-remembered = 1688 出现这个单号时我会通知您。
waybills-too-many = 一次最多查 { $most } 个。还有 { $n } 个没有查，请再发一次。
waybill-unknown = 不是我们的包裹
waybill-counted-by = { $name } 已清点
notice-waybill = 您查过的包裹
picture-no-waybill = 图片里没有看到运单号，我也不会以图找货。请只拍条形码，放平、拍清楚，或直接输入单号。
picture-too-large = 文件太大，最多 20 MB。请以照片方式发送。
picture-too-many-pixels = 图片像素太多。请以照片方式发送。
picture-heic = 无法读取 HEIC。请以照片而不是文件的方式发送。
picture-pdf = 这里不能读取 PDF。请发送面单的照片。
picture-not-a-picture = 只能读取 JPEG、PNG 和 WebP，这个文件不是，或已损坏。请以照片方式发送。
picture-took-too-long = 读取这张图片太费时。请发送更小的，只拍条形码。
picture-took-too-much-memory = 这张图片太大，无法读取。请发送更小的，只拍条形码。
picture-reader-failed = 无法读取这张图片。请重新拍摄，只拍条形码。
