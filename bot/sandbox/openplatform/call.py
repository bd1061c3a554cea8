"""One call that passed the gateway: its parameters, and what is needed to answer it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.world.deals import PretendOrder
from bot.sandbox.world.goods import PretendOffer
from bot.sandbox.world.showing import picture_path
from bot.sandbox.world.world import World

LONGEST = 2**63 - 1
"""The largest number that a Long can hold."""


class BadParam(Exception):
    """A parameter that cannot be read as its type."""


@dataclass(frozen=True)
class Call:
    """The parameters as text, the world, the origin of pictures, and the app that calls."""

    params: dict[str, str]
    world: World
    base_url: Callable[[], str]
    app_key: str
    files: dict[str, bytes] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.params.get(name, "").strip()

    def number(self, name: str, default: int) -> int:
        """A whole number; `default` if the parameter is empty. Raises BadParam."""
        text = self.text(name)
        if not text:
            return default
        if not text.isdecimal():
            raise BadParam(name)
        return int(text)

    def json(self, name: str) -> Any:
        """A list or object sent as JSON text. Raises BadParam."""
        try:
            return json.loads(self.params.get(name, ""))
        except ValueError as error:
            raise BadParam(name) from error

    def record(self, name: str) -> dict[str, Any]:
        """An object sent as JSON text. Raises BadParam."""
        value = self.json(name)
        if not isinstance(value, dict):
            raise BadParam(name)
        return value

    def items(self, name: str) -> list[Any]:
        """A list sent as JSON text. Raises BadParam."""
        value = self.json(name)
        if not isinstance(value, list):
            raise BadParam(name)
        return value

    def longs(self, name: str) -> list[int]:
        """A `Long[]`: JSON integers only, neither text nor true nor 1.0. Raises BadParam."""
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
    """One call of the platform: its namespace and name, its required parameters, and the function that answers it."""

    namespace: str
    name: str
    answer: Callable[[Call], Any]
    required: tuple[str, ...] = ()
    needs_token: bool = True
    creates: bool = False
    writes: bool = False
    """Whether it changes anything at 1688 otherwise."""
