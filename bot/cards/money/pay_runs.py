"""Shows several orders that one person pays together: to be ticked, with their links, or how that ended."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from bot.cards.blocks import caps, order_lines, sums
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold, brief, clean, columns, cut, join
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
    page_of,
    press,
    rows,
    show,
    turning,
)
from bot.desk.money import paying as p
from bot.desk.money.paying import OrderToPay, PayView
from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.order_report import OrderState, PayWay
from bot.purchasing.orders.line_cost import read_rate
from bot.purchasing.orders.pay_run import NotInLink, PayRunState, RunOrder, total_of
from bot.purchasing.orders.payable import may_be_paid, word_of

OPEN, PAGE, ASK, AGAIN, QR, ALONE, TOLD, SELLERS, PEOPLE = "l", "p", "y", "r", "q", "o", "m", "S", "W"
"""What a press does beside ticking: open the list, turn the page, ask for links, choose anew, show a QR, pay one alone,
open it with the orders of the message, pick a seller or a person whose orders are all ticked."""
_ON_A_PAGE, _MOST_REASONS, _MOST_ALONE, _MOST_LINKS, _WIDTH = 8, 3, 10, 20, 34


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
    """A page of orders to be ticked; below them what can be ticked at once, and the way to pay what is."""
    page, pages, here = page_of(view.orders, page, _ON_A_PAGE)
    ticked, today, toggles = view.ticked, view.due_today(w.now) if w.now else (), list[Button | None]()
    lines = [w.head(TO_PAY if view.orders else DONE, None, "head-pay-run", n=len(view.orders))]
    if ticked:
        money = Html(f"{bold(show(_total(ticked)))}{_foreign(w, ticked)}")
        lines.append(w.labelled("pay-run-chosen", money, n=len(ticked)))
        lines += [w.line("pay-run-links", n=view.links, most=view.most)] if view.links > 1 else []
    elif until := [each.order.pay_by for each in view.orders if each.order.pay_by]:
        lines.append(dotted([sums.total(_total(view.orders)), w.line("pay-by", when=w.when(min(until)))]))
    lines += sums.as_of(w, view.told)
    held = [RunOrder(each.order.order_id, each.order.total) for each in view.held]
    facts = {"n": len(ticked), "sum": show(_total(ticked))}
    beside = {each.order_id: each for each in view.beside_ticked}
    for number, began in list(beside.items())[:1]:
        told = {"name": brief(began.name, 16), "number": f"#{_name(view, number)}", "when": w.when(began.asked_at)}
        lines += [w.marked(NEEDS_YOU, "pay-run-began", **told), *w.more("pay-run-more", len(beside) - 1)]
    if view.trouble in (p.BESIDE, p.MOVED):  # the list would push it off the screen
        lines += [w.line(f"pay-run-{view.trouble}"), *_left_out(w, view)]
        seen = str(max([each.run_id for each in view.beside_ticked], default=0))
        sure = [w.button("pay-run-sure", _code(view, ASK, seen), "primary", **facts)]
        return View(join(lines), rows(sure if view.trouble == p.BESIDE else [], [w.button("back", _code(view, PAGE))]))
    lines += [w.line("pay-run-left-out"), *_each(w, view, held)] if held else []
    for each in here:
        request, order, on = each.purchase.in_language(w.language).request, each.order, each in ticked
        name = f"#{request.name}"
        sign = [Html(f"{WAITS} {name}" if each in today else name), sums.total(order.total)]
        titles = ", ".join(w.title(offer) for offer in request.bought)
        lines.append(dotted([*sign, brief(titles, caps.LISTED_TITLE_COLUMNS)]))
        code = _code(view, p.UNTICK if on else p.TICK, order.order_id, page)
        toggles.append(press(f"✓ {name}" if on else name, code))
    several_sellers, several_people = (len(_grouped(view, by)) > 1 for by in (SELLERS, PEOPLE))
    whole = {"all": (p.ALL, view.orders), "today": (p.TODAY, today), "none": (p.NONE, ticked)}
    whose = {"seller": (SELLERS, several_sellers), "person": (PEOPLE, several_people)}
    many = [
        [w.button(f"pay-run-{key}", _code(view, act)) for key, (act, able) in acts.items() if able]
        for acts in (whole, whose)
    ]
    pay = w.button("pay-run-pay", _code(view, ASK, "0"), "primary", **facts) if ticked else None
    turn = turning(page, pages, lambda to: _code(view, PAGE, page=to))
    return View(join(lines), (*grid(toggles, 3), *rows(*many), *turn, *rows([pay])))


def _groups(w: Writer, view: PayView, by: str, page: int) -> View:
    """Sellers, or people who asked: a press ticks all of theirs."""
    page, pages, here = page_of(_grouped(view, by), page, _ON_A_PAGE)
    tick, key = (p.SELLER, "pay-run-whose-seller") if by == SELLERS else (p.PERSON, "pay-run-whose")
    names = [
        w.button(
            "pay-run-of",
            _code(view, tick, mark),
            name=cut(clean(name), 14, columns) or "–",
            n=len(orders),
            sum=show(_total(orders)),
        )
        for (name, mark), orders in here
    ]
    turn = turning(page, pages, lambda to: _code(view, by, page=to))
    return View(w.head(TO_PAY, None, key), (*grid(names, 1), *turn, *rows([w.button("back", _code(view, PAGE))])))


def _grouped(view: PayView, by: str) -> list[tuple[tuple[str, str], list[OrderToPay]]]:
    """Name and mark of each seller, or person who asked, with their orders; by name."""
    found = dict[tuple[str, str], list[OrderToPay]]()
    for each in view.orders:
        who = each.purchase.request.requester
        key = (each.order.seller, each.seller_mark) if by == SELLERS else (who.name, str(who.id))
        found.setdefault(key, []).append(each)
    return sorted(found.items(), key=lambda each: each[0])


def _linked(w: Writer, view: PayView) -> View:
    """The links, each with its sum and its picture; and what is left out, each to be paid alone."""
    run, named = view.run, view.named
    there = [named[each.order_id] for each in run.linked if each.order_id in named]
    until = [each.order.pay_by for each in there if each.order.pay_by]
    when = [w.line("pay-by", when=w.when(min(until)))] if until else []
    money = Html(f"{bold(show(total_of(run.linked)))}{_foreign(w, there)}")
    lines = [w.head(TO_PAY, None, "head-pay-run", n=len(run.linked)), dotted([money, *when])]
    lines += [*sums.as_of(w, view.told), _numbers(w, view)]
    lines += [w.line("pay-run-check")] if any(each.way in (PayWay.GROUP, PayWay.PHONE) for each in run.links) else []
    pay, pictures = list[Button | None](), list[Button | None]()
    for number, link in enumerate(run.links[:_MOST_LINKS], 1):
        orders, nth = run.of_link(number), f" {number}" if len(run.links) > 1 else ""
        pay.append(w.link("pay-run-pay", link.url, "primary", n=len(orders), sum=show(total_of(orders))))
        pictures.append(press(w.label("pay-qr") + nth, _code(view, QR, str(number))))
    again = w.button("pay-run-choose", _code(view, AGAIN))
    keyboard = (*grid(pay, 1), *grid(pictures, 4), *_alone(w, view), *rows([again]))
    return View(join([*lines, *_left_out(w, view)]), keyboard)


def _without_link(w: Writer, view: PayView) -> View:
    """No link came: why, and every order to be paid alone; nothing is lost, and it can be asked again."""
    key = "pay-run-unanswered" if view.trouble == p.UNANSWERED else "pay-run-no-link"
    lines = [w.marked(NEEDS_YOU, key), *order_lines.refusals(w, view.refused), *_left_out(w, view)]
    again = w.button("pay-run-again", _code(view, ASK, "0"), "primary") if view.ticked else None
    back = w.button("back", _code(view, PAGE))
    return View(join(lines), (*rows([again]), *_alone(w, view), *rows([back])))


def _ended(w: Writer, view: PayView) -> View:
    """The links hold no longer: which orders changed, and how; or all are paid."""
    linked, named = view.run.linked, view.named
    now = [named.get(each.order_id) for each in linked]
    if all(it is not None and it.order.state not in (OrderState.TO_PAY, OrderState.CANCELLED) for it in now):
        head = w.head(DONE, None, "notice-paid-together", n=len(linked))
        return View(join([head, bold(show(total_of(linked))), _numbers(w, view)]))
    changed = [
        each for each, it in zip(linked, now, strict=True)
        if it is None or not may_be_paid(it.purchase, it.order) or it.order.total != each.total
    ]  # fmt: skip
    lines = [w.head(NEEDS_YOU, None, "pay-run-ended"), *_each(w, view, changed)]
    unpaid = any(it is not None and it.order.state is OrderState.TO_PAY for it in now)
    return View(join(lines), rows([w.button("pay-run-again", _code(view, AGAIN)) if unpaid else None]))


def _left_out(w: Writer, view: PayView) -> list[Html]:
    """What is in no link, each with its reason."""
    left_out = [each for each in view.run.orders if each.left_out]
    return [w.line("pay-run-left-out"), *_each(w, view, left_out)] if left_out else []


def _each(w: Writer, view: PayView, orders: Sequence[RunOrder]) -> list[Html]:
    """Why orders are left out, else what they are now, their state or the sum that moved: a line for each reason."""
    reasons, named = dict[Html, list[str]](), view.named
    for each in orders:
        it = named.get(each.order_id)
        if each.left_out in {*NotInLink}:
            why = [w.line(f"left-out-{each.left_out}")]
        elif it is None:
            why = [w.line("state-do-not-pay")]
        else:
            word = word_of(it.purchase, it.order)
            moved = it.order.total != each.total and it.order.state is OrderState.TO_PAY
            why = [Html(f"{show(each.total)} → {show(it.order.total)}")] if moved else []
            why += [w.line(f"state-{dashed(word)}")] if word != "to_pay" else []
        reasons.setdefault(dotted(why), []).append(f"#{_name(view, each.order_id)}")
    lines = [dotted([_names(w, names, _MOST_REASONS), why]) for why, names in list(reasons.items())[:_MOST_REASONS]]
    return [*lines, *w.more("pay-run-more", sum(map(len, list(reasons.values())[_MOST_REASONS:])))]


def _alone(w: Writer, view: PayView) -> Keyboard:
    """A way to pay alone what is in no link, if it may be paid."""
    able, named = list[Button | None](), view.named
    for each in [each for each in view.run.orders if not each.link][:_MOST_ALONE]:
        it = named.get(each.order_id)
        if it is not None and each.left_out != NotInLink.NOT_YOURS and may_be_paid(it.purchase, it.order):
            able.append(w.button("pay-run-one", _code(view, ALONE, each.order_id), name=f"#{it.purchase.request.name}"))
    return grid(able, 2)


def _numbers(w: Writer, view: PayView) -> Html:
    """Which orders its links pay."""
    return _names(w, [f"#{_name(view, each.order_id)}" for each in view.run.linked], _MOST_ALONE)


def _names(w: Writer, names: Sequence[str], most: int) -> Html:
    """So many of these numbers, and how many more there are."""
    return w.sentences(Html(" ".join(names[:most])), *w.more("pay-run-more", len(names) - most))


def _name(view: PayView, order_id: str) -> str:
    it = view.named.get(order_id)
    return it.purchase.request.name if it is not None else order_id


def _foreign(w: Writer, orders: Sequence[OrderToPay]) -> str:
    """The sum in a second currency, if all of them keep the same one; each counts at its own rate."""
    kept = [(each.order.total, each.purchase.request.currency, each.purchase.request.rate) for each in orders]
    values = [total / rate for total, _, stored in kept if (rate := read_rate(stored))]
    worth = sum(values, Decimal(0))
    if len({currency for _, currency, _ in kept}) != 1 or len(values) < len(kept) or not worth:
        return ""
    return sums.second_currency(w, _total(orders), kept[0][1], _total(orders) / worth)


def _total(orders: Sequence[OrderToPay]) -> Fen:
    return sum_fen(each.order.total for each in orders)


def _code(view: PayView, act: str, which: str = "-", page: int = 1) -> Code:
    return Code(ButtonAction.PAY_RUN, (view.run.id, act, which, page))
