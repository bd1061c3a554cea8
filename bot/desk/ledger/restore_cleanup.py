"""What a restored or moved database may not simply continue with, and unknown orders for the admins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger import rows_and_values
from bot.purchasing.purchase import RESTED
from bot.purchasing.request import Line, by_variant
from storage import order_tables, orders, restore_cleanup

_LOOKED_AT = 50
"""Among how many of an offer's latest requests one is looked for that asks for the same."""


@dataclass(frozen=True)
class UnexplainedOrder:
    """An unknown order that nobody has decided about; `attempt_id` if its reference belongs to an attempt.

    `outside`: it carries no reference of ours; somebody placed it on the site or in the app.
    """

    order_id: str
    attempt_id: int | None
    out_order_id: str
    found_at: datetime
    outside: bool = False


class Aftermath:
    """The steps after a restore or a move, in one transaction."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session, self._now = session, now

    async def last_known(self) -> datetime | None:
        """The newest time (UTC) stored anywhere in the database."""
        return await restore_cleanup.last_known(self._session)

    async def highest_request(self) -> int:
        return await restore_cleanup.highest_request(self._session)

    async def skip_requests(self, first: int) -> None:
        """Number the next request `first` or higher."""
        await restore_cleanup.skip_requests(self._session, first, self._now)

    async def rest(self, since: datetime) -> int:
        """Put every ready attempt to rest until a person presses: it may have been sent since then.

        Returns how many.
        """
        return await restore_cleanup.hold_ready(self._session, RESTED, since)

    async def resting(self) -> tuple[int, ...]:
        """The numbers of the resting requests, oldest first."""
        return tuple(await restore_cleanup.resting(self._session, RESTED))

    async def forget_the_lost(self, facts: tuple[str, ...]) -> dict[str, int]:
        """Cancel what may have happened already: updates, invitations, questions, `facts`. Returns counts by name."""
        gone = {
            "updates": await restore_cleanup.set_aside_updates(self._session, "not acted upon when the copy was made"),
            "invitations": await restore_cleanup.void_invitations(self._session, self._now),
        }
        await restore_cleanup.forget_questions(self._session)
        await restore_cleanup.forget_facts(self._session, facts)
        return gone

    async def forget(self, *facts: str) -> None:
        """Forget these facts."""
        await restore_cleanup.forget_facts(self._session, facts)

    async def cards_to_draw(self) -> tuple[int, ...]:
        """Requests whose cards may carry outdated buttons; each card now counts as not shown."""
        await restore_cleanup.forget_looks(self._session)
        return tuple(await restore_cleanup.open_requests(self._session))

    async def ghost_at(self, place: int) -> tuple[UnexplainedOrder | None, int]:
        """The open unknown order at a position (from 0; the last if there are fewer), and how many there are."""
        row, total = await restore_cleanup.ghost_at(self._session, place)
        return (None if row is None else _ghost(row)), total

    async def ghost(self, order_id: str) -> UnexplainedOrder | None:
        """An unknown order that nobody has decided about; None if there is none."""
        row = await orders.ghost(self._session, order_id)
        return None if row is None or row.closed_by is not None else _ghost(row)

    async def asking_for(self, lines: Sequence[Line], limit: int = 5) -> tuple[int, ...]:
        """Requests without an order that ask for exactly these pieces, newest first; among the last 50 of the offer."""
        rows = await restore_cleanup.without_order(self._session, lines[0].offer_id, _LOOKED_AT)
        asked = [(row.id, rows_and_values.choice(row).lines(row.offer_id)) for row in rows]
        fitting = [number for number, wanted in asked if number and by_variant(wanted) == by_variant(lines)]
        return tuple(fitting[:limit])


def _ghost(row: order_tables.GhostRow) -> UnexplainedOrder:
    return UnexplainedOrder(row.order_id, row.attempt_id, row.out_order_id, row.found_at, row.outside)
