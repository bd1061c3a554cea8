### 中文，以前买过什么、向谁买的。只有文字，格式由卡片决定。

## 上一次
last-time = 上次 { $price }、{ $when }
last-now = 现在 { $change }
last-same = 现在价格相同
median-price = 近一个月中位价：{ $price }

## 卖家卡片
seller-card = 卖家
seller-by-1688 = 1688 显示：
seller-untold = 1688 没有提供这个卖家的信息。
seller-refund-rate = 退款率 { $percent }%
seller-on-time-rate = 按时发货 { $percent }%
seller-score = 评分 { $percent }
seller-ships = 付款后 { $days } 天发货（中位数）
seller-kept = 按时发货：{ $n } / { $of } 单
seller-counted = 清点 { $n } 件：短缺 { $short } 件，损坏或错发 { $damaged } 件
seller-refunds = 退款申请：{ $n } 次，已退 { $back } 次（{ $sum }），被拒 { $refused } 次
refusal-reserve-unsold = { $number }：另一货源现在也买不到，没有任何改动。
event-other-source = 改用另一货源
