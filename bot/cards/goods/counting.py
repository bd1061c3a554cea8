"""Shows what of an order came, line by line, without money; and asks a buyer whether 1688 shall be told of it."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from zlib import crc32

from bot.cards.blocks import goods, order_lines, writer
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, join, text
from bot.cards.blocks.view import Button, View
from bot.cards.blocks.writer import DONE, NEEDS_YOU, ON_THE_WAY, Writer, dotted, grid, page_of, press, rows, turning
from bot.desk.shared.views import CountView
from bot.purchasing.arrivals import COUNTED, Arrival, CloseReason, CountAct, LineCount, Tally
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderLine
from bot.purchasing.orders.as_ordered import as_ordered
from bot.purchasing.requests.purchase import Purchase

MOST_LINES = 15
"""So many lines are counted in a chat; of more, the Mini App is named."""
EXACTLY = len(COUNTED)
"""What stands instead of the place of a kind if a press says how many are good."""
REASONS = tuple(CloseReason)
_MARKS_FROM = 1000
"""A parcel's place is below this; more parcels shift places, so that what a press records names it by a mark."""
_ON_A_PAGE, _MOST_ACTS, _NAME = 4, 4, 22
_MOST_ORDERS, _MOST_PARCELS = 10, 3
_MOST_NOT_WHOLE, _SHORT_NAME = 3, 16
"""So many lines that are not whole fit a phone's screen, with so many columns of each title."""


def count_card(
    view: CountView, language: str, now: datetime, page: int = 1, *,
    meanwhile: bool = False, more: int = 0, app: bool = False,
) -> View:  # fmt: skip
    """The lines, what of them came so far, who counted that, and the press that says that all is there.

    `meanwhile` is whether somebody changed it before the reader's press, `more` how many that counts above what can
    come, which is asked once; `app` is whether there is a Mini App.
    """
    w, order, acts = Writer(language, now), view.order, view.acts
    counts, every, told = order.counts, _lines(view), acts[:1]
    page, pages, here = page_of(every, page, _ON_A_PAGE)
    lines = _head(w, view)
    if meanwhile or more:
        here, pages, told = here[:2], 1, told[:0]
    if more:
        lines.append(w.marked(NEEDS_YOU, "count-more-cancelled" if order.count.cancelled else "count-more", n=more))
    elif meanwhile and view.newest is not None:
        who = {"name": _named(w, view, view.newest), "when": w.when(view.newest.at)}
        lines.append(w.marked(NEEDS_YOU, "count-meanwhile", **who))
    elif not view.expected.certain:
        lines.append(w.line("refusal-parcel-untold"))
    for place, entry in here:
        name = line_name(w, view.purchase, order, order.lines[place - 1], _NAME)
        lines.append(dotted([name, order_lines.arrived(w, counts[entry], counting=True)]))
    lines += [_act(w, view, act) for act in told]
    if app and len(every) > MOST_LINES:
        lines.append(w.line("count-many", n=len(every)))
    lines += _drafted(w, view)
    beside = w.more("count-acts-more", len(acts) - 1)
    beside += [w.line("count-photos", n=view.photos)] if view.photos else []
    lines += [dotted(beside)] if beside else []
    first = w.button("count-all", _code(view, ButtonAction.COUNT_ALL, view.seen), "success")
    if more:
        first = w.button("count-as-surplus", _code(view, ButtonAction.COUNT_IT, view.seen, 1), "primary", n=more)
    elif view.draft or not view.expected.pieces or not view.expected.certain:
        first = _count_it(w, view)
    one_by_one = w.button("count-lines", _code(view, ButtonAction.COUNT_LINE, (here or every)[0][0]))
    taken = any(_takes(view, act) for act in acts)
    back = w.button("count-back", _code(view, ButtonAction.COUNT_BACK, 0)) if taken else None
    turn = turning(page, pages, lambda to: _code(view, ButtonAction.COUNT, 1, to))
    count = order.count
    short = order.counted_at is not None and (count.missing or count.damaged or count.wrong)
    refund = order_lines.refund(w, order) if short and view.handles else None
    right = w.button("count-right", _code(view, ButtonAction.COUNT_RIGHT, view.seen)) if view.unsure else None
    return View(join(lines), (*rows([first, one_by_one], [_close(w, view, 0, count), back], [refund, right]), *turn))


def line_card(view: CountView, place: int, language: str, now: datetime) -> View:
    """One line with steppers: how many are good, damaged, and something else."""
    w, every = Writer(language, now), _lines(view)
    line = view.order.lines[place - 1]
    count, tally = view.order.counts[line.entry_id], view.draft.get(line.entry_id, Tally())
    lines = [
        *_head(w, view),
        line_name(w, view.purchase, view.order, line, 2 * _NAME),
        order_lines.arrived(w, count, counting=True),
    ]
    lines += _drafted(w, view)
    step = partial(_code, view, ButtonAction.COUNT_STEP, place)
    steppers = [
        writer.stepper(w.button(f"count-step-{kind}", step(at, 0), n=tally[at]), tally[at], partial(step, at))
        for at, kind in enumerate(COUNTED)
    ]
    good = view.expected.pieces.get(line.entry_id, count.open) - tally.damaged
    rest = w.button("count-step-all", step(EXACTLY, good), n=good) if good > 0 and good != tally.good else None
    places = [at for at, _ in every]
    at = places.index(place) + 1 if place in places else 1
    turn = turning(at, len(places), lambda to: _code(view, ButtonAction.COUNT_LINE, places[to - 1]))
    back = w.button("back", _code(view, ButtonAction.COUNT, 1))
    return View(
        join(lines), (*rows(*steppers, [rest, _close(w, view, place, count)]), *turn, *rows([_count_it(w, view), back]))
    )


def close_card(view: CountView, place: int, language: str, now: datetime) -> View:
    """Why the rest of a line, or of all, will not come."""
    w, line = Writer(language, now), view.order.lines[place - 1] if place else None
    n = view.order.count.open if line is None else view.order.counts[line.entry_id].open
    named = [] if line is None else [line_name(w, view.purchase, view.order, line, 2 * _NAME)]
    why = [
        w.button(f"count-close-{reason}", _code(view, ButtonAction.CLOSE_FOR, place, number, view.seen))
        for number, reason in enumerate(REASONS, 1)
    ]
    back = w.button("back", _code(view, ButtonAction.COUNT, 1))
    return View(join([*_head(w, view), *named, w.line("count-close-why", n=n)]), (*grid(why, 2), *rows([back])))


def _close(w: Writer, view: CountView, place: int, count: LineCount) -> Button | None:
    """The press that closes the rest of a line or of all, or opens it again."""
    if not view.closes or not count.missing:
        return None
    if count.open:
        return w.button("count-close", _code(view, ButtonAction.CLOSE_REST, place, 1))
    return w.button("count-reopen", _code(view, ButtonAction.CLOSE_FOR, place, 0, view.seen))


def back_card(view: CountView, language: str, now: datetime) -> View:
    """The newest counts, each with the press that takes it back, for whom that may."""
    w, acts = Writer(language, now), view.acts
    shown, buttons = acts[:_MOST_ACTS], list[Button | None]()
    lines = [Html(f"{number}. {_act(w, view, act)}") for number, act in enumerate(shown, 1)]
    for number, act in enumerate(shown, 1):
        code = _code(view, ButtonAction.COUNT_BACK, act[0].id)
        buttons += [w.button("count-back-this", code, "danger", n=number)] if _takes(view, act) else []
    lines += w.more("count-acts-more", len(acts) - len(shown))
    back = w.button("back", _code(view, ButtonAction.COUNT, 1))
    return View(join([*_head(w, view), *lines]), (*grid(buttons, 2), *rows([back])))


def goods_card(purchases: Sequence[Purchase], name: str, language: str, now: datetime) -> View:
    """What a purchase of that name is of, what of it came, its parcels with their newest steps, and a press to count.

    Of several orders, or of those of its parts, a row and a button each.
    """
    w = Writer(language, now)
    orders = [(each.in_language(language), order) for each in purchases for order in each.orders]
    is_open = any(order.count.open for _, order in orders)
    lines = [w.head(ON_THE_WAY if is_open else DONE, name, "count-head")]
    if len(orders) == 1:
        ((purchase, order),) = orders
        lines.append(goods.goods(w, as_ordered(purchase)))
        lines += [order_lines.arrived(w, order.count)] if order.arrivals else []
        for parcel in order.parcels[:_MOST_PARCELS]:
            lines.append(order_lines.parcel_line(parcel.company, parcel.bill_no))
            lines += order_lines.last_step(w, parcel.last_remark)
        lines += w.more("more-parcels", len(order.parcels) - _MOST_PARCELS)
        return View(join(lines), rows([order_lines.count_in(w, order.order_id)]))
    buttons = []
    for purchase, order in orders[:_MOST_ORDERS]:
        number, count = purchase.request.name, order.count
        came = w.line("count-of", arrived=count.arrived, ordered=count.ordered)
        lines.append(dotted([Html(f"#{number}"), came, goods.goods(w, as_ordered(purchase), listed=True)]))
        label = w.label("count-in-of", name=number)
        buttons.append(press(label, Code(ButtonAction.COUNT, (order.order_id, 0))))
    lines += w.more("more-orders", len(orders) - _MOST_ORDERS)
    return View(join(lines), grid(buttons, 2))


def parcel_at(order: Order, place: int) -> str | None:
    """1688's number of the parcel at this place or with this mark; empty for the whole order, None if there is none."""
    if place in range(1, len(order.parcels) + 1):
        return order.parcels[place - 1].logistics_id
    if not place:
        return ""
    marked = [each for each in order.parcels if place in map(parcel_mark, (each.logistics_id, each.bill_no))]
    return marked[0].logistics_id if len(marked) == 1 else None


def parcel_mark(number: str) -> int:
    """The mark of a parcel by its number at 1688, or by its waybill."""
    return _MARKS_FROM + crc32(number.encode()) % 9_000_000


def receipt_question(purchase: Purchase, order: Order, language: str, now: datetime) -> View:
    """What is whole, each line that is not, and that this pays the seller for good; a press for each way to say it."""
    w, can = Writer(language, now), order.confirmable
    request = purchase.in_language(language).request
    lines = [w.head(NEEDS_YOU, request.name, "receipt-ask"), order_lines.number_line(w, order.order_id)]
    lines.append(w.line("receipt-whole", n=len(can.whole), of=len(can.entries(accepts=True))))
    rest = [each for each in order.lines if each.entry_id in can.rest]
    for each in rest[:_MOST_NOT_WHOLE]:
        title = brief(w.title(request.offer_of(each.offer_id)), _SHORT_NAME)
        lines.append(dotted([title, order_lines.arrived(w, order.counts[each.entry_id], counting=True)]))
    lines += [*w.more("receipt-more", len(rest) - _MOST_NOT_WHOLE), w.line("receipt-pays")]
    lines += [w.line("receipt-accepts")] if rest else []

    able = []
    for accepts, key in enumerate(("receipt-yes", "receipt-yes-all")):
        yes = Code(ButtonAction.RECEIPT_YES, (order.order_id, accepts, can.mark(accepts=bool(accepts))))
        able += [w.button(key, yes, "danger")] if (can.whole, can.rest)[accepts] else []
    count = order_lines.count_in(w, order.order_id)
    return View(join(lines), rows(*([each] for each in able), [count], [order_lines.refund_in_question(w, order)]))


def _head(w: Writer, view: CountView) -> list[Html]:
    sign = ON_THE_WAY if view.order.count.open else DONE
    lines = [w.head(sign, view.purchase.request.name, "count-head")]
    if view.parcel is not None:
        lines.append(order_lines.parcel_line(view.parcel.company, view.parcel.bill_no))
    return lines


def _lines(view: CountView) -> Sequence[tuple[int, str]]:
    """Place and entry id of each line that may be in the parcel."""
    named = {each.entry_id for each in view.parcel.lines} if view.parcel is not None else set()
    every = [(place, line.entry_id) for place, line in enumerate(view.order.lines, 1)]
    return [(place, entry) for place, entry in every if not named or entry in named]


def line_name(w: Writer, purchase: Purchase, order: Order, line: OrderLine, width: int) -> Html:
    """Title and variant of an order's line; of an offer that is on no card of ours, as 1688 calls it."""
    request = purchase.in_language(w.language).request
    offer = next((each for each in request.offers if each.offer_id == line.offer_id), None)
    if offer is None:
        return brief(line.title or line.offer_id or "–", width)
    sku = offer.sku(line.spec_id) if line.spec_id else None
    variant = w.variant(sku) if sku is not None and sku.attributes else ""
    alike = sum(each.offer_id == line.offer_id for each in order.lines) > 1
    return brief(variant if variant and alike else " · ".join(filter(None, (w.title(offer), variant))), width)


def _named(w: Writer, view: CountView, event: Arrival) -> Html:
    person_id = event.person_id or 0
    return w.named(text(view.names.get(person_id, str(person_id)), 18))


def _act(w: Writer, view: CountView, act: CountAct) -> Html:
    """Who counted when, and what."""
    who = w.line("count-by", name=_named(w, view, act[0]), when=w.when(act[0].at))
    sums = [(kind, sum(each.pieces for each in act if each.kind is kind)) for kind in COUNTED]
    return dotted([who, *order_lines.pieces(w, sums)])


def _takes(view: CountView, act: CountAct) -> bool:
    return view.handles or act[0].person_id == view.reader


def _drafted(w: Writer, view: CountView) -> list[Html]:
    """What the reader has counted and not said yet, of all lines."""
    sums = map(sum, zip(Tally(), *view.draft.values(), strict=True))
    told = order_lines.pieces(w, zip(COUNTED, sums, strict=True))
    return [w.labelled("count-drafted", dotted(told))] if told else []


def _count_it(w: Writer, view: CountView) -> Button | None:
    n = sum(map(sum, view.draft.values()))
    return w.button("count-it", _code(view, ButtonAction.COUNT_IT, view.seen), "success", n=n) if n else None


def _code(view: CountView, action: ButtonAction, *more: int) -> Code:
    mark = parcel_mark(view.parcel.logistics_id) if view.parcel is not None else 0
    return Code(action, (view.order.order_id, mark, *more))
