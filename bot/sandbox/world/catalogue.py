"""The goods in the sandbox at its start: what is offered, by whom, at which price."""

import hashlib
import itertools
import random
from collections.abc import Iterator

from bot.sandbox.world.goods import PretendOffer, PretendSku, PretendTier, PretendWords
from bot.sandbox.world.sellers import CATEGORIES, SELLERS
from bot.sandbox.world.stockroom import AXES, ROWS, UNITS, StockRow


def stock_up(seed: int) -> dict[int, PretendOffer]:
    """Every offer by its id, the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - invents ids and stock, guards nothing
    offers = (_offer(row, place, chance) for place, row in enumerate(ROWS))
    return {offer.offer_id: offer for offer in offers}


def _offer(row: StockRow, place: int, chance: random.Random) -> PretendOffer:
    # Both lengths of id are in use on the site: twelve digits, and thirteen since 2026.
    low, high = ((600_000_000_000, 940_000_000_000), (1_040_000_000_000, 1_060_000_000_000))[place % 4 == 3]
    offer_id = chance.randrange(low, high)
    tiers = [PretendTier(start, fen) for start, fen in row.tiers]
    offer = PretendOffer(
        offer_id,
        row.kind,
        PretendWords(*row.title),
        CATEGORIES[row.shape],
        SELLERS[row.seller],
        PretendWords(*UNITS[row.unit]),
        tiers,
        place,
        min_order=row.min_order or tiers[0].start,
        lot=row.lot,
        grams=row.grams,
        status=row.status,
        tradable=row.kind != "no_api",
        sold=chance.randrange(40, 90_000),
        near_stock=row.near_stock,
        ship_hours=row.ship_hours,
    )
    offer.skus = list(_skus(row, offer_id, chance))
    offer.stock_alone = 0 if offer.skus or row.kind == "sold_out" else row.stock
    return offer


def _skus(row: StockRow, offer_id: int, chance: random.Random) -> Iterator[PretendSku]:
    if not row.axes and not row.own_sku:
        return
    first = chance.randrange(4_800_000_000_000, 5_900_000_000_000)
    if row.own_sku:
        yield PretendSku(first, str(first), (), row.stock, row.tiers[0][1], 0)
        return
    axes = [
        [(PretendWords(*AXES[axis][0]), PretendWords(*value)) for value in AXES[axis][1][:count]]
        for axis, count in row.axes
    ]
    for number, values in enumerate(itertools.product(*axes)):
        spec = hashlib.md5(f"{offer_id}/{number}".encode(), usedforsecurity=False).hexdigest()
        stock = 0 if row.kind == "sold_out" else row.stock + 7 * number
        if row.gap and number % row.gap == row.gap - 1:
            stock = 0
        price = None if row.by_quantity else row.tiers[0][1] + row.step_fen * (number % max(1, row.axes[-1][1]))
        yield PretendSku(first + number, spec, values, stock, price, number)
