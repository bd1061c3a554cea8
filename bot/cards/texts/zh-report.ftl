## What was bought in a period: /report
command-report = 采购了什么，花了多少
usage-report =
    /report
    /report 本周 按卖家
    /report 11月1日至11月15日
    /report 2026-11 标签 "店铺A"
report-head = 报表：{ $period }
report-of-week = { $days } 这一周
report-before = 对比 { $days }（浅色）
report-asked = 申请：{ $n } 笔 · { $total }
report-ordered = 已下单：{ $total }
report-paid = 已付款：{ $total }
report-back = 已退回：{ $total }
report-other = 其他费用：{ $total }
report-cost = 成本：{ $total }
report-pieces = { $n } 个订单，{ $pieces }
report-nothing = 这段时间没有采购。
report-by-person = 按人：
report-by-seller = 按卖家：
report-by-tag = 按标签：
report-by-offer = 按商品：
report-none = 未注明
report-rest = ……另有 { $n } 项 · { $total }
report-open = 目前未了结：
report-open-asked = 待审批：{ $n } 笔 · { $total }
report-open-to-pay = 待付款：{ $n } 笔 · { $total }
report-open-out = 已付款未到货：{ $n } 笔 · { $total }
report-open-refunds = 退款进行中：{ $n } 笔 · { $total }
report-nothing-open = 目前没有未了结的款项。
report-day = 日
report-month = 月
report-week = 周
report-person = 人员
report-seller = 卖家
report-tag = 标签
report-offer = 商品
report-every-tag = 全部标签
report-sheet = 表格
