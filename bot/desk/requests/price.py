"""What 1688 said of a choice: its answer, or the error that it gave instead."""

from dataclasses import dataclass

from bot.market.errors import MarketError
from bot.purchasing.request import Finding, Snapshot


@dataclass(frozen=True)
class Price:
    """What 1688 said of a choice: its answer, or the error that it gave instead."""

    answer: Snapshot | Finding | None = None
    label: str | None = None
    error: MarketError | None = None

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
