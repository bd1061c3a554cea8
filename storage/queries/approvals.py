"""A query on requests that teams decide about: those that a policy has judged."""

from collections.abc import Sequence

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.read_rows import LIMIT, Rows, columns, given
from storage.tables import RequestRow

_request = columns(RequestRow)
_JUDGED = Rows(
    RequestRow,
    _request.team_id == given("team"),
    _request.policy_version.is_not(None),
    _request.part_of.is_(None),  # it was judged as a part of the whole
    order=(_request.id.desc(),),
    limit=LIMIT,
)


async def judged(session: AsyncSession, team_id: int, limit: int) -> Sequence[RequestRow]:
    """A team's requests that a policy has judged, newest first."""
    return await _JUDGED.all(session, team=team_id, limit=limit)
