"""Reads, judges and records a team's request and its votes inside one transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk.ledger.facts import STANDSTILL
from bot.desk.ledger.requests import present, snapshot_of
from bot.desk.ledger.stored_rules import dump_needs
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.request_facts import asked_when, facts_of
from bot.desk.shared.attach_order import attach_given, orders_alike
from bot.desk.shared.quarantine import must_be_seen
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import allowed, why_of
from bot.purchasing.approval.budget import Usage, day_of, usage
from bot.purchasing.approval.delegation import Delegation
from bot.purchasing.approval.judge import Automatic, Impossible, Judgement, judge
from bot.purchasing.approval.policy import Policy, SplittingKey, Together
from bot.purchasing.approval.questions import Hold, Outcome, decided, holds
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.approval.rights import Action, Actor, Allowed, Answer, Matter, authorise
from bot.purchasing.approval.splitting import Asked, Candidate
from bot.purchasing.approval.standstill import Standstill, is_of_team, of_request
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.approval.votes import Approved, Declined, Open, tally
from bot.purchasing.events import requests as events
from bot.purchasing.events.requests import DeadlineEvent
from bot.purchasing.lifecycle import UNDECIDED, ClosedReason, RequestState
from bot.purchasing.money import NOTHING, Fen
from bot.purchasing.notices.approvals import ApprovedNotice, RestsNotice, StuckNotice
from bot.purchasing.notices.audience import Audience
from bot.purchasing.notices.base import Called, ToldStandstill, request_facts
from bot.purchasing.notices.purchases import PriceAgreedNotice
from bot.purchasing.order_report import ReadBackState
from bot.purchasing.orders.purchase_sums import risen
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.person import Person, Place
from bot.purchasing.requests.asked_line import AskedLine, people_of
from bot.purchasing.requests.parts import parts_of
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Snapshot


@dataclass(frozen=True)
class Parties:
    """A request of a team with the people who may decide on it, as one transaction read them."""

    purchase: Purchase
    team: OurTeam
    delegations: tuple[Delegation, ...]
    away: frozenset[int]
    """The people who are away now, with a stand-in or without."""

    @property
    def request(self) -> Request:
        return self.purchase.request

    @property
    def hash(self) -> str:
        return self.request.snapshot.hash if self.request.snapshot else ""


@dataclass(frozen=True)
class Case(Parties):
    """The same with everything else that the decision depends on."""

    policy: Policy
    usage: Usage
    others: tuple[Asked, ...] = ()
    """The team's other recent requests, as far as its rules add them up."""
    declined_at: datetime | None = None
    risen: Fen = NOTHING
    """How much dearer the other parts of the same decision have become since: small rises add up."""
    asked: tuple[AskedLine, ...] | None = None
    """The lines of the whole, if it is a part: whoever added one decides on none of its parts."""

    def with_request(self, request: Request) -> "Case":
        """The same case after its request was changed in this transaction."""
        return replace(self, purchase=replace(self.purchase, request=request))

    def facts(self, snapshot: Snapshot | None = None, *, again: bool = False) -> Candidate:
        """The facts the policy judges, of the present request or of another snapshot of it.

        If it is asked for `again`, everything that was asked for until now came before it.
        """
        facts = facts_of(self.request, snapshot or self.request.snapshot, self.usage, self.asked)
        at = None if again else asked_when(self.request)
        return replace(facts, asked_at=at, others=self.others, declined_at=self.declined_at)


async def open_case(uow: UnitOfWork, purchase: Purchase) -> Case | None:
    """Everything that decides on a purchase; None if it belongs to no team."""
    parties = await _parties(uow, purchase)
    if parties is None:
        return None
    request, team = purchase.request, parties.team
    policy = await uow.teams.policy(team.id, team.policy_version)
    outlays = await uow.votes.outlays(team.id, request.id, by_tag=bool(policy.budgets.tags))
    placed = await uow.votes.placed(team.id, request.id)
    used = usage(team, request.requester.id, outlays, placed, uow.now)
    if purchase.orders:
        used = replace(used, last_hour=0)  # it is placed already: how many may be placed in an hour says nothing of it
    whole = request if request.part_of is None else await uow.requests.get(request.part_of)
    parts = await uow.requests.parts(whole.id) if request.part_of is not None else ()
    others, declined_at = await lately(uow, policy.together, request, whole)
    return Case(
        purchase, team, parties.delegations, parties.away, policy=policy, usage=used, others=others,
        declined_at=declined_at, risen=risen(whole, [each for each in parts if each.id != request.id]),
        asked=whole.asked if request.part_of is not None else None,
    )  # fmt: skip


async def _parties(uow: UnitOfWork, purchase: Purchase) -> Parties | None:
    if purchase.request.team_id is None:
        return None
    team = await uow.teams.get(purchase.request.team_id)
    absences = await uow.teams.absences(team.id)
    delegations = tuple(each.delegation for each in absences if each.delegation is not None)
    return Parties(purchase, team, delegations, frozenset(each.by for each in absences if each.holds(team, uow.now)))


async def lately(
    uow: UnitOfWork, together: Together | None, request: Request, whole: Request
) -> tuple[tuple[Asked, ...], datetime | None]:
    """The team's other requests that may count with it, and when it last declined this offer to one of its people."""
    over = request.state not in (*UNDECIDED, RequestState.APPROVED)
    if together is None or request.team_id is None or over:
        return (), None
    since = (asked_when(request) or uow.now) - together.span
    who = people_of(whole.asked, request.requester.id)
    alone = who if together.by == {SplittingKey.REQUESTER} else None
    others = await uow.votes.others(request.team_id, together.by, since, request.id, alone)
    return others, await uow.votes.declined_at(request, since, uow.now, who)


async def take_turns(uow: UnitOfWork, request_id: int) -> None:
    """Take the team's turn, then the request's.

    Everyone who asks for something or spends takes both, in this order, so that simultaneous requests count.
    """
    await take_turns_in(uow, await uow.requests.team_of(request_id), request_id)


async def take_turns_in(uow: UnitOfWork, team_id: int | None, request_id: int) -> None:
    """The same of a request that was read in this team before; the caller looks then if it is in it still."""
    if team_id is not None:
        await uow.votes.lock_team(team_id)
    await uow.votes.lock(request_id)


async def read_case(uow: UnitOfWork, request_id: int) -> Case | None:
    """The case of a request by its number, with the turn taken; Refusal if there is no such request."""
    await uow.votes.lock(request_id)
    return await open_case(uow, await known_purchase(uow, request_id))


async def see_parties(uow: UnitOfWork, request_id: int) -> Parties:
    """The people who may decide on a request, for a look; Refusal if there is no such request of a team."""
    parties = await _parties(uow, await known_purchase(uow, request_id))
    if parties is None:
        raise Refusal(RefusalReason.UNKNOWN_REQUEST, request_id)
    return parties


async def known_purchase(uow: UnitOfWork, request_id: int) -> Purchase:
    """The purchase of this number; Refusal if there is none."""
    purchase = await uow.find_purchase(request_id)
    if purchase is None:
        raise Refusal(RefusalReason.UNKNOWN_REQUEST, request_id)
    return purchase


def judged(uow: UnitOfWork, case: Case) -> Judgement:
    """What the request needs by the present rules and team, as it is asked for now."""
    return judge(case.policy, case.team, case.facts(again=True), uow.now, case.delegations)


def counted(uow: UnitOfWork, case: Parties) -> Outcome:
    """The result of the votes on the present content, and whether a question holds it."""
    needs = present(case.request.needs, "needs of request", case.request.id)
    result = tally(needs, case.purchase.votes, case.team, case.hash, case.delegations, uow.now)
    return decided(result, holding(case, uow.now))


def holding(case: Parties, now: datetime) -> tuple[Hold, ...]:
    """The people whose questions hold an approval while it waits."""
    needs, said = case.request.needs, case.purchase
    if needs is None or not case.request.waits:
        return ()
    return holds(needs, said.votes, said.questions, case.team, case.hash, case.delegations, case.away, now)


def matter_of(case: Parties, shown_hash: str = "") -> Matter:
    """The request as the rights see it; if its requester must consent again, it counts as a draft."""
    request, attempt = case.request, case.purchase.attempt
    again = request.state is RequestState.PENDING and request.needs is None
    return Matter(
        team_id=case.team.id,
        requester_id=request.requester.id,
        state=RequestState.DRAFT if again else request.state,
        needs=request.needs,
        votes=case.purchase.votes,
        delegations=case.delegations,
        snapshot_hash=case.hash,
        shown_hash=shown_hash,
        attempt=attempt.state if attempt else None,
        questions=case.purchase.questions,
        away=case.away,
    )


def permit(
    uow: UnitOfWork, case: Parties, by: Person, action: Action, place: Place | None = None, shown_hash: str = ""
) -> None:
    """Raise Refusal unless this person may do this now, from that chat; no chat means in private."""
    if case.team.closed:
        raise Refusal(RefusalReason.UNKNOWN_TEAM)
    if case.team.member(by.id) is None:
        raise Refusal(RefusalReason.UNKNOWN_REQUEST, case.request.id)
    team, voted = case.team, [each.person_id for each in case.purchase.votes if each.snapshot_hash == case.hash]
    approvers = [each.person_id for each in team.holders(Role.APPROVER)]
    allowed(
        _answer(uow, case, by, action, place, shown_hash), number=case.request.id,
        by=", ".join(names(team, voted)), deciders=", ".join(names(team, approvers)),
    )  # fmt: skip


def permitted(
    uow: UnitOfWork, case: Parties, by: Person, action: Action, place: Place | None = None, shown_hash: str = ""
) -> bool:
    """Whether this person may do this now, from that chat."""
    return not case.team.closed and isinstance(_answer(uow, case, by, action, place, shown_hash), Allowed)


def _answer(uow: UnitOfWork, case: Parties, by: Person, action: Action, place: Place | None, shown_hash: str) -> Answer:
    actor = Actor(by.id, place.chat_id if place else by.id)
    return authorise(actor, action, matter_of(case, shown_hash), case.team, uow.now)


def names(team: Team, ids: Iterable[int]) -> list[str]:
    """The people's names, made so that no two can be confused."""
    return [team.known_as(each) for each in ids]


def people(team: Team, ids: Iterable[int]) -> tuple[Called, ...]:
    """People as a notice names them."""
    return tuple(Called(each, team.known_as(each)) for each in ids)


async def _look_when_let_go(uow: UnitOfWork, case: Parties) -> Request:
    """When the clock looks at it: when a question's time is over, and the next day, when its asker may be away."""
    ends = [each.until for each in holding(case, uow.now)]
    if not ends:
        return case.request
    planned = [case.request.next_at] if case.request.next_at is not None else []
    at = min([*ends, day_of(case.team, uow.now)[1], *planned])
    return case.request if at == case.request.next_at else await uow.requests.update_progress(case.request, next_at=at)


def too_few(case: Parties, now: datetime) -> Standstill | None:
    """That too few are here to decide on what waits; None if they are enough."""
    needs, votes = case.request.needs, case.purchase.votes
    if needs is None or not case.request.waits:
        return None
    return of_request(needs, votes, case.team, case.hash, case.delegations, case.away, now)


def told_standstill(team: Team, standstill: Standstill) -> ToldStandstill:
    """It with its people by name."""
    return ToldStandstill(
        what=standstill.what,
        rule=standstill.rule,
        need=standstill.need,
        here=people(team, standstill.here),
        gone=people(team, standstill.gone),
    )


async def _tell_too_few(uow: UnitOfWork, case: Parties, result: Open) -> None:
    """Tell the admins, once for each wait, that too few are left or here; unless they heard it of the whole team."""
    short = too_few(case, uow.now)
    if short is None and not result.stuck:
        return
    fact = await uow.facts.get(STANDSTILL.of(case.team.id))
    if fact is not None and is_of_team(short, fact.told):
        return
    admins = await uow.people.reachable(each.person_id for each in case.team.acting(Role.ADMIN))
    told = told_standstill(case.team, short) if short is not None else None
    request = case.request
    wait = DeadlineEvent(request=request)
    notice = StuckNotice(about=request_facts(request), until=wait.until, team_id=request.team_id, standstill=told)
    await uow.tell(notice, admins, f"stuck:{wait.wait}", request)


async def _tell_enough_agreed(
    uow: UnitOfWork, request: Request, by: tuple[str, ...], *, goes: bool, ordered: bool
) -> None:
    """Tell that enough people, of these names, said yes: it `goes` on, or rests until a person presses.

    If it is `ordered`, it is the price of its order that they agreed to.
    """
    key = f"approved:{request.id}:{request.version}"
    about = request_facts(request)
    if ordered:
        await uow.tell(PriceAgreedNotice(about=about, by=by), Audience.ASKED, key, request)
        return
    if goes:
        await uow.tell(ApprovedNotice(about=about, by=by), Audience.ASKED, key, request)
        return
    for audience in (Audience.ASKED, Audience.REQUESTER):
        await uow.tell(RestsNotice(about=about, by=by), audience, key, request)


@dataclass(frozen=True)
class Counted:
    """The result of the votes, and the purchase afterwards."""

    outcome: Outcome
    purchase: Purchase


class Deciding:
    """Acts on a consent, on votes and on a price that moved; inside the caller's transaction."""

    def __init__(self, gateway: str, reference: Callable[[], str]) -> None:
        self._gateway, self._reference = gateway, reference

    async def consent(self, uow: UnitOfWork, case: Case) -> None:
        """Act on the requester's consent: buy, ask the approvers, or refuse with the reason."""
        found = judged(uow, case)
        if isinstance(found, Impossible):
            raise Refusal(why_of(found.reason.value, number=case.request.id, detail=found.detail))
        if isinstance(found, Automatic):
            request = await self._noted(uow, case, None)
            await self.go(uow, case.with_request(request).purchase, case.request.requester.id)
        else:
            await self.put(uow, case, found, case.request.requester.id)

    async def put(self, uow: UnitOfWork, case: Case, needs: Needs, actor: int | None) -> None:
        """Let it wait for its approvers; votes that were given on exactly this content count."""
        request = await self._noted(uow, case, needs)
        until = needs.times.expire_at.isoformat()
        await uow.record(events.ApproversAsked(actor=actor, request=request, until=until, needs=dump_needs(needs)))
        await self.count(uow, case.with_request(request))

    async def _noted(self, uow: UnitOfWork, case: Case, needs: Needs | None) -> Request:
        rate = str(case.team.rate) if case.team.rate is not None else None
        return await uow.requests.make_pending(
            case.request, needs, case.team.policy_version, rate=rate, currency=case.team.currency
        )

    async def count(self, uow: UnitOfWork, case: Parties) -> Counted:
        """Act on the votes: place it, end it, or go on waiting; the cards follow.

        The caller has the turn of this request, and the case as it is now in this transaction.
        """
        result = counted(uow, case)
        if isinstance(result, Approved):
            goes, request = await self.go(uow, case.purchase, None, result.by)
            by, ordered = tuple(names(case.team, result.by)), bool(case.purchase.orders)
            await _tell_enough_agreed(uow, case.request, by, goes=goes, ordered=ordered)
        elif isinstance(result, Declined):
            end, reason = ClosedReason.DECLINED, result.reason
            request = await uow.requests.end(case.request, RequestState.REJECTED, end, reason)
            name, orders = case.team.known_as(result.by), case.purchase.orders
            await uow.record(
                events.RequestDeclined(actor=result.by, request=case.request, orders=orders, name=name, reason=reason)
            )
        else:
            request = await _look_when_let_go(uow, case)
            uow.redraw(request.id)
            if isinstance(result, Open):  # its card comes in private to whoever may decide and does not have it there
                have = set(await uow.cards.chats(request.id))
                for person in await uow.people.find_all(sorted(set(result.who) - have)):
                    if person.reachable:
                        await uow.outbox.owe_card(request.id, Place(person.id))
                await _tell_too_few(uow, case, result)
        return Counted(result, replace(case.purchase, request=request))

    async def go(
        self, uow: UnitOfWork, purchase: Purchase, actor: int | None, by: tuple[int, ...] = ()
    ) -> tuple[bool, Request]:
        """pending → approved, with an attempt that may be claimed; False if it rests until a person presses.

        Also returns the request as it is then.
        """
        request, orders = purchase.request, (*purchase.orders, *purchase.others)
        snapshot = snapshot_of(request)
        approved = await uow.requests.approve(request)
        if orders:
            # The order exists already: nothing is sent, and it may be paid.
            await uow.orders.hasten([order.order_id for order in orders if order.checked is not ReadBackState.DIFFERS])
            await uow.record(events.PriceAgreed(actor=actor, request=request, by=by))
            return True, approved
        parts: tuple[Request, ...] = (approved,)
        if snapshot.parts:
            approved, parts = await uow.requests.split(approved, parts_of(approved, snapshot))
        goes = [await self._ready(uow, part, actor, by) for part in parts]
        uow.redraw(approved.id)
        return any(goes), approved

    async def _ready(self, uow: UnitOfWork, request: Request, actor: int | None, by: tuple[int, ...]) -> bool:
        """Open the attempt of an approved request of one seller; whether it goes on without a person.

        An order that people gave it is its; one that may be it must be looked at first, whoever agreed to the request.
        """
        like = await orders_alike(uow, request)
        attempt = await attach_given(uow, request, like, self._gateway)
        rests = attempt is None and (bool(like) or await must_be_seen(uow, request))
        if attempt is None:
            attempt = await uow.attempts.open(request.id, self._gateway, self._reference())
        if rests:
            attempt = await uow.attempts.rest(attempt, like)
        event = events.MayBePlaced(actor=actor, request=request, attempt=attempt, by=by, part_of=request.part_of)
        await uow.record(event)
        return not rests
