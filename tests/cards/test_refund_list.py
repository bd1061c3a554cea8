"""What runs and waits of refunds, as its pages show it."""

import pytest

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import plain
from bot.cards.blocks.view import View
from bot.cards.money.refund_list import BY_SELLER, refunds_page
from bot.purchasing.text import LANGUAGES
from bot.purchasing.tracking.refund_list import RefundList
from tests.cards.drawing import check, codes
from tests.cards.refund_list_samples import REFUNDS
from tests.cards.samples import NOW


def page(found: RefundList = REFUNDS, at: int = 1, language: str = "en") -> View:
    view = refunds_page(found, language, NOW, at)
    check(view)
    return view


def lines(view: View) -> list[str]:
    return plain(view.text).replace("\u00a0", " ").split("\n")


def test_the_first_page_says_the_sums_and_what_is_for_us_until_when() -> None:
    shown = lines(page())
    assert shown[:3] == [
        "⏳ 5 refunds run · ¥ 6,434.00", "This month: ¥ 0.00 of ¥ 12,868.00 came back",
        "⚠️ #1042/12 · ¥ 1,286.80 · 4 days",
    ]  # fmt: skip
    assert shown[3].startswith("refused, for us to change · until ")
    assert [line[:2].strip() for line in shown[2::2]] == ["⚠️", "⚠️", "⚠️"]
    assert len(shown) == 8


def test_each_row_opens_its_refund_or_its_purchase_and_pages_are_turned() -> None:
    assert codes(page())[:3] == [
        Code(ButtonAction.REFUND, ("3301686771403781042", "TQ1")),
        Code(ButtonAction.REFUND, ("3301686771403781043", "TQ1")),
        Code(ButtonAction.DETAILS, ("3301686771403781044",)),
    ]
    second = page(at=2)
    assert [line for line in lines(second) if line.startswith(("🔎", "⏳ #"))] == [
        "🔎 #1045 · ¥ 1,286.80 · less than a day", "⏳ #1046 · ¥ 1,286.80 · 2 days",
    ]  # fmt: skip
    assert page(at=9) == second


def test_the_sums_stand_by_seller_and_none_are_said_if_nothing_was_asked() -> None:
    pages = [page(at=n * BY_SELLER) for n in (1, 2, 3)]
    turned = [[code.args for code in codes(view) if code.action is ButtonAction.REFUNDS] for view in pages]
    assert turned == [[(-2,), (1,)], [(-1,), (-3,), (1,)], [(-2,), (1,)]]
    assert {lines(view)[1] for view in pages} == {"All: ¥ 98,680.00 of ¥ 128,680.00 came back"}
    sellers = [line for view in pages for line in lines(view)[2:]]
    assert [line.partition(" · ")[2] for line in sellers] == ["¥ 9,868.00 of ¥ 12,868.00 came back"] * 10
    assert page(at=9 * BY_SELLER) == pages[-1]
    nothing = page(RefundList((), ()))
    assert lines(nothing) == ["⏳ No refund runs"]
    assert not nothing.keyboard


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("at", [1, 2, BY_SELLER])
def test_every_page_is_told_in_every_language(language: str, at: int) -> None:
    assert page(at=at, language=language).text
