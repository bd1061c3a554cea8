"""Handles buying from a link to the consent: products that are named, and the buttons of a draft."""

from dataclasses import replace

from bot.cards import answers, people
from bot.chat.conversation.conversation import Conversation
from bot.desk.messages.dialogs import NoteDialog, QuantityDialog
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.values import Stage
from bot.market.errors import Rejected as MarketRejected
from bot.purchasing.classify_url import NoOffer, OfferRef, Reason, ShortLink
from bot.purchasing.links import Found, find, parse_buy
from bot.purchasing.quantity import Doubt, Quantity, Wrong

MOST_AT_ONCE = 10
"""How many drafts one message opens."""


async def buy(talk: Conversation) -> None:
    """`/buy <id or link> <quantity> [variant]`."""
    asked = parse_buy(talk.words)
    if isinstance(asked, NoOffer):
        await talk.say(answers.link_problem(asked, talk.language))
    elif isinstance(asked, Wrong):
        await talk.say(answers.quantity_problem(asked, talk.language))
    else:
        item = await _opened(talk, asked.item)
        if isinstance(item, NoOffer):
            await talk.say(answers.link_problem(item, talk.language))
            return
        said = asked.quantity
        meant = said.meant if isinstance(said, Doubt) else None
        counted = said.value if isinstance(said, Quantity) else None
        await _one(talk, replace(item, variant=asked.variant, quantity=counted, doubt=meant, bare=False))


async def products(talk: Conversation, text: str, *, addressed: bool) -> bool:
    """Open a draft for each product of a text; False if it names none and was not meant for the bot."""
    found = find(text)
    wanted = tuple(item for item in found.items if not isinstance(item, NoOffer))
    plain = [item for item in wanted if isinstance(item, ShortLink) or not item.bare]
    if not plain and not addressed:
        return False
    if not wanted:
        if found.rejected[0].reason is Reason.NOTHING:
            return False
        await talk.say(answers.link_problem(found.rejected[0], talk.language))
    elif len(wanted) == 1:
        await _single(talk, wanted[0])
    else:
        await _several(talk, found)
    return True


async def _single(talk: Conversation, wanted: OfferRef | ShortLink) -> None:
    item = await _opened(talk, wanted)
    if isinstance(item, NoOffer):
        await talk.say(answers.link_problem(item, talk.language))
    else:
        await _one(talk, item)


async def _one(talk: Conversation, item: OfferRef) -> None:
    """Open a draft for one product, or ask whether it was meant."""
    if item.bare:
        await talk.say(answers.bare_number(item.offer_id, item.quantity or 0, talk.language))
    elif item.doubt is not None:
        await talk.say(answers.quantity_problem(Doubt(item.doubt), talk.language, offer_id=item.offer_id))
    else:
        await talk.work(
            talk.face.desk.drafting.open(
                talk.by,
                talk.place,
                item.offer_id,
                item.quantity,
                item.variant or "",
                item.sku_id,
                talk.cause,
                key=f"{talk.update.update_id}:0",
            )
        )


async def _several(talk: Conversation, found: Found) -> None:
    """Open a draft for each of several products, in order; say what is no product, and what is too much."""
    items = [item for item in found.items if not isinstance(item, NoOffer)]
    for place, wanted in enumerate(items[:MOST_AT_ONCE]):
        item = await _opened(talk, wanted)
        if isinstance(item, NoOffer):
            await talk.say(answers.link_problem(item, talk.language))
        else:
            await _open_one_of(talk, item, place)
    for rejected in found.rejected[:1]:
        await talk.say(answers.link_problem(rejected, talk.language))
    if len(items) > MOST_AT_ONCE:
        await talk.say(answers.several_links(MOST_AT_ONCE, len(items), talk.language))


async def _open_one_of(talk: Conversation, item: OfferRef, place: int) -> None:
    """Open one draft of several: a product that 1688 will not show does not stop the others."""
    quantity = item.quantity if item.doubt is None else None
    key = f"{talk.update.update_id}:{place}"
    try:
        await talk.work(
            talk.face.desk.drafting.open(
                talk.by, talk.place, item.offer_id, quantity, item.variant or "", item.sku_id, None, key=key
            )
        )
    except Refusal as refusal:
        await talk.refuse(refusal)
    except MarketRejected as error:
        await talk.market_error(error)


async def _opened(talk: Conversation, item: OfferRef | ShortLink) -> OfferRef | NoOffer:
    """The product behind a short link; the words beside the link are kept."""
    if isinstance(item, OfferRef):
        return item
    target = await talk.work(_resolved(talk, item))
    if isinstance(target, NoOffer):
        return target
    return replace(target, quantity=item.quantity, doubt=item.doubt)


async def _resolved(talk: Conversation, link: ShortLink) -> OfferRef | NoOffer:
    return await talk.face.resolve_short(link)


async def open_offer(talk: Conversation, offer_id: str, pieces: int) -> None:
    """Open a draft by the button of a search hit, or of a number that was meant."""
    await talk.work(
        talk.face.desk.drafting.open(
            talk.by,
            talk.place,
            offer_id,
            pieces or None,
            "",
            None,
            talk.cause,
            key=f"{talk.update.update_id}:0",
        )
    )


async def turn(talk: Conversation, request_id: int, page: int, *picks: int) -> None:
    """Show another page of the variant list, or the next axis: only the view changes."""
    await talk.face.messenger.repaint(request_id, talk.place, talk.pressed, picks=picks, page=page)


async def menu(talk: Conversation, request_id: int) -> None:
    """Show what can be changed."""
    await talk.face.messenger.repaint(request_id, talk.place, talk.pressed, changing=True)


async def back(talk: Conversation, request_id: int) -> None:
    """Show the card as it stands."""
    await talk.face.messenger.repaint(request_id, talk.place, talk.pressed)


async def sold_out(talk: Conversation, request_id: int) -> None:
    """Say that this variant cannot be had."""
    await talk.alert(answers.sold_out(talk.reader))


async def choose_variant(talk: Conversation, request_id: int, spec_id: str) -> None:
    await talk.work(talk.face.desk.drafting.choose_variant(talk.by, request_id, spec_id, talk.cause))


async def choose_quantity(talk: Conversation, request_id: int, pieces: int) -> None:
    await talk.work(talk.face.desk.drafting.choose_quantity(talk.by, request_id, pieces, talk.cause))


async def other_quantity(talk: Conversation, request_id: int) -> None:
    await talk.ask(QuantityDialog(request_id=request_id), people.ask_quantity(request_id, talk.language))


async def choose_address(talk: Conversation, request_id: int, address_id: str) -> None:
    await talk.work(talk.face.desk.drafting.choose_address(talk.by, request_id, address_id, talk.cause))


async def change(talk: Conversation, request_id: int, stage: str) -> None:
    """Go back to the variant, the quantity or the address."""
    await talk.work(talk.face.desk.drafting.reopen(talk.by, request_id, Stage(stage), talk.cause))


async def ask_note(talk: Conversation, request_id: int) -> None:
    await talk.ask(NoteDialog(request_id=request_id), people.ask_note(request_id, talk.language))


async def cancel_draft(talk: Conversation, request_id: int) -> None:
    await talk.work(talk.face.desk.drafting.cancel(talk.by, request_id, talk.cause))


async def confirm(talk: Conversation, request_id: int, shown_hash: str) -> None:
    """Give the consent: buy exactly what this card shows."""
    await talk.work(talk.face.desk.drafting.confirm(talk.by, request_id, shown_hash, talk.cause))


async def retry(talk: Conversation, request_id: int) -> None:
    """Place now what 1688 did not take."""
    await talk.work(talk.face.desk.submit_worker.retry(talk.by, request_id, talk.cause))


async def withdraw(talk: Conversation, request_id: int) -> None:
    """Take the consent back before anything is sent."""
    await talk.work(talk.face.desk.submit_worker.withdraw(talk.by, request_id, talk.cause))
