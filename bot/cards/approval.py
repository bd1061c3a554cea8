"""Shows the card a team decides by, the requester's own while it waits, and what was decided."""

from datetime import datetime

from bot.cards import after_consent, consent, lists, price, team_lines
from bot.cards.buttons import ButtonAction, Code
from bot.cards.draft_choices import CardTurn
from bot.cards.html import Html, bold, join, text
from bot.cards.view import Button, Keyboard, View
from bot.cards.writer import FAILED, NEEDS_YOU, WAITS, Writer, gap, picture, rows, said, show
from bot.desk.shared.values import CardState
from bot.purchasing.approval.questions import Question
from bot.purchasing.approval.votes import Declined
from bot.purchasing.money import Fen
from bot.purchasing.payable import price_asked
from bot.purchasing.request import Snapshot, differences

_MOST_QUESTIONS = 5
_MOST_SHOWN = 2
"""So many questions stand on the card that is decided by; the requester reads more of them."""
_TITLE_UNITS, _VARIANT_UNITS, _ASKED_UNITS = 60, 40, 120


def approval(w: Writer, step: CardState, turn: CardTurn) -> View:
    """The card for approvers: what they decide by, on one screen of a phone; the rest is behind *Details*.

    The requester's own card is shorter.
    """
    request = step.purchase.request
    if turn.place is not None and turn.place.chat_id == request.requester.id:
        return _waiting(w, step)
    lines = [*_heading(w, step), *_what(w, step), *_money(w, step), _for_whom(w, step), *_why(w, step)]
    lines += [*_record(w, step), *consent.seller_note(w, step)]
    if step.repeat is not None:
        lines.append(Html(f"{NEEDS_YOU} {lists.same_again(w, 'repeat-seen', step.repeat)}"))
    lines += [*team_lines.together(w, step), *team_lines.budgets(w, step), *_asked(w, step)]
    return _view(step, [*lines, *team_lines.waits_for(w, step)], _decision(w, step, turn))


def agree_to_this(step: CardState, language: str, now: datetime, *, said: bool = False) -> View:
    """Asks for one press on a request named by number: goods and sum; after a vote (`said`), the press undoes it."""
    w, request = Writer(language, now), step.purchase.request
    if request.snapshot is None:
        return View(join(_heading(w, step)))
    shown = (request.id, request.snapshot.hash)
    yes = w.button("approve-sum", Code(ButtonAction.APPROVE, shown), "success", total=show(request.snapshot.total))
    if said:
        yes = w.button("take-vote-back", Code(ButtonAction.TAKE_VOTE_BACK, shown))
    lines = [*_heading(w, step), *after_consent.goods(w, step.purchase), *_why(w, step)]
    lines += [*team_lines.together(w, step), *team_lines.waits_for(w, step)]
    return View(join(lines), rows([yes]))


def _waiting(w: Writer, step: CardState) -> View:
    """The requester's card: what it waits for, what was asked, and how to withdraw it."""
    number = step.purchase.request.id
    lines = [*_changed(w, step)] or [w.head(WAITS, number, "head-waits")]
    lines += [*_total(w, step), *team_lines.together(w, step), *team_lines.waits_for(w, step), gap()]
    lines += [*after_consent.goods(w, step.purchase)]
    lines += [*_why(w, step), *consent.seller_note(w, step), *_questions(w, step)]
    back = w.button("take-back", Code(ButtonAction.TAKE_BACK, (number,)), "danger")
    return _view(step, lines, rows([_answer(w, step)], [back]))


def reason_wanted(w: Writer, step: CardState, turn: CardTurn) -> View:
    """The card if the team's rules want a reason before anybody is asked."""
    number = step.purchase.request.id
    lines = [w.head(NEEDS_YOU, number, "head-why"), *_total(w, step), *team_lines.together(w, step)]
    lines += [w.line("why-text"), gap()]
    tell = w.button("tell-why", Code(ButtonAction.WHY, (number,)), "primary")
    cancel = w.button("cancel", Code(ButtonAction.CANCEL_DRAFT, (number,)), "danger")
    change = w.button("change", Code(ButtonAction.MENU, (number,)))
    keyboard = consent.changes(w, step) if turn.changing else rows([tell], [change, cancel])
    return _view(step, [*lines, *after_consent.goods(w, step.purchase)], keyboard)


def declined(w: Writer, step: CardState, _: CardTurn) -> View:
    """The card after an approver declined."""
    number, tally = step.purchase.request.id, step.tally
    by = Html(f" · {text(team_lines.known_as(step.team, tally.by))}") if isinstance(tally, Declined) else Html("")
    reason = (tally.reason if isinstance(tally, Declined) else "") or step.purchase.request.closed_words
    lines = [Html(w.head(FAILED, number, "head-declined") + by), *_total(w, step), asked_by(w, step)]
    lines += [
        *([w.line("decline-reason"), said(reason)] if reason else []),
        w.line("nothing-ordered"),
        gap(),
        *after_consent.goods(w, step.purchase),
    ]
    return _view(step, lines, rows([after_consent.buy_again(w, step.purchase)]))


def decided_lines(w: Writer, step: CardState) -> list[Html]:
    """Who asked and who agreed; below the first line of a team's card once it is decided."""
    return [asked_by(w, step), *team_lines.approved_by(w, step)] if step.team is not None else []


def asked_by(w: Writer, step: CardState) -> Html:
    requester = step.purchase.request.requester
    return w.line("asked-by-name", name=team_lines.numbered(requester.name, requester.id))


def _heading(w: Writer, step: CardState) -> list[Html]:
    """What this is and what it costs, before anybody's own words."""
    request = step.purchase.request
    if moved := _changed(w, step):
        return moved
    total = request.snapshot.total if request.snapshot else Fen(0)
    shown = Html(f"{show(total)}{team_lines.foreign(w, step, total)}")
    return [w.head(WAITS, request.id, "head-asks", total=shown)]


def _what(w: Writer, step: CardState) -> list[Html]:
    """How many, in which variant, of what."""
    request = step.purchase.request
    parts = [text(w.of(request.offer, request.choice.quantity))] if request.choice.quantity else []
    parts += [text(w.variant(request.sku), _VARIANT_UNITS)] if request.sku and request.sku.attributes else []
    return [Html(" · ".join([*parts, text(w.title(request.offer), _TITLE_UNITS)]))]


def _changed(w: Writer, step: CardState) -> list[Html]:
    """Old and new side by side, if it moved after it was approved; else nothing."""
    if price_asked(step.purchase):
        return [*price.raised(w, step), w.line("price-approve"), gap()]
    request, now = step.purchase.request, step.purchase.request.snapshot
    before = request.approved or step.previous
    fields = differences(before, now) if before and now else {}
    if before is None or now is None or not fields:
        return []
    facts = {"old": show(before.total), "new": show(now.total)}
    lines = [w.head(NEEDS_YOU, request.id, "notice-held-changed")]
    if before.total != now.total:
        lines.append(w.line("total-moved", change=consent.change_of(before.total, now.total), **facts))
    rest = {name: pair for name, pair in fields.items() if name != "total"}
    return [*lines, *consent.moved(w, rest), w.line("approve-again"), gap()]


def _total(w: Writer, step: CardState) -> list[Html]:
    snapshot = step.purchase.request.snapshot
    return [Html(f"{bold(show(snapshot.total))}{team_lines.foreign(w, step, snapshot.total)}")] if snapshot else []


def _money(w: Writer, step: CardState) -> list[Html]:
    """Unit price with its tier, and freight; the rate only if it is old."""
    snapshot = step.purchase.request.snapshot
    if snapshot is None:
        return []
    parts = [_each(w, step, snapshot)]
    freight = w.line("freight", amount=show(snapshot.freight)) if step.abilities.freight else w.line("freight-unknown")
    parts.append(freight)
    if snapshot.discount:
        parts.append(w.line("discount", amount=show(snapshot.discount)))
    return [Html(" · ".join(parts)), *team_lines.rate_doubt(w, step)]


def _each(w: Writer, step: CardState, snapshot: Snapshot) -> Html:
    offer = step.purchase.request.offer
    tier = offer.tier_for(snapshot.quantity)
    if tier is not None and len(offer.tiers) > 1 and tier.price == snapshot.unit_price:
        return w.line("each-tier", price=show(snapshot.unit_price), tier=w.of(offer, tier.start, "-from"))
    return w.line("each", price=show(snapshot.unit_price))


def _last_paid(w: Writer, step: CardState) -> list[Html]:
    record = step.record
    if record.last_unit_price is None:
        return []
    return [w.line("last-paid", price=show(record.last_unit_price), when=team_lines.at(w, record.last_at))]


def _why(w: Writer, step: CardState) -> list[Html]:
    why = step.purchase.request.why
    return [Html(f"{w.line('why')} {said(why)}")] if why else []


def _for_whom(w: Writer, step: CardState) -> Html:
    """Who asks, and the city it goes to: a group should not see more of an address."""
    label = step.purchase.request.address_label.partition(" (")[0]
    return Html(" · ".join([asked_by(w, step), *([w.line("to-address", address=label)] if label else [])]))


def _record(w: Writer, step: CardState) -> list[Html]:
    """What was paid last, and how often we bought there."""
    orders = step.record.orders
    key = "seller-many-orders" if step.record.many else "seller-orders"
    known = w.line(key, n=orders) if orders else w.line("seller-new")
    return [Html(" · ".join([*_last_paid(w, step), known]))]


def _asked(w: Writer, step: CardState) -> list[Html]:
    """The latest questions, each with its answer in the same line."""
    lines = []
    for each in step.purchase.questions[-_MOST_SHOWN:]:
        name = team_lines.known_as(step.team, each.asker_id)
        parts = [w.line("asks", name=name), Html(f"<i>{text(each.text, _ASKED_UNITS)}</i>")]
        parts += [w.line("answers"), Html(f"<i>{text(each.answer, _ASKED_UNITS)}</i>")] if each.answer else []
        parts += [w.line("asks-no-more")] if each.let_go_at and not each.answer else []
        lines.append(Html(" ".join(parts)))
    return lines


def _questions(w: Writer, step: CardState) -> list[Html]:
    lines: list[Html] = []
    for each in step.purchase.questions[-_MOST_QUESTIONS:]:
        lines += [w.line("asks", name=team_lines.known_as(step.team, each.asker_id)), said(each.text)]
        lines += [w.line("answers"), said(each.answer)] if each.answer else []
        lines += [w.line("asks-no-more")] if each.let_go_at and not each.answer else []
    return [gap(), *lines] if lines else []


def open_question(step: CardState) -> Question | None:
    """The latest question that has no answer and was not dropped."""
    return next((each for each in reversed(step.purchase.questions) if each.closed_at is None), None)


def _answer(w: Writer, step: CardState) -> Button | None:
    if open_question(step) is None:
        return None
    return w.button("answer", Code(ButtonAction.ANSWER, (step.purchase.request.id,)), "primary")


def _decision(w: Writer, step: CardState, turn: CardTurn) -> Keyboard:
    """Yes and no on exactly this content; a question; and details, unless others read them too."""
    request = step.purchase.request
    shown = (request.id, request.snapshot.hash if request.snapshot else "")
    details = w.button("details", Code(ButtonAction.DETAILS, (str(request.id),)))
    yes = w.button("approve", Code(ButtonAction.APPROVE, shown), "success")
    no = w.button("decline", Code(ButtonAction.DECLINE, shown), "danger")
    ask = w.button("ask", Code(ButtonAction.ASK, (request.id,)))
    return rows([yes, no], [ask, _answer(w, step), details], _own(w, step, turn))


def _own(w: Writer, step: CardState, turn: CardTurn) -> list[Button | None]:
    """The buttons by which people take back a vote or a question; in private only the reader's own."""
    request = step.purchase.request
    shown = (request.id, request.snapshot.hash if request.snapshot else "")
    yes = {each.person_id for each in step.purchase.votes if each.snapshot_hash == shown[1]}
    asked = {each.person_id for each in step.holds}
    if turn.place is not None and turn.place.private:
        yes, asked = yes & {turn.place.chat_id}, asked & {turn.place.chat_id}
    back = w.button("take-vote-back", Code(ButtonAction.TAKE_VOTE_BACK, shown)) if yes else None
    return [back, w.button("let-go", Code(ButtonAction.LET_GO, shown)) if asked else None]


def _view(step: CardState, lines: list[Html], keyboard: Keyboard) -> View:
    request = step.purchase.request
    return View(join(lines), keyboard, picture(request.sku.image_url if request.sku else "", request.offer.image_url))
