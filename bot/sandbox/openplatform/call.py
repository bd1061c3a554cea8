"""One call that passed the gateway: its parameters, and what a service of 1688 may use to answer it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.world.deals import PretendOrder
from bot.sandbox.world.goods import PretendOffer
from bot.sandbox.world.showing import picture_path
from bot.sandbox.world.world import World

LONGEST = 2**63 - 1
"""The largest number that a Long holds."""


class BadParam(Exception):
    """A parameter that the gateway cannot read as what it should be."""


@dataclass(frozen=True)
class Call:
    """Parameters as text, the world, where its pictures are served, and the application that asks."""

    params: dict[str, str]
    world: World
    base_url: Callable[[], str]
    app_key: str

    def text(self, name: str) -> str:
        return self.params.get(name, "").strip()

    def number(self, name: str, default: int) -> int:
        """A whole number; `default` where the parameter is empty. Raises BadParam."""
        text = self.text(name)
        if not text:
            return default
        if not text.isdecimal():
            raise BadParam(name)
        return int(text)

    def json(self, name: str) -> Any:
        """A list or object that travels as JSON text. Raises BadParam."""
        try:
            return json.loads(self.params.get(name, ""))
        except ValueError as error:
            raise BadParam(name) from error

    def record(self, name: str) -> dict[str, Any]:
        """An object that travels as JSON text. Raises BadParam."""
        value = self.json(name)
        if not isinstance(value, dict):
            raise BadParam(name)
        return value

    def items(self, name: str) -> list[Any]:
        """A list that travels as JSON text. Raises BadParam."""
        value = self.json(name)
        if not isinstance(value, list):
            raise BadParam(name)
        return value

    def longs(self, name: str) -> list[int]:
        """A `Long[]`: whole numbers as JSON writes them, neither text nor true nor 1.0. Raises BadParam."""
        values = self.items(name)
        if not all(type(value) is int and abs(value) <= LONGEST for value in values):
            raise BadParam(name)
        return values

    def order(self, name: str = "orderId") -> PretendOrder | None:
        return self.world.order(self.text(name))

    def picture(self, offer: PretendOffer, sku_number: int | None = None) -> str:
        """The full address of a picture."""
        return self.base_url() + picture_path(offer, sku_number)


@dataclass(frozen=True)
class PlatformCall:
    """One call of the platform: where it lives, what it must be given, what answers it."""

    namespace: str
    name: str
    answer: Callable[[Call], Any]
    required: tuple[str, ...] = ()
    needs_token: bool = True
    creates: bool = False
