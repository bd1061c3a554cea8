### English, for teams: people, rules, approvals. Plain text only; markup is the cards' work.

## The card that is decided by
head-asks = approval wanted: { $total }
head-waits = waits for approval
head-why = say why it is needed
head-declined = declined
why-text = The team's rules want a reason before it goes on.
each = { $price } each
why = Why:
seller-orders = { $n ->
    [one] { $n } order with us so far
   *[other] { $n } orders with us so far
}
seller-many-orders = { $n } orders or more with us so far
seller-new = No order with us so far
repeat-seen = The same variant within 24 hours: { $other }
decline-reason = Why not:
asks = { $name } asks:
asks-no-more = (needs no answer any more)
answers = Answer:
answers-name = { $name } answers:
head-narrowed = approval wanted for a part of it
total-narrowed = { $old } asked for → { $new }
narrowed-text = { $n ->
    [one] An approver left one seller out. Its products are a draft of their own now.
   *[other] An approver left { $n } sellers out. Their products are a draft of their own now.
}
approve-again = Nothing was ordered. Approve again?
asked-by-name = Asked by { $name }
approved-by = Approved by { $names }
declined-by = Declined by { $names }
needs = Needs { $n } of { $names }
needs-one = Needs { $names }
judged-anew = The team's rules became stricter while this waited ({ $when }): it needs what they ask for now.
judged-together = With { $beside } asked for within { $span } before it: judged as { $sum }.
judged-with-before = With { $beside } asked for before it: judged as { $sum }.
yes-lost = Counts no more: the yes of { $names }, by today's roles and limits.
needs-nobody = Nobody can decide now; an admin can change that with /team.
standstill-paying = Nobody can pay now.
standstill-deciding = Nobody can decide now.
standstill-rule = Rule { $rule } takes { $n ->
    [one] one person
   *[other] { $n } people
}, and only these can act now: { $names }.
standstill-rule-nobody = Rule { $rule } takes { $n ->
    [one] one person
   *[other] { $n } people
}, and none of them can act now.
standstill-request = It takes { $n ->
    [one] one person
   *[other] { $n } people
}, and only these can act now: { $names }.
standstill-request-nobody = It takes { $n ->
    [one] one person
   *[other] { $n } people
}, and none of them can act now.
standstill-gone = Not here: { $names }.
standstill-mend = Name others, change the rules, or wait until they are back.
mend-team = Who does what
notice-standstill = not everything can go on in this team
step-of = step { $step } of { $steps }
until = until { $when }
until-then = Until { $when }
held = Decided once the question of { $names } is answered, at the latest { $when }. { $names } may let it go.
held-lapses = Decided once the question of { $names } is answered; without that it lapses first. { $names } may let it go.
holds = Not decided before the question of { $names } is answered, at the latest { $when }. { $names } may let it go.
holds-lapses = Not decided before the question of { $names } is answered. { $names } may let it go.
expired-undecided-text = Nobody decided in time. Nothing was ordered.
taken-back-text = Taken back by the requester.
budget-team = the team
budget-each = each person
budget-left = Budget { $month }, { $whose }: { $left } of { $limit } left after this
budget-over = Budget { $month }, { $whose }: { $over } above { $limit } with this
rate-of = 1 { $currency } = ¥ { $rate } ({ $day }, { $age ->
    [0] today
    [one] yesterday
   *[other] { $age } days ago
})
rate-kept = 1 { $currency } = ¥ { $rate } (when it was asked for)
rate-old = 1 { $currency } = ¥ { $rate } is of { $day }, { $age } days ago. An admin sets it with /rate.
for-team = Team: { $team }
team-number = team { $n }
card-superseded = #{ $number } changed. Its new card is below.
card-below = #{ $number }: its card is below.

## What forbids a request
obstacle-not-a-member = You are not in this team any more.
obstacle-note-needed = The team's rules want a reason first.
obstacle-over-cap = This is above a cap of the team.
obstacle-over-cap-order = This is above the cap for one order.
obstacle-over-cap-day = This is above the cap for one day.
obstacle-over-cap-hour = There were too many orders within an hour.
obstacle-over-budget = The budget of this month does not allow it.
obstacle-over-budget-team = The team's budget of this month does not allow it.
obstacle-over-budget-person = The requester's budget of this month does not allow it.
obstacle-no-rule = No rule of the team says who decides on this.
obstacle-all-take-part = Everybody who could approve this asked for it or added something to it.
obstacle-nobody = Nobody in the team could approve this.
obstacle-right-lost = Somebody who approved it has lost the right.

## Deciding
ask-reason = Why not? Press the reason for declining #{ $number }, or answer this message with another one.
ask-own-reason = Why not? Answer this message with the reason for declining #{ $number }.
own-reason-too-dear = Too dear
own-reason-not-needed = Not needed
own-reason-wrong-item = Wrong item
own-reason-later = Later
reason-other = Another reason…
ask-question = What do you want to know about #{ $number }? Answer this message.
ask-answer = Your answer on #{ $number } to:
ask-why = Why is #{ $number } needed? Answer this message; the approvers read it.
noted-yes = #{ $number }: your yes counts.
noted-no = #{ $number }: declined. The requester is told why.
noted-question = #{ $number }: the requester is asked.
noted-answer = #{ $number }: your answer is on the card.
noted-taken-back = #{ $number }: taken back.
noted-vote-taken-back = #{ $number }: your yes is taken back. You may decide again.
noted-question-let-go = #{ $number }: your question holds nothing up any more.
noted-called-off = #{ $number }: cancelled. Nothing was ordered.
look-first = Look at #{ $number } first, then decide.
state-approval = waits for approval
state-declined = declined
state-why = a reason is wanted
head-pending = Waiting for approval: { $n }
pending-empty = Nothing waits for approval.
pending-one = #{ $number } · { $total }

## Teams
head-team = { $team } · { $n ->
    [one] { $n } person
   *[other] { $n } people
}
head-member = { $name }
names-alike = ID … is how a person's number ends, where another name here looks the same.
role-requester = requester
role-approver = approver
role-buyer = buyer
role-admin = admin
role-receiver = receiver
role-none = no role
group-approver = the approvers
group-buyer = the buyers
group-admin = the admins
limit-to = approves up to { $limit }
limit-none = approves any amount
limit-any = any amount
limit-how = A limit for approving: { $usage }
member-number = Number { $id }
away-days = away { $first } to { $last }
away-days-for = away { $first } to { $last }, { $name } decides meanwhile
away-delegate = { $name } decides meanwhile.
away-noted = You are away from { $first } to { $last }. /back ends it.
back-noted = Welcome back. You decide for yourself again.
team-settings = { $words } · { $zone }
team-how = A press on a name changes roles. Everything that gives more rights needs a second admin.
language-en = English
language-zh = Chinese
language-ru = Russian
own-en = English
own-zh = 中文
own-ru = Русский
invitations-open = { $n ->
    [one] { $n } invitation is open
   *[other] { $n } invitations are open
}
invitation = Invitation to “{ $team }” as { $role }:
invitation-how = It works once and for 24 hours. Pass it on to that person only.
welcome = You are in “{ $team }” now: { $roles }.
added = In the team now: { $names }
added-start = They must press Start once before I can write to them. Pass this link on:
pick-how = For “{ $team }”: choose the role, then the people.
pick-role = Add as { $role }
which-team = Which team do you mean?
remove-question = Remove { $name } from the team?
what-roles = Roles
what-limit = Limit for approving
what-removed = Removed from the team
what-added = New in the team
what-invited = Invitation
what-joined = Joined
what-policy = Rules
what-together = What one person asks for within 24 hours counts together from now on.
what-together-text = That came with an update of the bot: a large sum, asked for in small pieces, needs what the sum needs. A request that waits says as what it is judged. /policy shows the rules; “together off” takes this away, which needs a second word.
what-language = Language
what-zone = Time zone
what-rate = Rate
what-resumed = Resuming buying
changed = { $team }: { $what } changed.
changed-people = { $team }: { $what }.
changed-alone = There is no second admin; it was said twice, ten minutes apart.
proposed = { $kind ->
    [closed] Closing the team needs a second word.
   *[other] { $what }: this gives more rights than before, so it needs a second word.
}
second-other = Another admin must agree, within 24 hours.
second-alone = You are the only admin: press “Agree” yourself from { $when } on.
proposal-waits = { $what }: proposed by { $name }, { $when }
proposed-by = Proposed by { $name }
turned-down = Turned down.
only-private = That is not for everybody's eyes. Let us go on in private.
sent-in-private = I sent it to you in private.
bring-me = A team is a group chat. Bring me into one, or write /team here in it.
foreign-group-left = { $name } brought me into a group that is no team ({ $chat }). I left it.
group-team-hint = If this group shall decide together what is bought, make it a team.
usage = Write it like this:
usage-buy =
    /buy 600000000001 50 white
    /buy https://detail.1688.com/offer/600000000001.html 50
usage-list =
    /list
    /list add 600000000001 50 white
usage-approve = /approve 1042
usage-decline = /decline 1042 too expensive
usage-team =
    /team here
    /team add 4711
    /team role @name approver, buyer
    /team limit @name 5000
    /team remove @name
    /team language en
    /team zone Asia/Shanghai
    /team mark FW-88
    /team tag Shop A
    /team close
usage-invite = /invite requester | approver | buyer | admin | receiver
usage-away = /away 2026-12-01 2026-12-05 @name
usage-notify = /notify quiet 22:00-08:00
## Setting up a team
head-setup = { $step } of 4 · { $what }
head-ready = { $team } is set up
setup = Set it up
setup-roles = Who does what?
setup-address = Where to?
setup-currency = Second currency?
setup-rules = Which rules?
setup-how = Press a role: its invitation comes to you in private.
setup-alone-text = { $name } can buy here already: /buy and a 1688 link.
setup-no-approver = Nobody can agree yet: invite an approver.
setup-why-sole = Why in 10 minutes? It lets more through, so a sole admin says it twice.
setup-why-second = Why a second word? It lets more through, so another admin must agree.
setup-until-admin = Until then the admin pays.
setup-until-admins = Until then the admins pay.
admins-buy = Nobody is the buyer, so the admins pay.
setup-until-rules = Until then today's rules hold.
setup-in-ten = { $what } · in 10 minutes
setup-second = { $what } · second word
setup-buyer = Make { $name } buyer
setup-alone = I do it all alone
setup-next = Next
setup-address-text = The usual address: each request shows it and may choose another one.
setup-no-address = 1688 names no address now. Add one there, or go on: each request asks for it.
setup-no-usual = Ask each time
setup-rate-next = Its rate is typed next: yuan for one unit.
setup-yuan-only = Yuan only
setup-goes-to = Goods go to { $city }
setup-goes-anywhere = Each request asks where goods go.
setup-go = Begin: /buy and a 1688 link. More: /help
usual-address = Usual address
choose-people = Choose people
share = Send it to somebody
share-text = “{ $team }” buys on 1688. Press the link to join as { $role }.
share-start-text = Buys on 1688 for our team: press Start.
invitation-sent = The invitation is in your private chat with me.
refusal-not-started = Nobody with the number { $id } has pressed Start. Pass my link on; then write it again.
settings = Settings
head-settings = Settings of { $team }
settings-language = Language of the group's cards: { $words }
settings-zone = Time zone: { $zone }. Another one: { $usage }
settings-no-rate = Sums are shown in yuan only. Choose a currency to see them in it, too.
settings-rate-how = Choose the currency to change its rate.
rate-still = Still { $rate }
ask-rate = How many yuan is 1 { $currency }? Answer this message, such as { $example }.
rules-try = Or try one of these; nothing changes before you agree:
try-one = One approver
try-two = Two from ¥ 1,000
try-small = Up to ¥ 500: nobody
try-note = Reason from ¥ 1,000
try-remind = Remind after 2 hours
away-ask = From today on: until when are you away?
away-who = Until { $last }: who decides for you meanwhile?
away-nobody = Nobody
away-self = I am away
away-over = I am back
away-other-days = Other days: { $usage }

## Rules in words
head-rules = Rules of { $team } · version { $version }
head-preview = New rules for { $team }?
rules-how = To change them, send /policy with the lines that shall be different. Lines with a colon take the place of all rules:
rules-wrong = I do not understand these rules:
rules-keep = Nothing was changed.
rules-loosen = Something could be bought that was held up before: it needs a second admin.
rules-unfit = Named in the rules, but may not approve: { $names }
rules-type-again = These rules were taken already, or are no longer at hand. /policy shows what holds; with the lines behind it, it shows them again.
rule-all = Everything else
rule-up-to = Up to { $most }
rule-from = From { $least }
rule-between = { $least } to { $most }
rule-by = by { $names }
rule-goods = goods { $names }
rule-sellers = sellers { $names }
rule-auto = nobody else has to agree
rule-then = , then{ " " }
step-all = all of { $who }
step-some = { $n } of { $who }
rule-expire = A request waits { $span }, then it lapses.
rule-note = From { $least } on a reason is wanted.
rule-remind = Approvers are reminded after { $span } of working time.
rule-escalate = After { $span } of working time { $names } may decide too.
rule-tolerance = After the approval the sum may move by { $change } at once, by { $total } in all; beyond that it is approved again.
rule-no-tolerance = If the sum moves after the approval, it is approved again.
rule-together = Asked for within { $span } { $by }: judged as one sum.
rule-apart = Each request is judged by itself, whatever else was asked for.
together-requester = by the same person
together-offer = for the same product by anybody
together-seller = from the same seller by anybody
rule-refund = From { $least } on, asking for money back also needs { $who }, other than the person who asks.
rule-alone = An admin who is alone in the team buys after their own confirmation.
rule-cap-order = At most { $most } for one order.
rule-cap-day = At most { $most } in one day.
rule-cap-hour = { $n ->
    [one] At most { $n } order an hour.
   *[other] At most { $n } orders an hour.
}
rule-budget = Budget a month, { $whose }: { $most }; above it somebody must look.
rule-budget-stop = Budget a month, { $whose }: { $most }; nothing above it.
minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
retold-none = No request was judged by rules yet.
retold = { $n ->
    [one] The last { $n } request: { $differing } would have gone another way.
   *[other] The last { $n } requests: { $differing } would have gone another way.
}
fault-line = Line { $line }:
fault-too-many-rules = There are more than { $most } rules.
fault-rule-amount = Rule { $rule } has an amount that is no price.
fault-rule-empty = Rule { $rule } ends below where it begins.
fault-rule-label = Rule { $rule } has a category that cannot be used.
fault-too-many-steps = Rule { $rule } has more than { $most } steps.
fault-step-who = A step of rule { $rule } needs either a role or people.
fault-step-role = Rule { $rule }: this role does not decide.
fault-step-twice = A step of rule { $rule } names somebody twice.
fault-step-count = Rule { $rule } asks for { $count } of { $most }.
fault-gap = No rule says what happens with ¥ { $amount } of anybody.
fault-expiry = A request may wait from 10 minutes to 30 days.
fault-waiting = A reminder or escalation comes after 1 minute to 30 days.
fault-minutes = Times are whole minutes.
fault-together-span = Requests count together for whole minutes, from 1 hour to 7 days.
fault-together-by = Requests count together by requester, by offer or by seller.
fault-escalate-who = An escalation goes to people, each named once.
fault-tolerance = A tolerance is 0 to 50 %, and for all changes not less than for one.
fault-amount = A cap, a budget or the note has an amount that is no price.
fault-amount-line = “{ $word }” is no amount; write 5000 or 17.20.
fault-cap-hour = The cap on orders an hour is a whole number.
fault-budget-twice = Somebody has two budgets.
fault-unreadable = “{ $rest }” is not understood.
fault-colons = a rule has only one colon.
fault-filter-empty = by, goods and seller are followed by whom or what they mean.
fault-label-empty = a category has at least one letter.
fault-out-of-place = “{ $word }” is out of place.
fault-range = “{ $words }” is no amount; write “to 500”, “500-5000”, “5000+” or “else”.
fault-step = after the colon write “auto”, “any of approvers” or “2 of @boris @chen”.
fault-role = “{ $word }” is no role; there are approvers, buyers and admins.
fault-count = “{ $word }” is no number of people; write any, all or 2.
fault-person = “{ $word }” is nobody of this team, or several; use @ and the number.
fault-span = “{ $word }” is no time; write 30m or 4h.
fault-percent = “{ $word }” is no share; write 2% or 2.5%.
fault-setting = “{ $word }” is no rule (a rule has a colon) and no setting.
fault-escalate = write “escalate 8h to @anna”.
fault-together = write “together 24h by requester”; also “by seller”, “by offer”, or “together off”.
fault-cap = write “cap order 10000”, “cap day 50000” or “cap hour 10”.
fault-budget = write “budget team 20000 a month”, “budget each 3000 a month”, “budget tag "Shop A" 5000 a month”.
fault-refund = write “refund from 2000 by 1 of buyers” or “refund off”.
fault-alone = write “alone auto” or “alone off”.

## Notices
notice-approved = approved, being placed
notice-declined = declined
notice-question = a question to you
notice-answer = answered
notice-withdrawn = taken back
notice-left-out = not all of it was agreed to
notice-left-out-text = Agreed to the rest alone. These products are a draft of their own below: ask for them again, or cancel it.
notice-reminder = still waits for approval
notice-escalated = waits too long
notice-expired-undecided = lapsed: nobody decided in time
notice-stuck = too few can decide
notice-stuck-text = Not enough people of the team can approve this now. Change roles with /team or the rules with /policy, or it lapses.
notice-held = approved, but not placed
notice-held-changed = changed after it was approved
notice-team-opened = This group is a team now
notice-team-opened-text = What is asked for here is approved here. One approver who is not the requester must agree, until /policy says otherwise.
notice-team-changed = The team changed
notice-team-proposed = A change waits for a second word
notice-team-dropped = A change was turned down
notice-proposal-over = A change that waited is settled
over-agreed = Agreed by { $name }
over-turned-down = Turned down by { $name }
over-team-closed = The team was closed.
over-restored = The database was restored from a copy. Propose it again.
notice-away = Away
notice-back = Back again
called-who = { $names }: please decide.
called-to = { $names } may decide now, too.
held-until = Tried again: { $when }
held-back = It was put back; nothing was ordered.
asked-again = Nothing was ordered. The approvers are asked again.
event-asked = put to the approvers
event-narrowed = narrowed to some sellers
event-voted-yes = said yes
event-voted-no = said no
event-question = a question was asked
event-answer = the question was answered
event-held-by-question = agreed to, held by a question
event-vote-taken-back = took the yes back
event-question-let-go = let the question go
event-notify = chose what messages come
event-reminded = approvers reminded
event-escalated = others may decide too
event-drifted = moved within what is allowed

## Buttons
approve = Approve
approve-sum = Approve { $total }
decline = Decline
ask = Question
answer = Answer
take-back = Take it back
take-vote-back = Take my yes back
let-go = Let my question go
tell-why = Say why
reason = Reason
ask-approval = Ask for approval
ask-in = Ask in { $team }
show-card = Show the card
people = People
rules = Rules
manage-team = Manage in private
press-start = Press Start
write-in-private = Write to me in private
go-private = Go on in private
bring-button = Bring me into a group
team-here = Make this group a team
invite-requester = Invite a requester
invite-approver = Invite an approver
invite-buyer = Invite a buyer
invite-admin = Invite an admin
invite-receiver = Invite a receiver
pick-people = Add people
remove = Remove
remove-yes = Yes, remove
copy-link = Copy link
agree = Agree
turn-down = Turn down
rules-change = Make these the rules
rules-leave = Leave them as is

## Refusals
refusal-no-identity = I cannot see who you are. Write to me in your own name, in private.
refusal-foreign-chat = This belongs to another group. Decide there, or in private.
refusal-foreign-request = { $number } belongs to another team.
refusal-not-a-member = You are not in this team any more. An admin can invite you again.
refusal-only-requesters = You are not a requester of this team, so you cannot ask for a purchase. An admin can change that with /team.
refusal-only-approvers = Only approvers may do this. An admin can change that with /team.
refusal-only-buyers = Only buyers may do this. An admin can change that with /team.
refusal-only-admins-named = Only admins may do this ({ $names }).
refusal-only-approvers-named = Only approvers may do this ({ $names }). An admin can change that with /team.
refusal-only-buyers-named = Only buyers may do this ({ $names }). An admin can change that with /team.
refusal-own-request = You cannot decide on { $number }: it is your own request.
refusal-list-of-team = Only a team has a list. Write /list in the group of one.
refusal-list-empty = Nothing on the list can be asked for now. Somebody may just have asked for it: /pending
refusal-list-rests = { $count ->
    [one] The line on the list came
   *[other] All { $count } lines on the list came
} back with an old copy of the database and may have been ordered already. Nothing was asked for. “Change” in /list decides.
refusal-list-full = The list takes { $limit } lines and no more. Ask for it first.
refusal-list-moved = Others are changing the list at this moment. Nothing was asked for; press again.
refusal-list-line-gone = This line is not on the list any more: it was changed, taken out or asked for. /list shows what is.
refusal-others-line = { $who } added this line. Only { $who }, a buyer or an admin changes it.
refusal-pieces-wrong = So many cannot be bought of it. Another number?
refusal-nothing-for-list = Choose the variant and the quantity first; then it can go to the list.
refusal-own-line = You cannot decide on { $number }: you added something to it.
refusal-not-sent = { $number } is not waiting for approval: whoever asked has to send it first.
refusal-proposed-already = { $number }: you proposed a part of it already. Agree to it as it stands, or decline.
refusal-already-decided = You have decided on { $number } already.
refusal-no-own-vote = There is no yes of yours on { $number } as it stands.
refusal-no-own-question = You have no open question on { $number } as it stands.
refusal-not-an-approver = You cannot decide on { $number }: you are not an approver of this team. Its approvers: { $deciders }.
refusal-over-your-limit = You cannot decide on { $number }: { $total } is above your limit of { $max }.
refusal-not-asked = You cannot decide on { $number }: the rules ask other people.
refusal-not-your-turn = { $number } does not need your yes now: others come first, or enough have said it.
refusal-second-admin = Noted before; another admin must agree.
refusal-second-too-early = You are the only admin: press again from { $at } on.
refusal-proposal-over = This change is settled already.
refusal-proposal-expired = Nobody agreed within a day. Propose it again.
refusal-proposal-superseded = What it would change was changed meanwhile. Propose it again.
refusal-proposer-no-admin = Whoever proposed it is no admin any more. Propose it again.
refusal-unknown-team = There is no such team for you.
refusal-unknown-member = Nobody with the number { $id } is in this team.
refusal-settings-admin = { $who } is an admin by the server's settings; that cannot be changed here.
refusal-nothing-changes = It is like that already.
refusal-setup-moved = Somebody chose something else meanwhile. Look at the card, then press again.
refusal-not-a-group = Only a group becomes a team. Write /team here in one.
refusal-team-needs-role = Everybody has at least one role. Remove the person instead.
refusal-invitation-unknown = I do not know this invitation. Ask for a new one.
refusal-invitation-own = This invitation is your own. Whoever makes a link gets no role by it: send it to somebody else.
refusal-invitation-used = This invitation was used already. Ask for a new one.
refusal-invitation-expired = This invitation is over: it is older than 24 hours, or another admin has to agree to it now. Ask for a new one.
refusal-invitation-void = Whoever made this invitation is no admin any more. Ask for a new one.
refusal-already-has-role = The role { $role } is held already.
refusal-language-unknown = I know these languages: { $known }.
refusal-zone-unknown = I do not know the time zone “{ $zone }”. Write it like Asia/Shanghai.
refusal-rate-wrong = “{ $rate }” is no rate. Write a number such as 7.26, or /rate USD 7.26.
refusal-currency-unknown = I know no currency { $currency }. Write its three letters, such as USD, EUR or RUB.
refusal-limit-wrong = This is no amount. Write 5000 or 17.20.
refusal-policy-wrong = I do not understand these rules. Nothing was changed.
refusal-policy-empty = There are no rules in it. /policy shows how they are written.
refusal-away-not-an-approver = Only approvers can be away in this sense.
refusal-away-to-oneself = Somebody else must decide for you.
refusal-away-to-no-approver = Whoever decides for you must be an approver of this team.
refusal-away-past = These days are over.
refusal-away-backwards = The last day is before the first.
refusal-away-too-long = An absence is at most a year.
refusal-away-overlap = You are away on some of these days already. /back ends that first.
refusal-away-loop = That person is away too, and you decide for them. Choose somebody else.
refusal-not-away = You are not away.
refusal-notify-unclear = That cannot be chosen. For example: /notify quiet 22:00-08:00, /notify zone Europe/Berlin, /notify parcels silent, /alerts ship 5. Decisions, money and problems are never off.
refusal-note-needed = { $number }: the team's rules want a reason first.
refusal-over-cap = { $number } cannot be asked for: { $obstacle }
refusal-over-budget = { $number } cannot be asked for: { $obstacle }
refusal-no-rule = { $number }: no rule of the team says who decides. An admin changes that with /policy.
refusal-all-take-part = { $number }: everybody who could approve it asked for it or added something to it. Take their lines out, or an admin adds an approver with /team.
refusal-nobody = { $number }: too few people in the team could approve it. An admin changes that with /team or /policy.
refusal-repeat = { $number }: the same variant was asked for or ordered lately: { $other }. Press again if you still want it.
refusal-resume-proposed = Buying goes on once another admin agrees; they were asked.
refusal-resume-proposed-alone = You are the only admin: buying goes on once you agree yourself, from { $at } on.
refusal-why-empty = A few words are needed.
refusal-no-question = { $number }: no question waits.
refusal-only-requester-answers = Only the requester answers for { $number }.
refusal-others-question = This asks somebody else, or nobody any more. The buttons of the request are on its card.
refusal-group-no-team = This group is no team yet. An admin writes /team here.
refusal-no-team = You are in no team. An admin of one can invite you.
refusal-which-team = You are in several teams. Write this in the group of the one that you mean.
refusal-nobody-called = Nobody in the team is called “{ $who }”, or several are. Use @ and the number.
refusal-role-unknown = “{ $role }” is no role. There are these: requester, approver, buyer, admin, receiver.

## Help and menus
command-pending = What waits for approval
command-approve = Approve: number
command-decline = Decline: number and reason
command-team = The team: people and roles
command-invite = A link for one person: the role
command-policy = The team's rules
command-away = Be away: from, to, @who decides
command-back = Be back again
command-rate = The team's currency: USD 7.26
command-notify = Loudness, quiet hours, reminders
command-alerts = Days until you hear what is stuck

## Closing a team, and groups that are none
notice-team-closed = ended with its team
notice-list-ended = the list ended
notice-list-ended-text = Nothing changed on it for 30 days, so it is empty now. It had { $n ->
    [one] { $n } line
   *[other] { $n } lines
}; nothing of it was ordered.
notice-foreign-group = I left a group
not-started = I cannot write to { $names } in private yet: Start must be pressed once.
team-closed-text = The team that would have decided was closed.
refusal-buy-in-team = Buying goes through a team now. Make yourself a requester of one with /team, or ask in its group.
what-closed = Closing of the team
done-closed = The team is closed
changed-closed = { $team }: the team is closed. /team here makes the group a team again.
closed-ends = { $n ->
    [0] Nothing waits in it.
    [one] { $n } request that is not ordered yet ends with it. What is ordered goes on.
   *[other] { $n } requests that are not ordered yet end with it. What is ordered goes on.
}

## Who is in the group
member-left = not in the group, roles rest
group-blind = Make me an administrator of the group, without any rights: only then can I see whether somebody who decides in private is still in it, and hear who leaves.
notice-left-group = Somebody left the group
notice-back-in-group = Back in the group
notice-not-there = Not in the group
notice-not-counted = a vote that was not counted
left-group = { $name } is not in this group any more. Until { $name } is back, nothing that { $name } decides counts, nor does a yes from before.
left-group-keeps = { $name } is not in this group any more: an admin by the server's settings still, but no decision of { $name } on a request counts until { $name } is back.
left-group-waiting = { $n ->
    [one] { $n } request waits here and is counted again now.
   *[other] { $n } requests wait here and are counted again now.
}
left-group-asks = What { $name } asked for and is not ordered yet waits as well.
back-in-group = { $name } is in the group again, and the roles hold again.
not-there = { $names } can decide, but are not in the group: their roles rest until they are. Bring them in, or change roles with /team.
event-not-counted = a vote was not counted: Telegram gave no answer
obstacle-left-the-group = Whoever asked is not in the team's group.
refusal-left-the-group = You are not in the team's group, so your roles rest. Come back into the group and they hold again; an admin can let you in.
refusal-may-not-ask = I cannot see whether you are in the team's group, so this does not count here. Vote on the card in the group, or make me an administrator of it without any rights.
refusal-no-answer = Telegram did not tell me for a minute whether you are in the team's group. Nothing was counted or kept; do it again.
refusal-proposer-left = Whoever proposed it is not in the team's group. Propose it again, or wait for the return.

## What people choose about messages: /notify
head-notify = Your notifications
head-notify-team = Notifications, unless people choose otherwise
notify-topics-on = With sound: { $topics }
notify-topics-silent = Without sound: { $topics }
notify-topics-off = Off: { $topics }
notify-quiet = Quiet from { $start } to { $end } · { $zone }, { $now } now
notify-no-quiet = No quiet hours · { $zone }, { $now } now
notify-quiet-text = In quiet hours decisions, money and problems come without sound; reminders and parcels wait for one message in the morning.
notify-quiet-text-team = In quiet hours the group hears everything without sound; its reminders wait for one message in the morning.
notify-times = Reminders: { $pay } h before an unpaid order lapses
notify-alarms = Stuck: not shipped after { $ship } d, not with a carrier after { $scan } d, no new step for { $frozen } d, not counted for { $count } d, short for { $short } d
notify-topics-text = Press to change: on, silent, off. Decisions, money and problems are never off, and neither is what could cost money.
notify-quiet-type = Other hours: /notify quiet 22:30-07:30
notify-zone-type = Another one: /notify zone Europe/Madrid
notify-times-type = Others: /notify pay 3
notify-alerts-type = Others: /alerts ship 5 · /alerts scan 4 · /alerts frozen 6 · /alerts count 3 · /alerts short 3
notify-team-type = For the team: /notify team quiet 22:00-08:00
notify-page-topics = What comes
notify-page-quiet = Quiet hours
notify-page-zone = Time zone
notify-page-times = Reminders
notify-page-alerts = What is stuck
notify-page-team = The team's defaults
notify-page-team-of = Defaults of { $team }
notify-page-own = My own
notify-topic-is = { $topic }: { $loudness }
notify-as-team = As the team
notify-as-usual = As usual
notify-no-hours = No quiet hours
notify-pay-button = { $n } h before
notify-days-ship = Not shipped: { $n } d
notify-days-scan = No scan: { $n } d
notify-days-frozen = No step: { $n } d
loudness-on = on
loudness-silent = silent
loudness-off = off
topic-decisions = decisions
topic-money = money
topic-problems = problems
topic-parcels = parcels
topic-reminders = reminders
topic-team = team and bot
topic-morning = mornings

head-team-list = list of { $team }
head-list-line = line { $n } of the list
team-list-empty = Nothing is on it yet. Write /list add, a 1688 link and a quantity; or press “To the list” below a product, under “Change”.
team-list-sum = { $n ->
    [one] { $n } line · about { $sum } without freight
   *[other] { $n } lines · about { $sum } without freight
}
list-added = { $n ->
    [one] One line more
   *[other] { $n } lines more
} on the list, { $of } in all.
list-choose-first = Something is still to be chosen: see the card below. Then “Change”, “To the list”.
list-line-at-rest = at rest
team-list-rests = { $n ->
    [one] { $n } line is
   *[other] { $n } lines are
} at rest: from an old copy put back { $when }, maybe ordered since. “Change” decides.
list-line-rests = This came back with an old copy of the database, put back { $when }: it may have been ordered already. Look at your orders here and on 1688 first.
list-let-go = Maybe ordered: want it anyway
list-left-at-rest = { $n ->
    [one] { $n } line was left out: it
   *[other] { $n } lines were left out: they
} came back with an old copy of the database and may have been ordered already. “Change” decides line by line.
list-added-rests = It is at rest there: its draft came back with an old copy of the database, and it may have been ordered already.
list-ask-pieces = How many? Answer with a number.
list-ask = Ask for all of it
list-out = Take it out
list-show = Show the list
to-list = To the list
to-list-text = It is on the list of the team: /list
back-on-list-text = Nobody confirmed in time, so it is on the list of the team again: /list
added-by = { $names } added something and cannot decide.
added-by-leaves = { $names } added something and cannot decide; { $left } can.
with-lines-of = with { $names }

## Being forgotten

former-member = a former member
command-forget = Have your data deleted: /forget me
notice-member-forgotten = A member was forgotten
notice-member-forgotten-text = They asked to have their data deleted, and are in the team no more. What they asked for and decided stays, as a former member's.
forget-how = Write /forget me: then I say what would be deleted, and ask once more.
forget-head = Shall I forget you?
forget-goes = Deleted: your name, what you wrote (notes, reasons, questions, answers), your settings. You leave every team; your drafts are cancelled.
forget-stays = Kept: numbers and sums of orders and your votes, as "a former member"; the team's delivery address. Messages already in chats are Telegram's.
forget-copies = Copies of the database that still hold it are gone in at most 400 days.
forget-for-good = This can't be undone.
forget-yes = Forget me
forget-no = Keep everything
forget-kept = Nothing was deleted.
forget-done = You are forgotten. If you write again, we start from the beginning.
forget-telegram = What stands in this chat you can delete in Telegram.
refusal-forget-live = Not yet: { $numbers } are not over. Cancel them, or wait until they are received; then write /forget me again.
refusal-forget-settings = The server's settings make you an admin. Whoever runs the bot takes you out of TELEGRAM_ADMINS first; then write /forget me again.
refusal-forget-only-admin = You are the only admin of { $title }. Make somebody else an admin in /team first, or close the team.
refusal-forget-unknown = I know nothing of you.
refusal-forget-over = This question is answered already, or too old. Write /forget me to be asked again.
event-forget-asked = erasure asked for
event-forgotten = erasure done
