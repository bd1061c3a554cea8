"""A card of several lines says of each what it is, how many, at which price and sum, in the order of asking."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.cards.blocks import goods
from bot.cards.blocks.html import brief
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import Writer
from bot.cards.requests import approval
from bot.cards.requests.details import order_details
from bot.cards.requests.draft_choices import CardTurn
from bot.cards.requests.request import request_card
from bot.cards.requests.split import part_lines
from bot.desk.shared.views import Details, Stage, WaitingPage
from bot.purchasing.choice import Choice
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderState
from bot.purchasing.own_sku import AskedSku, Source
from bot.purchasing.requests.asked_line import joined
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import together
from bot.purchasing.text import LANGUAGES
from tests.cards import basket_samples as b
from tests.cards import samples as s
from tests.cards import team_samples as t
from tests.cards.drawing import check, drawn, outside, read

WAITING = replace(t.WAITING, request=b.request(base=t.REQUEST), questions=())
SHORT = replace(t.step(purchase=replace(WAITING, request=replace(WAITING.request, why=""))), budgets=())
"""A step with room left on its card."""


def cards(request: Request, language: str = "en") -> list[View]:
    """The card that asks for consent, the approvers', the requester's own while it waits, and the one press."""
    draft = replace(request, state=RequestState.DRAFT, place=s.PRIVATE, pending_at=None)
    waits = t.step(purchase=replace(WAITING, request=request))
    found = [
        request_card(t.step(Stage.CONFIRM, Purchase(draft)), language, s.NOW, place=s.PRIVATE),
        request_card(waits, language, s.NOW, place=s.GROUP),
        request_card(waits, language, s.NOW, place=s.PRIVATE),
        approval.agree_to_this(waits, language, s.NOW),
    ]
    for each in found:
        check(each)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_line_of_several_sellers_has_its_number_its_pieces_its_price_and_its_sum(language: str) -> None:
    for view in cards(b.request(base=t.REQUEST), language):
        shown = [line for line in read(view).splitlines() if line[1:3] == ". "]
        assert [line[0] for line in shown] == [str(number) for number in range(1, len(shown) + 1)]
        priced = [line for line in outside(view).splitlines() if line[1:3] == ". " and " × " in line]
        assert len(priced) == 6, "what is left out stands outside the fold, too"
        assert shown[0].endswith(" · 20 × ¥ 13.50 = ¥ 270.00")


def test_lines_of_one_seller_stand_in_the_order_in_which_they_were_given() -> None:
    for view in cards(b.of_one_seller(5)):
        shown = [line.split(" · ")[0] for line in read(view).splitlines() if line.startswith("– ")]
        assert shown == [f"– Cup {n}" for n in range(1, 6)]


@pytest.mark.parametrize(
    ("language", "rest"), [("en", "… and 13 more · ¥ "), ("zh", "……另有 13 项 · ¥ "), ("ru", "… и ещё 13 · ¥ ")]
)
def test_six_lines_stand_on_a_card_then_the_sum_of_the_others_which_are_folded(language: str, rest: str) -> None:
    request = b.of_one_seller(19)
    assert request.snapshot is not None
    others = sum(line.amount for line in request.snapshot.lines[6:])
    for view in cards(request, language):
        lines = outside(view).splitlines()
        assert sum(line.startswith("– ") for line in lines) == 6
        assert f"{rest}{others / 100:,.2f}" in lines
    whoever_decides = cards(request, language)[1]
    assert sum(line.startswith("– ") for line in read(whoever_decides).splitlines()) == 19
    (six, *_) = cards(b.of_one_seller(6), language)
    assert rest[:5] not in read(six)


def test_a_seller_of_several_lines_is_named_with_the_sum_of_its_goods_before_them() -> None:
    first, second = b.of_one_seller(2), b.request()
    assert first.snapshot is not None
    asked = tuple(replace(each, place=n) for n, each in enumerate((second.asked[2], *first.asked), 1))
    both = replace(s.asking(first, asked=asked), snapshot=together((b.PARTS[2], first.snapshot)))
    approvers = read(cards(both)[1]).splitlines()
    start = next(n for n, line in enumerate(approvers) if line.startswith("1. "))
    assert approvers[start : start + 4] == [
        "1. T-shirt, pure cotton · 60 × ¥ 15.50 = ¥ 930.00",
        "2. 杭州某某服饰有限公司 · ¥ 298.50",
        "– Cup 1 · 99 × ¥ 1.50 = ¥ 148.50",
        "– Cup 2 · 100 × ¥ 1.50 = ¥ 150.00",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_beside_the_sellers_and_the_freight_make_the_total(language: str) -> None:
    first, second = b.of_one_seller(3), b.request()
    assert first.snapshot is not None
    asked = tuple(replace(each, place=n) for n, each in enumerate((*second.asked[:5], *first.asked), 1))
    both = replace(s.asking(first, asked=asked), snapshot=together((*b.PARTS[:5], first.snapshot)))
    for view in cards(both, language)[:3]:
        said = read(view)
        sellers = [line.rpartition("¥ ")[2] for line in said.splitlines() if line[1:3] == ". "]
        (freight,) = re.findall(r"(?:Freight|运费|Доставка) ¥ ([\d,.]+)", said)
        assert both.snapshot is not None
        assert sum(Decimal(each.replace(",", "")) for each in (*sellers, freight)) * 100 == both.snapshot.total


def test_each_variant_of_one_product_has_its_price_and_one_alone_is_no_line() -> None:
    request = replace(s.asking(t.REQUEST, choice=s.SEVERAL), snapshot=s.MATRIX)
    for view in cards(request):
        assert "– White / S · 10 × ¥ 17.20 = ¥ 172.00" in read(view).splitlines()
    assert goods.lines(Writer("en"), t.REQUEST) == []


def test_pieces_in_another_unit_say_so_and_an_unknown_price_is_left_out() -> None:
    request = b.of_one_seller(2)
    pairs = [replace(each, offer=replace(each.offer, unit="双", unit_translated="pair")) for each in request.asked]
    assert request.snapshot is not None
    untold = replace(request.snapshot.lines[1], unit_price=Fen(0))
    snapshot = replace(request.snapshot, lines=(request.snapshot.lines[0], untold))
    told = [
        read(View(each))
        for each in goods.lines(Writer("en"), replace(s.asking(request, asked=(*pairs,)), snapshot=snapshot))
    ]
    assert told == ["– Cup 1 · 99 pairs × ¥ 1.50 = ¥ 148.50", "– Cup 2 · 100 pairs"]


@pytest.mark.parametrize(
    ("words", "width", "shown"),
    [
        ("T-shirt, pure cotton", 18, "T-shirt, pure…"),
        ("T-shirt, pure cotton", 9, "T-shirt…"),
        ("T-shirt, pure cotton", 20, "T-shirt, pure cotton"),
        ("Раскладушка", 8, "Расклад…"),
        ("示例短袖T恤 纯棉", 8, "示例短…"),
        ("夏季 T-shirt", 9, "夏季…"),
    ],
)
def test_a_title_is_cut_behind_a_word_or_behind_an_ideograph(words: str, width: int, shown: str) -> None:
    assert brief(words, width) == shown


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "2 lines are left out and not in this sum"), ("zh", "有 2 项未包含"), ("ru", "Не вошло позиций: 2")],
)
def test_whoever_decides_reads_how_many_lines_were_left_out(language: str, says: str) -> None:
    consent, *decided = cards(replace(b.request(base=t.REQUEST), pending_at=s.NOW), language)
    assert any(count in read(consent) for count in ("2 lines are left out: 7", "有 2 项未包含", "Не войдёт (2)"))
    for view in decided:
        assert says in read(view)
    for view in cards(b.of_one_seller(2), language):
        assert says[:6] not in read(view)


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "2 lines are left out: 7 – This product is no longer on sale; 8 – not chosen yet"),
        ("zh", "有 2 项未包含：7 – 该商品已下架"),
        ("ru", "Не войдёт (2): 7 – Этот товар снят с продажи"),
    ],
)
def test_why_a_line_is_left_out_is_a_whole_sentence(language: str, says: str) -> None:
    draft = replace(b.request(base=t.REQUEST), state=RequestState.DRAFT, place=s.PRIVATE)
    for stage in (Stage.CONFIRM, Stage.ADDRESS):
        assert says in read(request_card(t.step(stage, Purchase(draft)), language, s.NOW, place=s.PRIVATE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_part_of_several_products_stands_how_many_others_there_are(language: str) -> None:
    named = replace(s.PLAIN_OFFER, title="北欧简约陶瓷马克杯 哑光釉", title_translated="Nordic ceramic mug, matte")
    part = replace(b.of_one_seller(3, named), part_of=1042, part=1, state=RequestState.APPROVED)
    order = replace(s.ORDER, state=OrderState.PAID)
    for orders in ((), (order,), (replace(order, refunded=Fen(4800)),)):
        (line,) = part_lines(Writer(language), [Purchase(part, (s.ATTEMPT,), orders)])
        name = read(View(line)).split(" · ")[0]
        assert name.endswith("… +2")


def test_one_link_under_two_codes_is_one_line_with_both() -> None:
    request = b.of_one_seller(2)
    first, second = request.asked
    source = Source(first.offer.offer_id)
    by = [replace(first, place=n, choice=Choice.of(n, own=(AskedSku(f"CUP-{n}", "", n, 1, source),))) for n in (1, 2)]
    (one, other) = joined([*by, replace(second, place=3)])
    for view in cards(s.asking(request, asked=(one, other))):
        assert "– CUP-1 + CUP-2 · 99 × ¥ 1.50 = ¥ 148.50" in read(view)


def test_lines_of_one_link_that_are_still_to_be_chosen_are_told_apart_by_their_codes() -> None:
    request = b.of_one_seller(2)
    first, second = request.asked
    by = AskedSku("CUP-1", "", 5, 1, Source(first.offer.offer_id))
    open_ones = (
        replace(first, place=3, choice=Choice.of(own=(by,))),
        replace(first, place=4, choice=Choice(), note="A-7"),
    )
    draft = replace(s.asking(request, asked=(first, second, *open_ones)), state=RequestState.DRAFT, place=s.PRIVATE)
    shown = drawn(
        request_card(t.step(Stage.CONFIRM, Purchase(draft)), "en", s.NOW, CardTurn(more=True), place=s.PRIVATE)
    )
    assert "3. CUP-1" in shown
    assert "4. A-7" in shown


def test_codes_that_differ_at_their_end_alone_stay_apart_however_long_they_are() -> None:
    request = b.of_one_seller(2)
    codes = [f"{'TSH-WHITE-M-' * 4}{end}" for end in "AB"]
    named = [
        replace(each, choice=replace(each.choice, own=(AskedSku(code, "", 1, 1, Source(each.offer.offer_id)),)))
        for each, code in zip(request.asked, codes, strict=True)
    ]
    first, second = (each.split(" · ")[0] for each in goods.lines(Writer("en"), s.asking(request, asked=(*named,))))
    assert (first[-2:], second[-2:]) == ("-A", "-B")


def test_details_show_the_same_lines() -> None:
    request = b.of_one_seller(13)
    shown = read(order_details(Details(Purchase(request), 4711, acts=False), "en", s.NOW))
    assert all(f"– Cup {n} · " in shown for n in range(1, 14))


def test_the_city_is_named_beside_people_who_added_to_it() -> None:
    step = replace(SHORT, contributors=(t.BORIS,))
    assert "To: " in drawn(request_card(step, "en", s.NOW, place=s.GROUP, username="caigou_bot"))


def test_the_list_of_what_waits_counts_the_products_of_a_request() -> None:
    view = approval.pending_list(WaitingPage((t.step(purchase=WAITING),), 1, 1, 1), "en", s.NOW)
    assert "products" in drawn(view)


def test_details_of_several_sellers_say_what_each_of_them_gets() -> None:
    shown = read(
        order_details(Details(Purchase(b.request(base=t.REQUEST)), 4711, acts=False), "en", s.NOW)
    ).splitlines()
    first = shown.index("1. 杭州某某服饰有限公司1 · ¥ 278.00")
    assert shown[first + 1] == "– T-shirt, pure cotton · 20 × ¥ 13.50 = ¥ 270.00"


def test_variants_without_a_price_stand_in_one_line() -> None:
    unpriced = replace(s.asking(t.REQUEST, choice=s.SEVERAL), snapshot=None)
    assert [read(View(each))[:16] for each in goods.lines(Writer("en"), unpriced)] == ["White / S × 10 ·"]


def test_the_approvers_card_counts_no_codes_of_what_was_left_out() -> None:
    whole = b.request(base=t.REQUEST)
    by = tuple(
        replace(each, choice=replace(each.choice, own=(AskedSku(f"C-{each.place}", "", 1, 1, Source("6")),)))
        for each in whole.asked
    )
    asked = replace(s.asking(whole, asked=by), pending_at=s.NOW)
    for view in cards(asked)[1:3]:
        assert "8 codes" not in read(view)
