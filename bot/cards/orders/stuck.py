"""Shows what is paid for and not in: its sums by age, and each order with what is stuck of it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, join, plain, text
from bot.cards.blocks.order_lines import SIGNS
from bot.cards.blocks.sums import as_of
from bot.cards.blocks.view import Keyboard, View
from bot.cards.blocks.writer import NEEDS_YOU, WAITS, Writer, dashed, dotted, grid, page_of, press, rows, show, turning
from bot.purchasing.money import sum_fen
from bot.purchasing.tracking.awaited import AGES, AwaitedOrder, told_of
from bot.purchasing.tracking.paid_back import running_claims

ON_A_PAGE = 3
"""Orders, of two lines each."""
EVERY_AGE, ONLY_STUCK = 0, len(AGES) + 2
"""What stands for no age; between them are the numbers of the ages."""
BY_SELLER, BY_PERSON = -1, -2
"""What stands for a page of names to choose from."""
_SELLER_WIDTH, _NAME_WIDTH, _MOST_NAMES = 14, 34, 8
_FROM = (0, *(last + 1 for last in AGES))
_AGES = (*map("{}–{}".format, _FROM, AGES), f"{_FROM[-1]}+")
_NAMES: dict[int, Callable[[AwaitedOrder], str]] = {
    BY_SELLER: lambda each: each.order.seller, BY_PERSON: lambda each: each.request.requester.name,
}  # fmt: skip


def stuck_page(every: Sequence[AwaitedOrder], language: str, now: datetime, age: int, page: int, words: str) -> View:
    """One page (from 1) of those of an age and of names with these words, the last one if there is no such page.

    Instead of a page, the sellers or people whose they are.
    """
    w = Writer(language, now)
    theirs = [each for each in every if each.is_of(words)]
    found = [each for each in theirs if age in (EVERY_AGE, each.age) or (age == ONLY_STUCK and each.alarms)]
    lines = [w.head(WAITS, None, "head-stuck", n=len(found), total=_sum(found))]
    lines += [w.line("stuck-of", name=w.named(brief(words, _NAME_WIDTH)))] if words else []
    lines += as_of(w, told_of(found))
    if page in _NAMES:
        return _names(w, lines, found, age, page)
    at, pages, shown = page_of(found, page, ON_A_PAGE)
    if (at, age) == (1, EVERY_AGE):
        for number, label in enumerate(_AGES, 1):
            those = [each for each in theirs if each.age == number]
            lines += [dotted([w.line("stuck-age", days=label), str(len(those)), _sum(those)])] if those else []
    for each in shown:
        sign = NEEDS_YOU if each.alarms else SIGNS[each.order.state]
        lines += [
            dotted([f"{sign} #{text(each.name)}", show(each.out), w.line("stuck-days", days=each.days)]),
            _state(w, each),
        ]
    numbers = [press(f"#{each.name}", Code(ButtonAction.DETAILS, (str(each.order.request_id),))) for each in shown]
    turn = turning(at, pages, lambda to: _code(age, to, words))
    return View(join(lines), (*grid(numbers, 3), *turn, *_choices(w, theirs, age, words)))


def _names(w: Writer, lines: list[Html], found: Sequence[AwaitedOrder], age: int, by: int) -> View:
    """The names, the dearest first; a press leaves what is of that one."""
    named = dict[str, list[AwaitedOrder]]()
    for each in found:
        named.setdefault(_NAMES[by](each), []).append(each)
    first = sorted(named.items(), key=lambda each: -sum_fen(order.out for order in each[1]))
    for name, those in first[:_MOST_NAMES]:
        lines.append(dotted([w.named(brief(name, _SELLER_WIDTH)), str(len(those)), _sum(those)]))
    lines += w.more("stuck-more", len(first) - _MOST_NAMES)
    names = [press(plain(w.named(brief(name, _NAME_WIDTH))), _code(age, 1, name)) for name, _ in first[:_MOST_NAMES]]
    return View(join(lines), (*grid(names, 1), *rows([w.button("back", _code(age, 1))])))


def _state(w: Writer, each: AwaitedOrder, *, seller: bool = True) -> Html:
    """What is stuck of an order longest, or its state; and what is asked back of it, or its seller."""
    what = w.line(f"state-{dashed(each.order.state.value)}")
    if each.alarms:
        worst = max(each.alarms, key=lambda alarm: alarm.days)
        what = w.line(f"stuck-{dashed(worst.kind.value)}", days=w.line("stuck-days", days=worst.days))
    count = each.order.count
    came = f"{count.arrived}/{count.ordered}" if each.order.counted_at is not None else ""
    back = sum_fen(claim.total for claim in running_claims(each.order))
    asked = w.line("refund-asked-short", amount=show(back)) if back else ""
    return dotted([what, came, asked or (brief(each.order.seller, _SELLER_WIDTH) if seller else "")])


def _choices(w: Writer, theirs: Sequence[AwaitedOrder], age: int, words: str) -> Keyboard:
    """The ages that there are, what is stuck alone, and whose; what is chosen is marked."""
    there, stuck = {each.age for each in theirs}, sum(bool(each.alarms) for each in theirs)
    ages = {number: label for number, label in enumerate(_AGES, 1) if number in there}
    labels = {EVERY_AGE: w.label("filter-all")} | ages | ({ONLY_STUCK: f"{NEEDS_YOU} {stuck}"} if stuck else {})
    shown = [press(f"• {each}" if to == age else each, _code(to, 1, words)) for to, each in labels.items()]
    whose = {"stuck-anybody": 1} if words else {"stuck-by-seller": BY_SELLER, "stuck-by-person": BY_PERSON}
    names = [w.button(key, _code(age, to)) for key, to in whose.items()]
    return (*grid(shown if len(shown) > 2 or age else [], 3), *rows(names if theirs or words else []))


def _code(age: int, page: int, words: str = "") -> Code:
    """A page of this; words that are too long for a button are cut."""
    code = Code(ButtonAction.STUCK, (age, page, words) if words else (age, page))
    while not code.fits:
        words = words[:-1]
        code = Code(ButtonAction.STUCK, (age, page, words))
    return code


def _sum(those: Sequence[AwaitedOrder]) -> Html:
    return show(sum_fen(each.out for each in those))
