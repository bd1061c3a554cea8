"""What 1688 said of a choice: its answer, or the error that it gave instead."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.market.errors import MarketError
from bot.purchasing.request import Finding, Snapshot


@dataclass(frozen=True)
class Price:
    """What 1688 said of a choice: its answer, or the error that it gave instead."""

    answer: Snapshot | Finding | None = None
    label: str | None = None
    error: MarketError | None = None
    obstacles: Mapping[int, Finding] = field(default_factory=dict)
    """Of a request of several offers: the places of the lines that 1688 does not sell like this, and why."""

    @property
    def snapshot(self) -> Snapshot | None:
        return self.answer if isinstance(self.answer, Snapshot) else None

    @property
    def obstacle(self) -> Finding | None:
        return self.answer if isinstance(self.answer, Finding) else None

    def complain(self) -> None:
        """Raise the error, after the choice itself is safe."""
        if self.error is not None:
            raise self.error
