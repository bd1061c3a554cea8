"""Says how a notice is told: its sign, the parts below its first line, its buttons; and the parts that many have."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from bot.cards.blocks import order_lines, sums, team_lines
from bot.cards.blocks.goods import told_goods
from bot.cards.blocks.html import Html
from bot.cards.blocks.view import Keyboard
from bot.cards.blocks.writer import Writer, of_1688, rows
from bot.purchasing.notices.base import AboutOrder, AboutPurchase, Notice, RequestFacts
from bot.purchasing.orders.line_cost import read_rate

M = TypeVar("M", bound=Notice)
_MOST_ORDERS = 10


@dataclass(frozen=True)
class Form:
    """How one notice is told; `few` may use its buttons, `head` is the text's key of another first line, or empty."""

    sign: str
    body: tuple[Callable[[Writer, Any], list[Html]], ...]
    keyboard: Callable[[Writer, Any], Keyboard]
    few: bool
    head: Callable[[Any], str]


def form(
    kind: type[M],
    sign: str,
    *body: Callable[[Writer, M], list[Html]],
    keyboard: Callable[[Writer, M], Keyboard] = lambda _, __: (),
    few: bool = False,
    head: Callable[[M], str] = lambda _: "",
) -> tuple[type[Notice], Form]:
    """How a notice is told; if only `few` people may use its buttons, a team's group sees a link instead."""
    return kind, Form(sign, body, keyboard, few, head)


class Reasoned(Protocol):
    """A notice with a reason, in the words of 1688, Telegram or a person."""

    @property
    def reason(self) -> str: ...


class ByPeople(Protocol):
    """A notice of what one person or several did, by name; without a name the program did it."""

    @property
    def by(self) -> str | tuple[str, ...]: ...


class OfOrders(Protocol):
    """A notice about several orders."""

    @property
    def orders(self) -> tuple[str, ...]: ...


class Until(Protocol):
    """A notice of what ends at a moment (UTC)."""

    @property
    def until(self) -> datetime | None: ...


def say(key: str) -> Callable[[Writer, Notice], list[Html]]:
    """A fixed sentence."""
    return lambda w, _: [w.line(key)]


def goods(w: Writer, m: AboutPurchase) -> list[Html]:
    """Which of several orders, how many, in which variant, of what."""
    return told_goods(w, m.about)


def total(w: Writer, m: AboutPurchase) -> list[Html]:
    """The money, with its second currency."""
    return [sums.total(m.about.total, foreign(w, m.about))] if m.about.total else []


def foreign(w: Writer, about: RequestFacts) -> str:
    """What the money is in a second currency, at the rate that the request keeps."""
    rate = read_rate(about.rate)
    return sums.second_currency(w, about.total, about.currency, rate) if about.total else ""


def order_number(w: Writer, m: AboutOrder) -> list[Html]:
    return order_lines.numbers(w, [m.about.order_id])


def orders(w: Writer, m: OfOrders) -> list[Html]:
    """The number of each order that there is."""
    return order_lines.numbers(w, m.orders[:_MOST_ORDERS])


def reason(w: Writer, m: Reasoned) -> list[Html]:
    return of_1688(w, m.reason)


def by(w: Writer, m: ByPeople) -> list[Html]:
    """Who did it."""
    return team_lines.by_people(w, m.by)


def until(w: Writer, m: Until) -> list[Html]:
    return [w.line("until-then", when=w.when(m.until))] if m.until else []


def details(w: Writer, m: AboutPurchase) -> Keyboard:
    """The whole purchase."""
    return rows([order_lines.details(w, m.about.number) if m.about.number else None])
