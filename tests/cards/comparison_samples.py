"""Offers side by side, to draw their card from."""

from dataclasses import replace

from bot.desk.shared.views import ComparisonView, Side
from bot.market.errors import NotFound, Unreachable
from bot.purchasing.choice import Finding, Problem
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer
from bot.purchasing.requests.comparison import ComparedOffer, Comparison
from bot.purchasing.snapshot import PricedLine, Snapshot
from tests.cards import samples as s
from tests.cards import team_samples as t

PIECES = 50


def side(offer: Offer, number: int, goods: int, freight: int, *, hours: int = 48, named: bool = False) -> Side:
    """One that costs so much (fen), of these goods and that freight."""
    own = replace(offer, offer_id=f"60000000000{number}", ship_within=f"{hours} h")
    sku = own.skus[1]
    line = PricedLine(own.offer_id, sku.spec_id, PIECES, Fen(goods // PIECES))
    total = Fen(goods + freight)
    snapshot = Snapshot((line,), Fen(goods), Fen(freight), Fen(0), total, own.seller.open_id, "1", "general", "m")
    return Side(ComparedOffer(own.offer_id, sku.sku_id, named), own, snapshot)


def of(*sides: Side) -> ComparisonView:
    """These side by side in the team's group, fifty of each."""
    candidates = tuple(each.candidate for each in sides)
    comparison = Comparison(12, s.ANNA.id, s.GROUP.chat_id, candidates, PIECES, "1", s.NOW)
    return ComparisonView(comparison, sides, t.TEAM, "广州市")


def five(offer: Offer) -> ComparisonView:
    """The most that stand side by side, with all that can be told of each."""
    sides = [side(offer, n, 86_000 + 10_000 * n, 800 * n, hours=24 * n) for n in range(1, 6)]
    sides[1] = replace(sides[1], wishes=("Boris", "Chen"))
    return of(*(replace(each, orders=12, last=Fen(11_850)) for each in sides))


def troubles(offer: Offer) -> ComparisonView:
    """One that can be bought, one below its minimum, one that 1688 does not show, one whose price it does not tell."""
    good, few, gone, mute = (side(offer, n, 86_000, 800) for n in range(1, 5))
    few = replace(few, snapshot=None, finding=Finding(Problem.BELOW_MINIMUM, (200,), 200))
    gone = Side(gone.candidate, error=NotFound("offer", "no such offer"))
    return of(good, few, gone, replace(mute, snapshot=None, error=Unreachable("preview", "time is over")))
