"""Says why an action of the desk does nothing, in a form that the chat can word in any language."""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, kw_only=True)
class Why:
    """A reason; `key` names its text (`refusal-<key>` in the catalogues), its fields are the values in that.

    One without fields of its own is no dataclass of its own: a hundred of them took a twentieth of the start.
    """

    key: ClassVar[str]


@dataclass(frozen=True, kw_only=True)
class NumberedWhy(Why):
    """A reason that has to do with a request or an order; `number` is that, None if none is known."""

    number: int | str | None = None


@dataclass(frozen=True, kw_only=True)
class Undecided(Why):
    """Something is to be decided on first: orders that nothing explains, and requests that rest.

    `swept` if 1688's orders were read already.
    """

    swept: bool = False
    ghosts: int = 0
    resting: int = 0


class Refusal(Exception):
    """An action of the desk does nothing, for this reason."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.key)
        self.why = why

    @property
    def key(self) -> str:
        """The name of the reason."""
        return self.why.key

    @property
    def facts(self) -> dict[str, Any]:
        """The values of the reason, by name."""
        return vars(self.why)
