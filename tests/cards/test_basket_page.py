"""All lines of a request in words: what stands first, what each seller gets, and what only its requester reads."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.cards.blocks import purchase_lines
from bot.cards.blocks.view import View
from bot.cards.miniapp import LINES_LINK, opener, with_lines, with_page, with_table
from bot.cards.requests.details import order_details
from bot.cards.requests.line_page import LinePage, line_page
from bot.cards.requests.request import request_card
from bot.desk.requests.line_page import SeenLines
from bot.desk.shared.views import Details, Stage
from bot.purchasing.choice import Finding, Problem
from bot.purchasing.create_call import FailedLine
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen, show
from bot.purchasing.offers.offer import Address
from bot.purchasing.order_report import OrderState, ReadBackState
from bot.purchasing.orders.purchase_sums import sums_of
from bot.purchasing.person import Person
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.tracking.bought_before import BoughtBefore, PaidPrice
from bot.purchasing.tracking.found_orders import FoundOrder
from tests.cards import basket_samples as b
from tests.cards import samples as s
from tests.cards.drawing import drawn
from tests.cards.test_wording import BADLY_SET

PAGE = "https://bot.example/app"
HOME = Address("77", "Chen Wei", "13800001111", "Guangzhou", "Baiyun Road 5", default=True)


def reader(language: str) -> Person:
    return Person(s.ANNA.id, "Anna", language)


def page(purchase: Purchase, language: str = "en", **seen: Any) -> LinePage:
    return line_page(replace(SeenLines(purchase, True, True, (HOME,)), **seen), reader(language), s.NOW)


def words(told: LinePage) -> list[str]:
    """Everything that is read on the page."""
    found: list[str] = [told.state, told.counts, told.total, told.sums, told.address, *told.words]
    found += [each.label for each in told.addresses] + [each.title for each in told.offers]
    for group in told.groups:
        found += [group.name, group.sums, group.total, group.state]
        found += [text for line in group.lines for text in (line.variant, line.price, line.sum, line.problem)]
    return found


def test_what_is_still_to_be_chosen_stands_before_what_cannot_be_had_and_then_what_each_seller_gets() -> None:
    told = page(Purchase(b.request()))
    first, *sellers = told.groups
    assert [(line.place, line.problem) for line in first.lines] == [
        (8, "Not chosen yet"),
        (7, "This product is no longer on sale. Another seller may have it: try /search."),
    ]
    assert [(len(each.lines), each.waits) for each in sellers] == [(1, False)] * 6
    assert (sellers[0].lines[0].pieces, sellers[0].lines[0].price, sellers[0].total) == (
        20, "¥\u00a013.50", "¥\u00a0278.00",
    )  # fmt: skip
    assert told.counts == "8 lines · 6 sellers"


def test_the_page_says_first_what_it_would_buy_once_more() -> None:
    found = FoundOrder("3301686771403783779", None, "CGlost", s.NOW)
    assert page(Purchase(b.request()), repeat=found).words[0] == (
        "⚠️ The same variant within 24 hours: 1688 no. 3301686771403783779"
    )
    assert page(Purchase(b.request()), repeat=s.earlier(1038)).words[0].startswith("⚠️ The same variant within 24 h")


def test_each_line_says_what_it_cost_the_last_time_it_was_bought() -> None:
    request = b.request()
    assert request.snapshot is not None
    line = request.snapshot.lines[0]
    last = PaidPrice(line.offer_id, line.spec_id or "", line.unit_price, 50, s.NOW)
    told = [each.last for group in page(Purchase(request), past=BoughtBefore({line.offer_id: [last]})).groups
            for each in group.lines if each.last]  # fmt: skip
    says = f"Last {show(line.unit_price)}, 24 Nov, 50 pcs · now the same"
    assert [each.replace("\u00a0", " ") for each in told] == [says]


def test_without_a_price_no_sum_is_shown_and_one_can_be_asked_for() -> None:
    told = page(Purchase(b.request(line=8)))
    assert (told.total, told.sums, told.unpriced) == ("", "", True)
    assert {(line.price, line.sum) for each in told.groups for line in each.lines} == {("", "")}
    assert not page(Purchase(b.request())).unpriced


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_the_page_reads_without_marks_and_is_well_set_in_every_language(language: str) -> None:
    note = replace(s.asking(b.request(), note="no box"), why="For us & you")
    for told in (page(Purchase(note), language), page(b.split(parts=b.parts()), language, able=False)):
        text = "\n".join(words(told))
        assert not any(sign in text for sign in ("\u2060", "</", "&amp;"))
        assert language != "zh" or BADLY_SET.search(text) is None
        json.dumps(told, default=vars)
    tagged = page(Purchase(replace(note, why="For <b>us</b>")), language)
    assert any("For <b>us</b>" in each for each in tagged.words)


def test_the_street_is_its_requesters_alone() -> None:
    labelled = replace(b.request(), address_label="Guangzhou (Chen Wei, Baiyun Road 5)", state=RequestState.PENDING)
    assert page(Purchase(labelled), able=False, addresses=()).address == "Guangzhou (Chen Wei, Baiyun Road 5)"
    others = page(Purchase(labelled), own=False, able=False, addresses=())
    assert not any("Chen" in each or "Baiyun" in each for each in words(others))
    assert others.address == "Guangzhou"


def test_the_parts_of_a_split_request_say_what_became_of_them_and_what_they_cost() -> None:
    told = page(b.split(parts=b.parts()), able=False, addresses=())
    assert told.counts == "3 of 6 ordered · 1 being placed · 1 refused · 1 unclear"
    assert not any(each.waits for each in told.groups), "what was left out is a draft of its own"
    assert [(each.number, each.state) for each in told.groups[:4]] == [
        (1043, "paid"), (1044, "to be paid"), (1045, "refused by 1688"), (1046, "not clear yet"),
    ]  # fmt: skip
    card = request_card(s.step(Stage.PARTS, b.split(parts=b.parts())), "en", s.NOW)
    assert told.total.replace("\u00a0", " ") in drawn(card)


def became(*states: AttemptState | None) -> tuple[Purchase, ...]:
    """Parts whose attempt is in this state; None is ordered."""
    like = b.parts()[0]
    over = (AttemptState.REFUSED, AttemptState.ABANDONED)
    return tuple(
        replace(
            like, request=replace(like.request, state=RequestState.CLOSED if each in over else RequestState.APPROVED),
            attempts=(replace(s.ATTEMPT, state=each or AttemptState.PLACED),), orders=() if each else like.orders,
        )
        for each in states
    )  # fmt: skip


@pytest.mark.parametrize(
    ("states", "says"),
    [
        ((None, None), "approved, ordered from 2 sellers"),
        ((None, AttemptState.NEEDS_PERSON), "approved, ordered from 1 of 2 sellers"),
        ((None, AttemptState.REFUSED), "approved, ordered from 1 of 2 sellers"),
        ((AttemptState.READY, AttemptState.REFUSED), "approved, to be ordered from 2 sellers"),
        ((AttemptState.REFUSED, AttemptState.ABANDONED), "nothing was ordered"),
    ],
)
def test_the_first_line_of_a_split_request_says_from_how_many_sellers_it_is_ordered(
    states: tuple[AttemptState | None, ...], says: str
) -> None:
    every = became(*states)
    card = request_card(s.step(Stage.PARTS, b.split(parts=every)), "en", s.NOW)
    details = order_details(Details(b.split(parts=every), 4711, acts=False), "en", s.NOW)
    for view in (card, details):
        assert drawn(view).splitlines()[0] == f"#1042 · {says}"


def test_what_1688_did_not_take_of_a_part_is_said_at_its_line_and_has_no_sum() -> None:
    first, *rest = b.parts()
    number = first.request.offer.offer_id
    failed = replace(first.attempts[0], failed=(FailedLine(number, "", "500_004", "库存不足"),))
    order = replace(first.orders[0], total=Fen(first.orders[0].total - 5))
    every = (replace(first, attempts=(failed,), orders=(order,)), *rest)
    told = page(b.split(parts=every), able=False)
    group = told.groups[0]
    assert told.counts.startswith("2 of 6 ordered · 1 ordered in part")
    (line,) = group.lines
    said = "1688 did not take this, or not all of it: The seller does not have that many. (库存…"
    assert (line.problem, line.sum) == (said, "")
    assert group.total == f"¥\u00a0{order.total / 100:,.2f}"
    assert group.sums == f"Goods ¥\u00a0{(order.total - order.freight) / 100:,.2f} · Freight ¥\u00a08.00"


@pytest.mark.parametrize("part", [None, 1])
def test_the_only_seller_of_a_page_costs_what_the_page_says_that_all_cost(part: int | None) -> None:
    """Also before the order was read back, and on the page of one part alone."""
    whole = replace(b.of_one_seller(2), state=RequestState.APPROVED)
    request = replace(whole, part_of=1041 if part else None, part=part)
    order = replace(s.ORDER, total=Fen(30_60), checked=ReadBackState.CHECKING)
    told = page(Purchase(request, (replace(s.ATTEMPT, state=AttemptState.PLACED),), (order,)), able=False)
    assert [(group.total, group.sums) for group in told.groups] == [(told.total, told.sums)] == [("¥\u00a030.60", "")]


def test_what_was_asked_for_stays_what_it_is_whatever_its_product_has_become() -> None:
    whole = b.request()
    gone = replace(whole.asked[0], obstacle=Finding(Problem.REFUSED))
    asked = replace(s.asking(whole, asked=(gone, *whole.asked[1:])), state=RequestState.PENDING, pending_at=s.NOW)
    told = page(Purchase(asked), able=False)
    assert [line.place for each in told.groups for line in each.lines] == [1, 2, 3, 4, 5, 6]


def test_a_request_of_one_product_is_shown_as_one_line() -> None:
    told = page(Purchase(s.REQUEST))
    (group,) = told.groups
    (line,) = group.lines
    assert (line.place, line.spec_id, line.pieces, line.variant) == (1, s.SKUS[1].spec_id, 50, "White / M")


def test_an_offer_is_told_once_however_many_lines_name_it() -> None:
    whole = b.request()
    lines = tuple(replace(whole.asked[0], place=place, note=str(place)) for place in range(1, 200))
    told = page(Purchase(s.asking(whole, asked=lines)))
    assert (len(told.offers), len(told.groups[0].lines)) == (1, 199)


def opens(view: View) -> list[str]:
    return [button.app or button.url for row in view.keyboard for button in row if button.app or button.url]


def test_a_draft_opens_in_private_and_a_groups_card_leads_there_while_it_is_a_draft() -> None:
    step = s.step(Stage.CONFIRM, Purchase(b.request()))
    view = request_card(step, "en", s.NOW)
    assert opens(with_page(view, step, s.PRIVATE, PAGE, "caigou_bot", "en")) == [f"{PAGE}?basket=1042"]
    assert opens(with_page(view, step, s.GROUP, PAGE, "caigou_bot", "en")) == [
        "https://t.me/caigou_bot?start=basket_1042"
    ]
    assert opens(with_page(view, step, s.PRIVATE, "", "caigou_bot", "en")) == []
    waits = s.step(Stage.APPROVAL, Purchase(b.request()))
    assert opens(with_page(View(view.text), waits, s.GROUP, PAGE, "caigou_bot", "en")) == []
    one = s.step(Stage.CONFIRM, Purchase(s.REQUEST))
    assert opens(with_page(View(view.text), one, s.PRIVATE, PAGE, "caigou_bot", "en")) == []


def test_a_list_opens_as_a_table_in_private_alone() -> None:
    view = View(opener(LINES_LINK, b.request(), PAGE, "en").text)
    assert opens(with_table(view, True, PAGE, "en")) == [PAGE]
    for private, address in ((False, PAGE), (True, "")):
        assert opens(with_table(view, private, address, "en")) == []


def test_details_in_private_open_the_lines_of_several_products() -> None:
    view = View(opener(LINES_LINK, b.request(), PAGE, "en").text)
    assert opens(with_lines(view, b.request(), True, PAGE, "en")) == [f"{PAGE}?basket=1042"]
    for private, address, request in ((False, PAGE, b.request()), (True, "", b.request()), (True, PAGE, s.REQUEST)):
        assert opens(with_lines(view, request, private, address, "en")) == []


@pytest.mark.parametrize(
    ("states", "counts", "fen"),
    [
        ((), False, 86800),
        ((OrderState.CANCELLED,), False, 86800),
        ((OrderState.CANCELLED, OrderState.PAID), True, 86800),
        ((OrderState.TO_PAY, OrderState.PAID), True, 2 * 86800),
    ],
)
def test_what_was_cancelled_or_came_to_nothing_is_not_summed_up(
    states: tuple[OrderState, ...], counts: bool, fen: int
) -> None:
    orders = tuple(replace(s.ORDER, order_id=str(n), state=state) for n, state in enumerate(states))
    ended = replace(s.ATTEMPT, state=AttemptState.REFUSED if not states else AttemptState.PLACED)
    purchase = Purchase(replace(s.REQUEST, state=RequestState.APPROVED), (ended,), orders)
    assert (purchase_lines.counts(purchase), sums_of(purchase).total) == (counts, fen)
