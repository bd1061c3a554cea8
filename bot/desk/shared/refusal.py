"""Says why an action of the desk does nothing, in a form that the chat can word in any language."""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, kw_only=True)
class Why:
    """A reason; `key` names its text (`refusal-<key>` in the catalogues), its fields are the values in that."""

    key: ClassVar[str]


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
