## What arrives, and who counts it
count-head = what arrived
count-all = All there
count-in = Count in
count-of = { $arrived } of { $ordered }
count-damaged = { $n } damaged
count-wrong = { $n } wrong
count-closed = { $n } closed
count-cancelled = { $n } cancelled
count-surplus = { $n } surplus
count-missing = { $n } missing
count-arrived = arrived { $arrived } of { $ordered }
event-counted = counted in
refusal-nothing-counted = Nothing is counted in { $number } yet. Say how many pieces came.
refusal-counted-meanwhile = Somebody else counted { $number } just now. Look at what they counted, then add what is missing.
refusal-more-than-ordered = { $more } more than ordered in { $number }. If they really came, say that they are surplus.
refusal-only-receivers = Only receivers, requesters and buyers count what arrives.
alarm-since-not-counted = Signed for { $when }
alarm-since-short = Counted { $when }
notice-alarm-not-counted = signed for, and not counted
notice-alarm-short = short or damaged, and nothing is asked
stuck-not-counted = not counted for { $days }
stuck-short = short for { $days }

## Receivers
refusal-only-receives = You count what arrives; purchases and prices are for others. /order and a number show what you can count.
count-in-of = Count in #{ $name }
more-orders = … and { $n ->
    [one] { $n } more order
   *[other] { $n } more orders
}
settings-mark = Mark in each note to a seller, with the number behind it: { $mark }. Another one: { $usage }; none: off
what-mark = Mark of notes to sellers
refusal-mark-wrong = A mark is one line of at most { $limit } plain characters, without 【】.
