"""Helpers for columns in revisions: not null unless said otherwise, of one of five types."""

from typing import Any

import sqlalchemy as sa


def word(name: str, *, nullable: bool = False, **options: Any) -> sa.Column[str]:
    """A short text: a name, a state, an id of 1688."""
    return sa.Column(name, sa.String(), nullable=nullable, **options)


def text(name: str, *, nullable: bool = False, **options: Any) -> sa.Column[str]:
    """A long text; JSON is stored in one."""
    return sa.Column(name, sa.Text(), nullable=nullable, **options)


def whole(name: str, *, nullable: bool = False, **options: Any) -> sa.Column[int]:
    """A whole number of 32 bits: our own ids and counts."""
    return sa.Column(name, sa.Integer(), nullable=nullable, **options)


def big(name: str, *, nullable: bool = False, **options: Any) -> sa.Column[int]:
    """A whole number of 64 bits: Telegram's ids, fen, and times in microseconds since 1970 UTC."""
    return sa.Column(name, sa.BigInteger(), nullable=nullable, **options)


def flag(name: str, *, nullable: bool = False, **options: Any) -> sa.Column[bool]:
    """True or false."""
    return sa.Column(name, sa.Boolean(), nullable=nullable, **options)
