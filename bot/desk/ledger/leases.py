"""Leases on work that only one process at a time may do, if several share the database."""

from sqlalchemy import or_, select

from bot.desk.ledger.mapper import Repository
from storage.queries import leases
from storage.queries.read_rows import Scalars, columns, given
from storage.queries.write_rows import insert_of, setting
from storage.tables import TurnRow

_ALONE = 1
"""The epoch of a lease that nobody else could take."""

_turn = columns(TurnRow)
_ours = (_turn.name == given("work"), _turn.owner == given("by"), _turn.epoch == given("number"))
_HELD = Scalars(select(_turn.name).where(*_ours).with_for_update())
_RENEWED = setting(TurnRow, *_ours, until=leases.until(True))


class LeaseRepository(Repository):
    """Takes and returns leases in one transaction; `owner` names this process."""

    async def take(self, name: str, seconds: float) -> int | None:
        """Take the lease for so many seconds; returns its epoch, or None while another process has it."""
        if not leases.shared(self._session):
            return _ALONE
        until = leases.moment(self._session, self._now, seconds)
        made = insert_of("postgresql")(TurnRow).values(name=name, owner=self._owner, epoch=1, until=until)
        free = or_(_turn.until <= leases.now(True), _turn.owner == self._owner)
        taken = made.on_conflict_do_update(
            index_elements=["name"], set_={"owner": self._owner, "epoch": _turn.epoch + 1, "until": until}, where=free
        )
        epoch: int | None = await Scalars(taken.returning(_turn.epoch)).first(self._session)
        return epoch

    async def renew(self, name: str, epoch: int, seconds: float) -> bool:
        """Keep the lease for so many seconds from now; False if another process has taken it."""
        ours = {"work": name, "by": self._owner, "number": epoch}
        until = leases.lasting(True, self._now, seconds)
        return await self._run(_RENEWED, **ours, **until) == 1

    async def give_back(self, name: str, epoch: int) -> None:
        """Return the lease, so that the next process may begin at once."""
        await self.renew(name, epoch, 0)

    async def holds(self, name: str, epoch: int) -> bool:
        """Whether the lease is still ours; then it stays so until the transaction ends."""
        if not leases.shared(self._session):
            return True
        return await _HELD.first(self._session, work=name, by=self._owner, number=epoch) is not None

    async def one_at_a_time(self, fact: str) -> None:
        """Make the next transaction that calls this for the same fact wait until this one ends."""
        await leases.lock(self._session, leases.FACT, fact)
