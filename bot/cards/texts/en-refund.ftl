## Money asked back, before 1688 is asked
refund-ask = Ask for the refund
refund-show = Refund
refund-draft = what to ask back
refund-last-look = ask for exactly this?
refund-where = Where are the goods, and what do you want?
refund-way-not-sent = Not shipped: the money back
refund-way-on-the-way = Not here: money back
refund-way-here = Here: money back, goods stay
refund-way-here-back = Here: send back for the money
refund-way-confirmed-not-here = Confirmed by mistake: money back
refund-way-confirmed-here = Confirmed: money back, goods stay
refund-way-confirmed-here-back = Confirmed: send back for the money
refund-choose-reason = Next: a reason of 1688's own list.
refund-choose-sum = Next: a sum for the goods or the carriage.
refund-reason = Reason
refund-way = Where it is
refund-pieces = Pieces
refund-set-goods = Sum for goods
refund-set-carriage = Carriage
refund-set-description = Words
refund-photos = Photos
refund-next = Last look
refund-drop = Do not ask
refund-no-pieces = Nothing of this line can be asked back.
refund-step-missing = gone { $n }
refund-step-damaged = bad { $n }
refund-step-good = good { $n }
refund-step-wrong = wrong { $n }
refund-which-reason = 1688's reasons now:
refund-reason-photo = needs a photo
refund-reason-no-carriage = no carriage
refund-photos-how = Reply to this message with a photo, at most { $most } in all; or choose those of the count.
refund-photos-chosen = { $n ->
    [one] { $n } photo
   *[other] { $n } photos
}
refund-photo-left = A photo is left out: { $why ->
    [too_large] it is too large.
    [too_many_pixels] it has too many pixels.
    [heic] HEIC cannot be read.
    [pdf] a PDF is no photo.
    [not_a_picture] it is damaged, or no JPEG, PNG or WebP.
   *[other] it cannot be read.
}
refund-public = ⚠️ { $n ->
    [one] { $n } photo becomes a public address at 1688.
   *[other] { $n } photos become public addresses at 1688.
}
refund-needs-word = First { $n } must agree: { $names }
refund-with-purchase = With { $before } asked back before for this purchase: { $total }
refund-with-person = With { $before } that the same person asked back before: { $total }
refund-needs-photo = This reason needs a photo: reply to this message with one, or choose one.
refund-send = Ask for { $sum }
refund-differs = The order says { $ours } for the goods; 1688 lets { $theirs } be asked back. The lower sum is asked for. If 1688 refuses it, ask on the site.
refund-only-buyers = Only buyers may do this: { $names }
refund-by-amount = By amount
refund-goods-back = Send goods back
refund-without-pieces = An agreed sum, for no pieces
refund-rest = Ask for the rest: { $sum }
refund-rest-of = The rest of refund { $number }, which paid { $paid }
refund-parts = carriage { $carriage } of it
refund-most = at most { $most }
refund-lowered = No more than { $most } of this can be asked back: the sum was lowered to it.
refund-lines = { $n } lines
refund-because = Reason:
refund-reason-agreed = agreed with the seller
refund-reason-mind = not wanted any more
refund-reason-differs = not as described
refund-reason-short = fewer came
refund-reason-damaged = damaged
refund-reason-wrong = wrong goods
refund-reason-quality = bad quality
refund-reason-late = not shipped in time
refund-reason-sold-out = sold out
refund-reason-never-came = never arrived
refund-reason-other = other
refund-type-pieces = How many pieces? Write a whole number.
refund-type-goods = How much for the goods, in yuan?
refund-type-carriage = How much for the carriage, in yuan? 0 is none.
refund-type-description = Which words shall the seller and 1688 read? Our number stands before them.
refund-dropped = Nothing is asked back.
refusal-amount-unclear = Write a sum in yuan, such as 84.20.
refusal-waybill-unclear = That is no waybill. Write its letters and digits alone, or photograph the bar code.

## A refund at 1688
refund-stage-seller = refund waits for the seller
refund-stage-refused = refund refused: it is your turn
refund-stage-to-send = refund agreed: send the goods back
refund-stage-sent = goods are on their way back
refund-stage-paid = money is back
refund-stage-closed = refund ended without money
refund-stage-other = refund runs
refund-number = Refund { $number }
refund-take-back = Take it back
refund-take-back-ask = take the refund back?
refund-take-back-how = 1688 ends it, and no money comes. It may not take another one for the same lines.
refund-take-back-yes = Yes, take it back
refund-change = Change sum or reason
refund-change-how = 1688 changes no refund: this one is taken back first. Then you see it filled in again, and ask anew.
refund-change-yes = Yes, change it
refund-help = 1688's help
refund-send-back = Goods are on their way
refund-which-carrier = Which carrier takes the goods back? Choose, or write a part of its name.
refund-no-carrier = 1688 knows none with these words.
refund-other-carrier = Other carrier
refund-which-waybill = Which waybill? Write it, or send a photo of its bar code.
refund-return-last = Is this on its way back to the seller?
refund-sent = Yes, tell 1688
refund-return-over = This waybill is told already, or no longer asked for. Open the refund again.
refund-carriage-set = 1688 set the carriage to { $taken }; you asked for { $asked }.
refund-waits = refund waits for a second word
refund-waits-text = Nothing was sent to 1688. { $n } must agree: { $names }

## What was sent once
errand-sending = is being sent to 1688
errand-sending-how = It is sent once. This card tells in a minute: press “Look again”.
errand-receipt-sent = receipt: not clear
errand-refund-sent = refund: not clear
errand-return-sent = waybill of the return: not clear
errand-withdraw-sent = taking the refund back: not clear
errand-cancel-sent = cancelling: not clear
errand-note-sent = note to the seller: not clear
errand-urge-sent = urging the seller: not clear
message-unclear-how = It is NOT sent again by itself. Look at the order on 1688, then say here whether it is there.
message-note-there = The note is there
message-note-not-there = No note there
message-urge-there = It was urged
message-urge-not-there = It was not urged
errand-refund-taken = 1688 took the refund
errand-return-taken = 1688 took the waybill
errand-withdraw-taken = the refund is taken back
errand-never-again = 1688 has not answered clearly. We look for it; it is NOT sent again by itself.
errand-blind = 1688 does not show this to our account. Please look on 1688.
errand-not-there = It is not there
refund-on-site = Main account: it is there
refund-not-on-site = Main account: it is not there
refund-ended-on-site = It ended on the site without money
refund-looked = { $name } looked on the site with the main account at { $when } and did not find it. A second person must say so too; one of both is a buyer.
refund-looked-alone = { $name } looked on the site with the main account at { $when } and did not find it. Press once more from { $again } on.
refund-checked = It is being checked: 1688 has not shown it to our account so far. It counts as asked for meanwhile.
errand-let-go = I no longer follow it. If it is still wanted, begin anew.
errand-not-shown = 1688 answered, and does not show it.
errand-say-so = If it is not on 1688 either, press “Look again” and say so: then it can be asked anew.
notice-errand-unclear = 1688 has not answered clearly
