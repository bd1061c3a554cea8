"""What people were told of that is stuck, in the database."""

from collections.abc import Iterable, Sequence

from bot.desk.ledger.mapper import Mapper, Repository
from bot.desk.ledger.orders import key_of, these
from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.tracking.alarms import Alarm
from storage.queries.read_rows import Rows, columns
from storage.queries.write_rows import put_all
from storage.tables import AlarmRow

_ALARMS, _alarm = Mapper(Alarm, AlarmRow), columns(AlarmRow)
_OF_ORDERS = Rows(AlarmRow, *these(_alarm))


class AlarmRepository(Repository):
    """Loads and records alarms in one transaction."""

    async def told(self, order_ids: Sequence[str]) -> dict[tuple[str, AlarmKind, str], Alarm]:
        """What was told last of these orders, by order, kind and parcel."""
        rows = await _OF_ORDERS.all(self._session, numbers=list(order_ids)) if order_ids else ()
        return {(row.order_id, AlarmKind(row.kind), row.parcel): _ALARMS.value(row) for row in rows}

    async def put(self, alarms: Iterable[tuple[str, Alarm]]) -> None:
        """Record that these are told, each with the number of its order."""
        rows = [{**key_of(order_id), **_ALARMS.columns(vars(each))} for order_id, each in alarms]
        await put_all(self._session, AlarmRow, ("market", "order_id", "kind", "parcel"), rows)
