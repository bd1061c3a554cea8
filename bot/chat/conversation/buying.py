"""Handles buying from a link to the consent: products that are named, and the buttons of a draft."""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.requests.draft_choices import CardTurn
from bot.cards.teams import team as team_cards
from bot.chat.conversation.conversation import Conversation, text_of
from bot.chat.conversation.incoming import forwarded, without_mention
from bot.chat.conversation.registry import pressed
from bot.desk.messages.dialogs import NoteDialog, QuantityDialog
from bot.desk.requests.opening import require_shown
from bot.desk.requests.progress import ReadingProgress
from bot.desk.shared.isolated import all_at_once
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.views import Stage, Unshown
from bot.market.errors import Rejected as MarketRejected
from bot.purchasing.offers.asked_for import fault_of
from bot.purchasing.offers.variant_grid import Cell
from bot.purchasing.person import Act, Cause
from bot.purchasing.reading.classify_url import NoOffer, OfferRef, Reason, ShortLink
from bot.purchasing.reading.links import Found, find, parse_buy
from bot.purchasing.reading.quantity import Wrong
from bot.purchasing.requests.asked_line import NamedOffer
from bot.purchasing.requests.chosen import Chosen
from bot.purchasing.requests.opening import OpenedBy, hash_of


async def buy(talk: Conversation) -> None:
    """`/buy <id or link> <quantity> [variant]`."""
    named = parse_buy(talk.words)
    if not talk.words:
        await talk.say(team_cards.usage("buy", talk.language))
    elif isinstance(named, NoOffer):
        await talk.say(answers.link_problem(named, talk.language))
    else:
        await _single(talk, replace(named, bare=False) if isinstance(named, OfferRef) else named)


async def products(talk: Conversation, text: str, *, addressed: bool) -> bool:
    """Open a draft for each product of a text; False if it names none and was not meant for the bot."""
    links = find(text)
    wanted = tuple(item for item in links.items if not isinstance(item, NoOffer))
    plain = [item for item in wanted if isinstance(item, ShortLink) or not item.bare]
    if not plain and not addressed:
        return False
    if not wanted:
        if links.rejected[0].reason is Reason.NOTHING:
            return False
        await talk.say(answers.link_problem(links.rejected[0], talk.language))
    elif len(wanted) == 1:
        beside = [each for each in links.rejected if each.host and each.reason is not Reason.FOREIGN_HOST]
        if beside:  # it was meant as a product too
            await talk.say(answers.link_problem(beside[0], talk.language))
        await _single(talk, wanted[0])
    else:
        await _several(talk, links)
    return True


async def _single(talk: Conversation, wanted: OfferRef | ShortLink) -> None:
    """Open a draft for one product, or ask whether it was meant."""
    item = await _readable(talk, wanted)
    if item is not None and item.bare:
        await talk.say(answers.bare_number(item.offer_id, item.quantity or 0, item.words, talk.language))
    elif item is not None:
        await _open(talk, item, talk.cause, 0)


async def _readable(talk: Conversation, wanted: OfferRef | ShortLink) -> OfferRef | None:
    """The product, if its link and its quantity can be read; else say what is wrong."""
    item = await talk.work(behind(talk, wanted))
    if isinstance(item, NoOffer):
        await talk.say(answers.link_problem(item, talk.language))
        return None
    fault = fault_of(item.words) if item.quantity is None else None
    if fault is not None:
        await talk.say(answers.quantity_problem(Wrong(fault), talk.language))
        return None
    return item


async def _open(talk: Conversation, item: OfferRef, cause: Cause | None, place: int) -> None:
    named = (item.offer_id, item.quantity or 0)
    again = Code(ButtonAction.OPEN, (*named, item.words) if item.words else named)
    talk.again = again if again.fits else Code(ButtonAction.OPEN, named)
    opening = talk.desk.opening.open(Act(talk.by, cause, talk.place), [NamedOffer(item)], key=opened_by(talk, place))
    require_shown(*await talk.work(opening))


def opened_by(talk: Conversation, place: int) -> OpenedBy:
    """What opens a draft here: a message that may be edited later, or a button that may be pressed again."""
    if talk.message is None:
        button = hash_of(talk.code.text if talk.code else "")
        return OpenedBy(talk.update.update_id, place, talk.place.chat_id, talk.pressed, button)
    words = hash_of(text_of(talk.message))
    return OpenedBy(talk.update.update_id, place, talk.place.chat_id, talk.message.message_id, words)


async def edited(talk: Conversation) -> None:
    """Change the drafts of a message that was edited, if each of its products is still one; else do nothing."""
    message = talk.message
    if message is None or forwarded(message):
        return
    typed, opening = text_of(message), talk.desk.opening
    words = hash_of(typed)
    drafts = await opening.of_message(talk.by, talk.place, message.message_id, words)
    by_command, free = typed.startswith("/buy"), without_mention(typed, talk.services.bot)
    named = [parse_buy(talk.words)] if by_command else find(free).items
    items = [item for item in named if not isinstance(item, NoOffer)]
    talk.meant = bool(drafts)
    if set(drafts) == {0} and len(items) > 1 and opening.takes_several:
        there = [await talk.work(behind(talk, each)) for each in items]
        offers = [NamedOffer(each) for each in there if isinstance(each, OfferRef)]
        await talk.work(opening.revise(talk.act, drafts[0], offers, words))
        return
    if not drafts or set(drafts) != set(range(len(items))):
        return
    for place, wanted in enumerate(items):
        item = await _readable(talk, wanted)
        if item is not None:
            cause = talk.cause if len(items) == 1 else None
            await talk.work(opening.revise(Act(talk.by, cause), drafts[place], [NamedOffer(item)], words))


async def _several(talk: Conversation, found: Found) -> None:
    """Open one request for several products, in order; say what is no product, and what is too much.

    A way to buy that takes one product at a time gets a draft for each.
    """
    items = await readable(talk, found)
    if len(items) > 1 and talk.desk.opening.takes_several:
        await open_together(talk, [NamedOffer(item) for item in items])
    else:
        await _require_room(talk, len(items))
        for place, item in enumerate(items):
            try:
                await _open(talk, item, None, place)
            except Refusal as refusal:  # a product that 1688 will not show does not stop the others
                await talk.refuse(refusal)
            except MarketRejected as error:
                await talk.market_error(error)


async def readable(talk: Conversation, found: Found) -> list[OfferRef]:
    """The products of a text, its short links opened; what is none, and how many are left out, is said."""
    wanted = [each for each in found.items if not isinstance(each, NoOffer)]
    read = await talk.work(all_at_once(behind(talk, each) for each in wanted))
    for problem in (*(each for each in read if isinstance(each, NoOffer)), *found.rejected[:1]):
        await talk.say(answers.link_problem(problem, talk.language))
    if found.left_out:
        await talk.say(answers.several_links(len(read), found.left_out, talk.language))
    return [each for each in read if isinstance(each, OfferRef)]


async def _require_room(talk: Conversation, count: int) -> None:
    """Refuse all drafts of a message rather than some of them."""
    await talk.desk.opening.require_room(talk.by, [opened_by(talk, place) for place in range(count)])


async def open_together(
    talk: Conversation, named_offers: Sequence[NamedOffer], progress: ReadingProgress | None = None
) -> list[Unshown]:
    """Open one request for all that was named; say which of it 1688 does not show, and return that."""
    together = len(named_offers) < 2 or talk.desk.opening.takes_several
    drafts = [named_offers] if together else [[each] for each in named_offers]
    if not together:
        await _require_room(talk, len(drafts))
    left_out: list[Unshown] = []
    for place, offers in enumerate(drafts):
        cause, told = (talk.cause, progress) if together else (None, None)
        draft = talk.desk.opening.open(
            Act(talk.by, cause, talk.place), offers, key=opened_by(talk, place), progress=told
        )
        number, unshown = await talk.work(draft)
        if unshown:
            await talk.say(answers.unshown(unshown, talk.language, opened=number is not None))
        left_out += unshown
    return left_out


async def behind(talk: Conversation, item: OfferRef | ShortLink) -> OfferRef | NoOffer:
    """The product behind a short link; the words beside the link are kept."""
    if isinstance(item, OfferRef):
        return item
    target = await talk.services.resolve_short(item)
    if isinstance(target, NoOffer):
        return target
    return replace(target, quantity=item.quantity, doubt=item.doubt, words=item.words)


@pressed(ButtonAction.OPEN)
async def open_offer(talk: Conversation, offer_id: str, pieces: int, words: str = "") -> None:
    """Open a draft by the button of a search hit, or of a number that was meant, with the words beside it."""
    await _open(talk, OfferRef(offer_id, quantity=pieces or None, words=words), talk.cause, 0)


@pressed(ButtonAction.AXIS)
async def turn(talk: Conversation, request_id: int, page: int, *picks: int) -> None:
    """Show another page of the variant list, or the next axis: only the view changes."""
    await talk.services.messenger.repaint(request_id, talk.place, talk.pressed, CardTurn(picks, page))


@pressed(ButtonAction.MENU)
async def menu(talk: Conversation, request_id: int, page: int = 0) -> None:
    """Show what can be changed, of many lines a page."""
    await talk.services.messenger.repaint(request_id, talk.place, talk.pressed, CardTurn(more=True, page=page))


@pressed(ButtonAction.BACK)
async def back(talk: Conversation, request_id: int) -> None:
    """Show the card as it stands."""
    await talk.services.messenger.repaint(request_id, talk.place, talk.pressed)


@pressed(ButtonAction.SOLD_OUT)
async def sold_out(talk: Conversation, request_id: int) -> None:
    """Say that this variant cannot be had."""
    await talk.alert(answers.sentence(talk.reader, "problem-variant-sold-out", limit=""))


@pressed(ButtonAction.SPEC)
async def choose_variant(talk: Conversation, request_id: int, spec_id: str, line: int = 0) -> None:
    await talk.work(talk.desk.drafting.choose_variant(talk.act, request_id, spec_id, line))


@pressed(ButtonAction.SEVERAL)
async def several(talk: Conversation, request_id: int, line: int = 0) -> None:
    """Collect several variants from now on."""
    await talk.work(talk.desk.collecting.begin(talk.act, request_id, line))


@pressed(ButtonAction.GRID)
async def grid(talk: Conversation, request_id: int, row: int, pieces: int) -> None:
    """Show another row of the grid, or let a press add another number of pieces: only the view changes."""
    await talk.services.messenger.repaint(request_id, talk.place, talk.pressed, CardTurn(page=row, pieces=pieces))


@pressed(ButtonAction.COLLECT)
async def collect(
    talk: Conversation, request_id: int, place: int, mark: str | int, whole_row: int, pieces: int, row: int, _: int = 0
) -> None:
    """Add pieces to a variant or its row, and stay in that row."""
    cell = Cell(place, str(mark))
    await talk.work(talk.desk.collecting.add(talk.act, request_id, cell, pieces, row=bool(whole_row)))
    await grid(talk, request_id, row, pieces)


@pressed(ButtonAction.COLLECTED)
async def collected(talk: Conversation, request_id: int, line: int = 0) -> None:
    """Price what was collected."""
    await talk.work(talk.desk.collecting.done(talk.act, request_id, line))


@pressed(ButtonAction.LINE)
async def choose_line(talk: Conversation, request_id: int, place: int) -> None:
    """Choose one of several offers, or show all of them."""
    await talk.work(talk.desk.drafting.choose_line(talk.act, request_id, place))


@pressed(ButtonAction.DROP_LINE)
async def drop_line(talk: Conversation, request_id: int, place: int) -> None:
    """Take one of several offers out."""
    await talk.work(talk.desk.drafting.drop_line(talk.act, request_id, place))


@pressed(ButtonAction.REORDER)
async def reorder(talk: Conversation, request_id: int) -> None:
    """Open a draft of the same variants and quantities."""
    await talk.work(talk.desk.collecting.reorder(talk.act, request_id, opened_by(talk, 0)))


@pressed(ButtonAction.REST)
async def order_rest(talk: Conversation, request_id: int) -> None:
    """Open a draft of what 1688 did not take of an order."""
    await talk.work(talk.desk.collecting.rest(talk.act, request_id, opened_by(talk, 0)))


@pressed(ButtonAction.QUANTITY)
async def choose_quantity(talk: Conversation, request_id: int, pieces: int, line: int = 0) -> None:
    await talk.work(talk.desk.drafting.choose_quantity(talk.act, request_id, pieces, line))


async def typed_quantity(talk: Conversation, request_id: int, words: str, line: int | None = None) -> bool:
    """Take a typed quantity, with or without a variant; otherwise the card asks again, below. Whether it was one."""
    fault = fault_of(words)
    before = await as_chosen(talk, request_id)
    if fault is not None:
        await talk.say(answers.quantity_problem(Wrong(fault), talk.language))
    elif await talk.work(talk.desk.drafting.typed(talk.act, request_id, words, line)):
        await say_if_same(talk, request_id, before)
        return True
    await talk.show_card(request_id)
    return False


async def as_chosen(talk: Conversation, request_id: int) -> tuple[Chosen, str]:
    """What is chosen in a draft, and why it is wanted."""
    request = (await talk.desk.drafting.step(request_id)).purchase.request
    return request.chosen, request.why


async def say_if_same(talk: Conversation, request_id: int, before: tuple[Chosen, str]) -> None:
    """Say of typed words that they changed nothing: the card reads as before, and nothing else would answer them."""
    if await as_chosen(talk, request_id) == before:
        number = await talk.desk.cards.name(request_id)
        await talk.say(answers.sentence(talk.language, "stands-already", number=number))


@pressed(ButtonAction.OTHER_QUANTITY)
async def other_quantity(talk: Conversation, request_id: int, line: int = 0) -> None:
    several = (await talk.desk.drafting.step(request_id)).stage is Stage.SEVERAL
    dialog = QuantityDialog(request_id=request_id, line=line)
    await talk.ask_typed(dialog, "ask-several" if several else "ask-quantity")


@pressed(ButtonAction.ADDRESS)
async def choose_address(talk: Conversation, request_id: int, address_id: str) -> None:
    await talk.work(talk.desk.drafting.choose_address(talk.act, request_id, address_id))


@pressed(ButtonAction.CHANGE)
async def change(talk: Conversation, request_id: int, stage: str, line: int = 0) -> None:
    """Go back to the variant, the quantity or the address."""
    await talk.work(talk.desk.drafting.reopen(talk.act, request_id, Stage(stage), line))


@pressed(ButtonAction.NOTE)
async def ask_note(talk: Conversation, request_id: int) -> None:
    await talk.ask_typed(NoteDialog(request_id=request_id), "ask-note")


@pressed(ButtonAction.CANCEL_DRAFT)
async def cancel_draft(talk: Conversation, request_id: int) -> None:
    await talk.work(talk.desk.drafting.cancel(talk.act, request_id))


@pressed(ButtonAction.CONFIRM)
async def confirm(talk: Conversation, request_id: int, shown_hash: str, seen: str = "") -> None:
    """Give the consent: buy exactly what this card shows; what was left out of it is a draft of its own then."""
    left = await talk.work(talk.desk.drafting.confirm(talk.act, request_id, shown_hash, seen))
    if left is not None:
        await talk.say(answers.given_back(request_id, left, talk.language))


@pressed(ButtonAction.RETRY)
async def retry(talk: Conversation, request_id: int) -> None:
    """Place now what 1688 did not take."""
    await talk.work(talk.desk.submit_worker.retry(talk.act, request_id))


@pressed(ButtonAction.WITHDRAW)
async def withdraw(talk: Conversation, request_id: int) -> None:
    """Take the consent back before anything is sent."""
    await talk.work(talk.desk.submit_worker.withdraw(talk.act, request_id))
