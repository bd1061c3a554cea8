"""The values of a create call: what its preview says, what is sent, and what was made or refused."""

from dataclasses import dataclass

from bot.purchasing.money import NOTHING, Fen, sum_fen
from bot.purchasing.snapshot import Line, PricedLine


@dataclass(frozen=True)
class PiecePrice:
    """What 1688 charges for one piece (fen) of an offer's variant; `spec_id` is empty if it names none."""

    offer_id: str
    spec_id: str
    price: Fen


@dataclass(frozen=True)
class PreviewPart:
    """One order that 1688 would create; money in fen.

    `trade_modes` are the modes of 1688 in which a person pays the total at once; `fee` is charged beside the freight,
    `funds` are the red packets and coupons that 1688 would use, `lines` is how many lines the sums are rounded over,
    `prices` are those of its lines, as far as 1688 tells them.
    """

    goods: Fen
    freight: Fen
    discount: Fen
    total: Fen
    prices: tuple[PiecePrice, ...]
    flow: str
    trade_modes: tuple[str, ...]
    fee: Fen = NOTHING
    funds: Fen = NOTHING
    lines: int = 1


@dataclass(frozen=True)
class Preview:
    """What 1688 would charge now; several parts if it splits the order."""

    parts: tuple[PreviewPart, ...]

    @property
    def trade_mode(self) -> str:
        """The first mode that every part offers; empty if there is none, and then it cannot be ordered here."""
        offered = self.parts[0].trade_modes if self.parts else ()
        return next((mode for mode in offered if all(mode in part.trade_modes for part in self.parts)), "")

    @property
    def goods(self) -> Fen:
        return sum_fen(part.goods for part in self.parts)

    @property
    def freight(self) -> Fen:
        return sum_fen(part.freight for part in self.parts)

    @property
    def discount(self) -> Fen:
        return sum_fen(part.discount for part in self.parts)

    @property
    def total(self) -> Fen:
        return sum_fen(part.total for part in self.parts)

    def price_of(self, line: Line, *, alone: bool) -> Fen | None:
        """What 1688 charges for a piece of a line (fen), None if it does not say; any price is that of one `alone`."""
        told = [each for part in self.parts for each in part.prices]
        named = [each.price for each in told if (each.offer_id, each.spec_id) == (line.offer_id, line.spec_id or "")]
        return next(iter(named or ([each.price for each in told] if alone else [])), None)


@dataclass(frozen=True)
class Placing:
    """Everything in a create call; its canonical JSON is the body that is stored before it is sent."""

    lines: tuple[PricedLine, ...]
    out_order_id: str
    address_id: str
    flow: str
    trade_mode: str
    message: str


@dataclass(frozen=True)
class PlacedOrder:
    """One order that a create call created; `total` in fen, None if the answer does not tell it."""

    order_id: str
    total: Fen | None
    word: str = ""


@dataclass(frozen=True)
class FailedLine:
    """One line that a create call did not accept, with 1688's reason."""

    offer_id: str
    spec_id: str
    code: str
    reason: str
