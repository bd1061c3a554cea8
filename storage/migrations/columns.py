"""How the revisions spell a column: required unless said, of one of five kinds."""

from typing import Any

import sqlalchemy as sa


def word(name: str, *, nullable: bool = False, **options: Any) -> sa.Column[str]:
    """A short text: a name, a state, an id that is not ours."""
    return sa.Column(name, sa.String(), nullable=nullable, **options)


def text(name: str, *, nullable: bool = False, **options: Any) -> sa.Column[str]:
    """A long text; JSON is kept as one."""
    return sa.Column(name, sa.Text(), nullable=nullable, **options)


def whole(name: str, *, nullable: bool = False, **options: Any) -> sa.Column[int]:
    """A whole number of 32 bits: our own ids and counts."""
    return sa.Column(name, sa.Integer(), nullable=nullable, **options)


def big(name: str, *, nullable: bool = False, **options: Any) -> sa.Column[int]:
    """A whole number of 64 bits: Telegram's ids, fen, and moments in microseconds since 1970 UTC."""
    return sa.Column(name, sa.BigInteger(), nullable=nullable, **options)


def flag(name: str, *, nullable: bool = False, **options: Any) -> sa.Column[bool]:
    """True or false."""
    return sa.Column(name, sa.Boolean(), nullable=nullable, **options)
