"""Fen and yuan text: the sandbox counts in whole fen and writes yuan only in its APIs."""

from decimal import Decimal, InvalidOperation


def yuan(fen: int) -> Decimal:
    """Fen as yuan, written as short as possible: 615 is 6.15, 600 is 6."""
    whole, rest = divmod(fen, 100)
    if rest == 0:
        return Decimal(whole)
    return Decimal(fen).scaleb(-2) if rest % 10 else Decimal(fen // 10).scaleb(-1)


def yuan_text(fen: int) -> str:
    """Fen as yuan text with two decimals."""
    return f"{Decimal(fen).scaleb(-2):.2f}"


def fen(text: object) -> int:
    """Yuan text as whole fen. Raises ValueError if it is no price."""
    try:
        value = Decimal(str(text)) * 100
    except InvalidOperation as error:
        raise ValueError("price must be yuan as text, such as 12.50") from error
    if not value.is_finite() or value < 0 or value != value.to_integral_value():
        raise ValueError("price must be yuan as text, such as 12.50")
    return int(value)
