## What a purchase cost, and what people add to that
command-cost = What a purchase cost: its number
cost = Cost
head-cost = what it cost
cost-due = to pay { $sum }
cost-paid = paid { $sum }
cost-refunded = came back { $sum }
cost-other = other { $sum }
cost-in-all = Cost in all: { $sum }
cost-each = { $sum } each
cost-rate = 1 { $currency } = ¥ { $rate }, paid { $day }
cost-rate-unpaid = 1 { $currency } = ¥ { $rate }, ordered { $day }
cost-untold = 1688 does not say each line's cost: shared as agreed.
cost-share = here { $sum }
cost-gone = taken back by { $name }
cost-converted = { $typed } = { $sum }
cost-converted-at = { $typed } = { $sum } (1 = ¥ { $rate })
cost-paper = Paper { $sum }
cost-back = Take back { $sum }
head-cost-typed = add this cost?
head-cost-added = cost added
cost-by-value = Shared by value:
cost-by-pieces = Shared by pieces:
cost-add = Add
cost-leave = Leave it
cost-has-paper = With a photo of its paper.
cost-paper-how = Reply to this message with a photo of its paper to keep that.
head-cost-back = take this cost back?
cost-back-yes = Yes, take it back
cost-keep = Keep it
cost-taken-back = The cost is taken back. It stays in the history.
cost-no-paper = There is no photo of its paper any more.
cost-how = What a purchase cost, line by line; and what else it cost: carriage, duty, a stamp. A photo above the words, or in reply, is its paper.
usage-cost =
    /cost 1042
    /cost add 380 CNY forwarder 1042 1050
    /cost add 50 duty 1042 1050 by pieces
event-cost-added = cost added
event-cost-reversed = cost taken back
refusal-only-buyers-and-admins = Only buyers and admins say what else it cost ({ $names }).
refusal-cost-currency = I cannot convert { $currency }. Write the sum in yuan, such as 380 CNY.
refusal-cost-currency-named = I cannot convert { $currency }. Write the sum in yuan, such as 380 CNY, or in { $names }.
refusal-cost-amount = I cannot read the sum. Write it like this: /cost add 1318.50 CNY forwarder 1042
refusal-cost-parts = No purchase is named that bears it. Write its number at the end: /cost add 380 CNY forwarder 1042
refusal-cost-words = Say in at most 100 characters what it is for.
refusal-cost-teams = These purchases are of several teams. Add the cost to those of one team at a time.
refusal-cost-not-ordered = Nothing of { $number } is ordered on 1688, so it cost nothing so far.
refusal-cost-not-yours = You asked for none of the lines of { $number }. Its approvers, buyers and admins see what it cost.
refusal-cost-over = This cost was added, taken back or left already, or somebody else typed it. /cost with the number of the purchase shows what there is.
refusal-cost-moved = The sums moved since this was shown. Look at it again and add it then.
refusal-cost-paper = A photo of its paper is kept already, or somebody else added this cost. Take it back and add it again with the right photo.
cost-goods-unknown = goods not known
