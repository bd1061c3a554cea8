"""Defines why an action on own SKUs does nothing."""

from dataclasses import dataclass
from typing import ClassVar

from bot.desk.shared.refusal import NumberedWhy, Why


@dataclass(frozen=True, kw_only=True)
class OnlyKeepers(Why):
    """Only admins and buyers change the list; `names` are theirs."""

    key: ClassVar = "only-keepers"
    names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class UnknownSku(Why):
    """The list has no such code."""

    key: ClassVar = "unknown-sku"
    sku: str = ""


@dataclass(frozen=True, kw_only=True)
class UnknownVariant(Why):
    """These words name no single variant of the offer."""

    key: ClassVar = "unknown-variant"
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class TooManySkus(Why):
    """A list holds no more codes than `limit`."""

    key: ClassVar = "too-many-skus"
    limit: int = 0


class SkuCountUnclear(Why):
    """What was typed is no certain number of ours."""

    key: ClassVar = "sku-count-unclear"


class NoReserve(NumberedWhy):
    """None of what is held up has another source."""

    key: ClassVar = "no-reserve"
