## Several orders that are paid together
command-pay = Pay several orders together
head-pay-run = { $n ->
    [0] nothing waits for your payment
    [one] one order to be paid
   *[other] { $n } orders to be paid
}
pay-run-chosen = Chosen { $n }:
pay-run-links = { $n } links: one takes at most { $most } orders of one account.
pay-run-began = { $name } began to pay { $number }, { $when }.
pay-run-beside = Ask them first, or go on all the same.
pay-run-moved = Something changed just now. Look again, then press.
pay-run-unanswered = 1688 does not answer. You have no link, and I do not see what was paid meanwhile. Your choice stays.
pay-run-no-link = 1688 gives no link for these orders.
pay-run-left-out = Not in the link:
pay-run-check = Check the sum on the cashier's page: some may be left out.
pay-run-ended = this link holds no longer
pay-run-more = … and { $n } more
pay-run-whose = whose orders shall be ticked?
pay-run-whose-seller = which seller's orders shall be ticked?
left-out-not-yours = not yours to pay any more
left-out-sum = another sum now, checking
left-out-unlisted = not on 1688's list, checking
left-out-named = 1688 leaves it out
left-out-no-link = no way to pay it
left-out-unanswered = 1688 did not answer
pay-run-pay = Pay { $n } · { $sum }
pay-run-sure = Pay { $n } all the same · { $sum }
pay-run-one = Pay { $name }
pay-run-of = { $name } · { $n } · { $sum }
pay-run-all = All
pay-run-today = Due today
pay-run-none = None
pay-run-seller = Of a seller…
pay-run-person = Of a person…
pay-run-again = Ask again
pay-run-choose = Choose again
pay-together = Pay together
qr-phone = The phone must be logged in at 1688.
notice-run-paid = paid together with others
notice-run-paid-together = { $n ->
    [one] one order paid together
   *[other] { $n } orders paid together
}
refusal-pay-run-over = This holds no longer. /pay shows what is to be paid now.
