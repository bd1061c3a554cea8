## 一起付款的多笔订单
command-pay = 多笔订单一起付款
head-pay-run = { $n ->
    [0] 没有待您付款的订单
   *[other] { $n } 笔订单待付款
}
pay-run-chosen = 已选 { $n } 笔：
pay-run-links = 需 { $n } 个链接：每个最多含同一账号的 { $most } 笔订单。
pay-run-began = { $name } 已于 { $when } 开始支付 { $number }。
pay-run-beside = 请先问一声，或仍然继续。
pay-run-moved = 刚刚有变化，请看一下再点。
pay-run-unanswered = 1688 没有回应，没有付款链接，也看不到这期间付过什么。您的选择已保留。
pay-run-no-link = 1688 没有给出这些订单的付款链接。
pay-run-left-out = 不在链接中：
pay-run-check = 请在收银台核对金额，可能有订单未包含。
pay-run-ended = 此链接已失效
pay-run-more = ……还有 { $n } 笔
pay-run-whose = 选择谁的订单？
pay-run-whose-seller = 选择哪个卖家的订单？
left-out-not-yours = 您已无权付款
left-out-sum = 金额已变，正在查看
left-out-unlisted = 1688 未列为待付款，正在查看
left-out-named = 1688 未将其纳入
left-out-no-link = 没有可用的付款方式
left-out-unanswered = 1688 没有回应
pay-run-pay = 付款 { $n } 笔 · { $sum }
pay-run-sure = 仍然付款 { $n } 笔 · { $sum }
pay-run-one = 付款 { $name }
pay-run-of = { $name } · { $n } 笔 · { $sum }
pay-run-all = 全选
pay-run-today = 今天到期
pay-run-none = 清空
pay-run-seller = 按卖家…
pay-run-person = 按申请人…
pay-run-again = 再试一次
pay-run-choose = 重新选择
pay-together = 一起付款
qr-phone = 手机须已登录 1688。
notice-run-paid = 已与其他订单一起付款
notice-run-paid-together = { $n } 笔订单已一起付款
refusal-pay-run-over = 已失效。发送 /pay 查看现在待付款的订单。
