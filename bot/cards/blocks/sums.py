"""Says what is paid: sums and their second currency, what they are made of, how they moved, what comes back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal

from babel.dates import format_date
from babel.numbers import get_currency_symbol

from bot.cards.blocks.html import Html, bold, brief, text, whole
from bot.cards.blocks.writer import NEEDS_YOU, Writer, dashed, dotted, show
from bot.desk.shared.views import CardState
from bot.purchasing.approval.team import Team
from bot.purchasing.money import Fen
from bot.purchasing.orders.line_cost import read_rate
from bot.purchasing.orders.purchase_sums import RefundSum
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Snapshot
from bot.purchasing.tracking import silence

MONEY_FIELDS = ("unit_price", "goods", "freight", "discount", "total")
OTHER_FIELDS = ("lines", "quantity", "seller", "address_id", "flow", "trade_mode", "note", "tags")
_DAYS = {"en": "d MMM y", "zh": "y年M月d日", "ru": "d MMM y"}
_DAYS_OF_THIS_YEAR = {"en": "d MMM", "zh": "M月d日", "ru": "d MMM"}
_CENT = Decimal("0.01")
_NAME_WIDTH = 60
"""How much of the name of a seller or a product stands beside another one, in columns."""


def total(amount: Fen, foreign: str = "") -> Html:
    """The money of a card or a notice: its sum, and what that is in a second currency."""
    return Html(f"{bold(show(amount))}{foreign}")


def money(w: Writer, step: CardState, snapshot: Snapshot | None) -> list[Html]:
    """The total of what was priced, with its second currency."""
    return [total(snapshot.total, foreign(w, step, snapshot.total))] if snapshot else []


def money_and_freight(w: Writer, step: CardState) -> list[Html]:
    """The same of what waits for a yes; of several products with the freight, which their lines do not say."""
    snapshot = step.purchase.request.snapshot
    found = money(w, step, snapshot)
    if snapshot is None or not step.purchase.request.several:
        return found
    return [dotted([*found, w.line("freight", amount=show(snapshot.freight))])]


def foreign(w: Writer, step: CardState, amount: Fen) -> str:
    """` ≈ $ 119.60` after an amount, at the rate that the request keeps, else the team's; empty without a rate."""
    return foreign_of(w, step.purchase.request, step.team, amount)


def foreign_of(w: Writer, request: Request, team: Team | None, amount: Fen) -> str:
    """The same of a request and its team."""
    currency = request.currency or (team.currency if team else "")
    return second_currency(w, amount, currency, read_rate(request.rate) or (team.rate if team else None))


def second_currency(w: Writer, amount: Fen, currency: str, rate: Decimal | None) -> str:
    """` ≈ $ 119.60` after an amount; `rate` is yuan for one `currency`; empty without one."""
    if not currency or rate is None:
        return ""
    return in_currency(w, Decimal(amount) / 100 / rate, currency)


def in_currency(w: Writer, value: Decimal, currency: str) -> str:
    """` ≈ $ 119.60`, of a value in that currency."""
    return f"  {whole(f'≈ {text(get_currency_symbol(currency, locale=w.language), 8)} {value.quantize(_CENT):,}')}"


def rate_line(w: Writer, team: Team, now: datetime) -> list[Html]:
    """The rate, its day and how long ago that is; older than a week it warns."""
    if team.rate is None or team.rate_date is None or not team.currency:
        return []
    age = (team.today(now) - team.rate_date).days
    facts = {"currency": team.currency, "rate": str(team.rate), "day": day(w, team.rate_date), "age": max(0, age)}
    return [w.marked(NEEDS_YOU, "rate-old", **facts) if team.rate_is_old(now) else w.line("rate-of", **facts)]


def day(w: Writer, of: date, *, past: bool = False) -> Html:
    """A calendar day in a form that cannot be misread; one that is `past` needs no year if it is of this one."""
    this_year = past and w.now is not None and of.year == w.now.year
    return whole(text(format_date(of, (_DAYS_OF_THIS_YEAR if this_year else _DAYS)[w.language], locale=w.language)))


def days(w: Writer, first: date, last: date) -> Html:
    """From one past day to another, or the one that both are."""
    return Html(" – ".join(day(w, each, past=True) for each in dict.fromkeys((first, last))))


def each_price(snapshot: Snapshot) -> Html:
    """What a piece costs: one price, or from the cheapest to the dearest line of which it is known."""
    prices = sorted({line.price for line in snapshot.lines if line.price is not None})
    return show(prices[0]) if len(prices) == 1 else Html(f"{show(prices[0])} – {show(prices[-1])}")


def piece_and_freight(w: Writer, snapshot: Snapshot, *, freight: bool) -> Html:
    """What a piece costs, or all of them, the freight if the way to buy tells it, and the discount, in one line."""
    if all(line.price is not None for line in snapshot.lines):
        return _parts(w, w.line("each", price=each_price(snapshot)), snapshot, freight)
    return breakdown(w, snapshot, freight=freight)


def breakdown(w: Writer, snapshot: Snapshot, *, freight: bool = True) -> Html:
    """Goods, freight and discount, of all sellers together."""
    return _parts(w, w.line("goods-sum", amount=show(snapshot.goods)), snapshot, freight)


def _parts(w: Writer, goods: Html, snapshot: Snapshot, freight: bool) -> Html:
    carriage = w.line("freight", amount=show(snapshot.freight)) if freight else w.line("freight-unknown")
    discount = [w.line("discount", amount=show(snapshot.discount))] if snapshot.discount else []
    return dotted([goods, carriage, *discount])


def moves(w: Writer, fields: Mapping[str, tuple[object, object]], *, agreed: bool) -> list[Html]:
    """Old → new for all that moved, the total first: if `agreed`, how far it is from what people agreed to."""
    # What each tag costs moves with the total, which says it.
    rest = {name: pair for name, pair in fields.items() if name not in ("total", "tags" if "total" in fields else "")}
    match fields.get("total"):
        case (int(old), int(new)) if agreed:
            return [since_agreed(w, Fen(old), Fen(new)), *moved(w, rest)]
        case (int(old), int(new)):
            facts = {"old": show(Fen(old)), "new": show(Fen(new)), "change": change_of(Fen(old), Fen(new))}
            return [w.line("total-moved", **facts), *moved(w, rest)]
        case _:
            return moved(w, rest)


def moved(w: Writer, fields: Mapping[str, tuple[object, object]]) -> list[Html]:
    """Old → new for each amount that moved, and the names of other parts that did."""
    amounts = [
        w.line("moved-amount", field=w.line(f"field-{dashed(name)}"), old=show(Fen(old)), new=show(Fen(new)))
        for name in MONEY_FIELDS
        if name in fields and not (name == "goods" and "unit_price" in fields)
        for old, new in [fields[name]]
        if isinstance(old, int) and isinstance(new, int)
    ]
    others = [w.line(f"field-{dashed(name)}") for name in fields if name in OTHER_FIELDS]
    return [*amounts, *([w.line("moved-others", names=w.line("comma").join(others))] if others else [])]


def since_agreed(w: Writer, old: Fen, new: Fen, shown: Html | None = None) -> Html:
    """What people agreed to, what it costs now (as `shown` if that says more), and how far that is from it in all."""
    return w.line("total-risen", old=show(old), new=shown or show(new), change=percent_of(old, new))


def change_of(old: Fen, new: Fen) -> Html:
    """How an amount moved: `+¥ 50.00, +5.8 %`; without a percentage from nothing."""
    step = whole(f"{'+' if new >= old else '-'}{show(Fen(abs(new - old)))}")
    return Html(f"{step}, {percent_of(old, new)}") if old else step


def percent_of(old: Fen, new: Fen) -> Html:
    """By how much of itself an amount moved: `+5.8 %`; from nothing, by how much it did."""
    if not old:
        return change_of(old, new)
    percent = (Decimal(abs(new - old)) * 100 / Decimal(old)).quantize(Decimal("0.1"), ROUND_HALF_EVEN)
    return whole(f"{'+' if new >= old else '-'}{percent} %")


def named_otherwise(w: Writer, names: Iterable[tuple[str, object, object]]) -> list[Html]:
    """Whom and what an order names, beside what was agreed to."""
    return [
        w.line(f"differs-{what}", old=brief(str(old), _NAME_WIDTH), new=brief(str(new), _NAME_WIDTH))
        for what, old, new in names
    ]


def is_partial(amount: Fen | None, of: Fen | None) -> bool:
    """Whether only a part of what an order cost comes back; no if either is not known."""
    return bool(amount) and bool(of) and (amount or 0) < (of or 0)


def refund_of(w: Writer, amount: Fen | None, of: Fen | None) -> list[Html]:
    """How much comes back, and of how much if that is not all; nothing if it is not known."""
    if not amount:
        return []
    if of and is_partial(amount, of):
        return [w.line("refund-of", amount=show(amount), total=show(of))]
    return [show(amount)]


def refund_lines(w: Writer, refunds: Sequence[RefundSum], of: Fen | None = None) -> list[Html]:
    """Where the money of an order that cost `of` is going, each with its sum if it is known."""
    lines = []
    for each in refunds:
        count = [w.line("refund-count", n=each.count)] if each.count > 1 else []
        lines.append(dotted([w.line(f"refund-{each.state.value}"), *refund_of(w, each.amount, of), *count]))
    return lines


def is_old(w: Writer, told: datetime | None) -> bool:
    """Whether 1688 told the sums so long ago that they may be others by now."""
    return w.now is not None and silence.is_old(told, w.now)


def as_of(w: Writer, told: datetime | None) -> list[Html]:
    """As of when 1688 told the sums above, if that is older than an hour."""
    if told is None or not is_old(w, told):
        return []
    return [w.line("as-of", when=w.when(told))]
