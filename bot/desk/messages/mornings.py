"""Tells people each morning what is to be done: pay, see to what is stuck and to refunds, vote, count what comes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from bot.desk.ledger.arriving import ArrivingSums, counted_by
from bot.desk.ledger.facts import MORNINGS, QUARANTINE
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.approval_case import counted, see_parties
from bot.desk.shared.last_look import seen_at
from bot.desk.shared.people import People
from bot.desk.shared.periodic import last_run
from bot.desk.shared.verbs import Verbs
from bot.purchasing.approval.team import Role, zone_of
from bot.purchasing.approval.votes import Open
from bot.purchasing.notice import NotifyTopic
from bot.purchasing.notices.operations import MorningNotice
from bot.purchasing.people.loudness import Loudness, NotifySettings
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.person import Place
from bot.purchasing.tracking.awaited import morning_of
from bot.purchasing.tracking.silence import is_old

MORNING = time(8)
EVERY, LATEST = timedelta(minutes=15), timedelta(hours=6)
"""How often a morning may begin, as the clocks of all zones differ by whole quarters; and how late it may be told."""
PATIENCE = timedelta(hours=1)
"""How long what 1688 tells is waited for if it is old."""
MOST_WAITING = 100
_TOLD = {Role.REQUESTER, Role.BUYER, Role.APPROVER, Role.RECEIVER}


@dataclass(eq=False)
class Mornings(Verbs):
    """One message a day for everybody to whom there is something to tell, at eight by the clock that they chose."""

    _people: People

    async def round(self) -> None:
        """Tell those whose morning began since the last round; in quarantine nobody, as nothing is known for sure."""
        async with self._ledger.read() as uow:
            told, until = await uow.facts.get(MORNINGS), uow.now - (uow.now - datetime.min.replace(tzinfo=UTC)) % EVERY
            if (told is not None and until <= told) or await uow.facts.get(QUARANTINE) is not None:
                return
            listed = await last_run(uow, "list")
            if (listed is None or is_old(listed, uow.now)) and (await uow.orders.what_is_open())[2]:
                until -= PATIENCE  # after a night without the bot or 1688, orders are looked at first
                if told is not None and until <= told:
                    return
            teams = await uow.teams.all_open()
            since = until if told is None else max(told, until - LATEST)
            readers = await self._readers(uow, teams, since, until)
            notices = await self._notices(uow, teams, readers) if readers else {}
        async with self._ledger.change() as uow:
            await uow.leases.one_at_a_time(MORNINGS.name)
            if await uow.facts.get(MORNINGS) != told:
                return  # another process was quicker
            for person_id, notice in notices.items():
                day = uow.now.astimezone(zone_of(readers[person_id].zone)).date()
                await uow.outbox.owe(notice, Place(person_id), f"morning:{person_id}:{day}")
            await uow.facts.put(MORNINGS, until)

    async def _readers(
        self, uow: UnitOfWork, teams: Sequence[OurTeam], since: datetime, until: datetime
    ) -> dict[int, NotifySettings]:
        """Those who can be reached and whose morning began after `since`, until then; and what they chose.

        If it is quiet at eight, it begins once that is over: in a digest of other things it would lose its lines.
        """
        asked = {each.person_id for team in teams for each in team.active if team.roles_of(each.person_id) & _TOLD}
        people = [each.id for each in await uow.people.find_all(sorted(asked | self._people.admins)) if each.reachable]
        chosen = await uow.loudness.of_chats(people)
        found = {}
        for each, how in chosen.items():
            zone = zone_of(how.zone)
            at = datetime.combine(until.astimezone(zone), MORNING, zone).astimezone(UTC)
            if how.loudness(NotifyTopic.MORNING) is not Loudness.OFF and since < (how.quiet_until(at) or at) <= until:
                found[each] = how
        return found

    async def _notices(
        self, uow: UnitOfWork, open_teams: Sequence[OurTeam], readers: dict[int, NotifySettings]
    ) -> dict[int, MorningNotice]:
        """What each of them is told; a purchase of no open team concerns the admins of the settings."""
        teams = {each.id: each for each in open_teams}
        listed, orders = await last_run(uow, "list"), await uow.awaited(await uow.orders.of_the_morning())
        votes = Counter[int]()
        for number in await uow.votes.waiting(tuple(teams), MOST_WAITING):
            case = await see_parties(uow, number)
            result = counted(uow, case) if case is not None else None
            votes.update(result.who if isinstance(result, Open) else ())
        found, sums = dict[int, MorningNotice](), dict[tuple[int, ...], ArrivingSums]()
        for person_id, chosen in readers.items():
            buys = {each.id for each in teams.values() if Role.BUYER in each.roles_of(person_id)}
            alone = person_id in self._people.admins
            untold = {each.id for each in open_teams if each.only_receives(person_id)}
            counts = counted_by(person_id, open_teams, alone=alone)
            if counts not in sums:
                sums[counts] = await uow.arriving.sums(counts)
            theirs = [
                each.judged(chosen.alarm_days, seen_at(each.order, listed), uow.now)
                for each in orders
                if (
                    each.request.team_id in buys
                    or (each.request.requester.id == person_id and each.request.team_id not in untold)
                    if each.request.team_id in teams
                    else alone
                )
            ]
            tonight = datetime.combine(uow.now.astimezone(zone_of(chosen.zone)), time.max, zone_of(chosen.zone))
            notice, come = morning_of(theirs, tonight, votes[person_id], pays=alone or bool(buys)), sums[counts]
            if come.parcels:
                notice = replace(
                    notice or MorningNotice(), arriving=come.parcels, pieces=come.pieces, late=come.late, sure=come.sure
                )
            if notice is not None:
                found[person_id] = notice
        return found
