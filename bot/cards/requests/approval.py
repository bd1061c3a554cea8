"""Shows the card a team decides by, the requester's own while it waits, and what is asked of those who decide."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.cards.blocks import caps, goods, order_lines, product, purchase_lines, sums, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, clean, cut, join, plain, text, units
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import (
    DONE,
    FAILED,
    NEEDS_YOU,
    WAITS,
    Writer,
    dotted,
    gap,
    grid,
    press,
    reason_in,
    rows,
    said,
    show,
    turning,
)
from bot.cards.people import asking
from bot.cards.requests import consent, own_skus, tags
from bot.cards.requests.draft_choices import CardTurn
from bot.desk.shared.views import CardState, Stage, WaitingPage
from bot.purchasing.approval.questions import Question
from bot.purchasing.approval.votes import Declined
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer
from bot.purchasing.orders.line_cost import read_rate
from bot.purchasing.orders.payable import price_asked
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.person import Person
from bot.purchasing.requests.asked_line import seller_of
from bot.purchasing.requests.parts import fewer_sellers, sellers_in
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import differences

_SOME = range(2, 13)
"""So many sellers can be chosen from: each is a button."""
_PRODUCT_WIDTH = 12
"""The longest product of a seller on its button, in columns."""
USUAL_REASONS = (OwnReason.TOO_DEAR, OwnReason.NOT_NEEDED, OwnReason.WRONG_ITEM, OwnReason.LATER)
_MOST_CALLED = 5
_MOST_ADDED = 2
"""So many of those who added a line are named on the card."""


def approval(w: Writer, step: CardState, turn: CardTurn) -> View:
    """The card for approvers: what they decide by, whole; what is merely long is folded.

    The requester's own card is shorter.
    """
    request = step.purchase.request
    if turn.place is not None and turn.place.chat_id == request.requester.id:
        return _of_requester(w, step, turn)
    lines = [
        *_heading(w, step),
        *_bought_for(w, step, _money(w, step)),
        *_for_whom(w, step),
        *_why(w, step),
        *own_skus.codes(w, request),
        *own_skus.sums(w, request),
        *_repeat(w, step),
        *_note(w, step),
        *team_lines.together(w, step),
    ]
    budgets = team_lines.budgets(w, step.team, step.budgets)
    last = team_lines.last_times(w, step.team, request, step.past)
    lines += last if not request.several else []
    lines += [*budgets[:1], *_latest_question(w, step), *consent.seller_said(w, step)]
    lines += team_lines.waits_for(w, step)
    record = [] if request.several else [team_lines.with_seller(w, step.with_seller)]
    folded = [
        *goods.lines_beyond(w, request),
        *_whole_note(w, step),
        *_folded_questions(w, step),
        *(last if request.several else []),
        *record,
        *budgets[1:],
    ]
    return product.card(request, [*lines, *w.fold(folded)], _decision(w, step, turn))


def agree_to_this(step: CardState, language: str, now: datetime, *, said: bool = False) -> View:
    """Asks for one press on a request named by number: goods and sum; after a vote (`said`), the press undoes it."""
    w, request = Writer(language, now), step.purchase.request
    if request.snapshot is None:
        return View(join(_heading(w, step)))
    content = (request.id, request.snapshot.hash)
    yes = w.button("approve-sum", _yes(step), "success", total=show(request.snapshot.total))
    if said:
        yes = w.button("take-vote-back", Code(ButtonAction.TAKE_VOTE_BACK, content))
    lines = [*_heading(w, step), *_bought_for(w, step, []), *_why(w, step)]
    lines += [*_repeat(w, step), *team_lines.together(w, step), *team_lines.waits_for(w, step)]
    return View(join(lines), rows([yes]))


def _yes(step: CardState) -> Code:
    """The yes to exactly this content, by somebody who was warned of what it repeats."""
    request = step.purchase.request
    return Code(ButtonAction.APPROVE, (request.id, *step.seen, request.snapshot.hash if request.snapshot else ""))


def _repeat(w: Writer, step: CardState) -> list[Html]:
    if step.repeat is None:
        return []
    return [purchase_lines.same_again(w, "repeat-seen", step.repeat, step.purchase.request)]


def _of_requester(w: Writer, step: CardState, turn: CardTurn) -> View:
    """The requester's card: what it waits for, what was asked, and how to withdraw it."""
    number = step.purchase.request.id
    request = step.purchase.request
    lines = [
        *([*_changed(w, step)] or [w.head(WAITS, request.name, "head-waits")]),
        *_bought_for(w, step, sums.money_and_freight(w, step)),
        *own_skus.lines(w, request),
        *_why(w, step),
        *_latest_question(w, step),
        *consent.seller_said(w, step),
        *_note(w, step),
        *team_lines.together(w, step),
        *team_lines.waits_for(w, step),
    ]
    lines += w.fold([*goods.lines_beyond(w, request), *_whole_note(w, step), *_folded_questions(w, step)])
    back, tag = w.button("take-back", Code(ButtonAction.TAKE_BACK, (number,)), "danger"), tags.button(w, number)
    seller = [own_skus.reserve(w, step), consent.ask_seller(w, number)]
    keyboard = rows([_answer(w, step)], seller, [_mend(w, step, turn)], [tag, back])
    return product.card(step.purchase.request, lines, keyboard)


def reason_wanted(w: Writer, step: CardState, turn: CardTurn) -> View:
    """The card if the team's rules want a reason before it goes on."""
    number = step.purchase.request.id
    head = w.head(NEEDS_YOU, step.purchase.request.shown_number, "head-why")
    lines = [head, *goods.bought(w, step.purchase), *sums.money_and_freight(w, step)]
    lines += [*team_lines.together(w, step), w.line("why-text")]
    tell = w.button("tell-why", Code(ButtonAction.WHY, (number,)), "primary")
    cancel = w.button("cancel", Code(ButtonAction.CANCEL_DRAFT, (number,)), "danger")
    change = w.button("change", Code(ButtonAction.MENU, (number,)))
    keyboard = consent.changes(w, step, turn.page) if turn.more else rows([tell], [change, cancel])
    return product.card(step.purchase.request, lines, keyboard)


def declined(w: Writer, step: CardState, _: CardTurn) -> View:
    """The card after an approver declined."""
    name, tally = step.purchase.request.name, step.tally
    by = w.named(f" · {text(team_lines.known_as(step.team, tally.by))}") if isinstance(tally, Declined) else Html("")
    reason = (tally.reason if isinstance(tally, Declined) else "") or step.purchase.request.closed_words
    lines = [Html(w.head(FAILED, name, "head-declined") + by), *goods.bought(w, step.purchase)]
    lines += [*sums.money(w, step, step.purchase.request.snapshot), asked_by(w, step)]
    lines += [w.labelled("decline-reason", said(reason_in(w, reason), caps.REASON_UNITS))] if reason else []
    lines.append(w.line("nothing-ordered"))
    return product.card(step.purchase.request, lines, rows([order_lines.reorder(w, step.purchase.request.id)]))


def decided_lines(w: Writer, step: CardState) -> list[Html]:
    """Who asked, why, and who agreed, in one line of a team's card once it is decided."""
    if step.team is None:
        return []
    why = step.purchase.request.why if step.stage is not Stage.PRICE else ""
    agreed = team_lines.approved_by(w, step)
    return [team_lines.asked_and_agreed(w, asked_by(w, step), why, agreed)]


def asked_by(w: Writer, step: CardState) -> Html:
    line = w.line("asked-by-name", name=team_lines.asker(step.team, step.purchase.request.requester))
    if not step.contributors or step.team is None:
        return line
    few, more = step.contributors[:_MOST_ADDED], len(step.contributors) - _MOST_ADDED
    names = Html(f"{team_lines.people(w, step.team, few)}{f' +{more}' if more > 0 else ''}")
    return Html(f"{line} {w.line('with-lines-of', names=names)}")


def _heading(w: Writer, step: CardState) -> list[Html]:
    """What this is and what it costs, before anybody's own words."""
    request = step.purchase.request
    if moved := _changed(w, step):
        return moved
    total = request.snapshot.total if request.snapshot else Fen(0)
    money = Html(f"{show(total)}{sums.foreign(w, step, total)}")
    return [w.head(WAITS, request.name, "head-asks", total=money)]


def _changed(w: Writer, step: CardState) -> list[Html]:
    """Old and new side by side, if it moved after it was approved, or is a part of what was asked for; else nothing."""
    if price_asked(step.purchase):
        return [*consent.raised(w, step), w.line("price-approve"), gap()]
    request, now = step.purchase.request, step.purchase.request.snapshot
    before = request.approved or step.previous
    fields = differences(before, now) if before and now else {}
    if before is None or now is None or not fields:
        return []
    if left := fewer_sellers(before, now):
        was, new = show(before.total), Html(f"{show(now.total)}{sums.foreign(w, step, now.total)}")
        head, moved = w.head(NEEDS_YOU, request.name, "head-narrowed"), w.line("total-narrowed", old=was, new=new)
        return [head, moved, w.line("narrowed-text", n=left), gap()]
    head = w.head(NEEDS_YOU, request.name, "notice-held-changed")
    return [head, *sums.moves(w, fields, agreed=True), w.line("approve-again"), gap()]


def _bought_for(w: Writer, step: CardState, money: Sequence[Html]) -> list[Html]:
    """What is bought and what it is made of; if the price of its order was raised, the heading says both already.

    Of that order only the sum is known: unit price and freight would be those of what was agreed to before.
    """
    return [] if price_asked(step.purchase) else [*goods.bought(w, step.purchase), *money]


def _money(w: Writer, step: CardState) -> list[Html]:
    """Unit price and freight; of several offers the freight alone. The rate only if it is not the team's any more."""
    snapshot = step.purchase.request.snapshot
    if snapshot is None:
        return []
    line = w.line("freight", amount=show(snapshot.freight))
    if not step.purchase.request.several:
        line = sums.piece_and_freight(w, snapshot, freight=step.abilities.freight)
    request, team = step.purchase.request, step.team
    rate = read_rate(request.rate)
    if team is None or rate is None or (team.currency, team.rate) == (request.currency, rate):
        return [line]
    return [line, w.line("rate-kept", currency=request.currency, rate=str(rate))]


def _why(w: Writer, step: CardState) -> list[Html]:
    why = step.purchase.request.why
    return [w.labelled("why", said(why, caps.REASON_UNITS))] if why else []


def _note(w: Writer, step: CardState) -> list[Html]:
    """The beginning of the note that the seller gets: nobody agrees without seeing that there is one."""
    note = step.purchase.request.chosen.note
    return [w.labelled("note-for-seller", said(note, caps.NOTE_UNITS))] if note else []


def _whole_note(w: Writer, step: CardState) -> list[Html]:
    """The same note whole, if its beginning is not all of it."""
    note = step.purchase.request.chosen.note
    if units(clean(note)) <= caps.NOTE_UNITS:
        return []
    return [w.labelled("note-for-seller", said(note, caps.WHOLE_WORDS_UNITS))]


def _for_whom(w: Writer, step: CardState) -> list[Html]:
    """Who asks, and the city it goes to: a group should not see more of an address.

    Beside the names of those who added to it the city has a line of its own.
    """
    label = goods.where_to(step.purchase.request.address_label, in_full=False)
    where = [w.line("to-address", address=brief(label, caps.DESTINATION_COLUMNS))] if label else []
    return [asked_by(w, step), *where] if step.contributors else [dotted([asked_by(w, step), *where])]


def _latest_question(w: Writer, step: CardState) -> list[Html]:
    """The latest question with its answer in the same line; of long ones the beginnings."""
    questions = step.purchase.questions[-1:]
    return [_asked(w, step, question, caps.QUESTION_UNITS, caps.ANSWER_UNITS) for question in questions]


def _folded_questions(w: Writer, step: CardState) -> list[Html]:
    """The questions before, and the latest if it does not stand whole on the card; the latest one first."""
    every = step.purchase.questions
    whole = [_asked(w, step, question, caps.WHOLE_WORDS_UNITS, caps.WHOLE_WORDS_UNITS) for question in reversed(every)]
    return whole[1:] if whole[:1] == _latest_question(w, step) else whole


def _asked(w: Writer, step: CardState, question: Question, of_question: int, of_answer: int) -> Html:
    """A question with its answer, each cut to so many UTF-16 units."""
    name = team_lines.known_as(step.team, question.asker_id)
    parts = [w.labelled("asks", said(question.text, of_question), name=name)]
    if question.answer:
        parts.append(w.labelled("answers", said(question.answer, of_answer)))
    elif question.let_go_at:
        parts.append(w.line("asks-no-more"))
    return Html(" ".join(parts))


def open_questions(step: CardState) -> list[Question]:
    """The questions that are not settled: by an answer, by their asker who drops them, or by their own yes or no."""
    snapshot = step.purchase.request.snapshot
    voters = {each.person_id for each in step.purchase.votes if snapshot and each.snapshot_hash == snapshot.hash}
    return [each for each in step.purchase.questions if each.closed_at is None and each.asker_id not in voters]


def open_question(step: CardState) -> Question | None:
    """The latest of them."""
    return next(reversed(open_questions(step)), None)


def _answer(w: Writer, step: CardState) -> Button | None:
    if open_question(step) is None:
        return None
    return w.button("answer", Code(ButtonAction.ANSWER, (step.purchase.request.id,)), "primary")


def _decision(w: Writer, step: CardState, turn: CardTurn) -> Keyboard:
    """Yes and no on exactly this content, a question and details; four at most, the rest behind *More*.

    Whoever agreed or asked already finds in private what takes that back instead.
    """
    request = step.purchase.request
    content = (request.id, request.snapshot.hash if request.snapshot else "")
    details = w.button("details", Code(ButtonAction.DETAILS, (str(request.id),)))
    yes = w.button("approve", _yes(step), "success")
    no = w.button("decline", Code(ButtonAction.DECLINE, content), "danger")
    ask = w.button("ask", Code(ButtonAction.ASK, (request.id,)))
    answer, (unsay, let_go) = _answer(w, step), _own(w, step, turn)
    if turn.more:
        back = w.button("back", Code(ButtonAction.BACK, (request.id,)))
        seller = [order_lines.seller(w, request.id), consent.ask_seller(w, request.id)]
        return rows([yes, no], [ask, answer, details], [unsay, let_go], seller, [tags.button(w, request.id), back])
    if turn.place is not None and turn.place.private:  # the requester, who answers, has another card there
        if turn.picks and not unsay:
            return _part_choice(w, step, turn.picks[0])
        some = _choose_part(w, request) if not unsay else None
        return rows([unsay or yes, no], [let_go or ask, details], [some], [_mend(w, step, turn)])
    reserve, mend = own_skus.reserve(w, step), _mend(w, step, turn)
    if answer or unsay or let_go or reserve or mend:
        return rows(
            [yes, no], [mend or reserve or answer or ask, w.button("more", Code(ButtonAction.MENU, (request.id,)))]
        )
    return rows([yes, no], [ask, details])


def _mend(w: Writer, step: CardState, turn: CardTurn) -> Button | None:
    return team_lines.mend(w, step, turn.place, turn.username)


def _choose_part(w: Writer, request: Request) -> Button | None:
    """The way to agree to some sellers alone; None if there is one."""
    sellers = sellers_in(request)
    if len(sellers) not in _SOME:
        return None
    return w.button("choose-part", Code(ButtonAction.CHOOSE_PART, (request.id, 2 ** len(sellers) - 1)))


def _part_choice(w: Writer, step: CardState, marked: int) -> Keyboard:
    """A button for each seller, which marks it or takes the mark away; below them the yes to those that are marked."""
    request = step.purchase.request
    every, snapshot = sellers_in(request), request.snapshot
    costs = dict.fromkeys(every, 0)
    for part in snapshot.parts if snapshot is not None else ():
        costs[seller_of(request.offer_of(part.lines[0].offer_id))] += part.total
    names: dict[str, list[Offer]] = {}
    for offer in request.bought:
        names.setdefault(seller_of(offer), []).append(offer)
    marks = []
    for place, each in enumerate(every):
        name = cut(clean(plain(goods.products(w, names[each]))), _PRODUCT_WIDTH)
        label = f"{'✓' if marked >> place & 1 else '–'} {place + 1}. {name} {show(Fen(costs[each]))}"
        marks.append(press(label, Code(ButtonAction.CHOOSE_PART, (request.id, marked ^ (1 << place)))))
    marked_costs = [costs[each] for place, each in enumerate(every) if marked >> place & 1]
    yes = Code(ButtonAction.APPROVE_PART, (request.id, marked, *step.seen, snapshot.hash if snapshot else ""))
    some = 0 < len(marked_costs) < len(every)
    agree = w.button("approve-part", yes, "success", total=show(Fen(sum(marked_costs)))) if some else None
    back = w.button("back", Code(ButtonAction.BACK, (request.id,)))
    return (*grid(marks, 1), *rows([agree, back]))


def _own(w: Writer, step: CardState, turn: CardTurn) -> tuple[Button | None, Button | None]:
    """The buttons by which people take back a vote or a question; in private only the reader's own."""
    request = step.purchase.request
    content = (request.id, request.snapshot.hash if request.snapshot else "")
    yes = {each.person_id for each in step.purchase.votes if each.snapshot_hash == content[1]}
    askers = {each.person_id for each in step.holds}
    if turn.place is not None and turn.place.private:
        yes, askers = yes & {turn.place.chat_id}, askers & {turn.place.chat_id}
    back = w.button("take-vote-back", Code(ButtonAction.TAKE_VOTE_BACK, content)) if yes else None
    return back, w.button("let-go", Code(ButtonAction.LET_GO, content)) if askers else None


def pending_list(found: WaitingPage, language: str, now: datetime) -> View:
    """A page of the waiting requests and whom they wait for; a press posts a request's card here."""
    w, asked_for = Writer(language, now), [step.purchase.request for step in found.steps]
    waiting = f"{found.total}+" if found.more else str(found.total)
    lines = [w.head("", None, "head-pending", n=waiting) if found.total else w.head("", None, "pending-empty")]
    for step in found.steps:
        request = step.purchase.request
        total = show(request.snapshot.total if request.snapshot else Fen(0))
        who = w.named(text(team_lines.asker(step.team, request.requester)))
        lines.append(Html(f"{w.line('pending-one', number=request.name, total=total)} · {who}"))
        title = brief(w.title(request.offer), caps.LISTED_TITLE_COLUMNS)
        lines.append(goods.goods(w, request, listed=True) if request.several else title)
        lines += team_lines.missing_and_agreed(w, step)[:1]
    turn = turning(found.page, found.pages, lambda to: Code(ButtonAction.PENDING, (to,)))
    shows = [press(f"#{each.name}", Code(ButtonAction.SHOW, (each.id,))) for each in asked_for]
    return View(join(lines), (*grid(shows, 4), *turn))


def ask_reason(number: int, name: str, shown_hash: str, language: str) -> View:
    """Why not to this request of that name? The usual reasons as buttons; any other one is typed."""
    w = Writer(language)
    usual = [
        press(reason_in(w, reason), Code(ButtonAction.DECLINE_FOR, (number, place, shown_hash)))
        for place, reason in enumerate(USUAL_REASONS)
    ]
    other = w.button("reason-other", Code(ButtonAction.DECLINE_OTHER, (number, shown_hash)))
    back = w.button("back", Code(ButtonAction.UNASK))
    return View(w.line("ask-reason", number=name), rows(usual[:2], usual[2:], [other, back]))


def usual_reason(place: int) -> OwnReason:
    """One of the usual reasons to decline, which each reader reads in their language; the last for no such place."""
    return USUAL_REASONS[min(place, len(USUAL_REASONS) - 1)]


def ask_answer(name: str, question: str, language: str) -> View:
    """The question once more, and that the next message answers it."""
    view = asking(language, "ask-answer", number=name)
    return replace(view, text=join([view.text, text(question, 300)]))


def said_yes(name: str, language: str, held: CardState | None = None, now: datetime | None = None) -> View:
    """Says that the reader's yes counts and, if it was the last one, whose question still holds the approval."""
    w = Writer(language, now)
    return View(join([w.marked(DONE, "noted-yes", number=name), *(team_lines.held(w, held) if held else [])]))


def called(view: View, who: Sequence[Person], language: str) -> View:
    """The card with these people mentioned below, so that they hear of it."""
    if not who:
        return view
    w = Writer(language)
    names = team_lines.called(w, [(each.id, each.name) for each in who[:_MOST_CALLED]])
    return replace(view, text=join([view.text, w.line("called-who", names=names)]))
