"""Knows people and chats as Telegram names them, who may buy, and who belongs to a team."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.refusals import Stranger
from bot.desk.shared.verbs import Verbs
from bot.purchasing.notices.audience import Audience
from bot.purchasing.notices.teams import ForeignGroupNotice
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.requests.request import Request


@dataclass(eq=False)
class People(Verbs):
    """The people and groups; while there is no team, the admins of the settings buy."""

    admins: frozenset[int]
    _seen: dict[tuple[int, int], tuple[Person, str, str]] = field(default_factory=dict, init=False, repr=False)

    def read_anew(self) -> None:
        """Somebody was forgotten: whoever writes next is written down again."""
        self._seen.clear()

    def may_buy(self, person_id: int) -> bool:
        """Whether this person buys alone, outside any team."""
        return person_id in self.admins

    async def known(self, person_id: int) -> bool:
        """Whether the bot talks to this person: they buy alone or are in a team now. It gives no right to anything."""
        if self.may_buy(person_id):
            return True
        async with self._ledger.read() as uow:
            return await uow.teams.is_member(person_id)

    def require_buyer(self, person: Person) -> None:
        """Raise Refusal unless this person may buy; every action of the desk asks it, not only the chat."""
        if not self.may_buy(person.id):
            raise Refusal(Stranger(person_id=person.id))

    async def remember(self, by: Person, place: Place, chat_kind: str, chat_title: str) -> None:
        """Keep a person's name and language and the chat's title; writes only what changed."""
        now = (by, chat_kind, chat_title)
        if self._seen.get((by.id, place.chat_id)) == now:
            return
        async with self._ledger.change() as uow:
            await uow.people.put_person(by, reachable=True if place.private else None)
            await uow.people.put_chat(place.chat_id, chat_kind, chat_title)
        self._seen[(by.id, place.chat_id)] = now

    async def reachable(self, person_id: int, yes: bool) -> None:
        """Note that this person pressed Start or blocked the bot."""
        async with self._ledger.change() as uow:
            await uow.people.set_reachable(person_id, yes)

    async def unreachable(self, who: Iterable[int]) -> tuple[Person, ...]:
        """Those of these people who cannot be written to in private; whoever is not known is left out."""
        async with self._ledger.read() as uow:
            return tuple(each for each in await uow.people.find_all(who) if not each.reachable)

    async def language(self, person_id: int) -> str:
        """This person's language; read from the database if another process may have heard from them since."""
        seen = self._seen.get((person_id, person_id)) if not self._ledger.shared else None
        if seen is not None:
            return seen[0].language
        async with self._ledger.read() as uow:
            person = await uow.people.person(person_id)
        return person.language if person else "en"

    async def chat_language(self, place: Place) -> str:
        """The reader's language in a private chat, the team's in its group; English in any other group."""
        if place.private:
            return await self.language(place.chat_id)
        async with self._ledger.read() as uow:
            group = await uow.teams.group(place.chat_id)
        return group[0] if group else "en"

    async def brought_into(self, act: Act, chat_id: int, title: str) -> None:
        """Tell the admins once that somebody without the right brought the bot into a group, which it leaves."""
        async with self._ledger.change() as uow:
            notice = ForeignGroupNotice(chat_id=chat_id, title=title, by=act.by.name)
            await uow.tell(notice, Audience.OWNERS, f"foreign_group:{act.update.bot_id}:{act.update.update_id}")

    async def hears_all(self, chat_id: int, hears: bool) -> bool:
        """Remember whether the bot hears everything in a group; True if the group must be told now."""
        async with self._ledger.change() as uow:
            return await uow.people.hears_all(chat_id, hears)

    async def migrate(self, old_chat_id: int, new_chat_id: int) -> None:
        """Move everything to a group's new id in one transaction, because it became a supergroup."""
        async with self._ledger.change() as uow:
            await uow.people.migrate(old_chat_id, new_chat_id)
            await uow.teams.migrate(old_chat_id, new_chat_id)
            await uow.outbox.readdress(old_chat_id, new_chat_id)
            for number in await uow.cards.forget_all(old_chat_id):
                uow.redraw(number)


async def name_of(uow: UnitOfWork, request: Request, person_id: int) -> str:
    """The person as the request's team knows them; outside of teams, their own name; empty if nobody knows it."""
    if request.team_id is not None:
        return (await uow.teams.get(request.team_id)).known_as(person_id)
    person = await uow.people.person(person_id)
    return person.name if person else ""
