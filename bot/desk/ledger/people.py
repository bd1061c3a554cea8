"""People and chats in the database, what people and teams chose about messages, and tokens."""

from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, select, union_all

from bot.desk.ledger.mapper import Mapper, Repository
from bot.market.openplatform.tokens import Tokens
from bot.purchasing.approval.team import SHANGHAI
from bot.purchasing.people.forgotten import FORMER
from bot.purchasing.people.loudness import Choices, NotifySettings, read, settled, written
from bot.purchasing.person import Person
from bot.purchasing.tracking.alarms import AlarmDays
from storage.queries.read_rows import Rows, Scalars, columns, given, given_all, table_of
from storage.queries.write_rows import add, change, change_one, deleting, put, setting
from storage.tables import ChatRow, ComparisonRow, DialogRow, MemberRow, PersonRow, RequestRow, TeamRow, TokenRow
from storage.tables.base import Moment

DIALOG_LIFE = timedelta(hours=1)


@dataclass(frozen=True)
class StoredDialog:
    """A question that waits for a typed answer, as it is stored; see `DialogRow`."""

    id: int
    kind: str
    request_id: int | None
    facts: dict[str, Any]
    asked_at: datetime | None
    passed: bool


_PEOPLE, _DIALOGS, _TOKENS = Mapper(Person, PersonRow), Mapper(StoredDialog, DialogRow), Mapper(Tokens, TokenRow)

_person, _dialog = columns(PersonRow), columns(DialogRow)
_of_chat, _open = _dialog.chat_id == given("chat"), _dialog.expires_at > given("now", Moment)
_in_dialog = (_of_chat, _dialog.person_id == given("person"))
_this_dialog = _dialog.id == given("number")
_ONE = _PEOPLE.query(_person.id == given("number"))
_THESE = _PEOPLE.query(_person.id.in_(given_all("numbers")))
_CHAT = Rows(ChatRow, columns(ChatRow).id == given("number"))
_DIALOGS_OF_CHAT = _DIALOGS.query(_of_chat, _open)
_DIALOGS_OF_PERSON = _DIALOGS.query(*_in_dialog, _open, order=(_dialog.id.desc(),))
_PASS_DIALOGS = setting(DialogRow, *_in_dialog, _dialog.id != given("but"), _dialog.passed.is_(False), passed=True)
_OVER = deleting(DialogRow, *_in_dialog, _dialog.expires_at <= given("now", Moment))
_FORGET_DIALOG = deleting(DialogRow, _this_dialog)
_TOKEN = Rows(TokenRow, columns(TokenRow).id == 1)


class PeopleRepository(Repository):
    """Loads and records people, chats, dialogs and tokens in one transaction."""

    async def person(self, person_id: int) -> Person | None:
        return await _ONE.first(self._session, number=person_id)

    async def find_all(self, ids: Iterable[int]) -> tuple[Person, ...]:
        """Those of these people who are known, in this order."""
        numbers = list(ids)
        found = {each.id: each for each in await _THESE.all(self._session, numbers=numbers)} if numbers else {}
        return tuple(found[each] for each in numbers if each in found)

    async def reachable(self, ids: Iterable[int]) -> frozenset[int]:
        """Those of these people whom the bot can write to in private."""
        return frozenset(each.id for each in await self.find_all(ids) if each.reachable)

    async def put_person(self, person: Person, reachable: bool | None) -> None:
        """Store a person as Telegram names them now; `reachable` None leaves that field as it is."""
        values = {"name": person.name.replace(FORMER, ""), "language": person.language, "seen_at": self._now}
        reach = {} if reachable is None else {"reachable": reachable}
        new = {"username": "", "reachable": False} | values | reach
        await put(self._session, PersonRow, {"id": person.id}, new, again=tuple(values | reach))

    async def set_reachable(self, person_id: int, reachable: bool) -> None:
        await change(self._session, PersonRow, {"id": person_id}, {"reachable": reachable})

    async def put_chat(self, chat_id: int, kind: str, title: str) -> None:
        row = await _CHAT.first(self._session, number=chat_id)
        if row is None or (row.kind, row.title) != (kind, title):
            await put(self._session, ChatRow, {"id": chat_id}, {"kind": kind, "title": title})

    async def hears_all(self, chat_id: int, hears: bool) -> bool:
        """Store whether the bot sees every message in a group; returns True if the group must be told (again)."""
        row = await _CHAT.first(self._session, number=chat_id)
        if row is None or (row.told_privacy_at is not None and row.hears_all == hears):
            return False
        values = {"hears_all": hears, "told_privacy_at": self._now}
        return await change(self._session, ChatRow, {"id": chat_id}, values) == 1

    async def migrate(self, old_chat_id: int, new_chat_id: int) -> None:
        """A group continues under a new id: what is of this chat moves there; cards are posted again."""
        old = await change_one(self._session, ChatRow, {"id": old_chat_id}, {"migrated_to": new_chat_id})
        await self.put_chat(new_chat_id, "supergroup", old.title if old else "")
        for table in (RequestRow, DialogRow, ComparisonRow):
            await change(self._session, table, {"chat_id": old_chat_id}, {"chat_id": new_chat_id})

    async def ask(
        self, chat_id: int, person_id: int, kind: str, request_id: int | None, facts: dict[str, Any], passed: bool
    ) -> int:
        """Store a question to a person in a chat; its number. Those of an hour ago are over."""
        await self._run(_OVER, chat=chat_id, person=person_id, now=self._now)
        values = {"kind": kind, "request_id": request_id, "facts": facts, "passed": passed}
        of_person = {"chat_id": chat_id, "person_id": person_id, "expires_at": self._now + DIALOG_LIFE}
        number: int = await add(self._session, DialogRow, **of_person, **values)
        return number

    async def dialogs(self, chat_id: int, person_id: int | None = None) -> tuple[StoredDialog, ...]:
        """The questions that wait in a chat: those of this person, newest first, or everybody's."""
        if person_id is None:
            return await _DIALOGS_OF_CHAT.all(self._session, chat=chat_id, now=self._now)
        return await _DIALOGS_OF_PERSON.all(self._session, chat=chat_id, person=person_id, now=self._now)

    async def change_dialog(self, number: int, **values: Any) -> None:
        """Change what is stored of a question, if it is there."""
        await change(self._session, DialogRow, {"id": number}, values)

    async def pass_dialogs(self, chat_id: int, person_id: int, but: int = 0) -> None:
        """Words alone answer no question of this person in this chat any more, `but` the one of this number."""
        await self._run(_PASS_DIALOGS, chat=chat_id, person=person_id, but=but)

    async def forget_dialog(self, number: int) -> bool:
        """Whether it was there until now: of two who close it at once, one does."""
        return await self._run(_FORGET_DIALOG, number=number) > 0

    async def tokens(self) -> tuple[str, Tokens] | None:
        """The source of the stored tokens, and the tokens."""
        row = await _TOKEN.first(self._session)
        return None if row is None else (row.source, _TOKENS.value(row))

    async def put_tokens(self, source: str, tokens: Tokens) -> None:
        values = {**_TOKENS.columns(vars(tokens)), "first_seen_at": tokens.first_seen_at or self._now}
        await put(self._session, TokenRow, {"id": 1}, {"source": source, **values})


_member, _team = columns(MemberRow), columns(TeamRow)
_OF_PEOPLE: Any = (
    select(_person.id, _person.notify, _team.time_zone, _team.notify.label("of_team"))
    .outerjoin_from(
        table_of(PersonRow), table_of(MemberRow), and_(_member.person_id == _person.id, _member.active.is_(True))
    )
    .outerjoin(table_of(TeamRow), and_(_team.id == _member.team_id, _team.active.is_(True)))
    .where(_person.id.in_(given_all("numbers")))
    .order_by(_person.id, _team.time_zone.is_(None), _team.id)
)
_OF_GROUPS: Any = select(_team.chat_id, _team.time_zone, _team.notify).where(
    _team.chat_id.in_(given_all("numbers")), _team.active.is_(True)
)
_OLDEST_TEAM: Any = select(_team.time_zone, _team.notify).where(_team.active.is_(True)).order_by(_team.id).limit(1)
_OF_PERSON = Scalars(select(_person.notify).where(_person.id == given("number")))
_OF_TEAM = Scalars(select(_team.notify).where(_team.id == given("number")))
_CHOSEN = Scalars(
    union_all(
        select(_person.notify).where(_person.notify.is_not(None)),
        select(_team.notify).where(_team.notify.is_not(None), _team.active.is_(True)),
    )
)


class LoudnessRepository(Repository):
    """Loads and records choices in one transaction."""

    async def of_chats(self, chat_ids: Collection[int]) -> dict[int, NotifySettings]:
        """What holds in each of these chats: for the person of a private one, for the team of a group."""
        found = {each: NotifySettings() for each in chat_ids}
        people = [each for each in found if each > 0]
        rows = await self._rows(_OF_PEOPLE, numbers=people) if people else ()
        oldest: Any = None
        for row in reversed(rows):  # of several teams the oldest holds
            team, zone = row.of_team, row.time_zone
            if zone is None and row.id in self.admins:
                oldest = oldest or await self._row(_OLDEST_TEAM)
                team, zone = (oldest.notify, oldest.time_zone) if oldest else (None, None)
            found[row.id] = settled(read(row.notify), read(team), zone or SHANGHAI)
        groups = [each for each in found if each < 0]
        rows = await self._rows(_OF_GROUPS, numbers=groups) if groups else ()
        for row in rows:
            found[row.chat_id] = settled(Choices(), read(row.notify), row.time_zone)
        return found

    async def of_person(self, person_id: int) -> Choices:
        return read(await _OF_PERSON.first(self._session, number=person_id))

    async def of_team(self, team_id: int) -> Choices:
        return read(await _OF_TEAM.first(self._session, number=team_id))

    async def put_person(self, person_id: int, choices: Choices) -> None:
        """Keep what somebody whom we know chose."""
        await change(self._session, PersonRow, {"id": person_id}, {"notify": written(choices) or None})

    async def put_team(self, team_id: int, choices: Choices) -> None:
        await change(self._session, TeamRow, {"id": team_id}, {"notify": written(choices) or None})

    async def widest(self) -> tuple[int, AlarmDays]:
        """The longest `pay_soon` (hours) and the shortest days of alarms that anybody chose, or nobody did."""
        every = [NotifySettings(), *(settled(read(each)) for each in await _CHOSEN.all(self._session))]
        days = zip(*(astuple(each.alarm_days) for each in every), strict=True)
        return max(each.pay_soon for each in every), AlarmDays(*map(min, days))
