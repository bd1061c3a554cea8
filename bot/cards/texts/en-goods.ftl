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

## Confirming at 1688 that goods were received
receipt = Confirm receipt
receipt-ask = confirm receipt at 1688?
receipt-whole = { $n } of { $of } lines are whole.
receipt-more = … and { $n } more
receipt-pays = ⚠️ This releases the money to the seller and cannot be undone.
receipt-accepts = “Accept” means that you take these lines as they are, and ask for nothing more.
receipt-yes = Confirm the whole lines
receipt-yes-all = Accept the rest, confirm all
receipt-taken = 1688 took the receipt
receipt-unclear = 🔎 Receipt sent; 1688 has not said what became of it
event-receipt-asked = receipt sent to 1688
event-receipt-confirmed = 1688 took the receipt
event-receipt-unclear = receipt unclear
event-receipt-refused = 1688 refused the receipt
refusal-receipt-not-counted = Nobody counted what arrived of { $number }. Count it in first; nothing was confirmed.
refusal-receipt-not-yet = { $number } is not wholly shipped, or not known to be what was ordered. Nothing was confirmed.
refusal-receipt-over = 1688 says that { $number } was received already.
refusal-receipt-unclear = The receipt of { $number } was sent, and 1688 has not said clearly what became of it. It is not sent again; the next looks tell. You can see it on 1688.
refusal-receipt-refund = A refund of { $number } runs, and confirming would end it. Nothing was confirmed.
refusal-receipt-nothing = No line of { $number } is left to be confirmed here, or 1688 does not number its lines. Confirm it on 1688.
refusal-receipt-moved = { $number } is counted otherwise by now. Nothing was confirmed: open the order and ask again.
refusal-receipt-unread = 1688 did not say just now how { $number } stands. Nothing was confirmed; try again in a minute.
refusal-receipt-refused = 1688 does not take the receipt of { $number }:
