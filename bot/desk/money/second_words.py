"""Keeps what is asked back waiting for the second word that a team's rules want, as they are whenever it is judged."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import known_order, permit
from bot.desk.shared.errands import draft_again
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import OnlySecondWords
from bot.desk.shared.verbs import Verbs
from bot.desk.shared.views import RefundView
from bot.purchasing.approval.rights import Action
from bot.purchasing.approval.second_word import WORD_LIFE, RefundToJudge, SecondWord, counts_since, second_word
from bot.purchasing.approval.team import Role
from bot.purchasing.asking_back import RefundAsk
from bot.purchasing.claims import said_for_nothing
from bot.purchasing.errands import Errand, ErrandState
from bot.purchasing.events.errands import SecondWordMoved
from bot.purchasing.order import Order
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.person import Person
from bot.purchasing.requests.purchase import Purchase


@dataclass(frozen=True)
class WaitingRefund:
    """A refund that waits, and whose word it takes by now; `over` is why none can have it sent any more."""

    purchase: Purchase
    order: Order
    team: OurTeam | None
    errand: Errand
    asker: Person
    word: SecondWord | None
    over: str = ""

    @property
    def missing(self) -> int:
        return self.word.missing(self.errand.agreed) if self.word is not None else 0

    def after(self, order: Order, errand: Errand) -> "WaitingRefund":
        return replace(self, purchase=self.purchase.with_order(order), order=order, errand=errand)


async def word_for(
    uow: UnitOfWork,
    team: OurTeam | None,
    purchase: Purchase,
    order: Order,
    errand: Errand | None,
    *,
    claims: bool = False,
) -> SecondWord | None:
    """What second word it takes now if this is asked for: by the rules, or because of what was said of the same lines.

    If it is claimed next, nobody else of the team claims one until this transaction ends.
    """
    word = await _word_by_rules(uow, team, purchase, errand, claims=claims)
    if word is not None or team is None or errand is None or errand.ask is None:
        return word
    waits = errand.state in (ErrandState.DRAFT, ErrandState.WAITS)
    if not waits or said_for_nothing(order.claims, errand.ask.claimed) is None:
        return None
    others = buyers_beside(team, errand.person_id)
    return SecondWord(1, others, errand.ask.total) if others else None


def buyers_beside(team: OurTeam | None, person_id: int) -> frozenset[int]:
    """Who else of a team may buy."""
    if team is None:
        return frozenset()
    active = [member.person_id for member in team.active]
    return frozenset(person for person in active if person != person_id and Role.BUYER in team.roles_of(person))


async def _word_by_rules(
    uow: UnitOfWork, team: OurTeam | None, purchase: Purchase, errand: Errand | None, *, claims: bool
) -> SecondWord | None:
    """What second word the team's rules want, with what was asked back before."""
    if team is None or errand is None or errand.ask is None:
        return None
    waits = errand.state is ErrandState.WAITS
    if not waits and errand.state is not ErrandState.DRAFT:
        return None
    policy = await uow.teams.policy(team.id, team.policy_version)
    if policy.refund is None:
        return None
    if claims:
        await uow.leases.one_at_a_time(f"refunds:{team.id}")
    whole = purchase.request.part_of or purchase.request.id
    asking = RefundToJudge(whole, errand.person_id, errand.ask.total, errand.at if waits else uow.now, waits)
    since = counts_since(policy, asking.at)
    earlier = await uow.errands.asked_back(team.id, asking.person_id, whole, since, but=errand.id)
    return second_word(policy, team, asking, earlier, uow.now)


def names_of(team: OurTeam | None, word: SecondWord | None) -> tuple[str, ...]:
    """Who can give this word, by name."""
    if team is None or word is None:
        return ()
    return tuple(team.known_as(person) for person in sorted(word.people))


@dataclass(eq=False)
class SecondWords(Verbs):
    """Whoever asks never gives it; it counts if its giver may say it when it is sent, and lasts 24 hours."""

    _people: People

    async def want(self, uow: UnitOfWork, by: Person, view: RefundView, draft: Errand, word: SecondWord) -> Purchase:
        """Have a draft wait, and tell who can agree; Refusal if they are too few."""
        if word.missing(word.people):
            raise Refusal(RefusalReason.REFUND_WORD_NOBODY, view.order.request_id)
        case = WaitingRefund(view.purchase, view.order, view.team, draft, by, word)
        case = case.after(*await uow.errands.change(view.order, draft, state=ErrandState.WAITS, agreed=()))
        return await self._record(uow, by, case, "wanted", sorted(word.people))

    async def waiting(
        self, uow: UnitOfWork, by: Person, order_id: str, errand_id: int, *, asks: bool = False
    ) -> WaitingRefund:
        """What waits, if this person may give the second word on it now, or `asks` themselves; Refusal otherwise."""
        purchase, order = await known_order(uow, self._people, by, order_id, lock=True)
        team = await permit(uow, self._people, by, Action.LIST, purchase, order)
        held = order.holding
        if held is None or held.id != errand_id or held.state is not ErrandState.WAITS:
            raise Refusal(RefusalReason.REFUND_WORD_OVER, order.request_id)
        (asker,) = await uow.people.find_all([held.person_id])
        word = await word_for(uow, team, purchase, order, held)
        if word is not None and team is not None and by.id not in {*word.people, *([asker.id] if asks else [])}:
            names = tuple(team.known_as(each) for each in sorted(word.people))
            raise Refusal(OnlySecondWords(names=names, number=order.request_id))
        over = "expired" if uow.now >= held.at + WORD_LIFE else "rules" if word is None else ""
        try:
            await permit(uow, self._people, asker, Action.REFUND, purchase, order, team, held.entries)
        except Refusal:
            over = over or "rights"
        return WaitingRefund(purchase, order, team, held, asker, word, over)

    async def said(self, uow: UnitOfWork, by: Person, order_id: str, errand_id: int) -> WaitingRefund:
        """The same with this person's word; who agrees twice agreed once."""
        case = await self.waiting(uow, by, order_id, errand_id)
        if case.over or by.id in case.errand.agreed:
            return case
        agreed = (*case.errand.agreed, by.id)
        case = case.after(*await uow.errands.change(case.order, case.errand, agreed=agreed))
        await self._record(uow, by, case, "given", ())
        return case

    async def end(
        self, uow: UnitOfWork, case: WaitingRefund, how: str, by: Person | None = None, ask: RefundAsk | None = None
    ) -> Purchase:
        """Tell who asked how it ended; unless it was agreed to it is a draft again, of `ask` if that moved."""
        if how != "agreed":
            errand = case.errand
            case = case.after(*await uow.errands.change(case.order, errand, state=ErrandState.DROPPED))
            await draft_again(uow, case.order, errand, ask or errand.ask)
        told = () if by is not None and by.id == case.asker.id else (case.asker.id,)
        return await self._record(uow, by, case, how, told)

    async def expire(self) -> None:
        """End what waited for too long."""
        async with self._ledger.read() as uow:
            late = await uow.errands.waiting(uow.now - WORD_LIFE)
        for order_id in late:
            async with self._ledger.change() as uow:
                found = await uow.find_purchase_of(order_id)
                held = found[1].holding if found is not None else None
                if found is None or held is None or held.state is not ErrandState.WAITS:
                    continue
                if uow.now >= held.at + WORD_LIFE:
                    (asker,) = await uow.people.find_all([held.person_id])
                    await self.end(uow, WaitingRefund(*found, None, held, asker, None), "expired")

    async def _record(
        self, uow: UnitOfWork, by: Person | None, case: WaitingRefund, how: str, told: Iterable[int]
    ) -> Purchase:
        """Record what happened to it, and tell it to these people, or else in its chat."""
        known = await uow.people.find_all(told)
        name = case.team.known_as(by.id) if by is not None and case.team is not None else ""
        await uow.record(
            SecondWordMoved(
                actor=by.id if by is not None else None, purchase=case.purchase, order=case.order, errand=case.errand,
                how=how, by=name, to=frozenset(each.id for each in known if each.reachable) if known else None,
                word=case.word,
            )
        )  # fmt: skip
        return case.purchase
