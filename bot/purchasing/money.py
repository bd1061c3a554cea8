"""Money in whole fen (1/100 yuan): exact conversion; Decimal only at the edges and never a float."""

import re
from collections.abc import Iterable, Sequence
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, localcontext
from typing import NewType

Fen = NewType("Fen", int)

NOTHING = Fen(0)
LARGEST = Fen(10**15)
"""The largest amount that is read, in fen; anything larger is a mistake and no price."""

_PLAIN = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,20})?", re.ASCII)
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Products keep every digit; never divide in this context, since a division may not end."""


def fen_from_yuan(amount: str | Decimal | int) -> Fen:
    """Yuan → fen, exactly. Raises ValueError for parts of a fen, signs, NaN, infinity, digits other than ASCII."""
    if isinstance(amount, bool) or not isinstance(amount, str | Decimal | int):
        raise TypeError(f"an amount is text, Decimal or int, not {type(amount).__name__}")
    if isinstance(amount, str) and not _PLAIN.fullmatch(amount):
        raise ValueError("an amount is written as 318 or 318.00")
    value = Decimal(amount)
    if not value.is_finite() or value < 0:
        raise ValueError("an amount is a finite number and not negative")
    if value and not -40 <= value.adjusted() <= 13:
        raise ValueError("an amount of this size is not a price")
    with localcontext(_EXACT):
        fen = value * 100
        if fen != fen.to_integral_value():
            raise ValueError("an amount has at most two decimals")
    if fen > LARGEST:
        raise ValueError("an amount of this size is not a price")
    return Fen(int(fen))


def yuan(fen: Fen) -> str:
    """Fen → yuan as plain ASCII for the API: `318.00`, without grouping."""
    sign, whole, cents = _parts(fen)
    return f"{sign}{whole}.{cents:02}"


def show(fen: Fen) -> str:
    """Fen → yuan as a card shows it: `¥ 1,318.00`."""
    sign, whole, cents = _parts(fen)
    return f"{sign}¥ {whole:,}.{cents:02}"


def sum_fen(amounts: Iterable[Fen]) -> Fen:
    """The sum of amounts, all in fen; zero for none."""
    return Fen(sum(amounts))


def times(unit_price: Fen, quantity: int) -> Fen:
    """The price of one piece (fen) × pieces → fen."""
    _whole(unit_price)
    _whole(quantity)
    return Fen(unit_price * quantity)


def _parts(fen: int) -> tuple[str, int, int]:
    _whole(fen)
    whole, cents = divmod(abs(fen), 100)
    return ("-" if fen < 0 else ""), whole, cents


def _whole(number: int) -> None:
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError(f"a whole number is needed, not {type(number).__name__}")


def spread(total: int, weights: Sequence[int]) -> tuple[Fen, ...]:
    """Shares of a sum (fen) by weight that add up to it: what is lost by rounding goes to who lost most by it.

    Without any weight all shares are alike.
    """
    every = sum(weights)
    if not every:
        weights = [1] * len(weights)
        every = len(weights)
    shares = [total * weight // every for weight in weights]
    lost = sorted(range(len(weights)), key=lambda place: -(total * weights[place] % every))
    for place in lost[: total - sum(shares)]:
        shares[place] += 1
    return tuple(map(Fen, shares))
