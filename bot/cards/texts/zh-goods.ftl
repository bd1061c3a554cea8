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
alarm-since-not-counted = { $when } 签收
alarm-since-short = { $when } 清点
notice-alarm-not-counted = 已签收，未清点
notice-alarm-short = 少货或破损，还没处理
stuck-not-counted = 未清点 { $days }
stuck-short = 缺货未处理 { $days }

## 收货人
refusal-only-receives = 您负责清点到货，采购和价格由其他人查看。发 /order 加编号，即可看到要清点的货。
count-in-of = 清点 #{ $name }
more-orders = …还有 { $n } 笔订单
settings-mark = 每条给卖家的备注里的标记，后面带编号：{ $mark }。要改：{ $usage }；不要：off
what-mark = 给卖家备注的标记
refusal-mark-wrong = 标记只能是一行普通字符，最多 { $limit } 个，不能含【】。
