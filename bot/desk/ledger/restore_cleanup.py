"""What a restored or moved database may not simply continue with, and unknown orders for the admins."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger import rows_and_values
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.tracking.found_orders import FoundOrder
from storage.queries import orders, restore_cleanup


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
        return await restore_cleanup.hold_ready(self._session, OwnReason.RESTED, since)

    async def resting(self) -> tuple[int, ...]:
        """The numbers of the resting requests, oldest first."""
        return tuple(await restore_cleanup.resting(self._session, OwnReason.RESTED))

    async def forget_the_lost(self) -> dict[str, int]:
        """Cancel what may have happened already: updates, invitations, questions. Returns counts by name."""
        gone = {
            "updates": await restore_cleanup.set_aside_updates(self._session, "not acted upon when the copy was made"),
            "invitations": await restore_cleanup.void_invitations(self._session, self._now),
        }
        await restore_cleanup.forget_questions(self._session)
        return gone

    async def cards_to_draw(self) -> tuple[int, ...]:
        """Requests whose cards may carry outdated buttons; each card now counts as not shown."""
        await restore_cleanup.forget_looks(self._session)
        return tuple(await restore_cleanup.open_requests(self._session))

    async def unknown_at(self, place: int) -> tuple[FoundOrder | None, int]:
        """The open unknown order at a position (from 0; the last if there are fewer), and how many there are."""
        row, total = await restore_cleanup.unknown_at(self._session, place)
        return (None if row is None else rows_and_values.found_order(row)), total

    async def unknown_order(self, order_id: str) -> FoundOrder | None:
        """An unknown order that nobody has decided about; None if there is none."""
        row = await orders.unknown_order(self._session, order_id)
        return None if row is None or row.closed_by is not None else rows_and_values.found_order(row)
