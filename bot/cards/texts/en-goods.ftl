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
refusal-counted-meanwhile = { $number } was counted just now, by somebody else or on another device. Look at that count, then add what is missing.
refusal-more-than-ordered = { $more } more than ordered in { $number }. If they really came, say that they are surplus.
refusal-only-receivers = Only receivers, requesters and buyers count what arrives.

## What arrives: /arrivals
command-arrivals = Parcels that arrive, to be counted
arriving-head = what arrives
arriving-nothing = No parcel is under way.
arriving-none-today = Nothing is at the door.
arriving-today = Today:
arriving-parcels = { $n ->
    [one] { $n }{ $more } parcel
   *[other] { $n }{ $more } parcels
}
arriving-pieces = { $n ->
    [one] { $n }{ $more } piece
   *[other] { $n }{ $more } pieces
}
arriving-late = { $n }{ $more } late
arriving-others = { $n }{ $more } more under way
arriving-signed = signed
arriving-near = at the door
arriving-sent = on its way
arriving-sheet-ready = { $n ->
    [one] { $n } parcel that arrives
   *[other] { $n } parcels that arrive
}
arriving-columns = Waybill | Purchase | Product | Variant | Own SKU | Picture | Pieces | Newest step | Signed (Beijing) | Counted
morning-show-arrivals = What arrives

## The count on a page of the Mini App
app-open-count = Count on one page
app-count-whole = Whole order
app-count-scan = Scan a waybill, an own SKU or an offer
app-count-unknown = Not in this order:
app-count-good = good
app-count-damaged = damaged
app-count-wrong = wrong
app-count-all = All there
app-count-it = Count it
app-count-open = still to come:
app-count-unsent = Not sent yet: it is kept here and goes out once there is a network.
app-count-sent = Counted.
app-count-surplus = They really came: surplus
app-count-counted = counted
app-count-left = Your numbers are still here.

## Receivers
refusal-only-receives = You count what arrives; purchases and prices are for others. /order and a number show what you can count.
count-in-of = Count in #{ $name }
more-orders = … and { $n ->
    [one] { $n } more order
   *[other] { $n } more orders
}
settings-mark = Mark in each note to a seller, with the number behind it: { $mark }. Another one: { $usage }; none: off. Whoever orders by hand copies it; a one-click order takes no note.
what-mark = Mark of notes to sellers
refusal-mark-wrong = A mark is one line of at most { $limit } plain characters, without 【】.

## The count card
count-lines = Line by line
count-it = Count it: { $n }
count-drafted = Not counted in yet:
count-good = { $n } good
count-step-good = good { $n }
count-step-damaged = bad { $n }
count-step-wrong = wrong { $n }
count-step-all = All { $n } good
count-ask-good = How many pieces are good? Write a whole number.
count-ask-damaged = How many pieces are damaged? Write a whole number.
count-ask-wrong = How many pieces are something else? Write a whole number.
count-many = { $n } lines: the Mini App is quicker for so many.
count-acts-more =
    { $n ->
        [one] and { $n } earlier count
       *[other] and { $n } earlier counts
    }
count-photos =
    { $n ->
        [one] { $n } photo
       *[other] { $n } photos
    }
count-meanwhile = Meanwhile { $name } changed this, { $when }. Your own count is kept.
count-more = { $n } more than ordered: they are surplus. Is that so?
count-more-cancelled = { $n } more than can still come, since some was cancelled or refunded: they are surplus. Is that so?
count-as-surplus = Yes, { $n } surplus
count-by = Counted by { $name }, { $when }
count-back = Take back
count-back-this = Take back { $n }
count-close = Close the rest
count-reopen = Reopen
count-close-why =
    { $n ->
        [one] { $n } piece will not come. Why?
       *[other] { $n } pieces will not come. Why?
    }
count-close-not-sent = Not sent
count-close-lost = Lost
count-close-sold-out = Sold out
count-close-other = Something else
event-count-taken-back = took a count back
event-rest-closed = closed the rest
event-rest-reopened = reopened the rest
refusal-count-unclear = Write a whole number from 0 to 999,999.
refusal-parcel-untold = 1688 does not say what is in this parcel: count it line by line.
refusal-others-count = Only the person who counted, who asked for { $number }, or a buyer takes this back.
refusal-enough-photos = { $number } has 20 photos already, which is enough.

## Alarms of arrivals
notice-alarm-not-counted = signed for, and not counted
notice-alarm-short = short, and nothing was asked
alarm-since-not-counted = Signed for { $when }
alarm-since-short = Counted { $when }
stuck-not-counted = not counted for { $days }
stuck-short = short for { $days }
morning-not-counted = Signed for and not counted: { $n }
morning-short = Short or damaged, nothing asked: { $n }
notify-days-count = Not counted: { $n } d
notify-days-short = Short: { $n } d

## What 1688 changes after it was counted
notice-parcel-changed = a counted parcel is another at 1688
parcel-changed-gone = 1688 does not show this parcel any more.
parcel-changed-waybill = Its waybill is { $now } now.
parcel-changed-lines = 1688 names other lines for it now.
parcel-changed-count = The count stays as it is. Correct it if it is wrong.
event-parcel-changed = 1688 changed a counted parcel
notice-parcel-of-other = 1688 shows a parcel of another order
parcel-of-other-text = I do not take it for a parcel of this order. Please look at the order on 1688.

## How refunds go on
notice-refund-moved = a refund goes on
notice-refund-ours = a refund waits for you
notice-refund-waits = a refund waits for you, and its time ends
notice-refund-refused = the seller refused the refund
notice-refund-to-send = the seller wants the goods back
notice-refund-sent = the goods of a refund are on their way back
notice-refund-paid = less refunded than was asked for
notice-refund-changed = a refund is about another sum
refund-is-refused = The seller refused it
refund-is-to-send = The seller wants the goods back
refund-is-sent = The goods are on their way back
refund-of-asked = { $paid } of { $asked } asked for
refund-carriage = carriage { $amount }
refund-seller-says = The seller says:
refund-send-to = Send the goods to:
refund-do-refused = Change it, take it back, or ask 1688 for help on the site.
refund-do-to-send = Send the goods back and tell 1688 the waybill.
refund-until = Until { $when }; then { $then }
refund-then-paid = 1688 pays it back
refund-then-agreed = the seller counts as having agreed
refund-then-closed = 1688 closes it without payment
refund-which = What is it for?
refund-which-head = what is this refund for?
refund-which-sum = Somebody opened it on the site: { $sum }
refund-which-money = { $sum } came back, and no refund that I know explains it.
refund-which-why = Nothing more of these lines is asked back before somebody says it. It can be said otherwise later.
refund-which-whole = It is all that was paid for these lines, so it counts for all of their pieces.
refund-which-again = It can be said otherwise.
refund-for-missing = { $n ->
    [one] { $n } missing piece
   *[other] { $n } missing pieces
}
refund-for-damaged = { $n ->
    [one] { $n } damaged piece
   *[other] { $n } damaged pieces
}
refund-for-good = { $n ->
    [one] { $n } good piece
   *[other] { $n } good pieces
}
refund-for-wrong = { $n ->
    [one] { $n } wrong piece
   *[other] { $n } wrong pieces
}
refund-for-carriage = Carriage only
refund-for-compensation = Compensation or discount
refund-is-checked = 1688 took a refund; it is being checked
refund-unnumbered = not numbered so far
refund-sum-unknown = a sum that 1688 does not tell
event-refund-explained = it was said what a refund of the site is for
event-refund-looked-for = a refund was looked for on the site
event-refund-settled = a refund settled pieces
notice-back-beyond-paid = 1688 says that too much came back
back-beyond-paid = 1688 says that { $said } of { $paid } came back.
back-beyond-nothing = 1688 says that { $said } came back, but nothing was paid.
back-not-believed = I do not believe it and go on with what I knew. Please look at the order on 1688.
event-back-beyond-paid = 1688 says that more came back than was paid
notice-alarm-refund-waits = a refund waits for you
alarm-since-refund-waits = Its time ends a day after { $when }
stuck-refund-waits = a refund waits: { $days } left
morning-refund-waits = Refunds whose time ends soon: { $n }
notify-refund-waits = A refund that waits for you is told a day before 1688 ends it: that cannot be put off.

## Confirming at 1688 that goods were received
receipt = Confirm receipt
receipt-ask = confirm receipt at 1688?
receipt-whole = Lines that are whole: { $n } of { $of }
receipt-more = … and { $n } more
receipt-pays = ⚠️ This releases the money to the seller and cannot be undone.
receipt-accepts = “Accept the rest, confirm all” takes these lines as they are: nothing more can be asked for them.
receipt-yes = Confirm the whole lines
receipt-yes-all = Accept the rest, confirm all
receipt-taken = ✅ { $number } · 1688 took the receipt
errand-receipt-unclear = 🔎 Receipt sent; 1688 has not said what became of it
event-errand-receipt-asked = receipt sent to 1688
event-errand-receipt-done = 1688 took the receipt
event-errand-receipt-unclear = receipt unclear
event-errand-receipt-refused = 1688 refused the receipt
refusal-receipt-not-counted = Nobody counted what arrived of { $number }. Count it in first; nothing was confirmed.
refusal-receipt-not-yet = { $number } is not wholly shipped, or not known to be what was ordered. Nothing was confirmed.
refusal-receipt-over = 1688 says that { $number } was received already.
refusal-receipt-refund = Money of { $number } is asked back and has not ended: { $amount }, refund { $refund }. Confirming would release it. Nothing was confirmed.
refusal-receipt-nothing = No line of { $number } is left to be confirmed here, or 1688 does not number its lines. Confirm it on 1688.
refusal-receipt-moved = { $number } is counted otherwise by now. Nothing was confirmed: open the order and ask again.
refusal-receipt-unread = 1688 did not say just now how { $number } stands. Nothing was confirmed; try again in a minute.

## Waybills
waybills-open = { $n } to count
waybills-counted = { $n } counted
waybills-unknown = { $n } unknown
waybills-remembered = I tell you when 1688 names it.
waybills-too-many = I read { $most } at once. Send the other { $n } again.
waybill-unknown = no parcel of ours
waybill-counted-by = counted in by { $name }
notice-waybill = the parcel that you asked about
picture-no-waybill = I see no waybill in this picture. Take the bar code alone, flat and sharp, or type the number.
picture-too-large = This file is too large; 20 MB is the most. Send it as a photo.
picture-too-many-pixels = This picture has too many pixels. Send it as a photo.
picture-heic = I cannot read HEIC. Send it as a photo instead of a file.
picture-pdf = I read no PDF here. Send it as a photo.
picture-not-a-picture = I can read JPEG, PNG and WebP only, and this file is none or is damaged. Send it as a photo.
picture-took-too-long = This picture takes too long to read. Send a smaller one.
picture-took-too-much-memory = This picture is too large to be read. Send a smaller one.
picture-reader-failed = This picture cannot be read. Take another one.

## What 1688 is asked to do once

errand-refund-unclear = 🔎 Refund sent; 1688 has not said what became of it
errand-return-unclear = 🔎 Return sent; 1688 has not said what became of it
errand-withdraw-unclear = 🔎 Taking back the refund was sent; 1688 has not said what became of it
errand-cancel-unclear = 🔎 Cancelling was sent; 1688 has not said what became of it
errand-note-unclear = 🔎 Note sent; 1688 has not said whether it took it
errand-urge-unclear = 🔎 Urge sent; 1688 has not said whether it took it
refusal-errand-holds = Something else of { $number } waits or was sent, and 1688 has not said what became of it. Nothing more is sent meanwhile.
event-errand-refund-asked = refund sent to 1688
event-errand-return-asked = return waybill sent to 1688
event-errand-withdraw-asked = 1688 asked to end the refund
event-errand-cancel-asked = 1688 asked to cancel
event-errand-refund-unclear = refund unclear
event-errand-return-unclear = return waybill unclear
event-errand-withdraw-unclear = end of the refund unclear
event-errand-cancel-unclear = cancelling unclear
event-errand-refund-done = 1688 took the refund
event-errand-return-done = 1688 took the return waybill
event-errand-withdraw-done = 1688 ended the refund
event-errand-cancel-done = 1688 cancelled it
event-errand-refund-refused = 1688 refused the refund
event-errand-return-refused = 1688 refused the return waybill
event-errand-withdraw-refused = 1688 did not end the refund
event-errand-cancel-refused = 1688 did not cancel it
event-errand-receipt-dropped = receipt: no longer followed
event-errand-refund-dropped = refund: no longer followed
event-errand-return-dropped = return waybill: no longer followed
event-errand-withdraw-dropped = end of the refund: no longer followed
event-errand-cancel-dropped = cancelling: no longer followed
event-errand-note-asked = note to the seller: being sent
event-errand-urge-asked = urge: being sent
event-errand-note-unclear = note to the seller: unclear
event-errand-urge-unclear = urge: unclear
event-errand-note-done = note to the seller
event-errand-urge-done = the seller urged
event-errand-note-refused = 1688 did not take the note
event-errand-urge-refused = 1688 did not urge the seller
event-errand-note-dropped = note to the seller: not there
event-errand-urge-dropped = urge: no longer followed

## Who may ask for money back, and cancel
refusal-only-buyers-or-owner = Only buyers may do this, or a requester with what is theirs alone. An admin can change that with /team.
refusal-only-buyers-or-owner-named = Only buyers may do this ({ $names }), or a requester with what is theirs alone. An admin can change that with /team.

## The second word on money back
notice-refund-word = money back needs a second word
notice-refund-word-over = money back: the second word
refund-word-by = { $name } asks for it. 1688's reason:
refund-word-carriage = { $sum } of it is carriage
refund-word-no = Not this
refund-word-sent = Asked for at 1688.
refund-word-waits = Your word counts. Others must agree too.
refund-word-draft = It is not asked for, and a draft again.
refund-word-over-agreed = { $name } agreed; it goes to 1688.
refund-word-over-turned-down = { $name } said no to it. Nothing was asked for; it is your draft again.
refund-word-over-expired = Nobody agreed within 24 hours. Nothing was asked for; it is your draft again.
refund-word-over-moved = { $name } agreed, but 1688 takes another sum by now, or the pieces are others. Nothing was asked for: look at your draft and ask again.
refund-word-over-rules = The rules want no second word for it any more. Nothing was asked for: ask again.
refund-word-over-rights = You may not ask for it any more by your role, so nothing was asked for.
refusal-refund-word-nobody = For so much money back of { $number } the rules want a second word, and too few people can give it. An admin can change that with /policy or /team.
refusal-refund-word-over = What was asked back of { $number } waits for no second word any more.
refusal-only-second-words = For { $number } the rules want another person's second word.
refusal-only-second-words-named = The second word on the refund of { $number } can be given by: { $names }.
refusal-refund-word-void = { $how ->
    [moved] 1688 takes another sum for { $number } by now, or the pieces are others. Nothing was asked for; who asked looks at it again.
    [rules] The rules want no second word for { $number } any more. Nothing was asked for; who asked can ask again.
    [rights] Who asked for the refund of { $number } may not ask for it any more. Nothing was asked for.
   *[other] The refund of { $number } waited for longer than 24 hours. Nothing was asked for; it is a draft again.
}
event-refund-word-wanted = money back waits for a second word
event-refund-word-given = a second word on money back
event-refund-word-over = the second word on money back ended

## The list of refunds: /refunds
command-refunds = Refunds: what runs, and what came back
refunds-head = { $n ->
    [0] no refund runs
    [one] one refund runs · { $total }
   *[other] { $n } refunds run · { $total }
}
refunds-ever = All:
refunds-until = until { $when }
refunds-sums = { $paid } of { $asked } came back
refunds-month = This month:
refunds-refused = refused, for us to change
refunds-to-send = for us to send back
refunds-word = needs a second word
refunds-unclear = unclear at 1688
refunds-checked = taken by 1688, being checked
refunds-seller = for the seller

## Money back: asked, sent once, settled
refusal-errand-unsent = Nothing of { $number } was sent to 1688, which could not be reached. You can press again.
refusal-errand-sending = Something of { $number } goes to 1688 just now. Nothing more is sent meanwhile; look again in a minute.
refusal-message-answered = It is known by now what became of this in { $number }. “Chase the seller” shows it.
refusal-errand-not-looked = 1688 has not answered so far what it knows of this in { $number }. Look again in a few minutes.
refusal-errand-unclear = { $what ->
    [refund] The refund of { $number } was sent, and 1688 has not said clearly what became of it.
    [return] The return waybill of { $number } was sent, and 1688 has not said clearly what became of it.
    [withdraw] 1688 was asked to end the refund of { $number }, and has not said clearly whether it did.
    [receipt] The receipt of { $number } was sent, and 1688 has not said clearly what became of it.
    [note] 1688 did not say whether it took the note for { $number }.
    [urge] 1688 did not say whether it urged the seller of { $number }.
   *[other] 1688 was asked to cancel { $number }, and has not said clearly whether it did.
} { $what ->
    [note] It is not sent again by itself. Look at the order on 1688, then say under “Chase the seller” whether it is there.
    [urge] It is not sent again by itself. Look at the order on 1688, then say under “Chase the seller” whether it did.
   *[other] It is not sent again; the next looks tell. You can see it on 1688.
}
refusal-errand-refused = { $what ->
    [return] 1688 does not take the return waybill of { $number }:
    [receipt] 1688 does not take the receipt of { $number }:
    [cancel] 1688 does not cancel this order:
   *[other] 1688 does not end the refund of { $number }:
}
refusal-refund-refused = { $said ->
    [5001] 1688 does not know the order of { $number }, so nothing was asked back.
    [5002] { $number } belongs to another 1688 account than the one that asks.
    [5003] 1688 knows the goods of { $number } to be elsewhere than was said. Choose again where they are.
    [5004] 1688 does not take this reason for { $number } as it is now. Choose another one.
    [5005] 1688 wants a photo for this reason of { $number }.
    [5006] For this reason 1688 pays no carriage back: ask for { $number } without it.
    [5010] 1688 takes no such refund of { $number } in the state that it is in.
    [5011] 1688 does not take this sum for { $number }. Change it.
    [5012] The description of { $number } is too long or too short for 1688.
    [5013] 1688 does not take so many pieces of { $number }.
   *[other] 1688 does not take the refund of { $number }:
}
refusal-refund-sum-wrong = For the goods of { $number } at most { $goods } can be asked back, for carriage at most { $carriage }; before shipment it is all of it.
refusal-refund-words-wrong = At most { $limit } characters go to the seller beside the number of { $number }.
refusal-refund-not-now = Money can be asked back only of an order that is paid and known to be what was sent. { $number } is not.
refusal-refund-runs = A refund of { $number } runs for these lines already.
refusal-refund-claimed = The money of these pieces of { $number } is asked back already: { $amount }, refund { $refund }, { $at }. It has not ended.
refusal-refund-claimed-paid = The money of these pieces of { $number } came back already: { $amount }, refund { $refund }, { $at }. The same pieces are not paid for twice.
refusal-refund-claimed-less = The money of these pieces of { $number } was asked back already: refund { $refund }, { $at }, paid { $amount }. That is { $rest } less than they cost: you can ask for the rest.
refusal-refund-unexplained = Nobody has said what a refund of { $number } is for that was not asked for here: { $amount }, refund { $refund }. A buyer says that first.
refusal-refund-shown = 1688 shows this refund of { $number }. Nothing was changed: open it again.
refusal-refund-again-later = A refund of { $number } was just said to be for no pieces. Nobody else can agree to ask for these: ask again ten minutes after that.
refusal-refund-nothing = No line of { $number } is left of which money can be asked back here. You can see it on 1688.
refusal-refund-count-first = Nobody has counted what arrived of { $number }. Count it in first; nothing was asked for.
refusal-refund-pieces = Money for these pieces of { $number } cannot be asked back, or not in this way. Look at the count, then choose again.
refusal-refund-moved = What is asked back of { $number } is another by now. Open it again.
refusal-refund-less = 1688 lets another sum be asked back for { $number } by now. Nothing was sent: look at the sum and ask again.
refusal-refund-unread = 1688 did not say just now how { $number } stands. Nothing was sent; try again in a minute.
refusal-refund-no-reason = Choose one of 1688's reasons for { $number } first.
refusal-refund-no-photo = 1688 wants a photo for this reason. Add one to { $number }.
refusal-refund-photos = At most five photos, each one that was sent as a reply to the order's card.
refusal-refund-photo-unsent = A photo of { $number } is not at 1688 so far. Give it again, or leave it out.
refusal-refund-not-there = 1688 shows no refund of { $number } with which this can be done now. Look at it again.
refusal-refund-waybill = Name the carrier and the waybill of what goes back for { $number }.
refusal-counts-unsure = After the restore nobody has said what arrived of { $number }. Look at the count and say that it is right, or count it.
count-right = The count is right
event-counts-right = said that the count is right
