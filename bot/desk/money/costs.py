"""Tells what purchases cost in the end, and keeps what people say that they cost beside 1688."""

import hashlib
from dataclasses import dataclass, replace

from babel.numbers import is_currency

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.messages.dialogs import CostDialog, dialogs_of
from bot.desk.money.costed_orders import CostedOrder, costed
from bot.desk.rules.rights import permit, purchase_named, sees_whole, team_of
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import CostCurrency
from bot.desk.shared.verbs import Verbs
from bot.purchasing.approval.rights import Action
from bot.purchasing.events.costs import CostAdded, CostReversed
from bot.purchasing.money import LARGEST, Fen
from bot.purchasing.orders.line_cost import YUAN, OtherCost, shared
from bot.purchasing.orders.typed_cost import CostFault, read_cost
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.person import Act, Person
from bot.purchasing.requests.purchase import Purchase


@dataclass(frozen=True)
class CostView:
    """What a purchase, or all parts of it, cost; its orders with those lines alone that its reader may see.

    Whoever sees the whole of it reads each of the `others` with who said it; `names` are theirs, by number. `changes`
    tells whether the reader may add a cost, or take one back.
    """

    purchase: Purchase
    orders: tuple[CostedOrder, ...]
    others: tuple[OtherCost, ...]
    names: dict[int, str]
    changes: bool


@dataclass(frozen=True)
class ToldCost:
    """Another cost, and how its purchases are called; one that was not added yet has the number 0."""

    cost: OtherCost
    names: dict[int, str]

    @property
    def mark(self) -> str:
        """Stands for exactly this cost with these shares."""
        shown = {**vars(self.cost), "at": None, "file_id": ""}
        return hashlib.sha256(repr(sorted(shown.items())).encode()).hexdigest()[:16]


@dataclass(eq=False)
class Costs(Verbs):
    """Each cost has one effect: the question that shows it is closed in the transaction that adds it."""

    _people: People

    async def show(self, by: Person, number: str) -> CostView:
        """What a purchase cost, by our number, 1688's or a waybill. Refusal for whoever has no line of it to see."""
        async with self._ledger.read() as uow:
            purchase = await uow.with_parts(await purchase_named(uow, self._people, by, number))
            asked, team = purchase.request.id, await team_of(uow, purchase.request)
            whole, orders = sees_whole(team, by), await costed_for(uow, by, purchase, team)
            if not orders:
                raise Refusal(RefusalReason.COST_NOT_ORDERED, asked)
            if not whole and not any(each.lines for each in orders):
                raise Refusal(RefusalReason.COST_NOT_YOURS, asked)
            others = {cost.id: cost for each in orders for cost in each.others} if whole else {}
            people = await uow.people.find_all({each.person_id for each in others.values()})
            names = {each.id: team.known_as(each.id) if team is not None else each.name for each in people}
            changes = team is None or bool(Action.ADD_COST.roles & team.roles_of(by.id))
            return CostView(purchase, orders, tuple(others[each] for each in sorted(others)), names, changes)

    async def draft(self, by: Person, words: str, file_id: str = "") -> ToldCost:
        """What is understood of a typed cost, with the share of each purchase as it would be added now."""
        async with self._ledger.read() as uow:
            return await self._draft(uow, by, words, file_id)

    async def _draft(self, uow: UnitOfWork, by: Person, words: str, file_id: str) -> ToldCost:
        typed = read_cost(words, is_currency)
        if isinstance(typed, CostFault):
            raise Refusal(RefusalReason(f"cost-{typed}"))
        bearing: dict[int, Purchase] = {}
        team: OurTeam | None = None
        for number in typed.parts:
            purchase = await uow.with_parts(await purchase_named(uow, self._people, by, number))
            team = await permit(uow, self._people, by, Action.ADD_COST, purchase)
            ordered = [each for each in purchase.parts or (purchase,) if each.orders]
            if not ordered:
                raise Refusal(RefusalReason.COST_NOT_ORDERED, purchase.request.id)
            bearing |= {each.request.id: each for each in ordered}
        if len({each.request.team_id for each in bearing.values()}) > 1:
            raise Refusal(RefusalReason.COST_TEAMS)
        rate = None
        if typed.currency != YUAN:
            rate = team.rate if team is not None and team.currency == typed.currency else None
            if rate is None:
                own = (team.currency,) if team is not None and team.rate is not None else ()
                raise Refusal(CostCurrency(currency=typed.currency, names=own))
        total = Fen(round(typed.amount * 100 * (rate or 1)))
        if not 0 < total <= LARGEST:
            raise Refusal(RefusalReason.COST_AMOUNT)
        purchases = [bearing[each] for each in sorted(bearing)]
        cost = OtherCost(
            0, purchases[0].request.team_id, by.id, uow.now, typed.amount, typed.currency, rate, total, typed.words,
            typed.basis, shared(total, typed.basis, purchases), file_id=file_id,
        )  # fmt: skip
        return ToldCost(cost, await uow.requests.names(bearing))

    async def add(self, act: Act, chat_id: int, mark: str) -> ToldCost:
        """Add the cost that this person was shown in this chat, once. Refusal if it is another by now, or over."""
        async with self._ledger.change(act.cause) as uow:
            waiting = await dialogs_of(uow, chat_id, act.by.id)
            shown = (dialog for dialog in waiting if isinstance(dialog, CostDialog) and dialog.mark == mark)
            dialog = next(shown, None)
            if dialog is None:
                raise Refusal(RefusalReason.COST_OVER)
            told = await self._draft(uow, act.by, dialog.words, dialog.file_id)
            if told.mark != mark:
                raise Refusal(RefusalReason.COST_MOVED)
            if not await uow.people.forget_dialog(dialog.id):
                raise Refusal(RefusalReason.COST_OVER)  # another process just did it
            return replace(told, cost=await self._put(uow, told.cost))

    async def one(self, by: Person, cost_id: int) -> ToldCost:
        """A cost, for whoever sees the whole of its purchases."""
        async with self._ledger.read() as uow:
            return await self._one(uow, by, cost_id, Action.LIST)

    async def reverse(self, act: Act, cost_id: int) -> None:
        """Take a cost back, by another with the same sums below zero; Refusal if it was taken back before."""
        async with self._ledger.change(act.cause) as uow:
            old = (await self._one(uow, act.by, cost_id, Action.ADD_COST)).cost
            parts = tuple((number, Fen(-share)) for number, share in old.parts)
            back = replace(old, amount=-old.amount, total=Fen(-old.total), parts=parts, reverses=old.id)
            await self._put(uow, replace(back, person_id=act.by.id, words="", file_id=""))

    async def _put(self, uow: UnitOfWork, cost: OtherCost) -> OtherCost:
        """Record a cost, or what takes one back, in the history of each purchase that bears it."""
        fields = {name: value for name, value in vars(cost).items() if name not in ("id", "at", "parts")}
        cost = await uow.costs.add(cost.parts, **fields)
        event = CostAdded if cost.reverses is None else CostReversed
        for request_id, share in cost.parts:
            request = await uow.requests.get(request_id)
            await uow.record(event(actor=cost.person_id, request=request, of=cost, share=share))
        return cost

    async def add_paper(self, act: Act, cost_id: int, file_id: str) -> ToldCost:
        """A photo shows the paper of a cost that this person said; Refusal if it has one, or is another's."""
        async with self._ledger.change(act.cause) as uow:
            told = await self._one(uow, act.by, cost_id, Action.ADD_COST)
            if told.cost.person_id != act.by.id or not await uow.costs.put_paper(told.cost, file_id):
                raise Refusal(RefusalReason.COST_PAPER)
            return replace(told, cost=replace(told.cost, file_id=file_id))

    async def _one(self, uow: UnitOfWork, by: Person, cost_id: int, action: Action) -> ToldCost:
        """A cost of one team, if this person may do this with it; what was taken back is only read."""
        cost = await uow.costs.find(cost_id)
        if cost is None:
            raise Refusal(RefusalReason.COST_OVER)
        number = cost.parts[0][0]
        if action is Action.ADD_COST:
            await uow.votes.lock(number)
        team = await permit(uow, self._people, by, action, await uow.purchase(number))
        if not sees_whole(team, by):
            raise Refusal(RefusalReason.COST_NOT_YOURS, number)
        if action is Action.ADD_COST and (cost.reverses is not None or await uow.costs.is_reversed(cost_id)):
            raise Refusal(RefusalReason.COST_OVER)
        return ToldCost(cost, await uow.requests.names([each for each, _ in cost.parts]))


async def costed_for(uow: UnitOfWork, by: Person, purchase: Purchase, team: OurTeam | None) -> tuple[CostedOrder, ...]:
    """The orders of a purchase and of its parts with what those lines cost that this reader sees."""
    found = await costed(uow, purchase.parts or (purchase,))
    if sees_whole(team, by):
        return found
    return tuple(replace(each, lines=tuple(line for line in each.lines if line.person_id == by.id)) for each in found)
