"""Builds a request's one card in every step, with the buttons that its readers may use."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.cards.blocks import order_lines, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code, Readers
from bot.cards.blocks.html import bold, join, text
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import Writer, rows
from bot.cards.requests import after_consent, approval, consent, draft_choices, own_skus, split, tags
from bot.cards.requests.draft_choices import AS_IT_STANDS, CardTurn
from bot.desk.shared.views import CHOOSING, CardState, Stage
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.orders.whose import is_alone
from bot.purchasing.person import Place
from bot.purchasing.requests.purchase import Purchase

_CARDS: dict[Stage, Callable[[Writer, CardState, CardTurn], View]] = {
    Stage.BLOCKED: draft_choices.blocked,
    Stage.VARIANT: draft_choices.variant,
    Stage.SEVERAL: draft_choices.collecting,
    Stage.QUANTITY: draft_choices.quantity,
    Stage.LINES: draft_choices.lines,
    Stage.ADDRESS: draft_choices.address,
    Stage.CONFIRM: consent.confirm,
    Stage.WHY: approval.reason_wanted,
    Stage.APPROVAL: approval.approval,
    Stage.DECLINED: approval.declined,
    Stage.PRICE: consent.price,
    Stage.PARTS: split.parts,
    Stage.PLACING: after_consent.placing,
    Stage.DOUBT: after_consent.doubt,
    Stage.NEEDS_PERSON: after_consent.needs_person,
    Stage.CONFLICT: after_consent.conflict,
    Stage.ORDERED: after_consent.ordered,
    Stage.REFUSED: after_consent.refused,
    Stage.ABANDONED: after_consent.abandoned,
    Stage.CANCELLED: after_consent.cancelled,
    Stage.EXPIRED: after_consent.expired,
    Stage.DRY_RUN: after_consent.dry_run,
}

_BEFORE_DECIDED = CHOOSING | {Stage.APPROVAL, Stage.DECLINED}
"""The steps in which a team's card itself says who asks, and nobody has agreed yet."""

_DECIDED = frozenset(Stage) - CHOOSING - {Stage.APPROVAL, Stage.PRICE}


def request_card(
    step: CardState,
    language: str,
    now: datetime,
    turn: CardTurn = AS_IT_STANDS,
    *,
    place: Place | None = None,
    username: str = "",
) -> View:
    """What the card shows now, as its reader turned it.

    `place` is the chat it is in: the requester's own card and the team's differ. In private, whoever may read the
    request no longer is told why instead.
    """
    turn = replace(turn, place=place, username=username)
    w, request = Writer(language, now), step.purchase.request
    reader, team = place.chat_id if place is not None and place.private else None, step.team
    if reader is not None and team is not None and not team.reads(reader, request.requester.id):
        return View(join([bold(text(f"#{request.name}")), w.line(f"refusal-{_why_not_read(team, reader)}")]))
    drawn = own_skus.on_card(w, step, turn, draft_choices.of_line(w, step, _CARDS[step.stage](w, step, turn)))
    view = _fitting(w, step, turn, tags.on_card(w, step, drawn))
    if step.team is None or step.stage in _BEFORE_DECIDED:
        return view
    return replace(view, text=join([view.text, *approval.decided_lines(w, step)]))


def _why_not_read(team: Team, person_id: int) -> str:
    """The key of why this person may read the request no longer."""
    member = team.member(person_id)
    if member is None or not member.active:
        return "not-a-member"
    return "only-receives" if team.only_receives(person_id) else "left-the-group"


def _fitting(w: Writer, step: CardState, turn: CardTurn, view: View) -> View:
    """The view with the buttons that its readers may use; a request outside of teams keeps all of them."""
    if step.team is None or turn.place is None or step.stage not in _DECIDED:
        return view
    if not turn.place.private:
        # What is shown after a press, to its presser alone, leads to the private chat, where those who may act can.
        details = order_lines.details(w, str(step.purchase.request.id))
        parcels = any(order.parcels for order in step.purchase.orders)
        trace = w.button("trace", Code(ButtonAction.TRACK, (str(step.purchase.request.id),))) if parcels else None
        mend = team_lines.mend(w, step, turn.place, turn.username)
        return replace(view, keyboard=rows([details, trace], [mend]))
    return for_its_reader(step, turn.place.chat_id, view)


def for_its_reader(step: CardState, reader: int, view: View) -> View:
    """The view for one person alone, with the buttons that are theirs; all of them outside of teams."""
    if step.team is None:
        return view
    return replace(view, keyboard=of_reader(view.keyboard, step.purchase, step.team, reader))


def of_reader(keyboard: Keyboard, purchase: Purchase, team: Team, reader: int) -> Keyboard:
    """The buttons of a team's purchase that the reader would not be refused for."""
    roles = team.roles_of(reader)
    paying = {link.url for order in purchase.orders for link in order.pay}

    def may(button: Button) -> bool:
        if button.url:
            means = Code.parse(button.means).action if button.means else None
            return Role.BUYER in roles or (button.url not in paying and means is not ButtonAction.PAY)
        readers = Code.parse(button.data).action.readers if button.data else Readers.EVERYBODY
        match readers:
            case Readers.EVERYBODY:
                return True
            case Readers.BUYERS:
                return Role.BUYER in roles
            case Readers.WHO_ASKS:
                return Role.REQUESTER in roles
            case Readers.ITS_REQUESTER:
                return purchase.request.requester.id == reader
            case Readers.WHO_HANDLES_IT:
                return purchase.request.requester.id == reader or Role.BUYER in roles
            case Readers.WHOSE_ALONE_IT_IS:
                return Role.BUYER in roles or (Role.REQUESTER in roles and is_alone(reader, purchase.request))

    return rows(*([each for each in row if may(each)] for row in keyboard))
