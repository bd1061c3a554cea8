"""Shows several orders that one person pays together: to be ticked, with their links, or how that ended."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from bot.cards.blocks import order_lines, sums
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.goods import with_title
from bot.cards.blocks.html import Html, bold, join, text
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import (
    DONE,
    NEEDS_YOU,
    TO_PAY,
    WAITS,
    Writer,
    dashed,
    dotted,
    grid,
    press,
    rows,
    show,
    turning,
)
from bot.desk.tracking import paying as p
from bot.desk.tracking.paying import OrderToPay, PayView
from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.order import OrderState, PayWay
from bot.purchasing.orders.pay_run import LeftOut, PayRunState, RunOrder, total_of
from bot.purchasing.orders.payable import may_be_paid, word_of

PAGE, ASK, AGAIN, QR, ALONE, TOLD, SELLERS, PEOPLE = "p", "y", "r", "q", "o", "m", "S", "W"
"""What a press does beside ticking: turn the page, ask for links, choose anew, show a link's QR, pay one order alone,
open it with the orders of the message, pick a seller or a person whose orders are all ticked."""
_ON_A_PAGE, _MOST_NAMED, _MOST_LINKS = 8, 5, 20
_WIDTH = 42
_NAME = 24


def pay_run(view: PayView, language: str, now: datetime, page: int = 1, by: str = "") -> View:
    """The card of a run: a page of what may be ticked (`by` seller or person), its links, or how it ended."""
    w = Writer(language, now)
    if view.run.state is PayRunState.ASKED:
        return _linked(w, view)
    if view.run.state is PayRunState.ENDED:
        return _ended(w, view)
    if view.trouble in (p.UNANSWERED, p.NO_LINK):
        return _without_link(w, view)
    return _groups(w, view, by, page) if by else _choice(w, view, page)


def qr_text(view: PayView, number: int, way: PayWay, language: str, now: datetime) -> Html:
    """What stands below the picture: how many orders, and how much; for the phone's cashier that it must be known."""
    w, orders = Writer(language, now), view.run.of_link(number)
    head = w.head(TO_PAY, None, "head-pay-run", n=len(orders))
    return join([head, bold(show(total_of(orders))), w.line("qr-text"), *phone_line(w, way)])


def phone_line(w: Writer, way: PayWay) -> list[Html]:
    """That a phone must be logged in at 1688, if it is the phone's cashier."""
    return [w.line("qr-phone")] if way is PayWay.PHONE else []


def _choice(w: Writer, view: PayView, page: int) -> View:
    pages = max(1, -(-len(view.orders) // _ON_A_PAGE))
    page = min(max(1, page), pages)
    here, ticked = view.orders[(page - 1) * _ON_A_PAGE : page * _ON_A_PAGE], view.ticked
    chosen = {each.order.order_id for each in ticked}
    total = sum_fen(each.order.total for each in ticked)
    lines = [w.head(TO_PAY if view.orders else DONE, None, "head-pay-run", n=len(view.orders))]
    if ticked:
        money = Html(f"{bold(show(total))}{_foreign(w, ticked)}")
        several = [w.line("pay-run-links", n=view.links, most=view.most)] if view.links > 1 else []
        lines += [w.labelled("pay-run-chosen", money, n=len(ticked)), *several]
    lines += _beside(w, view)
    lines += [w.marked(NEEDS_YOU, "pay-run-moved")] if view.trouble == p.MOVED else []
    lines += [_line(w, each) for each in here]
    toggles = []
    for each in here:
        is_on, order = each.order.order_id in chosen, each.order
        label = f"{'✓ ' if is_on else ''}#{each.purchase.request.name} · {show(order.total)}"
        toggles.append(press(label, _code(view, p.UNTICK if is_on else p.TICK, order.order_id, page)))
    sellers, people = ({name for name, _, _ in kind(view)} for kind in (_sellers, _people))
    today = w.button("pay-run-today", _code(view, p.TODAY)) if view.due_today(w.now or view.run.made_at) else None
    every = w.button("pay-run-all", _code(view, p.ALL)) if view.orders else None
    none = w.button("pay-run-none", _code(view, p.NONE)) if ticked else None
    of = [
        w.button("pay-run-seller", _code(view, SELLERS)) if len(sellers) > 1 else None,
        w.button("pay-run-person", _code(view, PEOPLE)) if len(people) > 1 else None,
    ]
    seen = max([each.run_id for each in view.beside_ticked], default=0)
    sure = view.trouble == p.BESIDE
    pay = w.button(
        "pay-run-sure" if sure else "pay-run-pay", _code(view, ASK, str(seen if sure else 0)), "primary",
        n=len(ticked), sum=show(total),
    ) if ticked else None  # fmt: skip
    turn = turning(page, pages, lambda to: _code(view, PAGE, page=to))
    return View(join(lines), (*grid(toggles, 2), *rows([every, today, none], of), *turn, *rows([pay])))


def _line(w: Writer, each: OrderToPay) -> Html:
    """One order that may be ticked: until when it is to be paid, and of what it is."""
    request, until = each.purchase.in_language(w.language).request, each.order.pay_by
    title = ", ".join(w.title(offer) for offer in request.bought)
    return with_title([Html(f"#{request.name}"), *([w.when(until)] if until else [])], title, _WIDTH)


def _groups(w: Writer, view: PayView, by: str, page: int) -> View:
    """Sellers, or people who asked: a press ticks all of theirs."""
    groups, tick = (_sellers(view), p.SELLER) if by == SELLERS else (_people(view), p.PERSON)
    pages = max(1, -(-len(groups) // _ON_A_PAGE))
    page = min(max(1, page), pages)
    here = [
        w.button("pay-run-of", _code(view, tick, mark), name=name or "–", n=len(orders), sum=show(_total(orders)))
        for name, mark, orders in groups[(page - 1) * _ON_A_PAGE : page * _ON_A_PAGE]
    ]
    turn = turning(page, pages, lambda to: _code(view, by, page=to))
    head = w.head(TO_PAY, None, "pay-run-whose-seller" if by == SELLERS else "pay-run-whose")
    return View(head, (*grid(here, 1), *turn, *rows([w.button("back", _code(view, PAGE))])))


Groups = list[tuple[str, str, list[OrderToPay]]]


def _sellers(view: PayView) -> Groups:
    return _grouped(view.orders, lambda each: (each.order.seller, each.seller_mark))


def _people(view: PayView) -> Groups:
    return _grouped(
        view.orders, lambda each: (each.purchase.request.requester.name, str(each.purchase.request.requester.id))
    )


def _grouped(orders: Iterable[OrderToPay], key: Callable[[OrderToPay], tuple[str, str]]) -> Groups:
    """Name, mark and orders of each group, by name."""
    found = dict[tuple[str, str], list[OrderToPay]]()
    for each in orders:
        found.setdefault(key(each), []).append(each)
    return [(name, mark, found[name, mark]) for name, mark in sorted(found)]


def _linked(w: Writer, view: PayView) -> View:
    """The links, each with its sum and its picture; and what is left out, each to be paid alone."""
    run, named = view.run, view.named
    until = [it.order.pay_by for each in run.linked if (it := named.get(each.order_id)) and it.order.pay_by]
    lines = [w.head(TO_PAY, None, "head-pay-run", n=len(run.linked))]
    when = [w.line("pay-by", when=w.when(min(until)))] if until else []
    foreign = _foreign(w, [named[each.order_id] for each in run.linked if each.order_id in named])
    lines.append(dotted([Html(f"{bold(show(total_of(run.linked)))}{foreign}"), *when]))
    buttons = list[list[Button | None]]()
    for number, link in enumerate(run.links[:_MOST_LINKS], 1):
        orders = run.of_link(number)
        label = {"n": len(orders), "sum": show(total_of(orders))}
        pay = w.link("pay-run-pay", link.url, "primary", **label)
        buttons.append([pay, w.button("pay-qr", _code(view, QR, str(number)))])
    lines += [_numbers(w, view, run.linked)]
    lines += [w.line("pay-run-check")] if any(each.way in (PayWay.GROUP, PayWay.PHONE) for each in run.links) else []
    lines += _left_out(w, view, run.left_out)
    return View(join(lines), (*rows(*buttons), *_alone(w, view, run.left_out), *rows([_again(w, view)])))


def _without_link(w: Writer, view: PayView) -> View:
    """No link came: why, and every order to be paid alone; nothing is lost, and it can be asked again."""
    orders, ticked = view.run.orders, {each.order.order_id for each in view.ticked}
    unanswered = view.trouble == p.UNANSWERED
    lines = [w.marked(WAITS if unanswered else NEEDS_YOU, "pay-run-unanswered" if unanswered else "pay-run-no-link")]
    lines += order_lines.refusals(w, view.refused)
    lines += _left_out(w, view, [each for each in orders if each.left_out])
    again = w.button("pay-run-again", _code(view, ASK, "0"), "primary") if ticked else None
    alone = _alone(w, view, orders)
    return View(join(lines), (*rows([again]), *alone, *rows([w.button("back", _code(view, PAGE))])))


def _ended(w: Writer, view: PayView) -> View:
    """The links hold no longer: which orders changed, and how; or all are paid."""
    run, named = view.run, view.named
    open_ = [each for each in run.linked if _is_unpaid(named.get(each.order_id))]
    paid = [
        each for each in run.linked
        if (it := named.get(each.order_id)) and it.order.state not in (OrderState.TO_PAY, OrderState.CANCELLED)
    ]  # fmt: skip
    if len(paid) == len(run.linked):
        head, total = w.head(DONE, None, "notice-paid-together", n=len(paid)), bold(show(total_of(paid)))
        return View(join([head, total, _numbers(w, view, paid)]))
    lines = [w.head(NEEDS_YOU, None, "pay-run-ended")]
    changed = [each for each in run.linked if not _is_as_linked(named.get(each.order_id), each)]
    for each in changed[:_MOST_NAMED]:
        it = named.get(each.order_id)
        lines.append(Html(f"#{_name(view, each)} · {_now(w, it, each)}"))
    lines += w.more("pay-run-more", len(changed) - _MOST_NAMED)
    return View(join(lines), rows([_again(w, view)]) if open_ else ())


def _is_unpaid(it: OrderToPay | None) -> bool:
    return it is not None and it.order.state is OrderState.TO_PAY


def _is_as_linked(it: OrderToPay | None, each: RunOrder) -> bool:
    return it is not None and may_be_paid(it.purchase, it.order) and it.order.total == each.total


def _now(w: Writer, it: OrderToPay | None, each: RunOrder) -> Html:
    """What an order is now: its state, or the sum that moved."""
    if it is None:
        return w.line("state-do-not-pay")
    word = word_of(it.purchase, it.order)
    moved = it.order.total != each.total and it.order.state is OrderState.TO_PAY
    sum_moved = [Html(f"{show(each.total)} → {show(it.order.total)}")] if moved else []
    return dotted([*sum_moved, *([w.line(f"state-{dashed(word)}")] if word != "to_pay" else [])])


def _left_out(w: Writer, view: PayView, orders: Sequence[RunOrder]) -> list[Html]:
    """What is in no link, each with its reason."""
    lines = [w.line("pay-run-left-out", n=len(orders))] if orders else []
    for each in orders[:_MOST_NAMED]:
        ours = each.left_out in {*LeftOut}
        why = w.line(f"left-out-{each.left_out}") if ours else _now(w, view.named.get(each.order_id), each)
        lines.append(Html(f"#{_name(view, each)} · {why}"))
    return [*lines, *w.more("pay-run-more", len(orders) - _MOST_NAMED)]


def _alone(w: Writer, view: PayView, orders: Sequence[RunOrder]) -> Keyboard:
    """A way to pay each of these alone, if it may be paid."""
    able = [
        w.button(
            "pay-one", _code(view, ALONE, each.order_id), name=f"#{_name(view, each)}", sum=show(it.order.total)
        )
        for each in orders
        if each.left_out != LeftOut.NOT_YOURS
        and (it := view.named.get(each.order_id)) and may_be_paid(it.purchase, it.order)
    ]  # fmt: skip
    return grid(able[: 2 * _MOST_NAMED], 2)


def _beside(w: Writer, view: PayView) -> list[Html]:
    """Who else began to pay what is ticked, and when."""
    known, named = {each.order_id: each for each in view.beside_ticked}, view.named
    lines = [
        w.marked(
            NEEDS_YOU, "pay-run-beside", name=each.name, number=f"#{named[number].purchase.request.name}",
            when=w.when(each.asked_at),
        )
        for number, each in list(known.items())[:2]
    ]  # fmt: skip
    sure = [w.line("pay-run-beside-sure")] if view.trouble == p.BESIDE else []
    return [*lines, *w.more("pay-run-more", len(known) - 2), *sure]


def _numbers(w: Writer, view: PayView, orders: Sequence[RunOrder]) -> Html:
    """Which orders, as many as two lines of a phone hold."""
    most = 2 * _MOST_NAMED
    names = Html(" ".join(f"#{text(_name(view, each))}" for each in orders[:most]))
    return w.sentences(names, *w.more("pay-run-more", len(orders) - most))


def _name(view: PayView, each: RunOrder) -> str:
    it = view.named.get(each.order_id)
    return it.purchase.request.name if it is not None else each.order_id


def _foreign(w: Writer, orders: Sequence[OrderToPay]) -> str:
    """The sum in a second currency, if all of them keep the same one; each counts at its own rate."""
    kept = [(each.order.total, each.purchase.request.currency, each.purchase.request.rate) for each in orders]
    values = [total / rate for total, _, stored in kept if (rate := sums.read_rate(stored))]
    worth = sum(values, Decimal(0))
    if len({currency for _, currency, _ in kept}) != 1 or len(values) < len(kept) or not worth:
        return ""
    return sums.second_currency(w, _total(orders), kept[0][1], _total(orders) / worth)


def _total(orders: Sequence[OrderToPay]) -> Fen:
    return sum_fen(each.order.total for each in orders)


def _again(w: Writer, view: PayView) -> Button | None:
    return w.button("pay-run-again", _code(view, AGAIN))


def _code(view: PayView, act: str, which: str = "-", page: int = 1) -> Code:
    return Code(ButtonAction.PAY_RUN, (view.run.id, act, which, page))
