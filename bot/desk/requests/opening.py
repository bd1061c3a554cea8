"""Opens drafts: of what somebody named, of what was asked for before; and collects variants of an offer in one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.desk.ledger.facts import ADDRESS, EDITED, TEAM_ADDRESS
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.requests.drafting import DRAFT_LIFE, Drafting
from bot.desk.requests.progress import ReadingProgress
from bot.desk.requests.quoting import Price, shown_offer
from bot.desk.requests.reapproval import to_the_requester
from bot.desk.rules import team_choice
from bot.desk.rules.approval_case import known_purchase, open_case, take_turns
from bot.desk.rules.approval_case import permit as require_case
from bot.desk.rules.rights import permit
from bot.desk.shared.isolated import all_at_once, others_first, side_by_side
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import OfferNotFound, TooManyDrafts
from bot.desk.shared.verbs import Verbs
from bot.desk.shared.views import Unshown
from bot.market.errors import MarketError, NotFound, Rejected
from bot.market.port import Market
from bot.purchasing.approval.rights import Action
from bot.purchasing.choice import Choice
from bot.purchasing.events.requests import DraftOpened, OtherSource
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.offers.offer import Offer
from bot.purchasing.offers.variant_grid import Cell, row_of
from bot.purchasing.orders.as_ordered import left_out
from bot.purchasing.orders.tags import only_tag, tagged, with_tags
from bot.purchasing.own_sku import beside_link
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.reading.quantity import LARGEST
from bot.purchasing.requests import first_choice as choices
from bot.purchasing.requests.asked_line import AskedLine, NamedOffer, choice_of, joined, lines_by_offer, named_again
from bot.purchasing.requests.chosen import Chosen, chosen_of, with_choice
from bot.purchasing.requests.first_choice import collected, collecting, with_pieces
from bot.purchasing.requests.opening import MOST_OPEN, OLDEST, OpenedBy
from bot.purchasing.requests.own_sku_pieces import choice_by
from bot.purchasing.requests.own_sku_reserve import dearer, to_replace, with_other_source
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request

JUST_OPENED = timedelta(minutes=1)
"""The card of a draft that was opened within this time stands at the end of its chat still."""


@dataclass(frozen=True)
class ShownOffer:
    """What 1688 shows of an offer, and what the words beside it choose each time that it is named."""

    offer: Offer | Unshown
    choices: tuple[Choice, ...] = ()


@dataclass(eq=False)
class Opening(Verbs):
    """The actions that make a draft of what somebody named."""

    _market: Market
    _people: People
    _drafting: Drafting

    @property
    def takes_several(self) -> bool:
        """Whether several offers can be one request: the way to buy names variants, addresses and freight."""
        abilities = self._market.abilities
        return abilities.variants and abilities.address and abilities.freight

    async def open(
        self,
        act: Act,
        named_offers: Sequence[NamedOffer],
        *,
        key: OpenedBy,
        note: str = "",
        progress: ReadingProgress | None = None,
    ) -> tuple[int | None, tuple[Unshown, ...]]:
        """Open one request for all that is named; returns its number, and the offers that 1688 does not show.

        If it shows none of them, there is no request. The same `key` again gives the request it opened before, and so
        does another press of the same button while that is a draft of this person. `note` is the one to the sellers,
        `progress` says how far it has come.
        """
        language = await self._language(act.by, act.here)
        async with self._ledger.read() as uow:
            before = (await uow.requests.opened_by([key])).get(key)
            draft = await _draft_of_button(uow, act.by, key)
        if before is not None:
            return before, ()
        if draft is not None:
            await self._show_again(draft, act.here)
            return draft, ()
        await self.require_room(act.by)
        chosen, unshown = await self.chosen_now(act.by, act.here, named_offers, language, progress)
        if chosen is None:
            return None, unshown
        chosen = replace(chosen, note=note)
        price = await self._drafting.price(chosen, progress)
        await others_first()
        async with self._ledger.change(act.cause) as uow:
            await uow.leases.one_at_a_time(f"opening:{act.by.id}")
            draft = await _draft_of_button(uow, act.by, key)  # another press may have been quicker
            if draft is not None:
                return draft, ()
            team = await team_choice.team_for(uow, self._people, act.by, act.here)
            opened = await self.put(uow, act.by, act.here, team, chosen, price, key)
        price.complain()
        return opened.id, unshown

    async def _show_again(self, request_id: int, place: Place) -> None:
        """Have a draft's card posted below for whoever opens it a second time, unless it was opened just now."""
        async with self._ledger.change() as uow:
            request = await uow.requests.outline(request_id)
            if request.state is RequestState.DRAFT and uow.now - request.created_at > JUST_OPENED:
                await uow.outbox.owe_card(request_id, place, "asked")

    async def chosen_now(
        self,
        by: Person,
        place: Place,
        named_offers: Sequence[NamedOffer],
        language: str,
        progress: ReadingProgress | None = None,
    ) -> tuple[Chosen | None, tuple[Unshown, ...]]:
        """What is named, of the offers as 1688 shows them now, for this person to ask for at their usual address.

        Also returns what it does not show, which is left out; None if that is all of it.
        """
        shown = self.all_shown(named_offers, language, progress)
        offers, address = await side_by_side(shown, self.usual_address(by, place))
        unshown = tuple(each.offer for each in offers.values() if isinstance(each.offer, Unshown))
        await others_first()
        lines = asked_for_now(by, named_offers, offers, ())
        await others_first()
        if not lines:
            return None, unshown
        if isinstance(address, MarketError):  # it is told only if there is something to deliver
            raise address
        chosen = chosen_of(joined(lines), address)
        await others_first()
        return chosen, unshown

    async def require_room(self, by: Person, keys: Sequence[OpenedBy] = ()) -> None:
        """Raise Refusal (TooManyDrafts) unless this person may open a draft more, or all those with these keys.

        Those that were opened before the program last stopped are there already.
        """
        async with self._ledger.read() as uow:
            opened = await uow.requests.opened_by(keys) if keys else {}
            await _require_room(uow, by, sum(key not in opened for key in keys) if keys else 1)

    async def all_shown(
        self,
        named_offers: Sequence[NamedOffer],
        language: str,
        progress: ReadingProgress | None = None,
        known: Sequence[Offer] = (),
    ) -> dict[str, ShownOffer]:
        """What 1688 shows of each offer, which is asked for once however often it is named; those `known` are not."""
        named: dict[str, list[NamedOffer]] = {}
        for each in named_offers:
            named.setdefault(each.item.offer_id, []).append(each)
        progress = progress or ReadingProgress()
        progress.of_offers = len(named)
        there = {each.offer_id: each for each in known}
        shown = await all_at_once(
            [self._shown(each, theirs, language, progress, there.get(each)) for each, theirs in named.items()]
        )
        return dict(zip(named, shown, strict=True))

    async def _shown(
        self,
        offer_id: str,
        named: Sequence[NamedOffer],
        language: str,
        progress: ReadingProgress,
        known: Offer | None,
    ) -> ShownOffer:
        """The words beside an offer are understood as soon as it is there: those of a long sheet take a second."""
        try:
            offer = known or await self._market.offer(offer_id, language)
        except (NotFound, Rejected) as error:
            return ShownOffer(Unshown(offer_id, error))
        finally:
            progress.offers += 1
        return ShownOffer(offer, tuple(named_choice(offer, each) for each in named))

    async def put(
        self,
        uow: UnitOfWork,
        by: Person,
        place: Place,
        team: OurTeam | None,
        chosen: Chosen,
        price: Price,
        key: OpenedBy | None = None,
    ) -> Request:
        """Write a new draft down and show its card, in the caller's transaction.

        In a group what has no tag gets that of the topic. Raises Refusal (TooManyDrafts) if this person has as many as
        one may have.
        """
        await _require_room(uow, by)
        if team is not None and not place.private and (tag := await uow.costs.topic_tag(team.id, place.topic_id)):
            chosen = replace(
                chosen, asked=tagged(chosen.asked, tag, [each.place for each in chosen.asked if not each.tag])
            )
            price = replace(price, snapshot=with_tags(price.snapshot, chosen.asked)) if price.snapshot else price
        valid_until, team_id = uow.now + DRAFT_LIFE, team.id if team else None
        opened = await uow.requests.open(by, place, chosen, valid_until, key.text if key else None, team_id)
        event = DraftOpened(
            actor=by.id, request=opened, offer=opened.offer.offer_id, quantity=opened.choice.quantity, team=team_id,
            offers=tuple(each.offer_id for each in opened.offers),
        )  # fmt: skip
        await uow.record(event)
        await self._drafting.show(uow, opened, chosen, price)
        return opened

    async def _language(self, by: Person, place: Place) -> str:
        """A group's card is read by the whole team, a private one by its requester. Refusal if they may not ask."""
        async with self._ledger.read() as uow:
            here = await team_choice.team_for(uow, self._people, by, place)
        return by.language if here is None or place.private else here.language

    async def of_message(self, by: Person, place: Place, message_id: int, words: str) -> dict[int, int]:
        """The drafts that this message opened, by their place in it; without those that have these words already."""
        numbers = dict[int, int]()
        async with self._ledger.read() as uow:
            drafts = await uow.requests.drafts_of_message(by.id, place.chat_id, message_id)
            for key, number in drafts.items():
                edited = await uow.facts.get(EDITED.of(number))
                if words != (edited or key.words):
                    numbers[key.place] = number
        return numbers

    async def revise(self, act: Act, request_id: int, named_offers: Sequence[NamedOffer], words: str) -> None:
        """Change a draft after the message that opened it was edited; what it does not name of an offer stays.

        `words` is the hash of what the message says now.
        """
        request = (await self._drafting.draft(act.by, request_id)).request
        language = await self._people.chat_language(request.place)
        offers = await self.all_shown(named_offers, language, known=request.offers)
        lines = joined(asked_for_now(act.by, named_offers, offers, request.asked))
        if lines:
            await self._drafting.choose(
                act, request_id, lambda before: chosen_of(lines, before.address_id, before.note)
            )
        async with self._ledger.change() as uow:
            await uow.facts.put(EDITED.of(request_id), words)

    async def take_other_source(self, act: Act, request_id: int, place: int) -> None:
        """Buy the codes of the line at this place from their other source; 0 is every one that is held up or too dear.

        Nothing is bought by that: the card shows the other offer with its price. What waits for approvers because it
        became dearer waits for its requester then. Raises Refusal if none has another source, or 1688 does not show it
        either, or if it would take from the approvers what cannot be bought.
        """
        async with self._ledger.read() as uow:
            purchase = await known_purchase(uow, request_id)
            request, dear = purchase.request, dearer(purchase)
            case = await open_case(uow, purchase) if request.waits and dear else None
            if case is None:
                await team_choice.require_own_draft(uow, self._people, act.by, purchase)
            else:
                require_case(uow, case, act.by, Action.WITHDRAW)
        wanted = dict.fromkeys(own.other.offer_id for own in to_replace(request.chosen, place, dear) if own.other)
        if not wanted:
            raise Refusal(RefusalReason.NO_RESERVE, request_id)
        language = await self._people.chat_language(request.place)
        offers = await all_at_once([shown_offer(self._market, each, language) for each in wanted])
        by_id = dict(zip(wanted, offers, strict=True))
        if case is None:
            await self._drafting.choose(act, request_id, lambda now: with_other_source(now, place, by_id, dear))
            return
        chosen = with_other_source(request.chosen, place, by_id, dear)
        price = await self._drafting.price(chosen)
        price.complain()
        if price.snapshot is None or price.obstacles:
            raise Refusal(RefusalReason.RESERVE_UNSOLD, request_id)
        async with self._ledger.change(act.cause) as uow:
            await take_turns(uow, request_id)
            case = await open_case(uow, await known_purchase(uow, request_id))
            if case is None or case.request.version != request.version:
                raise Refusal(RefusalReason.STALE, request_id)
            require_case(uow, case, act.by, Action.WITHDRAW)
            now = await to_the_requester(uow, case.request)
            snapshot, agreed = price.snapshot, request.previous
            now = await uow.requests.choose(now, chosen, snapshot=snapshot, previous=agreed, address_label=price.label)
            await uow.record(OtherSource(actor=act.by.id, request=now, before=case.hash))

    async def usual_address(
        self, by: Person, place: Place, action: Action = Action.REQUEST
    ) -> str | MarketError | None:
        """The address this person chose last in this chat, else their team's, if the account still has it.

        If there is only one, that one; the error if 1688 does not tell its addresses. `action` is what it is for.
        """
        if not self._market.abilities.address:
            return None
        try:
            addresses = await self._drafting.addresses.all()
        except MarketError as error:
            return error
        if len(addresses) == 1:
            return addresses[0].address_id
        async with self._ledger.read() as uow:
            usual = [await uow.facts.get(ADDRESS.of(by.id, place.chat_id))]
            team = await team_choice.team_for(uow, self._people, by, place, action)
            if team is not None and (of_team := await uow.facts.get(TEAM_ADDRESS.of(team.id))):
                usual.append(of_team.id)
        known = {each.address_id for each in addresses}
        return next((each for each in usual if each in known), None)


@dataclass(eq=False)
class Collecting(Verbs):
    """The grid of a draft: nothing is priced before all is chosen, since each price is a call of 1688."""

    _people: People
    _drafting: Drafting
    _opening: Opening

    async def begin(self, act: Act, request_id: int, line: int | None = None) -> None:
        """From now on variants may be added; the one chosen so far is the first. `line` as in `Drafting.pick`."""
        await self._drafting.pick(act, request_id, lambda _, choice: collecting(choice), line)

    async def add(self, act: Act, request_id: int, cell: Cell, pieces: int, *, row: bool = False) -> None:
        """Add pieces to a variant, or to each one of its row that is in stock; never below none.

        The card is not refreshed: whoever pressed goes on in the row that they see. Raises Refusal (Stale) if the offer
        is another one by now.
        """
        async with self._ledger.change(act.cause) as uow:
            request = (await team_choice.own_draft(uow, self._people, act.by, request_id)).request
            sku = cell.of(request.offer)
            if sku is None or request.chosen.line is None:
                raise Refusal(RefusalReason.STALE, request_id)
            choice = collecting(request.choice)
            for each in row_of(request.offer, sku) if row else (sku,):
                counted = choice.counted.get(each.spec_id, 0)
                choice = with_pieces(choice, each.spec_id, max(0, counted + pieces))
            await uow.requests.choose(request, with_choice(request.chosen, choice), snapshot=None)

    async def put(self, by: Person, request_id: int, pieces: Mapping[str, int]) -> None:
        """Give each of these variants exactly so many pieces; none takes a variant out.

        Said twice it is the same as once. Raises Refusal: Stale if the offer has no such variant by now, or none of
        several offers is being chosen; PiecesWrong if nobody can ask for so many.
        """
        async with self._ledger.change() as uow:
            request = (await team_choice.own_draft(uow, self._people, by, request_id)).request
            if request.chosen.line is None:
                raise Refusal(RefusalReason.STALE, request_id)
            choice = collecting(request.choice)
            for spec_id, counted in pieces.items():
                if request.offer.sku(spec_id) is None:
                    raise Refusal(RefusalReason.STALE, request_id)
                if not 0 <= counted <= LARGEST:
                    raise Refusal(RefusalReason.PIECES_WRONG)
                choice = with_pieces(choice, spec_id, counted)
            request = await uow.requests.choose(request, with_choice(request.chosen, choice), snapshot=None)
            uow.redraw(request.id)

    async def done(self, act: Act, request_id: int, line: int | None = None) -> None:
        """Price what was collected. `line` as in `Drafting.pick`."""
        await self._drafting.pick(act, request_id, lambda _, choice: collected(choice), line)

    async def reorder(self, act: Act, request_id: int, key: OpenedBy) -> int:
        """A draft of the same variants and quantities, priced anew; returns its number."""
        request = (await self._seen(act.by, request_id)).request
        return await self._again(act, request.asked, request.chosen.note, key)

    async def rest(self, act: Act, request_id: int, key: OpenedBy) -> int:
        """A draft of what 1688 did not take of an order; returns its number. Refusal if that is not certain."""
        purchase = await self._seen(act.by, request_id)
        request, attempt = purchase.request, purchase.attempt
        asked = request.snapshot.lines if request.snapshot else ()
        made = [order.pieces for order in purchase.orders]
        lines = left_out(asked, attempt.failed if attempt else (), made)
        if not lines:
            raise Refusal(RefusalReason.NOTHING_LEFT_OUT, request_id)
        missing = [
            AskedLine(number, request.offer_of(offer_id), choice_of(theirs), act.by.id, tag=only_tag(request.asked))
            for number, (offer_id, theirs) in enumerate(lines_by_offer(lines).items(), 1)
        ]
        return await self._again(act, missing, "", key)

    async def _again(self, act: Act, lines: Sequence[AskedLine], note: str, key: OpenedBy) -> int:
        """A draft of these lines for this person, without what 1688 does not show any more; Refusal if that is all."""
        named = [named_again(replace(each, by=act.by.id)) for each in lines]
        return require_shown(*await self._opening.open(act, named, key=key, note=note))

    async def _seen(self, by: Person, request_id: int) -> Purchase:
        """The purchase, if this person may see it."""
        async with self._ledger.read() as uow:
            purchase = await known_purchase(uow, request_id)
            await permit(uow, self._people, by, Action.LIST, purchase)
        return purchase


def require_shown(number: int | None, unshown: Sequence[Unshown]) -> int:
    """The number of what was opened. If 1688 shows nothing of it: Refusal (OfferNotFound), or 1688's own error."""
    if number is not None:
        return number
    if isinstance(unshown[0].error, NotFound):
        raise Refusal(OfferNotFound(offer_id=unshown[0].offer_id)) from unshown[0].error
    raise unshown[0].error


async def _draft_of_button(uow: UnitOfWork, by: Person, key: OpenedBy) -> int | None:
    """The number of this person's draft that another press of the same button opened; None if there is none."""
    if not key.message_id:
        return None
    drafts = await uow.requests.drafts_of_message(by.id, key.chat_id, key.message_id)
    return next((number for opened, number in drafts.items() if key.opens_the_same(opened)), None)


async def _require_room(uow: UnitOfWork, by: Person, wanted: int = 1) -> None:
    drafts = await uow.requests.open_drafts(by.id)
    if len(drafts) + wanted > MOST_OPEN:
        raise Refusal(TooManyDrafts(limit=MOST_OPEN, oldest=drafts[:OLDEST]))


def named_choice(offer: Offer, named: NamedOffer) -> Choice:
    """What its words choose, or the own SKU by which it was named, or what was chosen of it before."""
    item, again = named.item, named.again
    if again is not None:
        return choices.as_before(offer, again.offer, again.choice)
    if named.by is not None:
        return choice_by(offer, named.by)
    choice = choices.first_choice(offer, item.quantity, item.words, item.sku_id)
    return replace(choice, own=(beside_link(named.code, offer.offer_id),)) if named.code else choice


def asked_for_now(
    by: Person, named_offers: Sequence[NamedOffer], found: Mapping[str, ShownOffer], before: Sequence[AskedLine]
) -> list[AskedLine]:
    """The lines that these named offers make; of an offer that was among those before, what is not named stays.

    An offer that is named twice is chosen anew: what was chosen before would count twice.
    """
    known_lines = {each.offer.offer_id: each for each in before}
    understood = {offer_id: iter(each.choices) for offer_id, each in found.items()}
    lines = []
    for number, named in enumerate(named_offers, 1):
        offer = found[named.item.offer_id].offer
        if isinstance(offer, Unshown):
            continue
        line_before = known_lines.get(offer.offer_id)
        choice = next(understood[offer.offer_id])
        tag = named.tag or (line_before.tag if line_before is not None else only_tag(before))
        if line_before is not None and len(found[offer.offer_id].choices) == 1 and named.by is None:
            choice = choices.after_edit(offer, line_before.choice, choice)
        whose = by.id if named.again is None else named.again.by
        lines.append(AskedLine(number, offer, choice, whose, note=named.note, tag=tag))
    return lines
