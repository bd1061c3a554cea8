"""The list of a team: everybody who may ask adds to it, and one of them asks for all of it at once."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk.ledger.requests import Conflict
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.requests.drafting import Drafting
from bot.desk.requests.opening import Opening, asked_for_now
from bot.desk.requests.quoting import Price
from bot.desk.rules import team_choice
from bot.desk.shared.people import People
from bot.desk.shared.quarantine import came_back_at
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import ListEmpty, ListFull, ListRests, OthersLine
from bot.desk.shared.verbs import Verbs
from bot.desk.shared.views import Unshown
from bot.purchasing.approval.rights import Action
from bot.purchasing.approval.team import Role
from bot.purchasing.choice import Choice, check_choice
from bot.purchasing.events import lists
from bot.purchasing.events.requests import DraftPutOnList
from bot.purchasing.lifecycle import ClosedReason, RequestState
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.reading.quantity import LARGEST
from bot.purchasing.requests.asked_line import AskedLine, NamedOffer, named_again
from bot.purchasing.requests.chosen import chosen_of
from bot.purchasing.requests.opening import OpenedBy
from bot.purchasing.requests.own_sku_pieces import in_whole_lots
from bot.purchasing.requests.team_list import MOST_ON_LIST, ListLine, of_draft

CHANGES_ALL = frozenset({Role.BUYER, Role.ADMIN})
"""Whoever has one of these roles changes every line of the list; everybody else their own."""
log = logging.getLogger(__name__)
_TRIES = 3
"""How often what is asked for is read anew, if somebody changes the list meanwhile."""


@dataclass(frozen=True)
class ListShown:
    """The list of a team as one person sees it."""

    team: OurTeam
    lines: tuple[ListLine, ...]
    reader: int

    def changeable(self, line: ListLine) -> bool:
        """Whether the reader may change this line or take it out."""
        return line.by == self.reader or bool(CHANGES_ALL & self.team.roles_of(self.reader))


@dataclass(frozen=True)
class Added:
    """What came of adding: the list with these lines more, and the draft in which the rest is chosen first."""

    shown: ListShown
    count: int
    draft: int | None = None
    unshown: tuple[Unshown, ...] = ()
    resting: int = 0
    """How many of the lines are at rest: their draft came back with an old copy."""


@dataclass(frozen=True)
class ListDraft:
    """What came of asking for the list: the draft of it, and what stays behind on the list.

    That is what 1688 does not show any more, and so many lines that are at rest.
    """

    request_id: int
    unshown: tuple[Unshown, ...] = ()
    resting: int = 0


@dataclass(eq=False)
class TeamList(Verbs):
    """The actions on lists. Only who may ask in the team sees its list, adds to it, and asks for it."""

    _people: People
    _drafting: Drafting
    _opening: Opening

    async def show(self, by: Person, place: Place, team_id: int | None = None) -> ListShown:
        """The list of the team that a request of this person here would belong to, or of the named team."""
        async with self._ledger.read() as uow:
            return await self._shown(uow, await self._team(uow, by, place, team_id), by)

    async def add(self, act: Act, named_offers: Sequence[NamedOffer]) -> Added:
        """Put what is named on the list; what is not chosen whole becomes a draft, from which it is added once it is.

        What 1688 does not show is neither.
        """
        async with self._ledger.read() as uow:
            team = await self._team(uow, act.by, act.here)
        found = await self._opening.all_shown(named_offers, act.by.language if act.here.private else team.language)
        unshown = tuple(each.offer for each in found.values() if isinstance(each.offer, Unshown))
        named = asked_for_now(act.by, named_offers, found, ())
        asked = [replace(each, choice=in_whole_lots(each.offer, each.choice)) for each in named]
        ready = [each for each in asked if each.buyable]
        unclear = [each for each in asked if not each.buyable]
        async with self._ledger.change(act.cause) as uow:
            team = await self._team(uow, act.by, act.here, team.id)
            await _put(uow, team, act.by, ready)
            draft = None
            if unclear:
                draft = (await self._opening.put(uow, act.by, act.here, team, chosen_of(unclear), Price())).id
            shown = await self._shown(uow, team, act.by)
        return Added(shown, len(ready), draft, unshown)

    async def add_draft(self, act: Act, request_id: int) -> Added:
        """Put what is chosen in a draft on the list of its team; the draft ends, so that it is not bought twice."""
        async with self._ledger.change(act.cause) as uow:
            request = (await team_choice.own_draft(uow, self._people, act.by, request_id)).request
            if request.team_id is None:
                raise Refusal(RefusalReason.LIST_OF_TEAM)
            lines = of_draft(request)
            if request.state is not RequestState.DRAFT or not lines:
                raise Refusal(RefusalReason.NOTHING_FOR_LIST, request_id)
            team = await self._team(uow, act.by, Place(act.by.id), request.team_id)
            came_back = await came_back_at(uow, request)
            if not await uow.lists.give_back(request_id):  # else they stand on the list already
                await _put(uow, team, act.by, lines, came_back)
            request = await uow.requests.end(request, RequestState.CANCELLED, ClosedReason.TO_LIST)
            await uow.record(DraftPutOnList(actor=act.by.id, request=request))
            resting = 0 if came_back is None else len(lines)
            return Added(await self._shown(uow, team, act.by), len(lines), resting=resting)

    async def ask(self, act: Act, team_id: int, *, key: OpenedBy) -> ListDraft:
        """Make a draft of all that waits on the list, which this person confirms.

        What is added meanwhile, what 1688 does not show any more, and what came back with an old
        copy stays on the list. Raises Refusal if nothing else waits, or if others change the list
        all the time.
        """
        for _ in range(_TRIES):
            try:
                return await self._ask(act, team_id, key)
            except Conflict:
                log.info("the list of team %d changed while it was asked for", team_id)
        raise Refusal(RefusalReason.LIST_MOVED)

    async def _ask(self, act: Act, team_id: int, key: OpenedBy) -> ListDraft:
        """The same. Raises Conflict if somebody changed a line or asked for it meanwhile."""
        async with self._ledger.read() as uow:
            shown = await self._shown(uow, await self._team(uow, act.by, act.here, team_id), act.by)
        if not shown.lines:
            raise Refusal(ListEmpty())
        waiting = [line for line in shown.lines if not line.rests]
        resting = len(shown.lines) - len(waiting)
        if not waiting:
            raise Refusal(ListRests(count=resting))
        language = act.by.language if act.here.private else shown.team.language
        named = [
            named_again(AskedLine(number, each.offer, each.choice, each.by, note=each.note, tag=each.tag))
            for number, each in enumerate(waiting, 1)
        ]
        chosen, unshown = await self._opening.chosen_now(act.by, act.here, named, language)
        gone = {each.offer_id for each in unshown}
        lines = [each for each in waiting if each.offer.offer_id not in gone]
        if chosen is None:
            raise Refusal(ListEmpty(unshown=len(waiting)))
        price = await self._drafting.price(chosen)
        async with self._ledger.change(act.cause) as uow:
            await uow.votes.lock_team(team_id)  # others who change a line or ask wait; who adds one does not
            team = await self._team(uow, act.by, act.here, team_id)
            now = {each.id: each for each in await uow.lists.lines(team.id)}
            if any(now.get(each.id) != each for each in lines):
                raise Conflict
            opened = await self._opening.put(uow, act.by, act.here, team, chosen, price, key)
            if not await uow.lists.take(lines, opened.id):
                raise Conflict
            await uow.record(lists.ListAsked(actor=act.by.id, request=opened, team=team.id, lines=len(lines)))
        price.complain()
        return ListDraft(opened.id, unshown, resting)

    async def let_go(self, act: Act, line_id: int) -> ListShown:
        """Let a line at rest be asked for again: it is wanted, though it may have been bought."""
        async with self._ledger.change(act.cause) as uow:
            team, line = await self._line(uow, act.by, act.here, line_id, changes=True)
            if line.rests:
                if not await uow.lists.let_go(line):
                    raise Refusal(RefusalReason.LIST_LINE_GONE)
                offer = line.offer.offer_id
                event = lists.ListLineLetGo(actor=act.by.id, team=team.id, offer=offer, of=line.by)
                await uow.record(event)
            return await self._shown(uow, team, act.by)

    async def put_pieces(self, act: Act, line_id: int, pieces: int) -> ListShown:
        """Let a line have so many pieces; none takes it out."""
        async with self._ledger.change(act.cause) as uow:
            team, line = await self._line(uow, act.by, act.here, line_id, changes=True)
            if pieces == 0:
                await uow.lists.drop([line])
                offer = line.offer.offer_id
                await uow.record(lists.ListLineRemoved(actor=act.by.id, team=team.id, offer=offer, of=line.by))
            else:
                await _change(uow, act.by, line, pieces)
            return await self._shown(uow, team, act.by)

    async def line(self, by: Person, place: Place, line_id: int) -> tuple[ListShown, ListLine]:
        """A line that this person may change, with its list; else Refusal."""
        async with self._ledger.read() as uow:
            team, line = await self._line(uow, by, place, line_id)
            return await self._shown(uow, team, by), line

    async def _line(
        self, uow: UnitOfWork, by: Person, place: Place, line_id: int, *, changes: bool = False
    ) -> tuple[OurTeam, ListLine]:
        """A line that waits, and its team, whose turn is taken if the line `changes`; Refusal if it is not theirs."""
        line = await uow.lists.find(line_id)
        if line is not None and changes:
            await uow.votes.lock_team(line.team_id)
            line = await uow.lists.find(line_id)
        if line is None:
            raise Refusal(RefusalReason.LIST_LINE_GONE)
        team = await self._team(uow, by, place, line.team_id)
        if not ListShown(team, (), by.id).changeable(line):
            raise Refusal(OthersLine(name=team.known_as(line.by)))
        return team, line

    async def _team(self, uow: UnitOfWork, by: Person, place: Place, team_id: int | None = None) -> OurTeam:
        """The team, if this person may ask in it now, from this chat; else Refusal."""
        if team_id is None:
            chosen = await team_choice.team_for(uow, self._people, by, place)
            if chosen is None:
                raise Refusal(RefusalReason.LIST_OF_TEAM)
            return chosen
        team = await uow.teams.find(team_id)
        if team is None or team.closed:
            raise Refusal(RefusalReason.LIST_OF_TEAM)
        team_choice.require(uow, team, by, Action.REQUEST, place)
        return team

    async def _shown(self, uow: UnitOfWork, team: OurTeam, by: Person) -> ListShown:
        return ListShown(team, await uow.lists.lines(team.id), by.id)


async def _put(
    uow: UnitOfWork,
    team: OurTeam,
    by: Person,
    lines: Sequence[AskedLine],
    rests_since: datetime | None = None,
) -> None:
    """Put lines on the list, and say so in the journal; Refusal if it gets too long."""
    if not lines:
        return
    if len(await uow.lists.lines(team.id)) + len(lines) > MOST_ON_LIST:
        raise Refusal(ListFull(limit=MOST_ON_LIST))
    await uow.lists.add(team.id, lines, rests_since)
    offers = tuple(each.offer.offer_id for each in lines)
    await uow.record(lists.ListAdded(actor=by.id, team=team.id, offers=offers))


async def _change(uow: UnitOfWork, by: Person, line: ListLine, pieces: int) -> None:
    choice = Choice.of(pieces, line.choice.spec_id, line.choice.wanted)
    finding = check_choice(line.offer, choice, together=True)
    if line.choice.several or not 0 < pieces <= LARGEST or finding is not None:
        raise Refusal(RefusalReason.PIECES_WRONG)
    if not await uow.lists.change(line, choice):
        raise Refusal(RefusalReason.LIST_LINE_GONE)
    offer, changed = line.offer.offer_id, (line.choice.quantity, pieces)
    event = lists.ListLineChanged(actor=by.id, team=line.team_id, offer=offer, of=line.by, pieces=changed)
    await uow.record(event)
