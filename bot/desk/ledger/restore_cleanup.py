"""What a restored or moved database may not simply continue with."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.purchasing.own_reasons import OwnReason
from storage.queries import restore_cleanup


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
