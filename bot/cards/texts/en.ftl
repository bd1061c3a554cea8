### English: short, plain sentences. Plain text only; markup is the cards' work.

## Numbers and moments
pieces = { $n ->
    [one] { $n } pc
   *[other] { $n } pcs
}
counted = { $n } { $unit }
unit = { $n } { $unit ->
    [pair] { $n ->
        [one] pair
       *[other] pairs
    }
    [set] { $n ->
        [one] set
       *[other] sets
    }
    [box] { $n ->
        [one] box
       *[other] boxes
    }
    [carton] { $n ->
        [one] carton
       *[other] cartons
    }
    [pack] { $n ->
        [one] pack
       *[other] packs
    }
    [bag] { $n ->
        [one] bag
       *[other] bags
    }
    [roll] { $n ->
        [one] roll
       *[other] rolls
    }
    [sheet] { $n ->
        [one] sheet
       *[other] sheets
    }
    [bottle] { $n ->
        [one] bottle
       *[other] bottles
    }
    [dozen] dozen
    [metre] m
    [kilogram] kg
    [tonne] t
   *[other] { $unit }
}
unit-from = from { $n } { $unit ->
    [pair] { $n ->
        [one] pair
       *[other] pairs
    }
    [set] { $n ->
        [one] set
       *[other] sets
    }
    [box] { $n ->
        [one] box
       *[other] boxes
    }
    [carton] { $n ->
        [one] carton
       *[other] cartons
    }
    [pack] { $n ->
        [one] pack
       *[other] packs
    }
    [bag] { $n ->
        [one] bag
       *[other] bags
    }
    [roll] { $n ->
        [one] roll
       *[other] rolls
    }
    [sheet] { $n ->
        [one] sheet
       *[other] sheets
    }
    [bottle] { $n ->
        [one] bottle
       *[other] bottles
    }
    [dozen] dozen
    [metre] m
    [kilogram] kg
    [tonne] t
   *[other] { $unit }
}
pieces-from = { $n ->
    [one] from { $n } pc
   *[other] from { $n } pcs
}
counted-from = from { $n } { $unit }
beijing = { $moment } (Beijing)
or = { " or " }
never = never
sent-again = (sent again)
now-is = As of { $when }: { $state }
sum-due = { $due } of { $total }
page-of = page { $page } of { $pages }
page-of-more = page { $page } of more than { $pages }

## First lines of a request's card
head-blocked = cannot be bought
head-variant = choose a variant
head-several = several variants
head-quantity = how many?
head-address = where to?
head-confirm = check and confirm
head-no-price = the price is not known yet
no-price-text = 1688 did not tell the price just now. Nothing can be ordered before it does.
head-changed = the price changed
head-changed-else = something changed
head-placing = being placed on 1688
head-doubt = 1688 did not answer clearly
head-needs-person = still not found on 1688
head-conflict = the orders on 1688 do not match
head-differs = ordered, but it is not what was agreed to
differs-seller = Seller: { $new }, agreed was { $old }
differs-title = Product: { $new }, agreed was { $old }
head-price = the price of the order was raised
price-not-paid = It is ordered on 1688 and not paid.
price-own-word = Agree to the new price and it can be paid. Or cancel the order: unpaid it lapses on 1688.
price-approve = It can be paid once this price is approved.
price-agreed-text = The order on 1688 can be paid now.
paid-above = { $agreed } was agreed to: more was paid, and nobody here agreed to that.
agree-to = Agree to { $total }
head-orders = ordered, { $n ->
    [one] { $n } order
   *[other] { $n } orders
} on 1688
head-refused = refused by 1688
head-abandoned = given up
head-cancelled = cancelled
head-expired = lapsed, not bought
head-pay = pay on 1688
head-no-pay = no way to pay right now
head-cancel-this = cancel this?
head-cancel-question = cancel this order on 1688?
head-trace = { $n ->
    [one] { $n } parcel
   *[other] { $n } parcels
}
head-list = Orders · { $filter }
head-help = What you can do here

## The product
tier = { $price }  { $from }
minimum = Minimum { $pieces }
minimum-mixed = Minimum { $pieces }, or mixed wholesale from { $together } of the seller's goods
minimum-mixed-untold = Minimum { $pieces }, perhaps fewer: the seller mixes goods
least = min. { $pieces }
lots-of = in lots of { $pieces }
in-stock = { $n ->
    [one] { $n } in stock
   *[other] { $n } in stock
}
variants = { $n ->
    [one] { $n } variant
   *[other] { $n } variants
}
products = { $n ->
    [one] { $n } product
   *[other] { $n } products
}
products-of = { $n } of { $total } products
seller = Seller: { $name }
seller-known = Seller: { $name } ({ $facts })
comma = { ", " }
clause = { ", " }
colon = { ": " }
years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
reorder-rate = { $percent } % reorder
choose-axis = Choose: { $axis }
head-lines = { $n } lines, none of them can be bought like this
lines-left-out = { $n ->
    [one] One line is left out: { $names }
   *[other] { $n } lines are left out: { $names }
}
lines-more = { $n } more
folded-more =
    { $n ->
        [one] … and { $n } line more, in Details
       *[other] … and { $n } lines more, in Details
    }
lines-rest = … and { $n } more · { $sum }
lines-missing = { $n ->
    [one] One line is left out and not in this sum
   *[other] { $n } lines are left out and not in this sum
}
sellers-more = { $n ->
    [one] … and one more seller
   *[other] … and { $n } more sellers
}
left-out-draft = { $n ->
    [one] What was left out of { $number } is a draft of its own now: settle it on its card.
   *[other] The { $n } lines left out of { $number } are a draft of their own now: settle them on its card.
}
line-waits = not chosen yet
line-of = Line { $n } of { $total }
head-parts = approved, ordered from { $n } sellers
head-parts-some = approved, ordered from { $done } of { $n } sellers
head-parts-waits = approved, to be ordered from { $n } sellers
head-parts-none = nothing was ordered
head-parts-over = nothing is ordered any more
several-sum = { $pieces } in all:
several-how = Each press adds { $n }. Or type, for example: red S 10, M 20; blue all 5
several-more = { $n } more
chosen-so-far = Chosen: { $values }
choose-address = Choose the delivery address.
no-addresses = The 1688 account has no delivery address. Add one on 1688, then press “Try again”.
addresses-unknown = 1688 does not tell its delivery addresses at the moment. Try again in a minute.
address-number = address { $n }
default-address = Default: { $city }

## What is wrong with a choice
problem-delisted = This product is no longer on sale. Another seller may have it: try /search.
problem-not-orderable = 1688 does not sell this product through its interface. It can only be bought on the site.
problem-seller-closed = This 1688 account may not order from this seller through a program. It can only be bought on the site.
problem-sold-out = Sold out. Nothing of it is in stock.
problem-variant-sold-out = This variant is sold out. Choose another one.
problem-below-minimum = The minimum is { $limit }.
problem-not-a-lot = Sold in lots of { $limit }.
problem-not-enough-stock = In stock: only { $limit }.
problem-below-minimum-now = This quantity is below what the seller takes. Take more.
problem-not-a-lot-now = The seller does not take this quantity: it is no whole lot.
problem-not-enough-stock-now = There is not enough in stock for this quantity. Take fewer.
problem-mix-rule = Mixed wholesale: this alone must be at least { $limit }.
problem-mix-rule-now = The seller's rule for mixed orders is not met. Take more pieces.
problem-variant-gone = The chosen variant is no longer offered. Choose another one.
problem-variant-unknown = No variant fits these words. Choose one below.
problem-words-unknown = I did not understand all that was written. How many pieces?
problem-quantity-unclear = “{ $words }” – did you mean { $options }?
problem-variant-unclear = Several variants fit these words. Choose one below.
problem-too-many-variants = One order of 1688 takes 50 variants at most. Take some out, and buy them in a second order.
problem-variants-unsupported = This way of buying cannot name a variant, and the product has several. It cannot be bought like this.
problem-no-price = 1688 shows no price for this quantity. Try another one.
problem-no-address = 1688 does not deliver to this address. Choose another one.
problem-refused = 1688 does not accept this choice. Try another quantity or variant.
problem-sums = The sums that 1688 names do not add up. Nothing was ordered. Look again, or buy it on the site.
sums-named = Goods { $goods }, freight { $freight }, discount { $discount }, total { $total }
rather = Rather { $options }?

## The consent
goods-sum = Goods { $amount }
goods = Goods { $amount } ({ $pieces } × { $price })
goods-tier = Goods { $amount } ({ $pieces } × { $price }, price { $from })
freight = Freight { $amount }
freight-unknown = Freight is not in this sum: 1688 adds it when the order is made
discount = Discount { $amount }
discount-taken = Discount { $amount }, taken off the goods already
to-address = To: { $address }
account-address = Delivery: the 1688 account's own address; the freight is what that account is charged
note-for-seller = To the seller:
repeat = The same variant within 24 hours: { $other }. Still want it?
valid-until = To be confirmed by { $when }.
total-moved = { $old } → { $new } ({ $change })
total-risen = { $old } agreed → { $new }, { $change }
moved-amount = { $field }: { $old } → { $new }
moved-others = Also changed: { $names }
field-unit-price = unit price
field-goods = goods
field-freight = freight
field-discount = discount
field-total = total
field-lines = prices of the variants
field-quantity = quantity
field-seller = seller
field-address-id = address
field-flow = kind of order
field-trade-mode = kind of payment
field-note = note for the seller
nothing-ordered = Nothing was ordered.
nothing-ordered-again = Nothing was ordered. Buy at the new terms?

## Placing and doubt
not-taken = 1688 did not take the order. Nothing was ordered.
next-try = Next try: { $when }
press-again = I do not try again by myself. If you may, press “Try again”, “Order by hand” or “Cancel”.
doubt-looking = It may or may not exist. I look for it by our own reference.
doubt-no-reference = It may or may not exist. This way of buying carries no reference: I cannot look for it.
doubt-since = Not clear since { $when }
never-again = It will not be ordered again by itself. You need do nothing now.
doubt-then = If it is not found within two minutes, I ask you here.
looked = Looked for since { $since }.
please-look = Please look at your orders on 1688, or wait: I go on looking for 72 hours.
please-look-yourself = Please look at your orders on 1688: I cannot look for this one by myself.
alike-there = { $n ->
    [one] But this order is on 1688, for the same goods and no dearer, and nobody here knows whose it is. It may be this purchase:
   *[other] But these { $n } orders are on 1688, for the same goods and no dearer, and nobody here knows whose they are. One of them may be this purchase:
}
doubt-blind = 1688 does not show our reference: finding nothing proves nothing. Please look at your orders there.
head-alike-question = first look at these
alike-question = Is one of them this purchase? Then say so. If you give up although one of them is it, nobody here follows that order.
who-settles = Can settle it: { $names }
who-settles-nobody = No buyer here: an admin names one with /team.
settle-two = Ordering again or giving up needs two people, from { $when } on.
settle-alone = Giving up is possible from { $when } on. Ordering again needs a second admin.
verdict-resend = { $name } says: it does not exist, order it again. A second person must press the same.
verdict-abandon = { $name } says: it does not exist, give up. A second person must press the same.
conflict-text = Orders with our reference are there, but not as asked for. Buying is paused. Look at them on 1688, then enter the right number.
conflict-taken = 1688 named an order that another purchase holds. Buying is paused. Look at your orders on 1688, then enter the right number.
conflict-different = 1688 named another order than was sent. Do not pay it for this. Buying is paused. Look at your orders on 1688, then enter the right number.
dry-run-mark = Dry run
dry-run = Dry run: nothing is ordered.
abandoned-text = It was not found on 1688. I go on looking for 72 hours and tell you if it turns up after all.
abandoned-no-reference = It was given up without a look from me: check your orders on 1688 from time to time.
expired-text = Nobody confirmed in time. Nothing was ordered.
lapsed-text = It could not be ordered in time after it was agreed to. Nothing was ordered.
lines-failed = 1688 did not take:

## Orders
order-to-pay = ordered, to be paid
order-declined = declined at { $total }, do not pay
order-over = over, do not pay
order-cancelling = cancelling sent, do not pay
order-checking = ordered, being checked
unpayable-cancelling = Do not pay it: cancelling was sent to 1688, and whether it was cancelled is not clear. Look again, or see on 1688.
unpayable-checking = Not to be paid yet: I still check with 1688 that it is what was sent, and look again by myself.
unpayable-conflict = Do not pay it now: it is not clear whether it is what was sent.
unpayable-differs = Not to be paid now: 1688 names another seller or product than was agreed to. Look at it there; pay only after it is agreed to anew, or cancel the order.
unpayable-price = Not to be paid now: it costs more than was agreed to.
unpayable-ended = This request is over, but the order is on 1688, unpaid. Cancel it there or here; unpaid it lapses by itself.
order-paid = paid
order-part-shipped = partly shipped
order-shipped = shipped
order-received = received
order-finished = finished
order-cancelled = closed
order-number = 1688 no. { $number }
order-of = order { $n } of { $of }
more-parcels = … and { $n ->
    [one] { $n } more parcel
   *[other] { $n } more parcels
}
pay-by = to pay by { $when }
pay-by-unknown = to pay, until when is not stated
pay-refused = { $way } does not work now:
way-alipay = Alipay
way-cross = Kuajingbao (cross-border)
way-phone = Payment on the phone
way-group = Payment on a computer
refund-none = No refund
refund-asked = Refund asked for
refund-done = Refunded
refund-of = { $amount } of { $total }
refund-asked-short = { $amount } asked back
refund-short = { $amount } refunded
refund-closed = Refund closed without payment
refund-count = { $n ->
    [one] { $n } refund
   *[other] { $n } refunds
}
asked-by = Asked by { $name }, { $when }
echo-missing = 1688 does not show our reference with it.
head-by-hand = to be ordered by hand on 1688
head-hand-prepared = what to order on 1688
by-hand-who = { $name } orders it on 1688. I place it no more.
by-hand-then = Once it is placed, send me its number: I compare it with what was approved.
by-hand-agreed = Approved: { $total }, freight { $freight } of it
by-hand-address = Deliver to:
by-hand-reference = Our reference, for the order's note:
by-hand-send = Order exactly these goods, then press “I ordered it”.
placed-by-hand = Ordered by hand by { $name }.
head-hand-differs = this order is not quite what was approved
hand-dearer = It costs { $total }; { $agreed } was approved.
hand-asked-again = If you take it, whoever must agree to the higher price is asked before it is paid.
hand-goes-to = It goes to:
hand-agreed-to = Approved was:
outside-attached = Placed outside, never approved here.
looked-at = Last look: { $when }
as-of = As 1688 told it: { $when }
look-going-on = It is being looked at right now.
look-news = There is news: its card shows it.
look-no-news = Nothing new.
timeline = What happened
older-events = … { $n ->
    [one] { $n } older step is
   *[other] { $n } older steps are
} left out
no-steps = No steps reported yet.
step-announced = Waits for the carrier
step-dispatched = Sent off by the seller
step-picked-up = Picked up by the carrier
step-moving = In transit
step-arrived = Arrived
step-left = Sent on
step-delivering = Out for delivery
step-to-collect = Waits to be collected
step-taken-in = Taken in for the addressee
step-signed = Signed for
step-failed = Could not be delivered
step-held = Held up
step-refused = Refused by the addressee
step-returning = Goes back to the sender
step-returned = Back with the sender
by-person = By { $name }
to-chat = To { $id }
update-number = Update { $number }
was-paid = Paid: { $total }
alarms-head = { $n ->
    [one] { $n } paid order is stuck: /stuck
   *[other] { $n } paid orders are stuck: /stuck
}
alarm-since-not-shipped = Paid { $when }
alarm-since-late = Promised until { $when }
alarm-since-no-scan = Sent { $when }
alarm-since-frozen = Last step { $when }
alarm-days = { $days ->
    [0] today
    [one] { $days } day ago
   *[other] { $days } days ago
}
money-back = What was paid goes back the way it came; the refund waits for 1688.
nothing-paid = Nothing had been paid.
ends-at = Ends: { $when }
cancelled-by = { $name } cancelled it.
closed-by-buyer = The buyer cancelled it.
closed-seller-lacks = The seller has none left.
closed-not-paid = It was not paid in time.
closed-no-reason = 1688 names no reason.

## States in a list or a sentence
state-draft = draft
state-pending = to be confirmed
state-approved = confirmed
state-closed = closed
state-rejected = declined
state-cancelled = cancelled
state-expired = lapsed
state-ready = about to be placed
state-submitting = being placed
state-placed = ordered
state-refused = refused by 1688
state-in-doubt = not clear yet
state-conflict = does not match
state-needs-person = needs a person
state-abandoned = given up
state-dry-run = would be ordered (dry run)
state-withdrawn = withdrawn
state-to-pay = to be paid
state-do-not-pay = do not pay
state-differs = not as agreed, to be looked at
state-price = price to be agreed to
state-cancelling = being cancelled, do not pay
state-checking = being checked
state-paid = paid
state-part-shipped = partly shipped
state-shipped = shipped
state-received = received
state-finished = finished
state-blocked = cannot be bought
state-variant = choosing a variant
state-several = choosing variants
state-lines = choosing the products
state-parts = an order for each seller
state-quantity = choosing a quantity
state-address = choosing an address
state-confirm = to be confirmed
state-placing = being placed
state-doubt = not clear yet
state-ordered = ordered
filter-open = Open
filter-to-pay = To pay
filter-paid = Paid
filter-shipped = Shipped
filter-done = Done
filter-cancelled = Cancelled
filter-all = All
show-open = Show what is open
show-to-pay = Show what is to be paid
show-all = Show all purchases
list-empty = Nothing here. Send a 1688 link to begin.
list-empty-cancelled = No order was cancelled. What ended before it was ordered is under “All”.

## What is paid for and not in: /stuck
head-stuck = { $n ->
    [0] nothing here is paid for and not in
   *[other] paid, goods not in: { $n } · { $total }
}
stuck-of = Of { $name }
stuck-age = { $days } days
stuck-days = { $days ->
    [0] less than a day
    [one] { $days } day
   *[other] { $days } days
}
stuck-not-shipped = not shipped for { $days }
stuck-late = late for { $days }
stuck-no-scan = no scan for { $days }
stuck-frozen = no step for { $days }
stuck-more = … and { $n } more: /stuck and a name
stuck-by-seller = By seller
stuck-by-person = By person
stuck-anybody = Of everybody
notice-morning = what the day brings
morning-to-pay = To pay today: { $n } · { $total }
morning-unpaid-then = Unpaid as far as 1688 told: { $n } · { $total }
morning-not-shipped = Paid and not shipped for long: { $n }
morning-late = Later than promised: { $n }
morning-no-scan = Sent and not scanned: { $n }
morning-frozen = Parcels that stand still: { $n }
morning-refunds = Refunds that run: { $n }
morning-votes = Wait for your vote: { $n }
morning-pay = Pay
morning-show-stuck = What is stuck
morning-decide = Decide

## Notices: first lines, and sentences below
notice-placed = ordered, to be paid
notice-found = found: the order exists on 1688
notice-part-failed = only partly ordered
notice-placed-partly = only partly ordered, to be paid
notice-refused = refused by 1688
notice-dry-run = would be ordered now
dry-run-by = By this call: { $call }. This is a dry run: nothing was ordered.
notice-not-sent = not ordered yet
notice-not-sent-text = 1688 did not take the order. Nothing was ordered, nothing is lost.
notice-changed = changed after you confirmed it
notice-in-doubt = 1688 did not answer clearly
notice-needs-person = still not found on 1688
notice-lapsed = lapsed: it could not be ordered in time
notice-abandoned = given up
notice-conflict = the orders on 1688 do not match
notice-ghost = an order that should not exist
notice-unknown-order-text = This order is on 1688, but was given up or refused here. Buying is paused. Close or keep it on 1688, then press the button.
notice-placed-outside = Placed outside, never approved
notice-placed-on-site = Placed on the site, perhaps by hand
outside-several = { $n ->
    [one] { $n } order was placed on the site or the phone. Nobody asked for it here, and nobody approved it.
   *[other] { $n } orders were placed on the site or the phone. Nobody asked for them here, and nobody approved them.
}
outside-text = It was placed on the site or the phone. Nobody asked for it here, and nobody approved it.
outside-may-be = It may be the order of { $number }, which is in doubt. Settle that first.
outside-by-hand = It may be { $number }, which { $name } orders by hand.
outside-stops-nothing = This stops nothing. Attach it to a request, have it followed, or ignore it.
notice-unknown-order = not confirmed by 1688 yet
unchecked-missing = 1688 gave this number for the order, but does not know it so far.
unchecked-unread = 1688 gave this number for the order, but does not let me read it so far.
unchecked-incomplete = 1688 gave this number for the order, but does not show so far what it is of.
unchecked-text = Not payable here yet, not ordered again. I keep looking; please look there too.
notice-paid = paid
notice-paid-text = The seller ships next.
notice-placed-together = { $n ->
    [0] nothing more to be paid
    [one] one order to be paid
   *[other] { $n } orders to be paid
}
notice-paid-together = { $n ->
    [one] one order paid
   *[other] { $n } orders paid
}
notice-paid-together-text = The sellers ship next.
notice-shipped-together = { $n ->
    [one] one order shipped
   *[other] { $n } orders shipped
}
notice-price-changed = the price of the order changed
notice-repriced = re-priced after payment
repriced-text = The seller changed the sum of a paid order. Open it on 1688 if you did not agree to that.
notice-paid-sum = another sum was paid
paid-sum-text = 1688's list shows what was really paid; the order itself had shown the other sum.
notice-price-agreed = the new price is approved
notice-pay-soon = pay soon, or it lapses
notice-not-shipped = paid, but not shipped
notice-alarm = stuck
notice-alarm-not-shipped = paid, and still not shipped
notice-alarm-late = later than promised
notice-alarm-no-scan = sent, but no carrier has it
notice-alarm-frozen = the parcel stands still
notice-alarms = stuck: paid for, and not in
notice-part-shipped = partly shipped
notice-shipped = shipped
notice-trace = on the way
notice-received = received
notice-finished = finished
notice-cancelled = closed on 1688
notice-refund-asked = refund asked for
notice-refund-done = refunded
notice-refund-done-partly = partly refunded
notice-refund-closed = refund closed without payment
notice-unknown-word = 1688 reports something new
notice-unknown-word-text = 1688 uses a word that I do not know. The state stays as it was; please look at the order on 1688.
notice-paused = Buying is paused
notice-paused-text = Nothing is bought until an admin writes /resume. What was asked for waits; orders are still watched.
paused-second-other = Then a second admin must agree.
paused-second-alone = There is only one admin: they must agree once more, ten minutes after /resume.
notice-resumed = Buying goes on
notice-resumed-text = What waited for this is placed now.
notice-clock-apart = The clock is wrong: buying waits
notice-clock-apart-text = Nothing is bought and nothing is deleted until 1688 or Telegram confirms the time. Then it goes on by itself. If this machine's clock is wrong, set it.
clock-span = { $n } { $unit ->
    [min] min
    [h] h
   *[days] days
}
clock-itself-ahead = This machine's clock jumped forward by { $span }.
clock-itself-behind = This machine's clock jumped back by { $span }.
clock-database-ahead = This machine's clock is { $span } ahead of the database's.
clock-database-behind = This machine's clock is { $span } behind the database's.
clock-service-ahead = This machine's clock is { $span } ahead of that of { $whose }.
clock-service-behind = This machine's clock is { $span } behind that of { $whose }.
notice-resumed-held = No longer paused, and still nothing is bought
hold-quarantine = The quarantine is not over: /status names what is left to decide.
hold-key-missing = The journal's key is missing: whoever runs the server sets JOURNAL_KEY and starts the bot again.
hold-key-other = JOURNAL_KEY is not the key that the journal was signed with: whoever runs the server sets the right one and starts the bot again.
hold-clock = The clock of this machine is not confirmed: buying goes on by itself once 1688 or Telegram confirms the time.
hold-other-program = Another program used this bot's token within the last day, and may have bought the same. Before each order I first read 1688's order list and look for that very order.
hold-list-unread = First I read 1688's order list, because orders may be missing here. What waited is placed after that.
hold-unchecked = First I check the database and look for unclear orders. What waited is placed after that.
was-paused = It was paused because: { $reason }
own-reason-conflict = #{ $number }: { $reason }
own-reason-many-doubts = three orders in doubt within 15 minutes
own-reason-unknown-order = an order that should not exist: { $order }
own-reason-other-program = another program runs with this bot's token
own-reason-restored = this database was restored from a copy
own-reason-moved = this database was moved
own-reason-went-back = this database went back in time
own-reason-anchors-taken = every anchor of the journal up to entry { $entry } was taken away
own-reason-without-key = the entries { $first } to { $last } of the journal were written without its key
own-reason-order-taken = 1688 named an order that another purchase holds
own-reason-other-order = 1688 shows another order under its number
own-reason-found-differs = orders on 1688 differ from what was sent
own-reason-stood-still = the process stood still before anything was sent
own-reason-exists-unanswered = whether the order exists already was not answered
own-reason-cap = { $cap ->
    [day] the cap for one day is reached
    [hour] there were too many orders within an hour
   *[order] a cap of the team is reached
}
own-reason-sent-again = sent again by two people
notice-poison = A message could not be handled
notice-poison-text = It was set aside after several tries; everything else goes on. Its writer may need an answer.
notice-login-ending = The login to 1688 ends soon
notice-market-silent = 1688 tells nothing of orders
last-told = It last did { $when }.
notice-market-silent-text = I go on asking. Until it answers I see no payment, parcel or refund; sums say as of when they are. What was paid on 1688 may still look unpaid here: look there before you pay.
notice-login-needed = 1688 wants a new login
notice-login-ending-text = Run “caigou login” on the server before that, or buying stops.
notice-login-text = Run “caigou login” on the server. Until then nothing can be bought.
notice-unknown-order-unknown = This order is on 1688 under our reference, but nothing here explains it. Buying is paused. Say which request it belongs to, have it followed, or close it on 1688.
notice-quarantine = Buying is stopped: quarantine
notice-quarantine-text = First I read 1688's order list. Then please decide what I cannot know, and write /resume.
notice-swept = 1688's order list was read
notice-swept-text = Please decide on each. When all is decided, an admin writes /resume.
notice-restored = I am on an older copy now
notice-restored-text = What was said, approved or changed since then is lost, and old buttons no longer work: please use the newest cards. Orders on 1688 are found again. Buying waits for the admins.
notice-copy-failed = The database could not be copied
notice-copy-failed-text = I go on trying. Check the disk and the folder of the copies.
notice-erased-list = The list of forgotten people was lost
notice-erased-list-text = erased.json did not know { $n } of the people who were forgotten; I made it again from the database. A copy from before an erasure that was put back without it has brought that person back: then ask for the erasure once more. Keep erased.json with the copies.
notice-journal-key = Buying waits for the journal's key
notice-journal-key-text = Set the JOURNAL_KEY that the journal was begun with, and start the bot again. Orders that exist are watched meanwhile. If nobody changed the key, somebody may have changed the database: type caigou audit verify.
notice-journal-anchored = The journal is anchored
notice-journal-anchored-text = From now on every entry is signed with JOURNAL_KEY. If none of you has just added that key or put back a copy, somebody has taken earlier signatures away: pause, and type caigou audit verify.
notice-journal-head = The head of the journal
notice-journal-head-text = Keep this message. With it caigou audit verify --head finds whether the journal was cut off or rewritten.
notice-journal-broken = The journal was changed before the update
notice-journal-broken-text = The update keeps it as it is, and caigou audit verify names the entry. Compare it with a copy from before.
journal-since = It is anchored since entry { $n }.
journal-anchored-after = After entry { $n }, key { $id }
journal-broken-at = { $faults ->
    [one] Entry { $n } is not as it was written.
   *[other] { $faults } entries are not as they were written, the first is { $n }.
}
notice-unrecorded = 1688's answer could not be recorded
notice-unrecorded-found = Until this order was looked for nothing more was sent. It was found on 1688, and buying goes on. Check the disk of the database.
notice-unrecorded-not-found = Nothing more was sent until I had looked for this order. It is not found so far; I go on looking. Check the disk of the database.
put-back-restored = The database was put back from a copy; it knows nothing after { $when }.
put-back-went-back = The database went back in time: what happened after { $when } may be missing.
went-back-older = It is older than what I remember of it beside it.
went-back-order = 1688 has the order { $id } under our reference, and this database does not know it.
put-back-moved = The database was moved; the old one ended { $when }.
swept-found = { $n ->
    [0] No order was found that is not known here.
    [one] { $n } order was found that is not known here.
   *[other] { $n } orders were found that are not known here.
}
swept-outside = { $n ->
    [one] { $n } order placed outside waits to be decided on; it holds up nothing.
   *[other] { $n } orders placed outside wait to be decided on; they hold up nothing.
}
swept-blind = 1688 does not show our reference with orders: lost orders of mine may be among those placed outside. Look through them before you write /resume.
swept-no-reference = This way of buying carries no reference, so I could not look for lost orders ({ $n } known). Compare your orders on 1688 with /orders.
notice-trouble-over = What was wrong is well again
well-since = Well again since { $when }.
had-begun = It had begun { $when }.
well-paused = Buying is no longer paused
well-quarantine = The quarantine is over
well-restored = What the older copy could not know is decided
well-swept = What 1688's order list left open is decided
well-clock-apart = The clock is right again
well-journal-key = The journal's key is there again
well-market-silent = 1688 tells of orders again
well-login-needed = The login to 1688 works again
well-login-ending = The login to 1688 is renewed
well-ghost = The order that should not exist is dealt with
well-unknown-order = 1688 shows the order that it had confirmed
well-placed-outside = What was placed outside is dealt with
well-copy-failed = The database is copied again
well-undelivered = The message that could not be delivered is dealt with
well-poison = The message that could not be handled is dealt with
well-calls-short = Calls to 1688 suffice again
well-thrifty = The bot no longer saves calls to 1688
well-standstill-paying = Paying no longer stands still
well-standstill-deciding = Approval no longer stands still
notice-undelivered = A message could not be delivered
notice-undelivered-text = I have stopped trying. What Telegram says is below.
notice-digest = While it was quiet
digest-more = … and { $n } more: /orders

## The journal
event-opened = opened
event-chosen = choice changed
event-confirmed = confirmed
event-changed = price or terms changed
event-expired = lapsed
event-cancelled = cancelled
event-submitting = sent to 1688
event-placed = ordered
event-found = found on 1688
event-judged-anew = judged anew: the rules became stricter
event-price-asked = to be agreed to anew
event-differs = 1688 names another seller or product
event-price-agreed = the new price agreed to
event-price-paid = paid above what was agreed to
event-price-back = costs again what was agreed to
event-refused = refused by 1688
event-in-doubt = no clear answer
event-needs-person = still not found
event-conflict = orders do not match
event-not-sent = not taken, nothing ordered
event-retried = tried again
event-verdict = a person decided
event-list-added = put on the list
event-list-changed = changed on the list
event-list-removed = taken off the list
event-list-let-go = wanted, though maybe ordered before
event-list-asked = the list was asked for
event-withdrawn = withdrawn
event-cancel-asked = cancellation asked for
event-told-seller = note to the seller
event-urged-seller = the seller urged
event-seller-answer = the seller answered
event-seller-chat = the seller's chat opened
event-seller-refused = 1688 did not do it
event-ghost = turned up unexpectedly
event-by-hand = taken over to be ordered by hand
event-outside-attached = an order placed outside was attached
event-outside-ignored = an order placed outside ignored
event-placed-outside = an order placed outside
event-unknown-closed = settled by a person
event-unknown-word = an unknown word of 1688
event-journal-gap = entries without a signature
event-paused = buying paused
event-resumed = buying resumed
event-clock-apart = a wrong clock: buying waits
event-clock-right = the clock confirmed: buying goes on

## Buttons
buy-now = Buy now
change = Change
note = Note
cancel = Cancel
back = Back
take-quantity = Buy { $n }
bare-quantity = { $n }
other-quantity = Other quantity
change-variant = Variant
change-several = Variants
several = Several
several-row = { $n } to each: { $value }
choose-part = Choose sellers
approve-part = Approve these: { $total }
settle-left-out = { $n ->
    [one] Settle what is left out
   *[other] Settle the { $n } left out
}
all-lines = All products
drop-line = Remove this one
several-done = Done
type-them = Type them
change-quantity = Quantity
change-address = Address
sold-out-value = { $value } · sold out
variant-button = { $value } · { $price } · { $n } left
open-1688 = Open on 1688
open-offer = Yes, open it
pay = Pay (opens 1688)
pay-sum = Pay { $sum }
pay-one = Pay { $name } · { $sum }
pay-alipay = Pay by Alipay
pay-cross = Pay by Kuajingbao
pay-phone = Pay on the phone
pay-group = Pay on a computer
pay-link = Get a pay link
pay-qr = QR
more = More
who-pays = Who pays: { $names }
qr-text = Scan it with the phone that pays.
copy-number = Copy number
copy-parcel = Copy parcel no.
copy-one-parcel = Copy …{ $ending }
tell-seller = Note to seller
chat-seller = Chat with seller
chase-seller = Chase the seller
urge = Urge
refund-on-1688 = Refund on 1688
send-note = Send the note
show-stuck = All that is stuck
cancel-order = Cancel order
cancel-yes = Yes, cancel it
cancel-no = No, keep it
look = Look again
trace = Trace
trace-again = Trace again
original = Original
translated = Translated
details = Details
reorder = Order again
order-rest = Ask again for the rest
by-hand = Order by hand
by-hand-again = What to order
hand-number = I ordered it
hand-accept = Take it all the same
open-product = Open the product
copy-address = Copy address
copy-note = Copy note
copy-reference = Copy reference
try-again = Try again
found-it = I found it: enter the number
place-anew = It does not exist: order again
give-up = It does not exist: give up
found-this = It is this one: { $number }
open-this = Open { $number }
none-of-these = It is not one of these: give up
unknown-doubt = It is the order of #{ $number } (in doubt)
unknown-attach = Attach to #{ $number }
unknown-ignore = Ignore it
unknown-closed = It is settled
ask-seller = Ask the seller
paste-answer = Paste the answer
copy-question = Copy the words
open-chat = Open the chat

## Refusals of the desk
refusal-stranger = I do not know you yet. Your number is { $id }; give it to an admin.
refusal-unknown-request = There is no request { $number }. /orders shows yours.
refusal-unknown-order = There is no order { $number }. /orders shows what is there.
refusal-not-on-market = 1688 has no order “{ $number }”. Write the number that stands on the page of the order there.
refusal-not-yours = { $number } is somebody else's draft. Send the link yourself to open your own.
refusal-no-longer = { $number } has moved on: { $state }.
card-renewed = The card is up to date now.
refusal-no-longer-by = { $number } has moved on: { $state }. Decided by { $by }.
refusal-was-split = { $number } was ordered from several sellers: name one of its parts, as its card counts them.
refusal-stale = { $number } changed since you saw it. Check the card and press again.
refusal-reading-over = This sheet is read already, or was stopped.
refusal-not-your-reading = Only the person who sent the sheet can stop it.
refusal-last-line = One product has to stay. If you want none of them, cancel the draft in the chat.
refusal-nothing-left-out = It is not certain what 1688 left out of { $number }. Compare it with the orders, then ask for what is missing.
refusal-offer-not-found = 1688 has no product { $offer }. Check the link or the number.
refusal-not-payable-now = { $number } is not waiting for payment: { $state }.
refusal-unpayable-cancelling = Do not pay { $number }: cancelling was sent to 1688, and whether it was cancelled is not clear. Look again in a few minutes.
refusal-unpayable-checking = { $number } is not confirmed by 1688 yet, so it cannot be paid or cancelled from here. I look again by myself.
refusal-unpayable-conflict = Do not pay { $number } now: it is not clear whether the order is what was sent.
refusal-unpayable-differs = { $number } names another seller or product than was agreed to. Look at it on 1688; it can be paid once that is agreed to, or cancel the order.
refusal-unpayable-price = { $number } costs more than was agreed to. It can be paid once the new price is agreed to.
refusal-unpayable-ended = { $number } is over: nobody agrees to it any more. Its order on 1688 is unpaid; cancel it.
refusal-cancel-too-early = 1688 closes an order only 10 seconds after it was made. Press again in a moment.
refusal-urge-shipped = Only what is paid and not shipped can be urged; { $number } is not.
refusal-urge-too-soon = The seller of { $number } was urged already. 1688 takes it once in 24 hours: again from { $at } on.
refusal-cancel-shipped = { $number } can no longer be cancelled: { $state }. Ask the seller for a refund instead.
refusal-nothing-to-cancel = There is nothing to cancel here. /orders shows what is there.
refusal-not-ordered = { $number } is not ordered on 1688, so it has no parcels.
refusal-not-shipped = { $number } has no parcels yet. You are told when it ships.
refusal-note-empty = The note is empty. Write a few words.
refusal-note-too-long = The note is too long: at most { $limit } characters.
refusal-too-early = Too early: this can be settled from { $at } on ({ $looks } of { $needed } looks done), if nothing is found until then.
refusal-too-early-looks = Too early: { $looks } of { $needed } looks are done. I go on looking.
refusal-second-person = { $number }: noted. A second person must press the same.
refusal-not-in-doubt = { $number } is settled already: { $state }.
refusal-not-as-approved = The goods of order { $order } are not exactly those approved in { $number }. Correct the order on 1688, or cancel { $number } and ask for what was really ordered.
refusal-not-by-hand = Nobody orders { $number } by hand: I place it myself.
refusal-dry-run = This is a dry run: nothing is ordered, not even { $number } by hand.
refusal-ordered-by-hand = Somebody orders { $number } by hand on 1688 already; its card says who.
refusal-not-our-order = { $order } is an order on 1688, but not this purchase: { $why }.
refusal-order-taken = { $order } belongs to another request already.
refusal-too-many-drafts = You have { $limit } open drafts, which is the most. Buy or cancel some of them first, the oldest are { $oldest }; for example /cancel { $first }. A draft that is not confirmed ends by itself after a day.
refusal-paused = Buying is paused. An admin can write /resume.
refusal-journal-key-wanted = Buying waits: the key of the journal is missing or another one. The admins know; try again later.
refusal-clock-apart = Buying waits: the clock of this bot is wrong. The admins know; try again later.
refusal-not-paused = Buying is not paused.
refusal-not-paused-held = Buying is not paused, and still nothing is bought:
refusal-other-program-runs = Not yet: another program used this bot's token less than two minutes ago. Stop it, or give it a token of its own. Write /resume two minutes later.
refusal-alone-not-offered = Ordering again needs a second admin. You can enter the number of the order, or give up.
refusal-only-admins = Only admins may do this.
refusal-seller-note-refused = 1688 does not take this note for the seller:
refusal-urge-refused = 1688 does not urge the seller:
refusal-no-chat-link = 1688 gives no chat link for this seller. Use the order's page on 1688.
refusal-reason-needed = Say why: /pause and the reason.
why-reference = it does not carry our reference
why-older = it was made before this one was sent
why-cancelled = it is cancelled or closed on 1688 already
why-content = product, variant or quantity differ

## 1688 does not answer or says no
market-unreachable = 1688 does not answer at the moment. Try again in a minute.
market-throttled = Too many questions to 1688 at once. Try again in a minute.
market-not-allowed = 1688 has not granted this app the call { $call }. An admin can ask for it in the 1688 console.
market-login-needed = 1688 wants a new login. An admin runs “caigou login” on the server.
market-not-found = 1688 does not know this number. Check it.
market-rejected = 1688 says no:
market-misunderstood = 1688 answered in a form that I do not know ({ $call }).
code-not-paid = The order is not paid yet.
code-paid = The order is paid already.
code-cancelled = The order is cancelled already.
code-no-contract = This 1688 account has no contract for paying without a password: pay by the link.
code-busy = A service behind 1688 did not answer in time. Try again in some minutes.
code-no-right = This 1688 account may not cancel the order, or it can no longer be cancelled.
code-not-found = 1688 knows no such order, or it belongs to another account.
code-no-seller = This 1688 account may not order from this seller through a program. It can be ordered by hand on the site.
code-no-stock = The seller does not have that many.
code-not-online = 1688 does not sell this product through its interface.
nothing-bought = Nothing was bought by this.

## Texts that are no product on 1688
link-taobao = That is a Taobao product. I buy on 1688 only.
link-tmall = That is a Tmall product. I buy on 1688 only.
link-taobao-short = That is a short link of Taobao. I buy on 1688 only.
link-alibaba-com = That is Alibaba.com, the site for export. I buy on 1688.com only.
link-aliexpress = That is AliExpress. I buy on 1688 only.
link-weidian = That is Weidian. I buy on 1688 only.
link-jd = That is JD.com. I buy on 1688 only.
link-pinduoduo = That is Pinduoduo. I buy on 1688 only.
link-shop-page = This link opens a shop, not a product. Open the product and share that link.
link-search-page = This link opens a search, not a product. Open the product and share that link.
link-company-search = This link opens a list of companies, not a product. Open the product and share that link.
link-not-a-product = This page of 1688 is not a product. Open the product and share that link.
link-order-page = This is an order's page. To see an order write /order and its number.
link-order-number = This looks like an order number. To see the order write /order and the number.
link-snapshot = This is the snapshot of an order. Open the product itself and share that link.
link-cashier = This is a payment page. Send me the link of a product.
link-no-id = There is no product number in this link. Open the product and share its link again.
link-foreign-host = { $host } is not 1688. Send me the link of the product on 1688 itself.
link-picture = This is a link to a picture. Send me the link of the product.
link-api-address = This is a technical address of 1688, not a product page. Send me the link of the product.
link-phone-number = This looks like a phone number. A product number has 9 to 13 digits and stands in its link.
link-spec-id = This looks like the code of a variant. Send me the link of the product.
link-site-name = This is only the name of the site. Open the product and share that link.
link-nothing = I see no product in this. Send me a link from 1688, or /buy with number and quantity.
nothing-waits = Nothing waits for such a reply to this message; if you meant something else, write it without replying.
search-for = Search 1688 for “{ $words }”
asked-pay = Paying: what is ordered and not paid has a button that opens its payment on 1688. Here is all that waits for it.
asked-where = Every purchase shows where it is: /track and its number shows its parcels. Here is what is under way.
asked-cancel = /cancel and its number cancels a draft or an unpaid order; a paid one needs a refund. Here is what is under way.
asked-refund = A refund is asked for on 1688; I tell each step of it. /order and its number shows where it is.
asked-help = Send me a link from 1688, a product's number, or words to search. /order and a number shows a purchase, /help everything.
link-too-many = /buy takes one product. Send several links in one message without it.
link-short-link-unreadable = This short link could not be opened. Open it yourself and send me the link of the product.

## Quantities
quantity-empty = How many? Write a number, such as 50.
quantity-zero = Zero is nothing. Write a number from 1 on, such as 50.
quantity-negative = A quantity cannot be below zero. Write a number such as 50.
quantity-fractional = Only whole pieces. Write a number such as 50.
quantity-not-a-number = This is not a number. Write only the quantity, such as 50.
quantity-too-large = That is too many: at most 999,999.
not-understood = I did not understand: “{ $words }”
bare-number = Is { $offer } the number of a product on 1688?
nothing-opened = Nothing was opened.
unshown = Product { $offer } is left out: { $why }
several-links = There are { $total } products in this message; I read the first { $most }. Send the other { $left } once more.

## Questions that wait for an answer
ask-quantity = #{ $number }: how many? Answer with a number.
ask-several = Which variants, and how many of each? For example: red S 10, M 20; blue all 5
stands-already = #{ $number }: it says so already, nothing changed.
ask-note = #{ $number }: write the note for the seller (at most 500 characters).
ask-seller-note = Write the note to the seller of order { $order } (at most 500 characters).
ask-order-number = Write the number of the order on 1688 (19 digits, on the order's page).
ask-search = What shall I look for? Answer with words, such as “mug under 12 from 50”, or with a picture; Chinese words find the most.
ask-cancel = Which one shall be cancelled? Press it, or answer with its number.
answer-to = Answer to: { $question }
answer-shown = Nothing is done yet. Is this your answer?
answer-late = { $minutes ->
    [one] This came a minute after the question, too late to be its answer by itself.
   *[other] This came { $minutes } minutes after the question, too late to be its answer by itself.
}
use-answer = Use it as the answer
question-over = This question is answered or over.
ask-track = Parcels of which part?
ask-seller-head = ask the seller before it is bought
ask-seller-how = Send this in the seller's chat, then paste the answer here. Everybody who decides reads it on the card.
ask-which-seller = which seller shall be asked?
ask-seller-answer = Paste here what the seller answered:
seller-answer-kept = The seller's answer is on the card.
seller-said = Seller ({ $facts }):
seller-said-before = before the change
seller-chat = Here you reach the seller:
note-over = This note was sent already, or is not open any more. “Chase the seller” shows what was sent.
note-replace = Write other words, and they replace these.
note-left = { $left ->
    [one] { $left } character is left for notes on this order.
   *[other] { $left } characters are left for notes on this order.
}
chase-tried = Tried so far:
chase-nothing = Nothing was tried so far.
chase-urge-from = The seller can be urged again from { $when } on.

## Greetings, help, hints
start-hello = Hello! I buy on 1688.com for your team, and tell you what becomes of it.
start-how = Send me a link from 1688, with a quantity if you like. You choose, I show the exact price. Nothing is ordered before you press “Buy now”, or “Ask for approval” and the team agrees.
start-receive = Send me a waybill, typed, scanned or photographed, and count what is in the parcel. /arrivals lists what comes.
start-help = /help shows what you can do here.
stranger = I do not know you yet. Your number is { $id }; give it to an admin of your team.
group-hello = Hello! I buy on 1688.com for this team.
group-hears-all = Send a 1688 link here and I open it.
group-hears-some = Here I only hear what is meant for me: write /buy and a link, mention { $name }, or answer one of my messages.
group-make-admin = If plain links shall work too, make me an administrator of this group.
no-identity = I cannot see who wrote this. Write to me in your own name, or in a private chat.
channel-goodbye = I work in groups and private chats, not in channels. Goodbye!
old-button = This button is old or not mine. Nothing was done.
too-much = Too much at once. This message was not read, and those right after it may not be either: wait a minute, then send again what I did not answer.
too-much-pressed = Too many presses at once. This one did nothing: wait a few seconds and press again.
missed = { $n ->
    [one] I did not read { $n } message of yours: it was too much at once. Send again what I did not answer.
   *[other] I did not read { $n } messages of yours: it was too much at once. Send again what I did not answer.
}
cut-off = I was interrupted while I did this and cannot say how it ended. I do not do it twice: look at how it stands before you ask again.
gave-up = I could not handle your message and have told the admins. Nothing was ordered by it. Please try again.
sheet-too-large = This file is larger than 20 MB: send a part of it.
sheet-bomb = This file unpacks to far more than a sheet of 5,000 rows needs, so I do not open it. Save it anew with the rows alone.
sheet-not-a-sheet = This is no sheet that I can read: save it as .xlsx or .csv.
sheet-old-format = This is an old .xls: save it as .xlsx and send it again.
sheet-password = This file has a password: save it without one and send it again.
sheet-macros = This file has macros, so I do not open it: save it as .xlsx.
sheet-external-links = This file links to other files, so I do not open it: copy the values into a new sheet.
sheet-no-rows = There is nothing in this sheet.
sheet-too-many-rows = This sheet has more than 5,000 rows: send a part of it.
sheet-too-many-empty-rows = This file has more than 100,000 empty rows: copy the rows with goods into a new sheet and send that.
sheet-too-much-text = There is too much text in this sheet: keep only the columns that I need.
sheet-took-too-long = Reading this file takes too long: copy the rows into a new sheet and send that.
sheet-took-too-much-memory = Reading this file takes too much memory: copy the rows into a new sheet and send that.
sheet-reader-failed = I could not read this file, and nothing was opened. Save it as .csv and send it again.
sheet-no-column = I do not find this column: { $names }
sheet-try-template = /template sends you a sheet with all of them.
sheet-read = Lines: { $lines }, products: { $products }
sheet-added = Rows that name the same: { $rows }. What is chosen alike is one line.
sheet-more-rows = Left out too: rows { $rows }
sheet-nothing = There is no row to buy.
sheet-others = I read the sheet { $sheet } only, not { $names }.
sheet-left-out = Rows left out: { $n }
sheet-column = { $name } in { $letter }
sheet-column-link = product
sheet-column-variant = variant
sheet-column-quantity = quantity
sheet-column-note = note
sheet-column-tag = tag
sheet-row = Row { $row }: { $why }
sheet-row-no-offer = no product in it. { $words }
sheet-row-other-shop = a product of another shop, not of 1688
sheet-row-not-a-product = this link leads to no product. { $words }
sheet-row-several-offers = more than one product
sheet-row-lost-digits = the number lost its last digits: format the column as text
sheet-row-no-value = a formula without a value
sheet-row-hidden = hidden by a filter
sheet-row-no-quantity = no quantity
sheet-row-wrong-quantity = this is no quantity: { $words }
sheet-row-too-many-lines = here I stopped: 5,000 lines are the most
sheet-progress-offers = 1688 has shown { $n } of { $of } products …
sheet-progress-sellers = { $n } of { $of } orders are priced …
sheet-offer = { $name }: shall I read it as a list of what to buy?
sheet-read-it = Read it
sheet-stopped = Stopped: nothing of this sheet is asked for.
sheet-stop = Stop
sheet-template = Fill in a row for each product and send the file back to me.
no-text = I read text and pictures only: send me the link of a product on 1688, its photo, or /search and a few words.
no-text-voice = I cannot listen to a recording: write it, or send me the link of a product on 1688.
no-text-sticker = A sticker names nothing that I could buy: send me the link of a product on 1688, or /search and a few words.
no-text-location = Goods go to an address kept on 1688, not to a location: send me the link of a product, and you choose the address.
no-text-file = Of files I read only pictures and sheets (.xlsx, .csv): /template sends you one to fill in.
no-text-answer = I am waiting for an answer in words: please write it.
courtesy-hello = Hello! Send me the link of a product on 1688, or words to search for; /help shows what else I can do.
courtesy-thanks = You are welcome; /orders shows what is under way.
language-how = I write to you in the language of your Telegram, if it is English, Chinese or Russian: change it in Telegram's settings. A group reads its team's language, which an admin sets with /team.
unknown-command = I do not know this command. /help shows what you can do.
command-buy = Buy: number or link, quantity, variant
command-orders = Your orders
command-order = One order: its number
command-cancel = Cancel a draft or an unpaid order
command-track = Where the parcels are
command-stuck = Paid, and the goods are not in
command-list = What the team collects, to be asked for at once
command-template = A sheet to fill in: many products at once
command-search = Find products: mug under 12 from 50
command-status = Is the bot well?
command-health = The same as /status
command-pause = Stop buying, with a reason
command-resume = Let buying go on
command-help = What the bot can do
command-start = Begin
about-short = Buys on 1688.com for your team.
about-long = Send a link from 1688.com. The bot shows the product, you choose variant and quantity, it shows the exact price with freight and orders once you confirm. Then it watches the order: payment, shipping, parcels, refunds.

## Help, by task
do-roles = You are: { $roles }
do-buy = Buy: 1688 links, a photo, a sheet (/template), a /list, or /search mug
do-buy-here = Buy: /buy and 1688 links; collect together: /list
do-decide = Decide: press on the card, or /pending
do-pay = Pay: /pay · cancel an order: /orders
do-follow = Follow: /orders, /track 1042
do-cancel = Take a request back: /cancel 1042
do-away = Somebody decides for you: /away
do-receive = Count what arrives: /arrivals, a waybill, /order 1042 · who is in the team: /team
do-team = People, rules, own codes: /team, /policy, /sku
do-manage = Team: /team, /policy, /rate, /sku
do-begin = Begin a team: bring me into a group, write /team here
do-stop = Stop buying: /pause why, then /resume
do-well = Messages: /notify · language: /language · am I well? /status

## Health
health-well = All is well
health-trouble = Something needs attention
health-orders = { $n ->
    [one] { $n } order on 1688 is watched
   *[other] { $n } orders on 1688 are watched
}
health-waiting = { $n ->
    [one] { $n } message waits to be sent
   *[other] { $n } messages wait to be sent
}
health-watch = Last look at 1688: { $when }
health-no-watch = No look at 1688 yet
health-paused = Buying is paused.
health-clock = Buying waits until 1688 or Telegram confirms the time.
health-market = 1688 has a problem:
ask-1688 = Ask 1688 again
health-market-away = 1688 does not answer as it should; I go on trying.
health-doubts = { $n ->
    [one] { $n } order is in doubt
   *[other] { $n } orders are in doubt
}
health-blind = 1688 does not show our reference with orders: a purchase whose answer is lost can't be recognised. Look at your orders on 1688 before you settle a doubt, and ask 1688 why outOrderId does not come back.
health-outside = { $n ->
    [one] { $n } order placed outside waits to be decided on
   *[other] { $n } orders placed outside wait to be decided on
}
health-unknown = { $n ->
    [one] { $n } order turned up unexpectedly
   *[other] { $n } orders turned up unexpectedly
}
health-dead-updates = { $n ->
    [one] { $n } message to me could not be handled
   *[other] { $n } messages to me could not be handled
}
health-dead-messages = { $n ->
    [one] { $n } message of mine could not be delivered
   *[other] { $n } messages of mine could not be delivered
}
health-unread = { $n ->
    [one] 1688's list shows { $n } order of ours in a form that I do not understand. I look at it by itself, less often:
   *[other] 1688's list shows { $n } orders of ours in a form that I do not understand. I look at each by itself, less often:
}
health-more-unread = … and { $n } more.
health-jobs-failed = { $n ->
    [one] { $n } regular job fails; “More” says which
   *[other] { $n } regular jobs fail; “More” says which
}
health-jobs-late = { $n ->
    [one] { $n } regular job stands still; “More” says which
   *[other] { $n } regular jobs stand still; “More” says which
}
health-unwell = The admins see what it is.
health-jobs-well = { $n ->
    [one] { $n } regular job ran as it should
   *[other] { $n } regular jobs ran as they should
}
health-jobs-ill = Late or failed, and when each last ran well:
## What a person settles
unknown-order-head = An unexpected order · { $n } of { $total }
outside-head = An order placed outside · { $n } of { $total }
unknown-order-none = No unexpected order is left
unknown-order-text = It carries our reference, and no request here explains it.
unknown-order-known = Its reference is that of { $number }, which was given up or refused.
unknown-order-unseen = 1688 does not show it now:
made-at = made { $when }
unknown-link = It is the order of #{ $number }
unknown-follow = Follow it as a purchase
decide-unknown = Decide one by one
settle-letters = Undelivered messages
letter-read = I know of it
letters-none = No such message is left
letter-received = A message that could not be handled · { $n } of { $total }
letter-owed = A message that could not be delivered · { $n } of { $total }
go-on = It was not ordered: place it
rests-text = The database was put back from an older copy. This may have been ordered since then.
rests-press = Look at your orders on 1688 first. I look for it too, by our reference, before anything is sent.
rests-look = Look at your orders on 1688 first: I could not recognise it by our reference.
rests-alike = It is not placed, so that nothing is bought twice. Say which order is its own, or cancel it; what is wanted all the same can be asked for anew.
rests-alike-there = { $n ->
    [one] An order of the same goods was made since this was asked for:
   *[other] { $n } orders of the same goods were made since this was asked for:
}
order-of-another = Its order turned out to be that of #{ $number }.
notice-rests = agreed to, but look first
quarantine-done = All is decided. An admin can write /resume.
quarantine-unread = 1688's order list since then is not read to its end yet.
quarantine-unknown = { $n ->
    [one] { $n } unexpected order is to be settled
   *[other] { $n } unexpected orders are to be settled
}
quarantine-resting = { $n ->
    [0] No request waits for a person
    [one] { $n } request waits for a person to let it go on
   *[other] { $n } requests wait for a person to let them go on
}
health-more-doubts = … and { $n } more; /orders lists them.
health-quarantine-restored = Quarantine: put back from a copy. Nothing is bought; 1688's list is read from { $when } on.
health-quarantine-went-back = Quarantine: the database went back in time. Nothing is bought; 1688's list is read from { $when } on.
health-quarantine-moved = Quarantine: the database was moved. Nothing is bought; 1688's list is read from { $when } on.
health-copy = Newest copy: { $when }
health-no-copy = No copy yet
health-copy-failed = The database could not be copied:
health-journal-missing = The journal's key (JOURNAL_KEY) is missing: nothing is bought.
health-journal-other = JOURNAL_KEY is not the key that the journal was signed with: nothing is bought.
health-journal-waits = Buying waits for an admin to set the key of the journal.
health-journal-none = No JOURNAL_KEY yet: caigou init --journal-key makes one
health-disk-low = Only { $n } MB are free on the disk of the bot. Free some space before it is full.
health-disk-full = Only { $n } MB are free on the disk of the bot. That is too little: free some space now, or buying stops.
refusal-quarantine = Not yet: the quarantine is not over.
refusal-unknown-undecided = Not yet: there are orders under our reference that nothing here explains.
refusal-alike-there = { $order } may be the order of { $number }. First say that it is this one, or have it followed as a purchase of its own.
refusal-alike-unseen = { $order } may be the order of { $number }, and you have not seen that yet. Press once more and look first.
refusal-may-be-doubt = { $order } may be the order of { $number }. Settle that one first, then ignore this.
refusal-not-linkable = { $order } cannot belong to { $number }: that request has an order, is over, or has no agreed price.
refusal-no-product = 1688 does not say any more what { $order } is of, so it cannot be followed here. Look at it on 1688 and press “It is settled”.
refusal-too-many-lines = { $order } has more than { $limit } lines, so it cannot be followed here. Look at it on 1688 and press “It is settled”.
refusal-letter-gone = This message is settled already.
refusal-order-settled = It is settled already what { $number } is.
event-ghost-linked = its order was found by a person
event-ghost-given = an order that was found waits for its consent
event-rests = orders of the same goods are there: a person must look first
event-letter-again = a message tried again
event-letter-read = a failed message noted
event-drafts-dropped = old drafts deleted that nobody asked for
event-quarantine-over = quarantine over

calls-counted = 1688 calls: { $today } today, { $month } this month, about { $forecast } by its end
calls-confirmed = Received this month: { $sum }, { $each } for each call
calls-thrifty-day = Today's calls run short: only orders, payments and doubts are asked for as often as usual.
calls-thrifty-yuan = Too little is confirmed for each call: only orders, payments and doubts are asked for as often as usual.
calls-head = 1688 calls, by what they were for
calls-of-day = { $calls } of { $limit } calls today
calls-of-yuan = { $each } confirmed for each of { $calls } calls this month; 1688 wants { $wanted }
calls-of-products = Products and search: { $today } today, { $month } this month
calls-of-ordering = Prices and orders placed: { $today } today, { $month } this month
calls-of-paying = Ways to pay: { $today } today, { $month } this month
calls-of-orders = Looks at orders: { $today } today, { $month } this month
calls-of-parcels = Parcels: { $today } today, { $month } this month
calls-of-other = Other: { $today } today, { $month } this month
notice-calls-short = Calls to 1688 run short
notice-calls-short-text = Soon the bot asks less often for what can wait. Push messages or a larger WATCH_SECONDS save calls.
notice-thrifty = The bot saves calls to 1688
notice-thrifty-text = Orders, payments and doubts go on as before. News of shipping and parcels come later.
notice-thrifty-over = The bot asks 1688 as often as before
notice-thrifty-over-text = Calls are no longer short.

## The Mini App
app-open-grid = All variants at once
app-grid-here = All variants of your draft are on one page:
app-open-orders = Open as a table
app-orders = Orders
app-number = No.
app-product = Product
app-pieces = Pieces
app-sum = Sum
app-state = State
app-row = Whole row
app-less = Fewer
app-more = More
app-done = Done: price it
app-back = Back to the chat
app-choose = Choose variants
app-sold-out = sold out
app-pieces-wrong = Write a whole number from 0 to 999,999.
app-failed = There is no answer. Try again.
app-again = Try again
app-before = Page before
app-after = Next page
app-page = Page
app-no-session = This page is not open for you, or not any more: close it and open it again from your private chat with the bot.
app-open-basket = All lines on one page
app-basket-here = All lines of this request are on one page:
app-waiting = To be settled first
app-seller-untold = Seller without a name
app-counts = { $lines ->
    [one] one line
   *[other] { $lines } lines
} · { $sellers ->
    [one] one seller
   *[other] { $sellers } sellers
}
app-ordered = { $n } of { $total } ordered
app-partly = { $n } ordered in part
app-going = { $n } being placed
app-asked-anew = { $n } asked for again
app-refused = { $n } refused
app-over = { $n } not to be paid
app-unclear = { $n } unclear
app-stale = This changed meanwhile, in the chat or by somebody else. Here is what stands now.
app-price = Price of one
app-remove = Take out
app-restore = Put back
app-save = Save and price
app-ask-price = Ask the price
app-undo = Discard
app-unsaved = Not saved
app-find = Find products, variants, notes
app-sellers = All sellers
app-tags = All tags
app-problems = To be settled
app-address = Deliver to
app-total = Total
app-none-fit = No line fits.
app-take = Take these
app-unpriced = No price yet
app-to-confirm = Confirm in the chat
app-kept = What you changed in other lines is still here, not saved.
app-lines = Lines
app-where = Choose where to deliver it
app-day = Date
app-person = Asked by
app-filters = Filters
app-everybody = Everybody
app-from = From
app-until = Until
app-sort = Sort by
app-newest = newest first
app-find-orders = Number, product, seller, person
app-not-counted = without what was cancelled
app-newest-only = Only the newest 500 are searched.
app-not-taken = 1688 did not take this, or not all of it: { $reason }
