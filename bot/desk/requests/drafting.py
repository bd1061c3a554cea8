"""Takes a draft through choosing and pricing to the requester's own confirmation."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.desk.ledger.facts import ADDRESS, LEFT_OUT
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.requests import REPEAT_WINDOW
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.requests.card_state import bought_before, draft_stage, in_team, stage_of
from bot.desk.requests.deadlines import end_old_lists, end_unconfirmed, lapse_overdue
from bot.desk.requests.price_increase import agree_to_price
from bot.desk.requests.progress import ReadingProgress
from bot.desk.requests.quoting import AGREED_WITHIN, PLACED_WITHIN, Addresses, Price, Quotes, shown_offer
from bot.desk.requests.translation import Wording
from bot.desk.rules import team_choice
from bot.desk.rules.approval_case import Deciding, known_purchase, open_case, permit, take_turns_in
from bot.desk.rules.rights import deciders
from bot.desk.shared.last_look import told_of
from bot.desk.shared.pause import require_buying
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import NoLonger, NoteTooLong, Repeat
from bot.desk.shared.verbs import Verbs
from bot.desk.shared.views import CardState, Stage
from bot.market.errors import MarketError
from bot.market.port import Market
from bot.purchasing.approval.rights import Action
from bot.purchasing.choice import Choice
from bot.purchasing.events.requests import DraftCancelled, RestOpened
from bot.purchasing.lifecycle import UNDECIDED, ClosedReason, RequestState
from bot.purchasing.offers.asked_for import asked_for
from bot.purchasing.offers.offer import Offer
from bot.purchasing.order_report import OrderState
from bot.purchasing.orders.as_ordered import only_partly
from bot.purchasing.orders.payable import price_asked
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.requests import first_choice as choices
from bot.purchasing.requests.asked_line import not_asked_for
from bot.purchasing.requests.chosen import (
    Chosen,
    at_line,
    chosen_of,
    with_choice,
    with_common,
    with_obstacles,
    without_line,
)
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Snapshot
from bot.purchasing.tracking.found_orders import Earlier, FoundOrder, asked_again, mark_of, variants_of
from bot.purchasing.tracking.reconcile import settled_from
from bot.purchasing.tracking.seller_notes import own_room

DRAFT_LIFE = timedelta(hours=24)
REFERENCE_PREFIX = "CG"


def new_reference() -> str:
    """Our own order reference: 128 random bits, so that a restored copy never hands one out again."""
    return REFERENCE_PREFIX + secrets.token_hex(16)


class Drafting(Verbs):
    """The actions that lead to a confirmed request."""

    def __init__(
        self,
        ledger: Ledger,
        market: Market,
        people: People,
        gateway: str,
        reference: Callable[[], str] = new_reference,
    ) -> None:
        super().__init__(ledger)
        self._market = market
        self._people = people
        self.addresses = Addresses(market, ledger.clock)
        self.quotes = Quotes(market, ledger.clock)
        self.deciding = Deciding(gateway, reference)
        self.wording = Wording(ledger, market)

    async def choose_variant(self, act: Act, request_id: int, spec_id: str, line: int | None = None) -> None:
        """Set the variant; of the typed words only those stay that may be a quantity which is still to be chosen.

        `line` as in `pick`.
        """
        await self.pick(act, request_id, lambda offer, old: choices.with_variant(offer, old, spec_id), line)

    async def choose_quantity(self, act: Act, request_id: int, quantity: int, line: int | None = None) -> None:
        """Set the quantity; typed words stay only for a variant which is still to be chosen. `line` as in `pick`."""
        await self.pick(act, request_id, lambda offer, old: choices.with_quantity(offer, old, quantity), line)

    async def typed(self, act: Act, request_id: int, words: str, line: int | None = None) -> bool:
        """Take what was typed for a quantity, variants or both; returns whether it needs not be asked again.

        `line` as in `pick`.
        """
        said = asked_for((await self.draft(act.by, request_id)).request.offer, words)
        await self.pick(act, request_id, lambda _, old: choices.as_typed(old, said), line)
        return said.quantity is not None or bool(said.several)

    async def choose_line(self, act: Act, request_id: int, place: int) -> None:
        """Choose this one of several lines next; 0 shows all of them."""
        await self.choose(act, request_id, lambda before: at_line(before, place or None))

    async def drop_line(self, act: Act, request_id: int, place: int) -> None:
        """Take this one of several lines out of the request."""
        await self.choose(act, request_id, lambda before: without_line(before, place))

    async def choose_address(self, act: Act, request_id: int, address_id: str) -> None:
        """Deliver there; it is this person's usual address in this chat from now on."""
        await self.remember_address(act.by, (await self.draft(act.by, request_id)).request, address_id)
        await self.choose(act, request_id, lambda was: with_common(was, address_id=address_id, note=was.note))

    async def remember_address(self, by: Person, request: Request, address_id: str) -> None:
        """Take this address for this person's next requests in the chat of this one."""
        async with self._ledger.change() as uow:
            await uow.facts.put(ADDRESS.of(by.id, request.place.chat_id), address_id)

    async def note(self, act: Act, request_id: int, text: str) -> None:
        """Set the note that goes to the seller with the order; the team's mark finds room behind it."""
        async with self._ledger.read() as uow:
            request = await uow.requests.find(request_id)
            team = await uow.teams.find(request.team_id) if request is not None and request.team_id else None
        most = own_room(team.mark if team is not None else "", request_id)
        if len(text) > most:
            raise Refusal(NoteTooLong(limit=most))
        await self.choose(act, request_id, lambda was: with_common(was, address_id=was.address_id, note=text))

    async def why(self, act: Act, request_id: int, text: str) -> None:
        """Set why it is needed, for those who must approve; at most 500 characters."""
        if len(text) > 500:
            raise Refusal(NoteTooLong(limit=500))
        async with self._ledger.change(act.cause) as uow:
            request = (await team_choice.own_draft(uow, self._people, act.by, request_id)).request
            await uow.requests.update_progress(request, why=text.strip())
            uow.redraw(request.id)

    async def in_team(self, act: Act, request_id: int, team_id: int) -> None:
        """Ask in another of this person's teams; their next request goes to that team too."""
        async with self._ledger.change(act.cause) as uow:
            request = (await team_choice.own_draft(uow, self._people, act.by, request_id)).request
            teams = await team_choice.other_teams(uow, request)
            team = next((each for each in teams if each.id == team_id), None)
            if team is None or request.state is not RequestState.DRAFT:
                raise Refusal(RefusalReason.UNKNOWN_TEAM)
            request = await uow.requests.update_progress(request, team_id=team_id)
            await team_choice.remember_team(uow, act.by, team)
            uow.redraw(request.id)

    async def reopen(self, act: Act, request_id: int, stage: Stage, line: int | None = None) -> None:
        """Go back to choosing the variant, the quantity or the address. `line` as in `pick`."""
        if stage is Stage.ADDRESS:
            self.addresses.forget()  # who looks for another one may just have added it on 1688
            await self.choose(act, request_id, lambda was: with_common(was, address_id=None, note=was.note))
            return

        def cleared(_: Offer, choice: Choice) -> Choice:
            match stage:
                case Stage.VARIANT:
                    quantity = None if choice.several else choice.quantity
                    return replace(choice.with_one(None, quantity), wanted="", collecting=False)
                case Stage.QUANTITY:
                    return replace(choice.with_one(choice.spec_id, None), wanted="")
                case Stage.SEVERAL:
                    return choices.collecting(choice)
            raise Refusal(NoLonger(number=request_id, state=stage.value))

        await self.pick(act, request_id, cleared, line)

    async def pick(
        self, act: Act, request_id: int, change: Callable[[Offer, Choice], Choice], line: int | None = None
    ) -> None:
        """Change the choice of the line that is being chosen.

        `line` is the place of the one that was meant, 0 if it was none of several; None takes whichever it is. Raises
        Refusal (Stale) if another one is being chosen by now: a second tap must not choose of the next.
        """

        def changed(before: Chosen) -> Chosen:
            if line is not None and line != (before.line_at or 0):
                raise Refusal(RefusalReason.STALE, request_id)
            return before if before.line is None else with_choice(before, change(before.line.offer, before.line.choice))

        await self.choose(act, request_id, changed)

    async def choose(
        self, act: Act, request_id: int, change: Callable[[Chosen], Chosen], version: int | None = None
    ) -> None:
        """Change what is chosen; a complete choice is priced before it is shown, so that the card changes once.

        Raises Refusal (Stale) if it is not this `version` any more that was to be changed; None takes whichever it is.
        """
        request = (await self.draft(act.by, request_id)).request
        if version is not None and version != request.version:
            raise Refusal(RefusalReason.STALE, request_id)
        chosen = change(request.chosen)
        price = await self.price(chosen)
        async with self._ledger.change(act.cause) as uow:
            fresh = (await team_choice.own_draft(uow, self._people, act.by, request_id)).request
            if fresh.version != request.version:
                raise Refusal(RefusalReason.STALE, request_id)
            await self.show(uow, fresh, chosen, price)
        price.complain()

    async def price(self, chosen: Chosen, progress: ReadingProgress | None = None) -> Price:
        """What 1688 says of a complete choice; an unfinished one costs nothing yet."""
        if draft_stage(chosen, self._market.abilities)[0] is not Stage.CONFIRM:
            return Price()
        try:
            price = await self.quotes.of_chosen(chosen, PLACED_WITHIN, progress)
            label = await self.addresses.label(chosen.address_id)
        except MarketError as error:
            return Price(error=error)
        return replace(price, label=label)

    async def show(self, uow: UnitOfWork, request: Request, chosen: Chosen, price: Price) -> None:
        """Write down what is chosen and what it costs, and refresh the card."""
        request = await uow.requests.choose(
            request,
            with_obstacles(chosen, price.obstacles),
            snapshot=price.snapshot,
            address_label=price.label,
        )
        uow.redraw(request.id)

    async def cancel(self, act: Act, request_id: int) -> None:
        """Cancel the draft: nothing is bought, and the card says so."""
        async with self._ledger.change(act.cause) as uow:
            request = (await team_choice.own_draft(uow, self._people, act.by, request_id, Action.LIST)).request
            back = await uow.lists.give_back(request_id)
            reason = ClosedReason.TO_LIST if back else ClosedReason.BY_REQUESTER
            request = await uow.requests.end(request, RequestState.CANCELLED, reason)
            await uow.record(DraftCancelled(actor=act.by.id, request=request))

    async def confirm(self, act: Act, request_id: int, shown_hash: str, seen: str = "") -> Request | None:
        """The requester's consent to exactly what the card showed. Raises Refusal (Stale) if anything moved since.

        `seen` is the mark of the repeat that the card warned of; Refusal (Repeat) if there is another one. Returns the
        new draft of what was left out of it, if that is any.
        """
        async with self._ledger.read() as uow:
            purchase = await known_purchase(uow, request_id)
            is_ordered = price_asked(purchase)
            if not is_ordered:
                await team_choice.require_own_draft(uow, self._people, act.by, purchase)
        if is_ordered:
            await agree_to_price(self._ledger, self._people, self.deciding, act, request_id, shown_hash)
            return None
        request = purchase.request
        complete = stage_of(purchase, self._market.abilities)[0] is Stage.CONFIRM
        if not complete or request.snapshot is None or request.snapshot.hash != shown_hash:
            raise Refusal(RefusalReason.STALE, request_id)
        chosen = request.chosen
        if not self._market.abilities.freight:
            offer = await shown_offer(self._market, request.offer.offer_id, act.by.language)
            chosen = with_choice(chosen, request.choice, offer)
        price = await self.quotes.of_chosen(chosen, AGREED_WITHIN)
        if price.snapshot != request.snapshot:
            # The card shows old and new, if the same choice has another price now, or why it cannot be had.
            moved, shown = request.snapshot if price.snapshot else None, with_obstacles(request.chosen, price.obstacles)
            async with self._ledger.change(act.cause) as uow:
                changed = await uow.requests.choose(request, shown, snapshot=price.snapshot, previous=moved)
                uow.redraw(changed.id)
            raise Refusal(RefusalReason.STALE, request_id)
        await self.wording.before_it_is_asked(request)
        async with self._ledger.change(act.cause) as uow:
            done = await self._consent(uow, act.by, request, seen)
        if isinstance(done, Refusal):
            raise done
        return done

    async def _consent(self, uow: UnitOfWork, by: Person, shown: Request, seen: str) -> Refusal | Request | None:
        """draft → pending, and on if nobody else has a say; all facts are read in this transaction.

        It must be in the team, and ask for exactly what it did, when it was `shown`. The refusal that warns of a repeat
        is returned, so that the card is drawn anew. Else it returns the new draft of what was left out.
        """
        await take_turns_in(uow, shown.team_id, shown.id)
        purchase = await known_purchase(uow, shown.id)
        case = await open_case(uow, purchase)
        known = None if case is None else case.team
        await team_choice.require_own_draft(uow, self._people, by, purchase, known=known)
        if purchase.request.team_id != shown.team_id:
            raise Refusal(RefusalReason.STALE, shown.id)
        if case is None:
            await team_choice.require_alone(uow, self._people, by, purchase.request.place)
        else:
            permit(uow, case, by, Action.REQUEST)
        await require_buying(uow)
        request = purchase.request
        if request.snapshot != shown.snapshot:
            raise Refusal(RefusalReason.STALE, shown.id)
        if (unseen := await unseen_repeat(uow, by, purchase, seen)) is not None:
            return unseen
        if case is None:
            if request.state is RequestState.DRAFT:
                request = await uow.requests.move(request, RequestState.PENDING)
            left = await _given_back(uow, request)
            await self.deciding.go(uow, replace(purchase, request=request), by.id)
            return left
        await team_choice.remember_team(uow, by, case.team)
        waits_on_the_list = await uow.lists.settle(request)
        left = None if waits_on_the_list else await _given_back(uow, request)
        await self.deciding.consent(uow, case)
        return left

    async def latest(self, by: Person, place: Place) -> int | None:
        """The newest request of this person in this chat that still waits for their own consent."""
        async with self._ledger.read() as uow:
            return await uow.requests.latest_draft(by.id, place.chat_id)

    async def step(self, request_id: int, language: str = "") -> CardState:
        """The step the request is at, with all that its card needs. Refusal if there is no such request.

        Whoever shows it names the `language` of its readers; what is not worded in it is asked for.
        """
        async with self._ledger.read() as uow:
            purchase = await uow.with_parts(await known_purchase(uow, request_id))
            repeat = await repeat_of(uow, purchase)
            case = await open_case(uow, purchase)
            if case is not None:
                version = case.request.policy_version
                policy = await uow.teams.policy(case.team.id, version) if version else case.policy
                is_draft = case.request.state is RequestState.DRAFT
                teams = await team_choice.other_teams(uow, case.request) if is_draft else ()
            answers = await uow.votes.seller_answers(request_id) if purchase.request.state in UNDECIDED else ()
            with_seller, past = await bought_before(uow, purchase.request)
            two = len(await deciders(uow, self._people, purchase.request)) >= 2
            doubtful = purchase.attempt is not None and purchase.attempt.doubtful
            blind = doubtful and await uow.orders.newest_echo() is False
            now, told = uow.now, await told_of(uow, [purchase])
        stage, finding = stage_of(purchase, self._market.abilities)
        attempt = purchase.attempt
        if language:
            self.wording.read_by(language, (purchase.request,), on_cards=True)
        step = CardState(
            purchase=purchase.in_language(language) if language else purchase,
            stage=stage,
            abilities=self._market.abilities,
            finding=finding,
            addresses=await self.addresses.known() if stage is Stage.ADDRESS else (),
            previous=purchase.request.previous,
            answers=answers,
            two_deciders=two,
            blind=blind,
            settle_from=settled_from(attempt, now, self._market.abilities.reference) if attempt else None,
            repeat=repeat.in_language(language) if language and isinstance(repeat, Purchase) else repeat,
            with_seller=with_seller,
            past=past,
            told=told,
        )
        return step if case is None else in_team(step, case, policy, teams, now)

    async def draft(self, by: Person, request_id: int) -> Purchase:
        """The purchase, if it is this person's and waits for their own word; else Refusal."""
        async with self._ledger.read() as uow:
            return await team_choice.own_draft(uow, self._people, by, request_id)

    async def expire(self) -> None:
        """End requests that nobody confirmed or that could not be sent in time, as cards say; and old lists."""
        await lapse_overdue(self._ledger)
        await end_unconfirmed(self._ledger)
        await end_old_lists(self._ledger)


async def _given_back(uow: UnitOfWork, request: Request) -> Request | None:
    """A new draft of the lines that this request does not ask for; None if it asks for all, or if that is done."""
    left, done = not_asked_for(request.asked), LEFT_OUT.of(request.id)
    if not left or await uow.facts.get(done) is not None:
        return None
    chosen = chosen_of(left, request.chosen.address_id, request.chosen.note)
    draft = await draft_of_rest(uow, request, chosen, None)
    await uow.facts.put(done, draft.id)
    await uow.record(RestOpened(request=draft, offer=draft.offer.offer_id, left_out_of=request.id))
    return draft


async def draft_of_rest(uow: UnitOfWork, request: Request, chosen: Chosen, snapshot: Snapshot | None) -> Request:
    """A new draft of its requester of what was left out of a request, for the caller to record."""
    until, label = uow.now + DRAFT_LIFE, request.address_label
    opened = await uow.requests.open(request.requester, request.place, chosen, until, None, request.team_id, request)
    draft = await uow.requests.choose(opened, chosen, snapshot=snapshot, address_label=label)
    return await uow.requests.update_progress(draft, why=request.why)


async def repeat_of(uow: UnitOfWork, purchase: Purchase) -> Earlier | None:
    """Another purchase of one of its variants within 24 hours, or an order that was found meanwhile; None if none.

    It holds none of what 1688 left out, and none that was asked for later and is still to be agreed to: that one warns.
    """
    request = purchase.request
    if request.state not in UNDECIDED or purchase.orders:
        # Once it is agreed to, whatever was asked for since repeats it, and was warned of it; a new price buys no more.
        return None
    for number in await uow.requests.repeats_of(request):
        before = await uow.find_purchase(number)
        if before is None or _asked_later(before.request, request):
            continue
        if not only_partly(before) or asked_again(request, before):
            return before
    variants, same = variants_of(request), list[FoundOrder]()
    for order in await uow.unknown_orders.found_since(uow.now - REPEAT_WINDOW):
        report = order.report
        if report is None or report.state is OrderState.CANCELLED or order.given_to == request.id:
            continue
        if any((line.offer_id, line.spec_id or "") in variants for line in report.lines):
            same.append(order)
    ours = await uow.orders.known([order.order_id for order in same])
    return next((order for order in same if order.order_id not in ours), None)


def _asked_later(other: Request, request: Request) -> bool:
    """Whether both wait for approvers, and the other one came later."""
    if not other.waits or not request.waits or other.pending_at is None or request.pending_at is None:
        return False
    return (other.pending_at, other.id) > (request.pending_at, request.id)


async def unseen_repeat(uow: UnitOfWork, by: Person, purchase: Purchase, seen: str) -> Refusal | None:
    """What warns of a repeat, if the card that was pressed showed no such warning (`seen`); the card shows it then.

    The caller raises it after its transaction, so that the card is drawn anew.
    """
    repeat = await repeat_of(uow, purchase)
    if repeat is None or mark_of(repeat) == seen:
        return None
    uow.redraw(purchase.request.id)
    same = repeat.in_language(by.language) if isinstance(repeat, Purchase) else repeat
    return Refusal(Repeat(number=purchase.request.id, same=same))
