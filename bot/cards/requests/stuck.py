"""Shows what is paid for and not in: its sums by age, and each order with what is stuck of it."""

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, join, plain, shortened, text
from bot.cards.blocks.order_lines import SIGNS
from bot.cards.blocks.view import Button, Keyboard, View
from bot.cards.blocks.writer import NEEDS_YOU, WAITS, Writer, dashed, dotted, grid, press, rows, show, turning
from bot.desk.shared.values import StuckPage
from bot.purchasing.tracking.awaited import AGES, EVERY_AGE, ONLY_STUCK, PERSON, SELLER, Heap, JudgedOrder

_SELLER_WIDTH, _NAME_WIDTH = 20, 34
"""How much of a name stands beside what is said of it, in columns."""
_MOST_NAMES = 8
_FROM = (0, *(last + 1 for last in AGES))


def stuck_page(found: StuckPage, language: str) -> View:
    """One page of it, the oldest payment first, or the sellers or people whose it is; with the choices below."""
    w = Writer(language)
    lines = [w.head(WAITS, None, "head-stuck", n=found.whole.count, total=show(found.whole.out))]
    lines += [w.line("stuck-of", name=_name(w, found.name, _NAME_WIDTH))] if found.name else []
    if found.whose in (SELLER, PERSON):
        lines += [_named(w, each) for each in found.heaps[:_MOST_NAMES]]
        lines += w.more("stuck-more", len(found.heaps) - _MOST_NAMES)
        names = [press(plain(_name(w, each.name, _NAME_WIDTH)), _code(found.age, each.mark)) for each in found.heaps]
        return View(join(lines), (*grid(names[:_MOST_NAMES], 1), *rows([w.button("back", _code(found.age))])))
    if found.page == 1 and found.age == EVERY_AGE:
        lines += [_of_age(w, number, each) for number, each in enumerate(found.ages, 1) if each.count]
    for each in found.orders:
        lines += _order(w, each)
    lines = shortened(lines, ((whole, what) for each in reversed(found.orders) for whole, what in [_second(w, each)]))
    numbers = [
        press(f"#{each.awaited.name}", Code(ButtonAction.DETAILS, (str(each.awaited.order.request_id),)))
        for each in found.orders
    ]
    turn = turning(found.page, found.pages, lambda to: _code(found.age, found.whose, to))
    return View(join(lines), (*grid(numbers, 3), *turn, *_choices(w, found)))


def _order(w: Writer, order: JudgedOrder) -> list[Html]:
    """Its number, its sum and the days since its payment; below, what is stuck or its state, and the seller."""
    sign = NEEDS_YOU if order.alarms else SIGNS[order.awaited.order.state]
    first = dotted([f"{sign} #{text(order.awaited.name)}", show(order.out), w.line("stuck-days", days=order.days)])
    return [first, _second(w, order)[0]]


def _second(w: Writer, order: JudgedOrder) -> tuple[Html, Html]:
    """Its second line, and that without the seller."""
    worst = max(order.alarms, key=lambda each: each.days, default=None)
    what = w.line(f"state-{dashed(order.awaited.order.state.value)}")
    if worst is not None:
        what = w.line(f"stuck-{dashed(worst.kind.value)}", days=worst.days)
    return dotted([what, brief(order.awaited.order.seller, _SELLER_WIDTH)]), what


def _of_age(w: Writer, number: int, those: Heap) -> Html:
    return dotted([w.line("stuck-age", days=_days(number)), str(those.count), show(those.out)])


def _named(w: Writer, those: Heap) -> Html:
    return dotted([_name(w, those.name, _SELLER_WIDTH), str(those.count), show(those.out)])


def _name(w: Writer, name: str, width: int) -> Html:
    return w.named(brief(name, width))


def _days(number: int) -> str:
    """0–7"""
    return f"{_FROM[number - 1]}–{AGES[number - 1]}" if number <= len(AGES) else f"{_FROM[-1]}+"


def _choices(w: Writer, found: StuckPage) -> Keyboard:
    """The ages that there are, what is stuck alone, and whose; what is chosen is marked."""

    def choice(label: str, age: int) -> Button | None:
        return press(f"• {label}" if age == found.age else label, _code(age, found.whose))

    ages = [choice(_days(number), number) for number, each in enumerate(found.ages, 1) if each.count]
    ages += [choice(f"{NEEDS_YOU} {found.stuck.count}", ONLY_STUCK)] if found.stuck.count else []
    every = [choice(w.label("filter-all"), EVERY_AGE)] if len(ages) > 1 or found.age else []
    whole = [w.button("stuck-anybody", _code(found.age))] if found.whose else []
    whose = [
        w.button("stuck-by-seller", _code(found.age, SELLER)),
        w.button("stuck-by-person", _code(found.age, PERSON)),
    ]
    return (*grid([*every, *ages] if every else [], 3), *rows(whole or (whose if found.whole.count else [])))


def _code(age: int, whose: str = "", page: int = 1) -> Code:
    """A page of this; words that are too long for a button are cut."""
    code = Code(ButtonAction.STUCK, (age, page, whose) if whose else (age, page))
    while not code.fits:
        whose = whose[:-1]
        code = Code(ButtonAction.STUCK, (age, page, whose))
    return code
