## 采购花了多少，以及另外加上的费用
command-cost = 采购的成本：输入编号
cost = 成本
head-cost = 成本
cost-due = 待付 { $sum }
cost-paid = 已付 { $sum }
cost-refunded = 已退回 { $sum }
cost-other = 其他 { $sum }
cost-in-all = 成本合计：{ $sum }
cost-each = 每件 { $sum }
cost-rate = 1 { $currency } = ¥ { $rate }，付款日 { $day }
cost-rate-unpaid = 1 { $currency } = ¥ { $rate }，下单日 { $day }
cost-untold = 1688 未说明各项金额：按商定金额分摊。
cost-share = 本单 { $sum }
cost-gone = 已由 { $name } 撤回
cost-converted = { $typed } = { $sum }
cost-converted-at = { $typed } = { $sum }（1 = ¥ { $rate }）
cost-paper = 单据 { $sum }
cost-back = 撤回 { $sum }
head-cost-typed = 要加上这笔费用吗？
head-cost-added = 费用已加上
cost-by-value = 按金额分摊：
cost-by-pieces = 按件数分摊：
cost-add = 加上
cost-leave = 不加
cost-has-paper = 附有单据照片。
cost-paper-how = 用单据照片回复这条消息，即可保存。
head-cost-back = 要撤回这笔费用吗？
cost-back-yes = 是，撤回
cost-keep = 保留
cost-taken-back = 费用已撤回，历史中仍可看到。
cost-no-paper = 单据照片已经没有了。
cost-how = 查看采购每一行的成本；也可以加上其他费用：运费、关税、盖章费。文字上方的照片或回复的照片就是单据。
usage-cost =
    /cost 1042
    /cost add 380 CNY 货代 1042 1050
    /cost add 50 关税 1042 1050 按件数
event-cost-added = 加上了费用
event-cost-reversed = 撤回了费用
refusal-only-buyers-and-admins = 只有采购员和管理员可以加上其他费用（{ $names }）。
refusal-cost-currency = 无法换算 { $currency }。请用人民币填写，例如 380 CNY。
refusal-cost-currency-named = 无法换算 { $currency }。请用人民币填写，例如 380 CNY，或用 { $names }。
refusal-cost-amount = 看不懂金额。请这样写：/cost add 1318.50 CNY 货代 1042
refusal-cost-parts = 没有写由哪个采购承担。请在末尾写上编号：/cost add 380 CNY 货代 1042
refusal-cost-words = 用途请不要超过 100 个字。
refusal-cost-teams = 这些采购属于不同团队。请一次只给一个团队的采购加费用。
refusal-cost-not-ordered = { $number } 还没有在 1688 下单，因此还没有成本。
refusal-cost-not-yours = { $number } 里没有您要的商品。其审批人、采购员和管理员可以看到成本。
refusal-cost-over = 这笔费用已经加上、撤回或放弃，或者是别人填写的。用 /cost 加采购编号可以查看。
refusal-cost-moved = 显示之后金额变了。请再看一遍，然后再加上。
refusal-cost-paper = 已经有单据照片，或者这笔费用是别人加的。请撤回后带上正确的照片重新添加。
cost-goods-unknown = 不知是哪些商品
