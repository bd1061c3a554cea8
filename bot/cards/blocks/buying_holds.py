"""Says what holds buying back, and what can be done about an order that nobody asked for here."""

from collections.abc import Iterable, Mapping, Sequence

from bot.cards.blocks import order_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html
from bot.cards.blocks.view import Button, Keyboard
from bot.cards.blocks.writer import Writer, rows
from bot.clock import ClockDoubt, OtherClocks
from bot.purchasing.notices.operations import ClockApartNotice, DoubtfulAttempt, PurchaseByHand

_MOST_DOUBTS, _MOST_ATTACHED = 3, 3


def missing_lines(w: Writer, swept: bool, unknown: int, resting: int) -> list[Html]:
    """The steps left before a quarantine ends, or that an admin may end it."""
    if swept and not unknown and not resting:
        return [w.line("quarantine-done")]
    lines = [] if swept else [w.line("quarantine-unread")]
    lines += [w.line("quarantine-unknown", n=unknown)] if unknown else []
    return lines + ([w.line("quarantine-resting", n=resting)] if resting else [])


def clock(w: Writer, m: ClockApartNotice | ClockDoubt) -> list[Html]:
    """How far this machine's clock is from that of `whose`, or how far it jumped."""
    minutes, way = round(abs(m.seconds) / 60), "ahead" if m.seconds < 0 else "behind"
    size, unit = (1440, "days") if minutes >= 2880 else (60, "h") if minutes >= 120 else (1, "min")
    span = w.line("clock-span", n=minutes // size, unit=unit)
    key = {OtherClocks.ITSELF: "itself", OtherClocks.DATABASE: "database"}.get(m.whose, "service")
    return [w.line(f"clock-{key}-{way}", span=span, whose=m.whose)]


def decide(w: Writer, style: str = "") -> Button | None:
    """The way to the orders that nothing explains."""
    return w.button("decide-unknown", Code(ButtonAction.UNKNOWN_ORDERS, (0,)), style)


def explained(w: Writer, doubts: Sequence[DoubtfulAttempt], by_hand: Sequence[PurchaseByHand]) -> list[Html]:
    """What an order placed outside is, what it may be, and that it stops nothing.

    Nobody asked for it only if nobody orders it by hand.
    """
    what = maybe_by_hand(w, by_hand) or [w.line("outside-text")]
    may_be = [w.line("outside-may-be", number=f"#{each.name}") for each in doubts[:_MOST_DOUBTS]]
    return [*what, *may_be, w.line("outside-stops-nothing")]


def maybe_by_hand(w: Writer, by_hand: Sequence[PurchaseByHand]) -> list[Html]:
    """Which approved requests it may be that somebody orders by hand."""
    return [w.line("outside-by-hand", number=f"#{each.name}", name=each.by) for each in by_hand[:_MOST_ATTACHED]]


def choices(
    w: Writer,
    order_id: str,
    doubts: Sequence[DoubtfulAttempt],
    by_hand: Sequence[PurchaseByHand],
    others: Iterable[int],
    names: Mapping[int, str],
    place: int,
) -> Keyboard:
    """Buttons: it belongs to a doubt, to a request (those ordered by hand first), to none, or is no matter of the bot.

    `names` are the numbers of the requests as people read them.
    """
    requests = {each.number: each.name for each in by_hand}
    requests |= {each: names.get(each, str(each)) for each in others if each not in requests}
    doubtful = [
        w.button(
            "unknown-doubt", Code(ButtonAction.FOUND_THIS, (each.attempt_id, order_id, 1)), "primary", number=each.name
        )
        for each in doubts[:_MOST_DOUBTS]
    ]
    attached = [
        w.button("unknown-attach", Code(ButtonAction.UNKNOWN_LINK, (order_id, number)), number=name)
        for number, name in list(requests.items())[:_MOST_ATTACHED]
    ]
    return rows(
        order_lines.on_1688(w, order_id),
        *([each] for each in (*doubtful, *attached)),
        [w.button("unknown-follow", Code(ButtonAction.UNKNOWN_FOLLOW, (order_id,)))],
        [w.button("unknown-ignore", Code(ButtonAction.UNKNOWN_SETTLE, (order_id, place)))],
    )
