"""Keeps what is asked back waiting for the second word that a team's rules want, as they are whenever it is judged."""

from dataclasses import dataclass

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import known_order, permit
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import OnlySecondWords
from bot.purchasing.approval.rights import Action
from bot.purchasing.approval.second_word import WORD_LIFE, SecondWord, second_word
from bot.purchasing.errands import Errand, ErrandKind, ErrandState
from bot.purchasing.events.second_words import RefundWordGiven, RefundWordOver, RefundWordWanted
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.refunds import RefundAsk
from bot.purchasing.requests.purchase import Order, Person, Purchase


@dataclass(frozen=True)
class WaitingRefund:
    """A refund that waits, and what it takes by now; `over` is why no second word can have it sent any more."""

    purchase: Purchase
    order: Order
    team: OurTeam | None
    errand: Errand
    asker: Person
    word: SecondWord | None
    over: str = ""

    def name(self, person_id: int) -> str:
        return self.team.known_as(person_id) if self.team is not None else self.asker.name


async def word_for(uow: UnitOfWork, team: OurTeam | None, ask: RefundAsk | None, person_id: int) -> SecondWord | None:
    """What second word it takes now if this person asks for this."""
    if team is None or ask is None:
        return None
    policy = await uow.teams.policy(team.id, team.policy_version)
    return second_word(policy, team, ask.total, person_id, uow.now)


class SecondWords:
    """Whoever asks never gives it; it counts if its giver may say it when it is sent, and lasts 24 hours."""

    def __init__(self, ledger: Ledger, people: People) -> None:
        self._ledger, self._people = ledger, people

    async def want(
        self, uow: UnitOfWork, by: Person, purchase: Purchase, order: Order, team: OurTeam, draft: Errand,
        word: SecondWord,
    ) -> Purchase:  # fmt: skip
        """Have a draft wait, and tell who can agree; Refusal if they are too few."""
        if word.missing(word.people):
            raise Refusal(RefusalReason.REFUND_WORD_NOBODY, order.request_id)
        order, errand = await uow.errands.change(order, draft, state=ErrandState.WAITS, agreed=())
        others = await self._reachable(uow, *sorted(word.people))
        purchase, name = purchase.with_order(order), team.known_as(by.id)
        await uow.record(
            RefundWordWanted(actor=by.id, purchase=purchase, order=order, errand=errand, by=name, others=others)
        )
        return purchase

    async def waiting(
        self, uow: UnitOfWork, by: Person, order_id: str, errand_id: int, *, asks: bool = False
    ) -> WaitingRefund:
        """What waits, if this person may give the second word on it now, or `asks` themselves; Refusal otherwise."""
        found, _ = await known_order(uow, self._people, by, order_id)
        await uow.votes.lock(found.request.id)
        purchase, order = await known_order(uow, self._people, by, order_id)
        team = await permit(uow, self._people, by, Action.LIST, purchase, order)
        held = order.holding
        if held is None or held.id != errand_id or held.state is not ErrandState.WAITS:
            raise Refusal(RefusalReason.REFUND_WORD_OVER, order.request_id)
        case = await self._as_of_now(uow, purchase, order, team, held)
        own = asks and by.id == case.asker.id
        if case.word is not None and by.id not in case.word.people and not own:
            names = tuple(case.name(each) for each in sorted(case.word.people))
            raise Refusal(OnlySecondWords(names=names, number=order.request_id))
        return case

    async def _as_of_now(
        self, uow: UnitOfWork, purchase: Purchase, order: Order, team: OurTeam | None, errand: Errand
    ) -> WaitingRefund:
        (asker,) = await uow.people.find_all([errand.person_id])
        word = await word_for(uow, team, errand.ask, asker.id)
        over = "rules" if word is None else ""
        try:
            await permit(uow, self._people, asker, Action.REFUND, purchase, order, team, errand.entries)
        except Refusal:
            over = "rights"
        if uow.now >= errand.at + WORD_LIFE:
            over = "expired"
        return WaitingRefund(purchase, order, team, errand, asker, word, over)

    async def say(self, uow: UnitOfWork, by: Person, case: WaitingRefund) -> WaitingRefund:
        """Keep somebody's word; who agrees twice agreed once."""
        if by.id in case.errand.agreed:
            return case
        order, errand = await uow.errands.change(case.order, case.errand, agreed=(*case.errand.agreed, by.id))
        case = WaitingRefund(
            case.purchase.with_order(order), order, case.team, errand, case.asker, case.word, case.over
        )
        await uow.record(
            RefundWordGiven(
                actor=by.id, purchase=case.purchase, order=order, errand=errand, by=case.name(by.id), others=frozenset()
            )
        )
        return case

    async def end(
        self, uow: UnitOfWork, case: WaitingRefund, how: str, by: Person | None = None, ask: RefundAsk | None = None
    ) -> Purchase:
        """Tell who asked how it ended; unless it was agreed to, it is a draft again, of `ask` if that moved."""
        purchase, order, errand = case.purchase, case.order, case.errand
        if how != "agreed":
            order, errand = await uow.errands.change(order, errand, state=ErrandState.DROPPED)
            if await uow.errands.draft(order.order_id, case.asker.id) is None:
                fields = {"ask": ask or errand.ask, "entries": errand.entries}
                await uow.errands.begin(order, ErrandKind.REFUND, ErrandState.DRAFT, case.asker.id, **fields)
        purchase = purchase.with_order(order)
        await uow.record(
            RefundWordOver(
                actor=by.id if by is not None else None, purchase=purchase, order=order, errand=errand, how=how,
                by=case.name(by.id) if by is not None else "", others=await self._reachable(uow, case.asker.id),
            )
        )  # fmt: skip
        return purchase

    async def expire(self) -> None:
        """End what waited for too long."""
        async with self._ledger.read() as uow:
            late = await uow.errands.waiting(uow.now - WORD_LIFE)
        for order_id in late:
            async with self._ledger.change() as uow:
                found = await uow.find_purchase_of(order_id)
                held = found[1].holding if found is not None else None
                if (
                    found is not None
                    and held is not None
                    and held.state is ErrandState.WAITS
                    and uow.now >= held.at + WORD_LIFE
                ):
                    await self.end(uow, await self._as_of_now(uow, *found, None, held), "expired")

    async def _reachable(self, uow: UnitOfWork, *people: int) -> frozenset[int]:
        return frozenset(each.id for each in await uow.people.find_all(people) if each.reachable)
