"""Handles purchases: lists, details, paying, cancelling, parcels, doubts, orders by hand."""

import logging
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

from bot.cards import answers, miniapp, people
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import DONE
from bot.cards.goods import counting
from bot.cards.orders import lists
from bot.cards.orders import orders as order_cards
from bot.cards.orders.stuck import EVERY_AGE, stuck_page
from bot.cards.requests import after_consent
from bot.cards.requests import details as details_cards
from bot.cards.requests.seller import seller_card
from bot.chat.conversation.conversation import ALONE_SECONDS, PATIENCE_SECONDS, Conversation
from bot.chat.conversation.registry import command, pressed
from bot.desk.messages.dialogs import CancelDialog, HandNumberDialog, OrderNumberDialog
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.market.errors import MarketError
from bot.purchasing.approval.team import Role
from bot.purchasing.lifecycle import AttemptState
from bot.purchasing.offers.search import Search
from bot.purchasing.order_report import OrderState
from bot.purchasing.orders.tags import tag_alone
from bot.purchasing.orders.whose import all_of
from bot.purchasing.requests.purchase import Purchase

log = logging.getLogger(__name__)

T = TypeVar("T")

OPEN, ALL = "open", "all"


@command("orders")
@pressed(ButtonAction.ORDERS)
async def orders(talk: Conversation, filter: str = OPEN, page: int = 1) -> None:
    """`/orders`: the purchases, newest first, or those of some words or a tag; a button shows another page in place."""
    if talk.words:
        await search(talk, talk.words)
    else:
        await orders_found(talk, 0, filter, page)


async def search(talk: Conversation, words: str) -> None:
    """Show the purchases that these words fit, or of which a line has the tag that they name."""
    number = await talk.desk.finding.begin(talk.by, talk.place, Search(words=words))
    await orders_found(talk, number, ALL, 1)


@pressed(ButtonAction.ORDERS_FOUND)
async def orders_found(talk: Conversation, number: int, filter: str, page: int) -> None:
    """Show a page of what the stored search of this number finds; of all purchases if that is 0."""
    words = (await talk.desk.finding.stored(talk.by, talk.place, number)).words if number else ""
    if tag := tag_alone(words):
        words = ""
    purchases = await talk.work(talk.desk.orders.page(talk.by, filter, page, talk.place, words=words, tag=tag))
    talk.desk.wording.read_by(talk.language, (each.request for each in purchases.purchases))
    view = lists.orders_page(purchases, talk.language, talk.now(), number, words)
    await talk.put(view if number else miniapp.with_table(view, talk.place.private, talk.services.page, talk.language))


@command("order")
async def order(talk: Conversation) -> None:
    """`/order <number>`, or a waybill."""
    await (details(talk, talk.words) if talk.words else orders(talk))


@pressed(ButtonAction.DETAILS)
async def details(talk: Conversation, number: str) -> None:
    """Show all details of one purchase; by a press in a group, to its presser alone."""
    whole = await or_goods(talk, str(number), talk.desk.orders.details(talk.by, str(number)))
    if whole is None:
        return
    request, language = whole.purchase.request, talk.own_language
    talk.desk.wording.read_by(language, (request,))

    def drawn(username: str, *, private: bool) -> View:
        view = details_cards.order_details(whole, language, talk.now(), username)
        return miniapp.with_lines(view, request, private, talk.services.page, language)

    # Only few readers of a team's group may use its buttons: there a link leads to them.
    username = talk.services.bot.username if not talk.place.private and (whole.team or talk.before_all) else ""
    view = drawn(username, private=talk.place.private)
    await talk.of_request(request, view, drawn("", private=True) if talk.before_all else None)


@pressed(ButtonAction.SELLER)
async def seller(talk: Conversation, request_id: int, place: int, in_place: int = 0) -> None:
    """Show what 1688 and our own orders say of a seller; by a press in a group, to its presser alone."""
    found = await talk.work(talk.desk.orders.seller(talk.by, request_id, place))
    view = seller_card(found, talk.own_language, talk.now())
    await talk.of_request(found.request, view, in_place=in_place)


async def or_goods(talk: Conversation, number: str, verb: Coroutine[Any, Any, T]) -> T | None:
    """What the verb gives of the purchase with this number; None if instead its goods were shown to a receiver."""
    try:
        return await talk.work(verb)
    except Refusal as refusal:
        if refusal.reason is not RefusalReason.ONLY_RECEIVES:
            raise
    purchases = await talk.work(talk.desk.orders.goods(talk.by, number))
    request = purchases[0].request
    name = request.name.partition("/")[0] if len(purchases) > 1 else request.name
    await talk.of_request(request, counting.goods_card(purchases, name, talk.own_language, talk.now()))
    return None


@command("track")
async def track(talk: Conversation) -> None:
    """`/track <number>`, or a waybill."""
    await (trace(talk, talk.words) if talk.words else orders(talk))


@pressed(ButtonAction.TRACK)
async def trace(talk: Conversation, number: str, turned: int = 0) -> None:
    """Show the parcels of a purchase, to its presser alone in a group; a private message of them is turned in place."""
    purchase = await or_goods(talk, str(number), talk.desk.orders.find(talk.by, str(number)))
    if purchase is None:
        return
    request = purchase.request
    await talk.require_own_chat(request.team_id)
    if request.parts:
        view = await _whose_parcels(talk, request.id)
    else:
        patience = ALONE_SECONDS if talk.before_all else PATIENCE_SECONDS
        traces = await talk.work(talk.desk.orders.track(talk.by, str(number)), patience)
        original = turned == order_cards.ORIGINAL
        view = order_cards.trace(traces, talk.own_language, talk.now(), original=original, number=request.name)
    if turned and not talk.before_all and not request.parts:
        await talk.show(view)
    else:
        await talk.alone(view, view, f"r_{request.id}")


async def _whose_parcels(talk: Conversation, number: int) -> View:
    """Ask whose parcels of a request that was split, of the parts that have some."""
    parts = (await talk.work(talk.desk.orders.details(talk.by, str(number)))).purchase.parts
    able = [each for each in parts if any(order.parcels for order in each.orders)]
    if not able:
        ordered = any(each.orders for each in parts)
        raise Refusal(RefusalReason.NOT_SHIPPED if ordered else RefusalReason.NOT_ORDERED, number)
    return order_cards.of_which(able, talk.own_language)


@command("stuck")
@pressed(ButtonAction.STUCK)
async def stuck(talk: Conversation, age: int = EVERY_AGE, page: int = 0, words: str = "") -> None:
    """`/stuck`, `/stuck a name`: what is paid for and not in; a button shows another page (from 1) in place."""
    every = await talk.work(talk.desk.orders.awaited(talk.by, talk.place))
    view = stuck_page(every, talk.language, talk.now(), age, page, words or talk.words)
    await (talk.show(view) if page else talk.say(view))


@command("cancel")
async def cancel(talk: Conversation) -> None:
    """`/cancel [number]`, or in reply to a message about a purchase: at once, but an order after a second press.

    A bare command names what it would cancel and asks.
    """
    about = await talk.about()
    number = talk.words or (str(about.request_id) if about else "")
    if number:
        await cancel_number(talk, number)
        return
    able = await talk.work(_able(talk))
    if not able:
        raise Refusal(RefusalReason.NOTHING_TO_CANCEL, "")
    if len(able) > 1:
        await talk.ask(CancelDialog(), people.ask_cancel(able, talk.language), opens=False)
    elif able[0].orders:
        await _cancel(talk, able[0], "")
    else:
        await talk.say(people.ask_cancel_this(able[0], talk.language))


async def cancel_number(talk: Conversation, number: str) -> None:
    """Cancel the purchase with this number."""
    await _cancel(talk, await talk.work(talk.desk.orders.find(talk.by, number)), number)


async def ask_to_cancel(talk: Conversation, number: str) -> None:
    """Show the purchase with this number, to be cancelled by a press."""
    purchase = await talk.work(talk.desk.orders.find(talk.by, number))
    if purchase.orders or purchase.request.parts:
        await _cancel(talk, purchase, number)
        return
    await talk.require_own_chat(purchase.request.team_id)
    await talk.say(people.ask_cancel_this(purchase, talk.language))


async def _able(talk: Conversation) -> list[Purchase]:
    """What a bare /cancel can mean, of what this person may cancel: a draft, what is not sent yet, unpaid orders."""
    draft = await talk.desk.drafting.latest(talk.by, talk.place)
    first = [await talk.desk.orders.find(talk.by, str(draft))] if draft is not None else []
    page = await talk.desk.orders.page(talk.by, "cancellable", 1, talk.place, per_page=100)
    return first + await _cancellable(talk, [each for each in page.purchases if each.request.id != draft])


async def _cancellable(talk: Conversation, purchases: Iterable[Purchase]) -> list[Purchase]:
    """Those of the purchases that this person may cancel."""
    teams = await talk.desk.teams.of_person(talk.by.id)
    buys_in = {None, *(each.id for each in teams if Role.BUYER in each.roles_of(talk.by.id))}
    asks_in = {each.id for each in teams if Role.REQUESTER in each.roles_of(talk.by.id)}

    def may_cancel(purchase: Purchase) -> bool:
        request = purchase.request
        buys, own = request.team_id in buys_in, request.requester.id == talk.by.id
        if purchase.orders:
            able = [each for each in purchase.orders if buys or all_of(talk.by.id, request, each)]
            return (buys or request.team_id in asks_in) and any(each.state is OrderState.TO_PAY for each in able)
        return (_waits(purchase) and (own or buys)) or (purchase.request.waits and own)

    return list(filter(may_cancel, purchases))


def _waits(purchase: Purchase) -> bool:
    """Whether it is agreed to and not sent to 1688 yet."""
    return purchase.attempt is not None and purchase.attempt.state is AttemptState.READY


async def _cancel(talk: Conversation, purchase: Purchase, number: str) -> None:
    """End what was not ordered yet; ask which part, or whether the order, shall be cancelled."""
    request = purchase.request
    await talk.require_own_chat(request.team_id)
    if request.parts:
        able = await _cancellable(
            talk, (await talk.work(talk.desk.orders.details(talk.by, str(request.id)))).purchase.parts
        )
        if not able:
            raise Refusal(RefusalReason.NOTHING_TO_CANCEL, request.id)
        await talk.ask(CancelDialog(), people.ask_cancel(able, talk.language), opens=False)
        return
    if not purchase.orders:
        await talk.say(await _call_off(talk, purchase))
        return
    named = [order for order in purchase.orders if order.order_id == number.strip().lstrip("#")]
    unpaid = [order for order in named or purchase.orders if order.state is OrderState.TO_PAY]
    for order in unpaid or (named or purchase.orders)[:1]:
        unpaid_order = await talk.work(talk.desk.orders.may_cancel(talk.by, order.order_id))
        await talk.say(people.cancel_question(purchase, unpaid_order, talk.language))


async def _call_off(talk: Conversation, purchase: Purchase) -> View:
    """End what was not ordered yet; returns what to say of it, since its card may be far above."""
    desk, request, key = talk.desk, purchase.request, "noted-called-off"
    if request.waits:
        await talk.work(desk.approvals.withdraw(talk.act, request.id))
        key = "noted-taken-back"
    else:
        calling_off = desk.submit_worker.withdraw if _waits(purchase) else desk.drafting.cancel
        await talk.work(calling_off(talk.act, request.id))
    return answers.sentence(talk.language, key, DONE, number=request.name)


@pressed(ButtonAction.CANCEL_ASK)
async def cancel_ask(talk: Conversation, order_id: str) -> None:
    """Ask, after the first press."""
    await _cancel(talk, await talk.desk.orders.find(talk.by, order_id), order_id)


@pressed(ButtonAction.CANCEL_YES)
async def cancel_yes(talk: Conversation, order_id: str) -> None:
    """Close the order on 1688, after the second press."""
    await talk.work(talk.desk.orders.cancel(talk.act, order_id))
    await talk.drop()


@pressed(ButtonAction.CANCEL_NO)
async def cancel_no(talk: Conversation, order_id: str) -> None:
    """Keep the order and remove the question."""
    await talk.drop()


@pressed(ButtonAction.PAY)
async def pay(talk: Conversation, order_id: str) -> None:
    """Send fresh links to pay by."""
    order = await talk.work(talk.desk.orders.pay(talk.by, order_id))
    name = await talk.desk.cards.name(order.request_id or 0)
    await talk.say(order_cards.pay_links(order, name, talk.language, talk.now()))


@pressed(ButtonAction.QR)
async def pay_qr(talk: Conversation, order_id: str) -> None:
    """Send a fresh link as a picture to the presser alone, for the phone that holds the money."""
    order = await talk.work(talk.desk.orders.pay(talk.by, order_id))
    name = await talk.desk.cards.name(order.request_id or 0)
    link, now = order_cards.link_of(order, phone=True), talk.now()
    if link is None:
        await talk.say(order_cards.pay_links(order, name, talk.language, now))
        return
    png, below = order_cards.qr(link.url), View(order_cards.qr_text(order, link.way, name, talk.reader, now))
    await talk.send_alone(f"r_{order.request_id}", lambda own: talk.services.sender.picture(own, png, below))


@pressed(ButtonAction.MORE)
async def more(talk: Conversation, order_id: str) -> None:
    """Show what else can be done before the payment; a payer's other ways to pay are asked of 1688 only now."""
    desk = talk.desk.orders
    whole = await talk.work(desk.details(talk.by, order_id))
    await talk.require_own_chat(whole.purchase.request.team_id)
    order = next(each for each in whole.purchase.orders if each.order_id == order_id)
    roles = frozenset({Role.BUYER}) if whole.team is None else whole.team.roles_of(talk.by.id)
    payer, owner = Role.BUYER in roles, Role.REQUESTER in roles and all_of(talk.by.id, whole.purchase.request, order)
    if payer:
        try:
            order = await talk.work(desk.pay(talk.by, order_id))
        except MarketError as error:  # the ways known so far, and everything else, are there all the same
            log.info("ways to pay %s are not known anew: %s", order_id, error)
    name, now = whole.purchase.request.name, talk.now()
    await talk.say(order_cards.more(order, name, talk.language, now, payer=payer, owner=owner))


@pressed(ButtonAction.LOOK)
async def look(talk: Conversation, order_id: str) -> None:
    """Look at the order now, and say what the look was; its card tells what is new."""
    found = await talk.work(talk.desk.orders.look(talk.act, order_id))
    await talk.tell(answers.looked(found, talk.reader, talk.now()))


@pressed(ButtonAction.FOUND)
async def found(talk: Conversation, attempt_id: int) -> None:
    """Ask for the number of a doubt's order, which a person found."""
    await talk.ask_typed(OrderNumberDialog(attempt_id=attempt_id), "ask-order-number")


@pressed(ButtonAction.PLACE_ANEW)
async def place_anew(talk: Conversation, attempt_id: int) -> None:
    await talk.work(talk.desk.unclear_orders.place_anew(talk.act, attempt_id))


@pressed(ButtonAction.GIVE_UP)
async def give_up(talk: Conversation, attempt_id: int) -> None:
    """Handle that the order does not exist; if an order may be it, that is shown and asked first."""
    doubts = talk.desk.unclear_orders
    attempt = await talk.work(doubts.to_be_seen(talk.by, attempt_id))
    if attempt is None:
        await talk.work(doubts.give_up(talk.act, attempt_id))
    else:
        name = await talk.desk.cards.name(attempt.request_id)
        await talk.say(after_consent.alike_question(attempt, name, talk.language, talk.now()))


@pressed(ButtonAction.GIVE_UP_SEEN)
async def give_up_seen(talk: Conversation, attempt_id: int, seen: str) -> None:
    """Give the order up after the second press: it is none of those shown."""
    await talk.work(talk.desk.unclear_orders.give_up(talk.act, attempt_id, seen))
    await talk.drop()


@pressed(ButtonAction.BY_HAND)
async def order_by_hand(talk: Conversation, request_id: int) -> None:
    """The presser orders it; what to order holds an address, so nobody else reads it."""
    what = await talk.work(talk.desk.by_hand.take(talk.act, request_id))
    view = after_consent.prepared(what, talk.reader)
    await talk.alone(view, view, f"r_{request_id}")


@pressed(ButtonAction.HAND_NUMBER)
async def ask_hand_number(talk: Conversation, request_id: int) -> None:
    await talk.ask_typed(HandNumberDialog(request_id=request_id), "ask-order-number")


async def hand_number(talk: Conversation, request_id: int, words: str) -> bool:
    """The typed number of an order; returns False if it differs from what was approved, which is asked first."""
    order = await talk.work(talk.desk.by_hand.ordered(talk.act, request_id, words))
    if order is not None:
        name = await talk.desk.cards.name(request_id)
        await talk.say(after_consent.hand_order_differs(order, request_id, name, talk.language))
    return order is None


@pressed(ButtonAction.HAND_ACCEPT)
async def accept_by_hand(talk: Conversation, request_id: int, order_id: str, total: int) -> None:
    """The differences are right; nobody waits for another number any more."""
    await talk.work(talk.desk.by_hand.ordered(talk.act, request_id, str(order_id), accepted=total))
    await talk.used_up()
    await talk.close_question_about(HandNumberDialog, request_id)
