"""The unit of work: what one transaction may load and record, with the journal and the messages to people."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import ClockDoubt
from bot.desk.ledger.alarms import AlarmRepository
from bot.desk.ledger.arrivals import ArrivalRepository
from bot.desk.ledger.arriving import ArrivingRepository
from bot.desk.ledger.attempts import AttemptRepository
from bot.desk.ledger.audiences import Audiences
from bot.desk.ledger.bought_before import BoughtBeforeRepository
from bot.desk.ledger.cards import CardRepository
from bot.desk.ledger.claims import ClaimRepository
from bot.desk.ledger.costs import CostRepository
from bot.desk.ledger.errands import ErrandRepository
from bot.desk.ledger.facts import TOLD, FactRepository
from bot.desk.ledger.finding import FindingRepository
from bot.desk.ledger.inbox import InboxRepository
from bot.desk.ledger.journal import JournalRepository
from bot.desk.ledger.journal_chain import JournalKey
from bot.desk.ledger.kept_words import KeptWords
from bot.desk.ledger.leases import LeaseRepository
from bot.desk.ledger.mapper import Transaction
from bot.desk.ledger.market_traffic import MarketCallRepository, PushMessageRepository
from bot.desk.ledger.order_words import OrderWordsRepository
from bot.desk.ledger.orders import OrderRepository
from bot.desk.ledger.outbox import OutboxRepository
from bot.desk.ledger.pay_runs import PayRunRepository
from bot.desk.ledger.people import LoudnessRepository, PeopleRepository
from bot.desk.ledger.personal_data import ErasureRepository, PersonalDataRepository
from bot.desk.ledger.requests import RequestRepository
from bot.desk.ledger.restore_cleanup import HighWaterRepository, RestoreRepository
from bot.desk.ledger.retention import RetentionRepository
from bot.desk.ledger.team_lists import OwnSkuRepository, TeamListRepository
from bot.desk.ledger.teams import TeamRepository
from bot.desk.ledger.unknown_orders import UnknownOrderRepository
from bot.desk.ledger.votes import VoteRepository
from bot.purchasing.approval.votes import Vote
from bot.purchasing.events.base import Event
from bot.purchasing.holds import BuyingHold, KeyState
from bot.purchasing.lifecycle import UNDECIDED
from bot.purchasing.notices.audience import Audience, Tell
from bot.purchasing.notices.base import Notice
from bot.purchasing.notices.purchases import PaidNotice, PlacedNotice, ShippedNotice
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState, ReadBackState
from bot.purchasing.person import Cause, Place
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.tracking.awaited import AwaitedOrder
from bot.purchasing.troubles import Told
from storage.engine.listen_connection import ring


class UnitOfWork:
    """What one transaction may read and write. `left` names the work that its commit leaves for others."""

    def __init__(
        self,
        session: AsyncSession,
        now: datetime,
        cause: Cause | None,
        admins: frozenset[int] = frozenset(),
        owner: str = "",
        key: JournalKey | None = None,
        key_state: KeyState = KeyState.NONE,
        doubt: ClockDoubt | None = None,
        own_holds: Sequence[Callable[[], BuyingHold | None]] = (),
        words: KeptWords | None = None,
    ) -> None:
        self.session, self.now, self.cause = session, now, cause
        self._entries: list[dict[str, Any]] = []
        self._redraws: dict[int, None] = {}
        """The requests whose cards are drawn anew, in the order in which that was first wanted."""
        self._alarms: list[tuple[Tell, dict[str, int]]] = []
        """What was told that will be over one day, and by which messages, with the chat of each."""
        self.left: set[str] = set()
        self.transaction = Transaction(session, now, self.left, words or KeptWords(), owner, admins)
        self.facts = FactRepository(self.transaction)
        self.requests = RequestRepository(self.transaction)
        self.cards = CardRepository(self.transaction)
        self.attempts = AttemptRepository(self.transaction)
        self.orders = OrderRepository(self.transaction)
        self.order_words = OrderWordsRepository(self.transaction)
        self.pay_runs = PayRunRepository(self.transaction)
        self.alarms = AlarmRepository(self.transaction)
        self.arrivals = ArrivalRepository(self.transaction)
        self.errands = ErrandRepository(self.transaction)
        self.claims = ClaimRepository(self.transaction)
        self.costs = CostRepository(self.transaction)
        self.arriving = ArrivingRepository(self.transaction)
        self.unknown_orders = UnknownOrderRepository(self.transaction)
        self.outbox = OutboxRepository(self.transaction)
        self.inbox = InboxRepository(self.transaction)
        self.leases = LeaseRepository(self.transaction)
        self.people = PeopleRepository(self.transaction)
        self.loudness = LoudnessRepository(self.transaction)
        self.push_messages = PushMessageRepository(self.transaction)
        self.market_calls = MarketCallRepository(self.transaction)
        self.journal = JournalRepository(self.transaction, key)
        self.key_state = key_state
        """Whether this process holds the key of the journal; entries get anchors only if it does."""
        self.doubt = doubt
        """Why the clock of this process is not believed; then nothing is bought."""
        self.own_holds = own_holds
        """What holds buying back in this process alone, each as long as it does."""
        self.teams = TeamRepository(self.transaction)
        self.own_skus = OwnSkuRepository(self.transaction)
        self.finding = FindingRepository(self.transaction)
        self.lists = TeamListRepository(self.transaction)
        self.votes = VoteRepository(self.transaction)
        self.bought_before = BoughtBeforeRepository(self.transaction)
        self.high_water = HighWaterRepository(self.transaction, self.journal)
        self.erasures = ErasureRepository(self.transaction)
        self.personal_data = PersonalDataRepository(self.transaction)
        self.restore = RestoreRepository(self.transaction)
        self.retention = RetentionRepository(self.transaction)
        self.audiences = Audiences(self.teams, self.people)
        self.newest: tuple[int, str] | None = None
        """Number and hash of the last journal entry appended in this transaction."""

    async def purchase(self, request_id: int, *, journal: bool = False) -> Purchase:
        """A request that there is, with its attempts and orders, and its `journal` if that is asked; or NoSuchRow."""
        return await self._whole(await self.requests.get(request_id), journal=journal)

    async def purchases(self, request_ids: Sequence[int]) -> tuple[Purchase, ...]:
        """The purchases of these requests without votes and questions, in few statements however many they are."""
        if not request_ids:
            return ()
        attempts, orders = await self.attempts.of_each(request_ids), await self.orders.of_each(request_ids)
        return tuple(
            Purchase(each, attempts[each.id]).with_orders(orders[each.id])
            for each in await self.requests.these(request_ids)
        )

    async def awaited(self, orders: Sequence[Order]) -> tuple[AwaitedOrder, ...]:
        """Each of these orders with its request and team, in few statements for each team."""
        requests = {each.id: each for each in await self.requests.these([each.request_id or 0 for each in orders])}
        found = []
        for order in orders:
            request = requests[order.request_id or 0]
            team = await self.audiences.team(request.team_id) if request.team_id is not None else None
            of = AwaitedOrder(order, request, team.title if team else "", team.chat_id if team else None)
            found.append(replace(of, counts_since=team.counts_since if team else None))
        return tuple(found)

    async def find_purchase(self, request_id: int, *, journal: bool = False) -> Purchase | None:
        """The same; None if there is no such request."""
        request = await self.requests.find(request_id)
        return None if request is None else await self._whole(request, journal=journal)

    async def find_purchase_of(self, order_id: str) -> tuple[Purchase, Order] | None:
        """An order of ours and the purchase that it belongs to; None if it is not known, or belongs to none."""
        named = await self.orders.beside(order_id)
        order = next((each for each in named if each.order_id == order_id), None)
        if order is None or order.request_id is None:
            return None
        return await self._whole(await self.requests.get(order.request_id), named), order

    async def _whole(
        self,
        request: Request,
        named: tuple[Order, ...] | None = None,
        *,
        split_from: Request | None = None,
        journal: bool = False,
    ) -> Purchase:
        """`named` are its orders, `split_from` what it is a part of, as whoever has them read them."""
        if named is None:
            named = await self.orders.of(request.id)
        return Purchase(
            request,
            await self.attempts.of(request.id),
            journal=await self.journal.of_request(request.id) if journal else (),
            votes=await self._votes(request, split_from) if request.team_id is not None else (),
            questions=await self.votes.questions(request.id) if request.team_id is not None else (),
        ).with_orders(named)

    async def _votes(self, request: Request, whole: Request | None) -> tuple[Vote, ...]:
        """The votes on a request; those on the whole that it was split from are votes on its part of it."""
        own = await self.votes.of(request.id)
        if whole is None and request.part_of is not None:
            whole = await self.requests.outline(request.part_of)
        if whole is None or whole.approved is None or request.part is None:
            return own
        part = whole.approved.parts[request.part - 1].hash
        votes = [each for each in await self.votes.of(whole.id) if each.snapshot_hash == whole.approved.hash]
        return (*(replace(each, snapshot_hash=part) for each in votes), *own)

    async def with_parts(self, purchase: Purchase) -> Purchase:
        """The same purchase with what became of each of its parts, in order, if it was split."""
        request = purchase.request
        if not request.parts:
            return purchase
        parts = [await self._whole(each, split_from=request) for each in await self.requests.parts(request.id)]
        return replace(purchase, parts=tuple(parts))

    async def record(self, event: Event) -> None:
        """Write down what happened: its journal entry, its notices, and that the cards are drawn anew.

        The entry is appended at the end of the transaction: each carries the hash of the one before.
        """
        facts = event.entry_facts()
        self._entries.append(
            {
                "at": self.now,
                "kind": event.entry_kind,
                "actor_id": event.actor,
                "request_id": event.request_id,
                "attempt_id": event.attempt.id if event.attempt is not None else None,
                "order_id": event.order_id,
                "facts": facts,
                "bot_id": self.cause.bot_id if self.cause else None,
                "update_id": self.cause.update_id if self.cause else None,
                "personal": event.personal_facts(facts),
            }
        )
        for tell in event.tells(self.now):
            await self._owe(tell, event.request, event.request_id)
        if event.redraws and event.request_id is not None:
            self.redraw(event.request_id)

    async def tell(
        self, notice: Notice, to: Audience | Place | frozenset[int], once: str, about: Request | None = None
    ) -> None:
        """Owe a notice to these people, once for each key `once`; the journal has no entry of it.

        An audience of a request needs to know `about` which one.
        """
        await self.tell_each([Tell(notice, to, once)], about)

    async def tell_each(self, tells: Iterable[Tell], about: Request | None = None) -> None:
        """Owe several notices, in this order."""
        for tell in tells:
            await self._owe(tell, about, about.id if about is not None else None)

    async def _owe(self, tell: Tell, request: Request | None, request_id: int | None) -> None:
        """Owe it in each of its places, and remember what will be over one day."""
        told: dict[str, int] = {}
        for place, dedupe in await self.audiences.places(tell, request):
            is_message = await self._is_message(tell, place, request)
            if is_message and await self.outbox.owe(tell.notice, place, dedupe, request_id):
                told[dedupe] = place.chat_id
        if told and tell.notice.kind.ends:
            self._alarms.append((tell, told))

    async def _is_message(self, tell: Tell, place: Place, request: Request | None) -> bool:
        """Whether it is said there: no group is told what its card shows, but for buyers whom nothing else reaches."""
        if place.private or not tell.told_by_card:
            return True
        if tell.to is Audience.PAYERS:
            return not tell.notice.posted_anew
        if request is None or place.chat_id == request.place.chat_id:
            return False
        return place.chat_id not in await self.cards.chats(request.part_of or request.id)

    async def close(self) -> None:
        """The last step of a change: have cards drawn anew, append the journal, tell other processes of the work left.

        Appending locks the chain until the transaction ends, so it comes after every row that may be waited for.
        """
        drawn: set[int] = set()
        for request_id in self._redraws:
            await self._redraw(request_id, drawn)
        self._redraws.clear()
        for tell, messages in self._alarms:
            await self._keep_told(tell, messages)
        self._alarms.clear()
        if self._entries:
            self.newest = await self.journal.append(self._entries, anchored=self.key_state is KeyState.HELD)
            self._entries.clear()
        if self.left:
            await ring(self.session, self.transaction.owner, self.left)

    async def _keep_told(self, tell: Tell, messages: dict[str, int]) -> None:
        """Remember who was told, so that each message is found again once that is over."""
        await self.leases.one_at_a_time(TOLD.name)
        fact = TOLD.of(tell.notice.kind)
        told = await self.facts.get(fact) or {}
        before = told[tell.dedupe].messages if tell.dedupe in told else {}
        now = Told(self.now, {**before, **messages}, tell.notice.things)
        await self.facts.put(fact, {**told, tell.dedupe: now})

    def redraw(self, request_id: int) -> None:
        """Have the request's card drawn anew everywhere, once at the end of the transaction.

        That is where it is shown, where it was asked for, and where it is decided. Where it has no card, the buttons of
        earlier messages about it are looked at again.
        """
        self._redraws[request_id] = None

    async def _redraw(self, request_id: int, drawn: set[int]) -> None:
        """Do so, unless it was `drawn` in this transaction: several parts of one request want its card anew."""
        if request_id in drawn:
            return
        drawn.add(request_id)
        request = await self.requests.outline(request_id)
        if request.part_of is not None:
            await self._redraw(request.part_of, drawn)  # its state stands there
            await self._let_go(request.part_of)
            if await self._goes_by_itself(request):
                for chat_id in {each.place.chat_id for each in await self.outbox.with_live_buttons(request_id)}:
                    await self.outbox.owe_buttons(request_id, chat_id)
                return
        places = {request.place.chat_id: request.place}
        # Asked before the chats with a card are read: in between, the card may have arrived.
        under_way = await self.outbox.cards_under_way(request_id)
        if request.team_id is not None:
            group = await self.audiences.group(request)
            if request.waits or group.chat_id in under_way:
                places.setdefault(group.chat_id, group)
        for chat_id in (*sorted(under_way), *await self.cards.chats(request_id)):
            places.setdefault(chat_id, Place(chat_id))
        for place in places.values():
            await self.outbox.owe_card(request_id, place)
        for chat_id in {each.place.chat_id for each in await self.outbox.with_live_buttons(request_id)} - places.keys():
            await self.outbox.owe_buttons(request_id, chat_id)

    async def _let_go(self, whole: int) -> None:
        """Send news of parts that waited for the same news of others, once no other part can bring it."""
        waiting = await self.outbox.gathering(whole)
        if not waiting:
            return
        orders = await self.orders.of_parts(whole)
        unread = any(each == (OrderState.TO_PAY, ReadBackState.CHECKING) for each in orders)
        states = {state for state, _ in orders}
        to_come = {
            PlacedNotice.kind: unread or await self.attempts.part_on_its_way(whole),
            PaidNotice.kind: OrderState.TO_PAY in states,
            ShippedNotice.kind: bool(states & {OrderState.PAID, OrderState.PART_SHIPPED}),
        }
        for kind, ids in waiting.items():
            if not to_come.get(kind, True):
                await self.outbox.go_now(ids)

    async def _goes_by_itself(self, part: Request) -> bool:
        """Whether the card of the whole and the news say all of a part.

        News of a doubt, or of what is not tried again, carry their buttons themselves: a card would say it twice.
        """
        if part.state in UNDECIDED or await self.cards.chats(part.id):
            return False
        attempts = await self.attempts.of(part.id)
        latest = attempts[-1] if attempts else None
        return latest is not None and latest.by_hand is None and not latest.rests_since_restore

    async def renew_card(self, request_id: int, why: str) -> None:
        """Post a new card in the team's group and remove the buttons of the old one; `why` as CARD's `anew`."""
        request = await self.requests.outline(request_id)
        await self.outbox.owe_card(request_id, await self.audiences.group(request), why)
