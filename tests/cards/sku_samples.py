"""Own SKUs with long codes and names, to draw their cards from."""

from dataclasses import replace

from bot.cards import people
from bot.cards.blocks.view import View
from bot.cards.requests import own_skus
from bot.desk.requests.own_skus import ShownSku, SkuPage
from bot.purchasing.choice import Choice
from bot.purchasing.offers.offer import Offer
from bot.purchasing.own_sku import AskedSku, CodeFault, OwnSku, Source, by_code, other_source
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.own_sku_pieces import choice_by, in_whole_lots
from bot.purchasing.requests.request import Request
from bot.purchasing.sheets.sku_sheet import SkuProblem, SkuProblemKind, TakenIn
from tests.cards import basket_samples as b
from tests.cards import samples as s

CODE = "TSH-WHITE-M-SUMMER-2026-WAREHOUSE-2-SHELF-114-LONG-CODE-64-SIGNS"
SOURCE, RESERVE = Source(s.OFFER.offer_id, s.SKUS[1].spec_id, "white / M"), Source("600000000009", "", "white / M")
SKU = OwnSku(CODE, "T-shirt for the shop in the Market street, white, size M", 3, SOURCE, RESERVE, 7)
SHORT = OwnSku("CUP", "Cup", 1, Source("600000000002"), None, 8)


def alone(offer: Offer, base: Request = s.REQUEST) -> Request:
    """Sixteen of ours, each three pieces: 48, sold in tens."""
    in_tens = replace(offer, lot=10)
    choice = in_whole_lots(in_tens, choice_by(in_tens, by_code(SKU, 16)))
    return s.asking(base, offer=in_tens, choice=choice)


def basket(offer: Offer) -> Request:
    """The request of six sellers, each product asked for by a code, one of them from its other source."""
    whole = b.request(offer)
    asked = tuple(replace(each, choice=_by(each, f"{CODE[:20]}-{each.place}")) for each in whole.asked)
    return s.asking(whole, asked=asked)


def _by(line: AskedLine, code: str) -> Choice:
    source = Source(line.offer.offer_id)
    own = AskedSku(code, "", (line.choice.quantity or 9) // 3, 3, source, RESERVE)
    return replace(line.choice, own=(other_source(own) if line.place == 1 else own,))


def views(language: str) -> dict[str, View]:
    """The list, one of its codes, and what a file made of it."""
    problems = tuple(
        SkuProblem(row, kind, CODE, CodeFault.WHITE_SPACE.value if kind is SkuProblemKind.BAD_CODE else "")
        for row, kind in enumerate(SkuProblemKind, 2)
    )
    return {
        "own SKUs": own_skus.page(SkuPage((SKU, SHORT) * 4, 2, 3, 20, keeps=True), language),
        "no own SKUs": own_skus.page(SkuPage((), 1, 1, 0, keeps=True), language),
        "one own SKU": own_skus.shown(ShownSku(SKU), language),
        "own SKU, removed?": own_skus.remove_question(SKU, language),
        "own SKUs, taken in": own_skus.taken_in(TakenIn((SKU,), (SHORT,), 3, (), 5), problems, language),
        "own SKU, how many": people.asking(language, "ask-sku-count", sku=SKU.code, n=SKU.ratio),
        "own SKU, the reserve": own_skus.reserves([(SKU, 3)], language),
    }
