"""Builds a request's one card in every step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.cards.blocks.html import bold, join, text
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import Writer
from bot.cards.requests import after_consent, approval, baskets, consent, draft_choices, own_skus, parts, price, several
from bot.cards.requests.draft_choices import CardTurn
from bot.cards.requests.visible_buttons import fitting
from bot.desk.shared.values import CHOOSING, CardState, Stage
from bot.purchasing.requests.purchase import Place

_CARDS: dict[Stage, Callable[[Writer, CardState, CardTurn], View]] = {
    Stage.BLOCKED: draft_choices.blocked,
    Stage.VARIANT: draft_choices.variant,
    Stage.SEVERAL: several.collecting,
    Stage.QUANTITY: draft_choices.quantity,
    Stage.LINES: baskets.lines,
    Stage.ADDRESS: baskets.address,
    Stage.CONFIRM: consent.confirm,
    Stage.WHY: approval.reason_wanted,
    Stage.APPROVAL: approval.approval,
    Stage.DECLINED: approval.declined,
    Stage.PRICE: price.price,
    Stage.PARTS: parts.parts,
    Stage.PLACING: after_consent.placing,
    Stage.DOUBT: after_consent.doubt,
    Stage.NEEDS_PERSON: after_consent.needs_person,
    Stage.CONFLICT: after_consent.conflict,
    Stage.ORDERED: after_consent.ordered,
    Stage.REFUSED: after_consent.refused,
    Stage.ABANDONED: after_consent.abandoned,
    Stage.CANCELLED: after_consent.cancelled,
    Stage.EXPIRED: after_consent.expired,
}

_BEFORE_DECIDED = CHOOSING | {Stage.APPROVAL, Stage.DECLINED}
"""The steps in which a team's card itself says who asks, and nobody has agreed yet."""


def request_card(
    step: CardState,
    language: str,
    now: datetime,
    *,
    axis_picks: tuple[int, ...] = (),
    page: int = 0,
    more: bool = False,
    pieces: int = 0,
    place: Place | None = None,
    username: str = "",
) -> View:
    """What the card shows now; picks, page and `more` (the list of changes) are what the reader turned.

    `place` is the chat it is in: the requester's own card and the team's differ. In private, whoever may read the
    request no longer is told why instead.
    """
    turn = CardTurn(axis_picks, page, more, pieces, place, username)
    w, request = Writer(language, now), step.purchase.request
    reader, team = place.chat_id if place is not None and place.private else None, step.team
    if reader is not None and team is not None and not team.reads(reader, request.requester.id):
        return View(join([bold(text(f"#{request.name}")), w.line("refusal-left-the-group")]))
    drawn = own_skus.on_card(w, step, turn, baskets.of_line(w, step, _CARDS[step.stage](w, step, turn)))
    view = fitting(w, step, turn, drawn)
    if step.team is None or step.stage in _BEFORE_DECIDED:
        return view
    return replace(view, text=join([view.text, *approval.decided_lines(w, step)]))
