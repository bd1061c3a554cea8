"""Small facts by name: every one that there is, with the form of its value and what it is for, and how it is stored.

Names and stored forms are those of every release before: a database of then is read as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Generic, NamedTuple, TypeVar

from pydantic import BeforeValidator, PlainSerializer, TypeAdapter, model_validator
from sqlalchemy import ColumnElement, String, cast, func, select
from sqlmodel import SQLModel

from bot.desk.ledger.mapper import Repository, Transaction, adapter_of
from bot.purchasing.calls import Shortage
from bot.purchasing.notices.operations import OutsideOrder
from bot.purchasing.tracking.silence import FailedReads
from bot.purchasing.troubles import OwnSight, Told
from storage.queries import leases
from storage.queries.read_rows import Scalars, columns, given, given_all, table_of
from storage.queries.write_rows import deleting, put
from storage.tables import FactRow, requests

T = TypeVar("T")

_fact = columns(FactRow)
_VALUE = Scalars(select(_fact.value).where(_fact.name == given("called")))
_FORGET = deleting(FactRow, _fact.name.in_(given_all("names")))


@dataclass(frozen=True)
class Fact(Generic[T]):
    """A fact by its stored name; if it is `sparse`, what equals its default is not stored."""

    name: str
    form: type[T]
    sparse: bool = False


@dataclass(frozen=True)
class FactFamily(Generic[T]):
    """Facts whose names begin alike and go on with these parts, separated by colons."""

    name: str
    form: type[T]
    parts: str
    sparse: bool = False

    def of(self, *parts: int | str) -> Fact[T]:
        assert len(parts) == len(self.parts.split()), f"{self.name} of {self.parts}"
        return Fact(":".join([self.name, *map(str, parts)]), self.form, self.sparse)

    def of_person(self, person_id: int) -> str:
        """The LIKE pattern of those that name this person."""
        return ":".join([self.name, *(str(person_id) if each == "person" else "%" for each in self.parts.split())])


def _read_moment(stored: object) -> object:
    return datetime.fromisoformat(stored) if isinstance(stored, str) else stored


Moment = Annotated[datetime, BeforeValidator(_read_moment), PlainSerializer(datetime.isoformat)]
MomentOrEmpty = Annotated[
    datetime | None,
    BeforeValidator(lambda stored: _read_moment(stored or None)),
    PlainSerializer(lambda at: at.isoformat() if at else ""),
]


@dataclass(frozen=True)
class PauseFact:
    """Why buying is stopped, since when, and by whom (None: the program)."""

    reason: str
    at: Moment
    by: int | None = None


@dataclass(frozen=True)
class Quarantine:
    """Why it holds, from when on the order list must be read, and since when it holds."""

    why: str
    since: Moment
    at: Moment
    swept: Moment | None = None
    """When the order list since then had been read to its end; None before."""


@dataclass(frozen=True)
class OtherProgram:
    """When Telegram last said that another program runs, and until when that counts; None: until somebody resumes."""

    last: Moment
    until: MomentOrEmpty


@dataclass(frozen=True)
class DatabaseName:
    """The database's own name and when its present history began (ISO, UTC, as marks outside compare it)."""

    id: str
    since: str


@dataclass(frozen=True)
class Run:
    """When the last run that ended well began, and for when somebody asked for another one since."""

    last: Moment | None = None
    wanted: Moment | None = None

    def is_wanted(self, now: datetime) -> bool:
        """Whether another run is due by now because somebody asked for it."""
        return self.wanted is not None and self.wanted <= now


@dataclass(frozen=True)
class CopyFact:
    """When the next copy is due, when the newest was made, and what went wrong since; empty if nothing did."""

    next: Moment
    newest: Moment | None = None
    error: str = ""


class StampedTick(NamedTuple):
    """When a tick last ran well, and its last error."""

    name: str
    last_run: Moment | None
    error: str


@dataclass(frozen=True)
class Stamp:
    """When a bot was last at work, and its ticks then."""

    at: Moment
    ticks: tuple[StampedTick, ...]


@dataclass(frozen=True)
class JournalHead:
    """When the head of the journal was last told, and its number."""

    at: Moment
    number: int


@dataclass(frozen=True)
class ClockApart:
    """The process whose clock people were told of."""

    by: str


@dataclass(frozen=True)
class AppSession:
    """A session of the Mini App, by the hash of its token, with its person's name and language."""

    hash: str
    until: Moment
    name: str
    language: str


@dataclass(frozen=True)
class MenusShown:
    """The language and the commands of somebody's menus, by chat."""

    language: str
    menus: dict[str, str]


@dataclass(frozen=True)
class FirstApprover:
    """Whether a team ever had an approver, and the hash of the link that lets in the first one on one word."""

    had: bool = False
    link: str = ""

    @model_validator(mode="before")
    @classmethod
    def _of_before(cls, stored: object) -> object:
        """0.1.0 stored True, and counted an invitation as well."""
        return {"had": stored} if isinstance(stored, bool) else stored


class UsualAddress(NamedTuple):
    """An address of the account, and its city: all that a group is shown."""

    id: str
    city: str


@dataclass(frozen=True)
class SetupFact:
    """Which questions of a team's setup were passed over, by number, and the message that asks, after its chat."""

    passed: tuple[int, ...] = ()
    card: tuple[int, int] | None = None


@dataclass(frozen=True)
class StandstillFact:
    """What of a team its admins were told that it cannot go on: by its mark, in which of their messages (from 1).

    There were so `many` messages; `payers` could pay then.
    """

    told: Mapping[str, int] = field(default_factory=dict)
    payers: tuple[int, ...] = ()
    many: int = 0


class StoredRate(NamedTuple):
    """Yuan for one unit of a currency, valid from a moment on."""

    currency: str
    yuan: Decimal
    since: Moment


@dataclass(frozen=True)
class DroppedFile:
    """A file in a chat, by what Telegram calls it, and the message that it came with."""

    id: str
    unique: str
    size: int
    message: int


@dataclass(frozen=True)
class DroppedFiles:
    """The files that somebody dropped last into a chat, oldest first."""

    files: tuple[DroppedFile, ...] = ()


@dataclass(frozen=True)
class LongReading:
    """Who has something read, and whether they stopped it."""

    by: int
    stop: bool = False


# What stops or holds buying.
PAUSE = Fact("pause", PauseFact)
"""The pause that holds."""
QUARANTINE = Fact("quarantine", Quarantine)
"""The quarantine that holds after a restore, a move or lost time."""
RESTORED_AT = Fact("restored_at", datetime)
"""When a copy last took the place of the database; what happened in the time before is not known."""
RESUMED_AT = Fact("resumed_at", datetime)
"""When buying went on after that."""
MOVED_TO = Fact("moved_to", datetime)
"""When this database was moved; it is not used any more."""
OTHER_PROGRAM = Fact("other_program", OtherProgram)
"""That another program runs with this bot's token."""
CLOCK_APART = Fact("clock_apart", ClockApart)
"""That people were told of a wrong clock."""

# What people were told of that is wrong with the bot.
TOLD = FactFamily("told", dict[str, Told], "kind")
"""What stands of each kind of alarm that ends, by the name that its messages are owed as."""
SEEN = FactFamily("seen", OwnSight, "kind")
"""The process that sees this trouble in itself."""
TOLD_BEFORE = Fact("told_before", datetime)
"""When the alarms of a release before were taken in, which did not end them."""

# What this database and its bot are.
DATABASE = Fact("database", DatabaseName)
"""The database's name; a quarantine begins a new history."""
BOT_ID = Fact("bot_id", int)
"""The bot whose database this is."""
CODES_KEY = Fact("codes_key", str)
"""The key of the buttons (hex); running processes hold it and keep it, even if the database lost time meanwhile."""
DRY_RUN = Fact("dry_run", bool)
"""Whether this database is a dry run's; decided at its first start, and for good. None before there were dry runs."""
WEBHOOK = Fact("webhook", str)
"""The address that Telegram was last given; empty for none."""
NUMBERS_FROM = Fact(requests.NUMBERS_FROM, int)
"""The lowest number of the next request."""

# How far periodic work has come.
RUN = FactFamily("run", Run, "work", sparse=True)
"""When a piece of periodic work last ran, and whether it is wanted before its time."""
CURSOR = Fact("watch_cursor", datetime)
"""Up to which change the list of orders was read."""
FAILED_READS = Fact("failed_reads", FailedReads)
"""Reads of the list of orders that failed, one after the other."""
SWEPT = Fact("swept_until", datetime)
"""Until when the list of orders was read by the sweep."""
OUTSIDE_SINCE = Fact("outside_since", datetime)
"""Since when orders without our reference are told; earlier ones are none of ours."""
ALARMS_SINCE = Fact("alarms_since", datetime)
"""Since when what is stuck is told case by case; what was stuck before is told as a list."""
OUTSIDE_UNTOLD = Fact("outside_untold", tuple[OutsideOrder, ...])
"""Orders placed outside that were recorded and are not told yet."""
UNREAD_ORDERS = Fact("unread_orders", dict[str, Moment])
"""Since when each of our orders could not be read from the list, by its number."""
PUSH_HEARD = Fact("push_heard", datetime)
"""When a push message about an order last came by itself."""
PUSH_MISSED = Fact("push_missed", datetime)
"""When a push message about an order last did not come: until the next one does, they count as not working."""
PUSH_LOOK = Fact("push_look", datetime)
"""For when a push message about an order that is not ours last had the list read."""
THRIFTY = Fact("thrifty", tuple[Shortage, ...])
"""Of what calls to 1688 are short."""
AWAKE = Fact("approvals_awake", datetime)
"""When this bot last took presses, by the minute."""
MORNINGS = Fact("mornings", datetime)
"""Up to when people were told what their morning brings."""
JOURNAL_HEAD = Fact("journal_head", JournalHead)
"""The head of the journal that the admins were told last."""
TO_REWRITE = Fact("to_rewrite", datetime)
"""When somebody was forgotten since the file was written anew."""
COPIES = Fact("copies", CopyFact)
"""The copies that the bot makes by itself."""
TICKS = Fact("ticks", Stamp)
"""When each tick last ran, for checks from outside."""
WRITTEN_AT = Fact("written_at", datetime)
"""The bot's time; nothing was written by a clock that was more than a minute further."""
DOOR = Fact("door", datetime)
"""What a health check writes, to see whether the database takes writes."""

# Of people, teams and requests.
ADDRESS = FactFamily("address", str, "person chat")
"""The address that somebody chose last in a chat."""
LAST_TEAM = FactFamily("team", int, "person")
"""The team that somebody asked in last."""
APP_SESSIONS = FactFamily("app", tuple[AppSession, ...], "person")
"""Somebody's sessions of the Mini App, the newest last."""
MENUS = FactFamily("menus", MenusShown, "person")
"""The menus that Telegram shows somebody."""
SHEET = FactFamily("sheet", DroppedFiles, "chat person")
"""The files that somebody dropped last into a chat, each until it is read."""
UPLOADS = FactFamily("uploads", bool, "person")
"""That somebody was told that the pictures that they search by go to 1688, and said yes."""
ALBUM = FactFamily("album", DroppedFile, "chat person")
"""The picture of somebody's last album that was answered for all of it; `unique` is the album."""
READING = FactFamily("reading", LongReading, "update", sparse=True)
"""A long reading under way, which another process can stop too."""
EDITED = FactFamily("edited", str, "request")
"""The hash of what the message that opened a draft says since it was edited."""
LEFT_OUT = FactFamily("left_out", int, "request")
"""The draft of what a request did not ask for."""
PART_PROPOSED = FactFamily("part", int, "request person")
"""Of how many sellers an approver proposed to buy."""
FIRST_APPROVER = FactFamily("had_approver", FirstApprover, "team")
"""Whether a team ever had an approver."""
RATES = FactFamily("rates", tuple[StoredRate, ...], "team")
"""A team's recent exchange rates, oldest first."""
TEAM_ADDRESS = FactFamily("team_address", UsualAddress, "team")
"""Where what a team asks for is delivered, unless its requester chose another place in that chat."""
SETUP = FactFamily("setup", SetupFact, "team", sparse=True)
"""How far a team was led through its setup."""
STANDSTILL = FactFamily("standstill", StandstillFact, "team", sparse=True)
"""What of a team cannot go on, as its admins were told last."""
PROPOSED = FactFamily("proposed", tuple[int, ...], "proposal")
"""The chats in which the second word on a change was asked for."""
HIGHEST_ID = FactFamily("highest_id", int, "table")
"""The highest id that a row of a table ever had, of those in which the highest may be deleted."""
READ_UPDATE = FactFamily("read:in", int, "bot update")
"""Who read about an update that could not be handled."""
READ_MESSAGE = FactFamily("read:out", int, "message")
"""Who read about a message that could not be delivered."""

OF_A_PERSON = (ADDRESS, LAST_TEAM, APP_SESSIONS, MENUS, SHEET, UPLOADS, ALBUM, PART_PROPOSED)
"""Those that name a person, and go with whoever is forgotten."""


def is_stored(facts: FactFamily[Any], *parts: Any) -> ColumnElement[bool]:
    """Whether there is the fact whose name has the values of these columns as its parts."""
    name: Any = facts.name
    for each in parts:
        name = name + ":" + cast(each, String)
    return select(_fact.name).where(_fact.name == name).exists()


def _adapter(fact: Fact[T]) -> TypeAdapter[T]:
    form: Any = Moment if fact.form is datetime else fact.form
    return adapter_of(form)


class FactRepository(Repository):
    """Loads and records facts in one transaction."""

    async def get(self, fact: Fact[T]) -> T | None:
        """Its value; None if it was never stored, was forgotten, or has ended."""
        stored = await _VALUE.first(self._session, called=fact.name)
        if stored is None or stored == {}:
            return None
        return _adapter(fact).validate_python(stored)

    async def put(self, fact: Fact[T], value: T) -> None:
        await self._store(fact.name, _adapter(fact).dump_python(value, mode="json", exclude_defaults=fact.sparse))

    async def end(self, fact: Fact[Any]) -> None:
        """Store that it does not hold any longer; its row stays, and says since when."""
        await self._store(fact.name, {})

    async def forget(self, *facts: Fact[Any]) -> None:
        """Delete these."""
        await self._run(_FORGET, names=[each.name for each in facts])

    async def _store(self, name: str, stored: object) -> None:
        await put(self._session, FactRow, {"name": name}, {"value": stored, "updated_at": self._now})


class WithFacts(Repository):
    """A repository that loads and records facts beside its own rows."""

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._facts = FactRepository(transaction)

    async def _numbered(self, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """New rows of a table, each with an id that no row of it ever had.

        SQLite gives the highest again once its row is deleted: an old button would mean another row then.
        """
        if leases.shared(self._session):
            return [*rows]
        highest = HIGHEST_ID.of(table_of(table).name)
        (there,) = await self._row(select(func.coalesce(func.max(columns(table).id), 0)))
        before = max(there, await self._facts.get(highest) or 0)
        await self._facts.put(highest, before + len(rows))
        return [row | {"id": number} for number, row in enumerate(rows, before + 1)]
