"""What 1688 would charge, and on which terms."""

from dataclasses import replace

import pytest

from bot.purchasing.create_call import Preview, PreviewPart
from bot.purchasing.money import Fen

PART = PreviewPart(Fen(3400), Fen(800), Fen(0), Fen(4200), (), "general", ())


@pytest.mark.parametrize(
    ("offered", "taken"),
    [
        ([["assureTrade", "alipay"]], "assureTrade"),
        ([["a mode of next year"]], "a mode of next year"),
        ([[]], ""),
        ([], ""),
        ([["assureTrade", "alipay"], ["alipay"]], "alipay"),
        ([["assureTrade"], ["alipay"]], ""),
        ([["assureTrade"], []], ""),
    ],
)
def test_the_terms_are_the_first_that_every_part_offers(offered: list[list[str]], taken: str) -> None:
    assert Preview(tuple(replace(PART, trade_modes=tuple(modes)) for modes in offered)).trade_mode == taken
