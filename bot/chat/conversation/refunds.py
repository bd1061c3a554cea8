"""Handles money asked back: what is asked for, page by page, the one press that asks, and each step of a refund."""

from collections.abc import Coroutine, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from telegram.error import TelegramError

from bot.cards import answers
from bot.cards import refunds as cards
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.view import View
from bot.cards.refunds import Page
from bot.chat.conversation import counting, waybills
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import pressed
from bot.desk.ledger.ledger import AlreadyDone
from bot.desk.messages.dialogs import RefundDialog, ReturnDialog
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.values import RefundView
from bot.market.errors import MarketError
from bot.pictures.reader import PictureFault
from bot.purchasing.errands import ErrandKind, ErrandState
from bot.purchasing.money import Fen, fen_from_yuan
from bot.purchasing.order import RefundReport, RefundState
from bot.purchasing.reading.quantity import Quantity, read_quantity
from bot.purchasing.reading.waybills import plain_waybill
from bot.purchasing.refunds import Pieces, RefundStep
from bot.purchasing.requests.purchase import Order, Purchase

_ON_DRAFTS = frozenset({ButtonAction.REFUND_PICK, ButtonAction.REFUND_PAGE, ButtonAction.REFUND_SEND})
"""These stand on what is prepared alone: a photo in reply to it belongs to the refund."""


@pressed(ButtonAction.REFUND_ASK)
async def ask_refund(talk: Conversation, order_id: str, in_place: int = 0) -> None:
    """Prepare what is asked back of an order, or go on with that; to the presser alone."""
    await _acted(talk, order_id, talk.desk.refunds.begin(talk.by, order_id, talk.cause), in_place=bool(in_place))


@pressed(ButtonAction.REFUND)
async def refund(talk: Conversation, order_id: str, refund_id: str, in_place: int = 0) -> None:
    """Show a refund as it is at 1688, to the presser alone."""
    view = await talk.work(talk.desk.refunds.show(talk.by, order_id))
    await _put(talk, view, await _refund_card(talk, view, _refund(view, refund_id)), in_place=bool(in_place))


@pressed(ButtonAction.REFUND_PAGE)
async def page(talk: Conversation, order_id: str, page: int, place: int = 1) -> None:
    """Show a page of what is prepared."""
    await _acted(talk, order_id, talk.desk.refunds.show(talk.by, order_id), page, place)


@pressed(ButtonAction.REFUND_PICK)
async def pick(talk: Conversation, order_id: str, version: int, page: int, place: int) -> None:
    """Choose where the goods are, why money is asked back, or a photo, which a second press leaves out again."""
    view = await _draft(talk, order_id)
    picking = partial(talk.desk.refunds.pick, talk.by, order_id, talk.cause, version=version)
    match page:
        case Page.WHERE:
            status, back = cards.ways(view)[place % len(cards.ways(view))]
            await _acted(talk, order_id, picking(status=status, back=back))
        case Page.REASON:
            await _acted(talk, order_id, picking(reason_id=place))
        case _:
            chosen, this = cards.asked(view).photos, [*view.photos][place - 1 : place]
            left = tuple(each for each in chosen if each not in this)
            photos = left if len(left) < len(chosen) else (*chosen, *this)
            await _acted(talk, order_id, picking(photos=photos), Page.PHOTOS)


@pressed(ButtonAction.REFUND_STEP)
async def step(talk: Conversation, order_id: str, version: int, line: int, what: int, pieces: int) -> None:
    """Ask for so many more pieces of a line, or so many less; without a number, ask for one, or for words."""
    view = await _draft(talk, order_id)
    kind = cards.TYPED[what % len(cards.TYPED)]
    if pieces and kind in Pieces._fields:
        verb = talk.desk.refunds.pick(
            talk.by, order_id, talk.cause, version=version, pieces=_with(view, line, kind, add=pieces)
        )
        await _acted(talk, order_id, verb, Page.PIECES, line)
    elif talk.place.private:
        dialog = RefundDialog(order_id=order_id, what=kind, line=line)
        await talk.ask(dialog, cards.question(view, kind, talk.language))
    else:
        await talk.lead_to_private(f"r_{view.purchase.request.id}")


async def typed(talk: Conversation, dialog: RefundDialog, words: str) -> None:
    """Take a typed sum, number of pieces, or description; what cannot be read is asked for again."""
    view = await _draft(talk, dialog.order_id)
    version = view.errand.version if view.errand is not None else 0
    picking = partial(talk.desk.refunds.pick, talk.by, dialog.order_id, talk.cause, version=version)
    page = Page.DRAFT
    match dialog.what:
        case "description":
            verb = picking(description=words.strip())
        case "goods":
            verb = picking(goods=_amount(words))
        case "carriage":
            verb = picking(carriage=_amount(words))
        case kind:
            read = read_quantity(words) if words.strip() != "0" else Quantity(0)
            if not isinstance(read, Quantity):
                raise Refusal(RefusalReason.COUNT_UNCLEAR)
            verb, page = picking(pieces=_with(view, dialog.line, kind, to=read.value)), Page.PIECES
    await talk.say(_page(talk, await talk.work(verb), page, dialog.line or 1))


@pressed(ButtonAction.REFUND_SEND)
async def send(talk: Conversation, order_id: str, mark: str) -> None:
    """Ask 1688 for exactly what was shown, once; photos that no picture can be made of are left out, and told before."""
    view = await _draft(talk, order_id)
    if view.mark == mark and (left := await talk.work(_upload(talk, view))):
        photos = tuple(each for each in cards.asked(view).photos if each not in left)
        refunds, version = talk.desk.refunds, (await _draft(talk, order_id)).errand
        assert version is not None
        view = await talk.work(refunds.pick(talk.by, order_id, talk.cause, version=version.version, photos=photos))
        await talk.show(_page(talk, view, Page.LAST_LOOK, left_out=left))
        return
    await _sent(talk, order_id, talk.desk.refunds.ask(talk.by, order_id, mark, talk.cause), ErrandKind.REFUND)


@pressed(ButtonAction.REFUND_DROP)
async def drop(talk: Conversation, order_id: str) -> None:
    """It is not asked for."""
    await talk.work(talk.desk.refunds.drop(talk.by, order_id, talk.cause))
    await talk.show(answers.sentence(talk.own_language, "refund-dropped"))


@pressed(ButtonAction.REFUND_NOT_THERE)
async def not_there(talk: Conversation, order_id: str, errand_id: int) -> None:
    """A person looked: 1688 does not know of what may have been sent."""
    await talk.work(talk.desk.refunds.not_there(talk.by, order_id, errand_id, talk.cause))
    await talk.show(answers.sentence(talk.own_language, "errand-let-go"))


@pressed(ButtonAction.REFUND_WITHDRAW)
async def withdraw(talk: Conversation, order_id: str, refund_id: str, change: int, sure: int = 0) -> None:
    """Take a refund back after a second press; to change it, fill in anew what was asked for."""
    view = await talk.work(talk.desk.refunds.show(talk.by, order_id))
    report = _refund(view, refund_id)
    if not sure:
        card = cards.withdraw_question(view, refund_id, change, talk.own_language, talk.now())
        await _put(talk, view, card, in_place=False)
        return
    taking = talk.desk.refunds.withdraw(talk.by, order_id, refund_id, talk.cause)
    if await _sent(talk, order_id, taking, ErrandKind.WITHDRAW) and change:
        await _fill_again(talk, view.order, report)


async def _fill_again(talk: Conversation, order: Order, report: RefundReport) -> None:
    """Show what was asked for as a draft; what 1688 takes no more is left as it fills it in."""
    asks = [each.ask for each in order.errands if each.refund_id == report.refund_id and each.ask is not None]
    old, refunds, order_id = next(iter(asks), None), talk.desk.refunds, order.order_id
    here = old.goods_status.returnable if old is not None else None
    pieces = old.pieces if old is not None else {entry: Pieces(good=n) for entry, n in report.pieces} or None
    view = await talk.work(refunds.begin(talk.by, order_id, None, pieces=pieces, here=here, back=report.back))
    reason = next((each.id for each in view.reasons if each.id == report.reason_id), None)
    if old is not None and reason is not None and view.errand is not None:
        picking = partial(refunds.pick, talk.by, order_id, None, version=view.errand.version)
        try:
            view = await talk.work(picking(reason_id=reason, goods=old.goods, description=old.description))
        except Refusal:
            view = await _draft(talk, order_id)
    await talk.say(_page(talk, view))


@pressed(ButtonAction.REFUND_BACK)
async def send_back(talk: Conversation, order_id: str, refund_id: str, page: int = 0) -> None:
    """Ask which carrier takes the goods back; in private, since words filter the list."""
    view = await talk.work(talk.desk.refunds.show(talk.by, order_id))
    if not talk.place.private:
        await talk.lead_to_private(f"r_{view.purchase.request.id}")
        return
    asked, dialog = await talk.question(), ReturnDialog(order_id=order_id, refund_id=refund_id)
    same = isinstance(asked, ReturnDialog) and replace(asked, wanted="") == dialog
    wanted = asked.wanted if isinstance(asked, ReturnDialog) and same else ""
    carriers = await talk.work(talk.desk.refunds.carriers())
    card = cards.carriers_card(order_id, refund_id, carriers, wanted, max(page, 1), talk.language)
    await (talk.show(card) if page and same else talk.ask(dialog, card, opens=False))


@pressed(ButtonAction.REFUND_CARRIER)
async def carrier(talk: Conversation, order_id: str, refund_id: str, place: int) -> None:
    """The carrier at this place of 1688's list takes them: ask for the waybill, which names it again."""
    await talk.work(talk.desk.refunds.show(talk.by, order_id))
    this = [*await talk.work(talk.desk.refunds.carriers())][place : place + 1]
    if this:
        dialog = ReturnDialog(order_id=order_id, refund_id=refund_id, carrier=this[0].code, name=this[0].name)
        await _ask_waybill(talk, dialog, "")


async def returned(talk: Conversation, dialog: ReturnDialog, words: str) -> None:
    """Take words of a carrier's name, or its waybill, which a press then tells 1688."""
    if not dialog.carrier:
        carriers = await talk.work(talk.desk.refunds.carriers())
        dialog = replace(dialog, wanted=words.strip()[:40])
        card = cards.carriers_card(dialog.order_id, dialog.refund_id, carriers, dialog.wanted, 1, talk.language)
        await talk.ask(dialog, card, opens=False)
        return
    waybill = plain_waybill(words)
    if not (waybill.isascii() and waybill.replace("-", "").isalnum() and 5 <= len(waybill) <= 40):
        raise Refusal(RefusalReason.WAYBILL_UNCLEAR)
    await _ask_waybill(talk, dialog, waybill)


async def _ask_waybill(talk: Conversation, dialog: ReturnDialog, waybill: str) -> None:
    dialog = replace(dialog, waybill=waybill, asked_in=())
    card = cards.return_card(dialog.order_id, dialog.refund_id, dialog.name, waybill, talk.language)
    await talk.ask(dialog, card, opens=False)


@pressed(ButtonAction.REFUND_SENT)
async def sent(talk: Conversation, order_id: str, refund_id: str) -> None:
    """Tell 1688 of the waybill that the pressed message shows, once."""
    dialog = await talk.question()
    shown = isinstance(dialog, ReturnDialog) and dialog.refund_id == refund_id and dialog.asks(talk.pressed)
    if not isinstance(dialog, ReturnDialog) or not shown or not dialog.waybill:
        await talk.alert(answers.sentence(talk.reader, "refund-return-over"))
        return
    await talk.close_question()
    telling = talk.desk.refunds.send_back(
        talk.by, order_id, refund_id, dialog.carrier, dialog.waybill, talk.cause
    )
    await _sent(talk, order_id, telling, ErrandKind.RETURN)


async def photo(talk: Conversation) -> bool:
    """Whether a photo was one for a refund that is prepared, or of the label of goods on their way back."""
    message = talk.message
    if message is None or not message.photo:
        return False
    about = counting.replied_card(talk, _ON_DRAFTS)
    if about is not None:
        order_id, size = str(about[0]), message.photo[-1]
        view = await _draft(talk, order_id)
        await talk.work(talk.desk.counting.add_photo(talk.by, order_id, size.file_id, size.file_unique_id, None))
        photos = tuple(dict.fromkeys((*cards.asked(view).photos, size.file_unique_id)))
        version = view.errand.version if view.errand is not None else 0
        picking = talk.desk.refunds.pick(talk.by, order_id, talk.cause, version=version, photos=photos)
        await talk.say(_page(talk, await talk.work(picking)))
        return True
    dialog = await talk.question() if talk.place.private or talk.replied_to else None
    if not isinstance(dialog, ReturnDialog) or not dialog.carrier:
        return False
    codes = await talk.work(waybills.codes_in(talk, message.photo[-1]))
    if isinstance(codes, PictureFault) or not codes:
        await talk.say(waybills.cards.unread(codes or None, talk.language))
    else:
        await returned(talk, dialog, codes[0])
    return True


async def _upload(talk: Conversation, view: RefundView) -> Mapping[str, str]:
    """Make each photo without an address a small JPEG at 1688; returns those of which none can be made, and why."""
    left, ask, bot = dict[str, str](), cards.asked(view), talk.services.bot
    for place, each in enumerate(ask.photos):
        if ask.vouchers[place : place + 1] not in ((), ("",)):
            continue
        try:
            file = await bot.get_file(view.photos[each])
            jpeg = await talk.services.pictures.jpeg(bytes(await file.download_as_bytearray()))
        except (TelegramError, KeyError):
            jpeg = PictureFault.READER_FAILED
        if isinstance(jpeg, PictureFault):
            left[each] = jpeg.value
        else:
            await talk.desk.refunds.upload(talk.by, view.order.order_id, each, jpeg)
    return left


async def _acted(
    talk: Conversation, order_id: str, verb: Coroutine[Any, Any, RefundView], page: int = Page.DRAFT, place: int = 1,
    *, in_place: bool = True,
) -> None:  # fmt: skip
    """Show the page of what is prepared after that; or why not, and how it stands."""
    try:
        view = await talk.work(verb)
    except (AlreadyDone, Refusal, MarketError) as error:
        await _why_not(talk, order_id, error, in_place=in_place)
    else:
        await _put(talk, view, await _as_it_is(talk, view, page, place), in_place=in_place)


async def _sent(
    talk: Conversation, order_id: str, verb: Coroutine[Any, Any, Purchase], kind: ErrandKind
) -> bool:
    """Show what 1688 took; whether it did. Else why not, and how it stands."""
    try:
        purchase = await talk.work(verb)
    except (AlreadyDone, Refusal, MarketError) as error:
        await _why_not(talk, order_id, error, in_place=True)
        return False
    errands = [each for order in purchase.orders if order.order_id == order_id for each in order.errands]
    mine = [each for each in errands if each.kind is kind and each.state is ErrandState.DONE]
    if not mine or mine[-1] is not errands[-1]:
        view = await talk.work(talk.desk.refunds.show(talk.by, order_id))
        await _put(talk, view, await _as_it_is(talk, view), in_place=True)
        return False
    await talk.show(cards.taken_card(purchase, order_id, mine[-1], talk.own_language, talk.now()))
    return True


async def _why_not(talk: Conversation, order_id: str, error: Exception, *, in_place: bool) -> None:
    """Say in one sentence why it is not done, and show how it stands; nothing of what its reader may not see."""
    try:
        view = await talk.work(talk.desk.refunds.show(talk.by, order_id))
    except Refusal:
        raise error from None
    if isinstance(error, Refusal):
        await talk.refuse(error)
    elif isinstance(error, MarketError):
        await talk.market_error(error)
    await _put(talk, view, await _as_it_is(talk, view), in_place=in_place)


async def _as_it_is(talk: Conversation, view: RefundView, page: int = Page.DRAFT, place: int = 1) -> View | None:
    """What is prepared, waits or may have been sent, else the refund that runs; None if there is nothing."""
    holding = view.order.holding
    if holding is not None and holding.kind is ErrandKind.REFUND:
        return cards.held_card(view, holding, talk.own_language, talk.now())
    if view.errand is not None and view.errand.state is ErrandState.DRAFT:
        return _page(talk, view, page, place)
    running = [each for each in view.order.refunds if each.state is RefundState.ASKED]
    return await _refund_card(talk, view, running[-1]) if running else None


async def _refund_card(talk: Conversation, view: RefundView, report: RefundReport) -> View:
    """The refund with its newest steps, as far as 1688 tells them just now."""
    steps = tuple[RefundStep, ...]()
    try:
        steps = await talk.work(talk.desk.refunds.steps(talk.by, view.order.order_id, report.refund_id))
    except MarketError:
        pass
    return cards.refund_card(view, report, steps, talk.own_language, talk.now())


async def _put(talk: Conversation, view: RefundView, card: View | None, *, in_place: bool) -> None:
    """Show it in place of the pressed message, or to the presser alone."""
    await talk.require_own_chat(view.purchase.request.team_id)
    if card is not None:
        await (talk.show(card) if in_place else talk.alone(card, card, f"r_{view.purchase.request.id}"))


def _page(
    talk: Conversation, view: RefundView, page: int = Page.DRAFT, place: int = 1, left_out: Mapping[str, str] | None = None
) -> View:
    return cards.page_card(view, talk.own_language, talk.now(), page, place, left_out or {})


async def _draft(talk: Conversation, order_id: str) -> RefundView:
    """What its reader prepares; Refusal if that is over by now."""
    view = await talk.work(talk.desk.refunds.show(talk.by, order_id))
    if view.errand is None or view.errand.ask is None:
        raise Refusal(RefusalReason.REFUND_OVER, view.purchase.request.id)
    return view


def _refund(view: RefundView, refund_id: str) -> RefundReport:
    found = next((each for each in view.order.refunds if each.refund_id == refund_id), None)
    if found is None:
        raise Refusal(RefusalReason.UNKNOWN_ORDER, refund_id[:40])
    return found


def _with(view: RefundView, line: int, kind: str, add: int = 0, to: int | None = None) -> dict[str, Pieces]:
    """The pieces that are asked for, with so many more of one line, or exactly so many."""
    entry = view.order.lines[line - 1 if 0 < line <= len(view.order.lines) else 0].entry_id
    pieces = cards.asked(view).pieces
    before = pieces.get(entry, Pieces())
    after = before._replace(**{kind: max(0, getattr(before, kind) + add) if to is None else to})
    return {each: of for each, of in {**pieces, entry: after}.items() if any(of)}


def _amount(words: str) -> Fen:
    """A typed sum in yuan; Refusal if it is none."""
    try:
        return fen_from_yuan(words.strip().lstrip("¥￥").strip().replace(",", ".") if words.count(",") == 1 and "." not in words else words.strip().lstrip("¥￥ "))
    except ValueError as error:
        raise Refusal(RefusalReason.AMOUNT_UNCLEAR) from error
