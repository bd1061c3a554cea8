"""Knows what each person may do in private and in each group, and which command menus Telegram shows them."""

from dataclasses import dataclass

from bot.desk.ledger.facts import MENUS, MenusShown
from bot.desk.ledger.ledger import Ledger
from bot.purchasing.approval.team import Role

Menus = dict[str, str]
"""A chat's number → the commands of one person's menu in it, separated by spaces."""


@dataclass(frozen=True)
class Duties:
    """What a person may do. It chooses what is shown, never what is allowed."""

    person_id: int
    language: str = "en"
    reachable: bool = False
    """Whether the bot may write to them."""
    owner: bool = False
    """An admin by the settings."""
    alone: bool = False
    """An admin by the settings, while there is no team: they buy by themselves."""
    groups: tuple[tuple[int, frozenset[Role]], ...] = ()
    """The group of each of their teams, and the roles that they act in there."""

    @property
    def known(self) -> bool:
        return self.owner or bool(self.groups)

    @property
    def roles(self) -> frozenset[Role]:
        """All roles that they act in anywhere, which is what they may do in private."""
        own = {Role.ADMIN} if self.owner else set()
        buys = {Role.REQUESTER, Role.BUYER} if self.alone else set()
        return frozenset[Role]().union(own, buys, *(roles for _, roles in self.groups))

    def here(self, chat_id: int) -> frozenset[Role]:
        """The roles in the team of this group; everything in a private chat."""
        return self.roles if chat_id == self.person_id else dict(self.groups).get(chat_id, frozenset())


class DutyList:
    """Reads duties, and keeps which menus were set, so that Telegram is asked only when one changes."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def of(self, person_id: int) -> Duties:
        async with self._ledger.read() as uow:
            person, teams = await uow.people.person(person_id), await uow.teams.of_person(person_id)
        owner = person_id in self._ledger.admins
        return Duties(
            person_id,
            language=person.language if person else "en",
            reachable=person is not None and person.reachable,
            owner=owner,
            alone=owner and not teams,
            groups=tuple((team.chat_id, team.roles_of(person_id)) for team in teams if team.chat_id is not None),
        )

    async def everybody(self) -> tuple[int, ...]:
        """The admins of the settings, and everybody in an open team."""
        async with self._ledger.read() as uow:
            teams = await uow.teams.all_open()
        return tuple(sorted(self._ledger.admins | {each.person_id for team in teams for each in team.active}))

    async def shown(self, person_id: int) -> tuple[str, Menus]:
        """The language and the menus that were set for somebody; empty if none was."""
        async with self._ledger.read() as uow:
            shown = await uow.facts.get(MENUS.of(person_id))
        return (shown.language, shown.menus) if shown else ("", {})

    async def show(self, person_id: int, language: str, menus: Menus) -> None:
        """Keep which menus were set."""
        async with self._ledger.change() as uow:
            await uow.facts.put(MENUS.of(person_id), MenusShown(language, menus))
