"""The request's one card, in every stage."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.chat.cards import approval, choosing, consent, ordered, price
from bot.chat.cards.choosing import Turn
from bot.chat.cards.readers import fitting
from bot.chat.cards.writer import Writer, gap
from bot.chat.html import join
from bot.chat.view import View
from bot.desk.values import Stage, Step
from bot.purchasing.purchase import Place

_CARDS: dict[Stage, Callable[[Writer, Step, Turn], View]] = {
    Stage.BLOCKED: choosing.blocked,
    Stage.VARIANT: choosing.variant,
    Stage.QUANTITY: choosing.quantity,
    Stage.ADDRESS: choosing.address,
    Stage.CONFIRM: consent.confirm,
    Stage.WHY: approval.reason_wanted,
    Stage.APPROVAL: approval.approval,
    Stage.DECLINED: approval.declined,
    Stage.PRICE: price.price,
    Stage.PLACING: ordered.placing,
    Stage.DOUBT: ordered.doubt,
    Stage.NEEDS_PERSON: ordered.needs_person,
    Stage.CONFLICT: ordered.conflict,
    Stage.ORDERED: ordered.ordered,
    Stage.REFUSED: ordered.refused,
    Stage.ABANDONED: ordered.abandoned,
    Stage.CANCELLED: ordered.cancelled,
    Stage.EXPIRED: ordered.expired,
}

_BEFORE_DECIDED = frozenset(
    {
        Stage.BLOCKED,
        Stage.VARIANT,
        Stage.QUANTITY,
        Stage.ADDRESS,
        Stage.CONFIRM,
        Stage.WHY,
        Stage.APPROVAL,
        Stage.DECLINED,
    }
)
"""Where a team's card says by itself who asks, and nobody has agreed yet."""


def request_card(
    step: Step,
    language: str,
    now: datetime,
    *,
    axis_picks: tuple[int, ...] = (),
    page: int = 0,
    changing: bool = False,
    place: Place | None = None,
    username: str = "",
) -> View:
    """What the card shows now; picks, page and `changing` (the list of changes) are the reader's own turning.

    `place` is the chat that it hangs in: the requester's own card and the team's differ.
    """
    turn = Turn(axis_picks, page, changing, place, username)
    w = Writer(language, now)
    view = fitting(w, step, turn, _CARDS[step.stage](w, step, turn))
    if step.team is None or step.stage in _BEFORE_DECIDED:
        return view
    return replace(view, text=join([view.text, gap(), *approval.decided_lines(w, step)]))
