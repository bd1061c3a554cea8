"""What purchases cost beside 1688, the rates that teams had, and the tags of topics, in the database."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from bot.desk.ledger.mapper import Mapper, Repository, grouped
from bot.purchasing.approval.loosening import Rate
from bot.purchasing.approval.policy import label
from bot.purchasing.money import Fen
from bot.purchasing.orders.line_cost import OtherCost
from storage.queries.read_rows import Rows, Scalars, columns, given, given_all, table_of
from storage.queries.write_rows import add_all, add_one, deleting, put, setting
from storage.tables import AskedLineRow, OtherCostPartRow, OtherCostRow, RequestRow, TeamRateRow, TopicTagRow
from storage.tables.base import Moment

_COSTS, _RATES = Mapper(OtherCost, OtherCostRow), Mapper(Rate, TeamRateRow)
_cost, _part, _rate, _topic = (columns(each) for each in (OtherCostRow, OtherCostPartRow, TeamRateRow, TopicTagRow))
_OF_REQUESTS = Rows(
    OtherCostRow,
    _cost.id.in_(select(_part.cost_id).where(_part.request_id.in_(given_all("requests")))),
    order=(_cost.id,),
)
_ONE = Rows(OtherCostRow, _cost.id == given("number"))
_REVERSAL = Rows(OtherCostRow, _cost.reverses == given("number"))
_PAPER = setting(OtherCostRow, _cost.id == given("number"), _cost.file_id == "", file_id=given("file"))
_PARTS = Rows(OtherCostPartRow, _part.cost_id.in_(given_all("numbers")), order=(_part.cost_id, _part.request_id))
_RATES_OF = _RATES.query(_rate.team_id == given("team"), order=(_rate.since,))
_line, _request = columns(AskedLineRow), columns(RequestRow)
_RECENT = timedelta(days=90)
_latest = func.max(_line.added_at)
_TAGS: Any = (
    select(_line.tag, _latest)
    .join(table_of(RequestRow), _request.id == _line.request_id)
    .where(_line.tag != "", _line.added_at >= given("since", Moment))
    .group_by(_line.tag)
    .order_by(_latest.desc(), _line.tag)
)
_TAGS_OF: Any = _TAGS.where((_request.team_id + 0).in_(given_all("teams")))
_WRITTEN = Scalars(select(_line.tag).where(_line.tag != "").distinct())
_TOPIC = Rows(TopicTagRow, _topic.team_id == given("team"), _topic.topic_id == given("topic"))
_NO_TAG = deleting(TopicTagRow, _topic.team_id == given("team"), _topic.topic_id == given("topic"))


class CostRepository(Repository):
    """Loads and records costs, rates and tags of topics in one transaction."""

    async def of_requests(self, request_ids: Collection[int]) -> dict[int, tuple[OtherCost, ...]]:
        """The other costs that these requests have a share of, oldest first, reversals among them."""
        rows = await _OF_REQUESTS.all(self._session, requests=list(request_ids)) if request_ids else ()
        return grouped((number, cost) for cost in await self._whole(rows) for number, _ in cost.parts)

    async def find(self, cost_id: int) -> OtherCost | None:
        return next(iter(await self._whole(await _ONE.all(self._session, number=cost_id))), None)

    async def is_reversed(self, cost_id: int) -> bool:
        """Whether another cost takes this one back."""
        return await _REVERSAL.first(self._session, number=cost_id) is not None

    async def add(self, parts: Sequence[tuple[int, Fen]], **fields: Any) -> OtherCost:
        """Record a cost with the share of each request; IntegrityError if it reverses what is reversed already."""
        row = await add_one(self._session, OtherCostRow, at=self._now, **_COSTS.columns(fields))
        cost = _COSTS.value(row, parts=tuple(parts))
        rows = [{"cost_id": cost.id, "request_id": number, "share_fen": share} for number, share in parts]
        await add_all(self._session, OtherCostPartRow, rows)
        return cost

    async def put_paper(self, cost: OtherCost, file_id: str) -> bool:
        """Telegram's id of a photo of its paper; False if it has one already."""
        return bool(await self._run(_PAPER, number=cost.id, file=file_id))

    async def _whole(self, rows: Sequence[OtherCostRow]) -> list[OtherCost]:
        every = await _PARTS.all(self._session, numbers=[each.id for each in rows]) if rows else ()
        parts = grouped((each.cost_id, (each.request_id, Fen(each.share_fen))) for each in every)
        return [_COSTS.value(row, parts=parts[row.id or 0]) for row in rows]

    async def rates(self, team_id: int) -> tuple[Rate, ...]:
        """Every rate that this team ever had, oldest first."""
        return await _RATES_OF.all(self._session, team=team_id)

    async def put_rate(self, team_id: int, rate: Rate) -> None:
        """From now on this rate holds."""
        key = {"team_id": team_id, "since": rate.since}
        await put(self._session, TeamRateRow, key, {"currency": rate.currency, "yuan": str(rate.yuan)})

    async def tags(self, teams: Collection[int] | None, limit: int) -> tuple[str, ...]:
        """The tags that these teams used in the last three months, or anybody, the latest first, as written last."""
        query, by = (_TAGS, {}) if teams is None else (_TAGS_OF, {"teams": list(teams)})
        written = dict[str, str]()
        for tag, _ in await self._rows(query, since=self._now - _RECENT, **by):
            written.setdefault(label(tag), tag)
        return tuple(written.values())[:limit]

    async def as_written(self, tag: str) -> tuple[str, ...]:
        """Every way in which anybody wrote this tag."""
        return tuple(each for each in await _WRITTEN.all(self._session) if label(each) == label(tag))

    async def topic_tag(self, team_id: int, topic_id: int | None) -> str:
        """The tag of what is asked for in a topic of this team's group, or in all of it; empty if it has none."""
        for each in dict.fromkeys((topic_id or 0, 0)):
            row = await _TOPIC.first(self._session, team=team_id, topic=each)
            if row is not None:
                return row.tag
        return ""

    async def put_topic_tag(self, team_id: int, topic_id: int | None, tag: str) -> None:
        """What is asked for there has this tag from now on; empty is none."""
        key = {"team_id": team_id, "topic_id": topic_id or 0}
        if tag:
            await put(self._session, TopicTagRow, key, {"tag": tag})
        else:
            await self._run(_NO_TAG, team=team_id, topic=topic_id or 0)
