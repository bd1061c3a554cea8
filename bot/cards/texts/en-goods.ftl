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

## What 1688 changes after it was counted
notice-parcel-changed = a counted parcel is another at 1688
parcel-changed-gone = 1688 does not show this parcel any more.
parcel-changed-waybill = Its waybill is { $now } now.
parcel-changed-lines = 1688 names other lines for it now.
parcel-changed-count = The count stays as it is. Correct it if it is wrong.
event-parcel-changed = 1688 changed a counted parcel
