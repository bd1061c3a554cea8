"""How a seller is chased, as it is read: what was tried, the next step first, and a note before it is sent."""

from dataclasses import replace

import pytest

from bot.cards.blocks import order_lines
from bot.cards.blocks.html import plain
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import Writer
from bot.cards.orders.chasing import chase_card
from bot.cards.requests.holding import holds
from bot.desk.shared.views import CardState, Stage
from bot.purchasing.errands import ErrandKind, ErrandState
from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.notices.base import OrderFacts
from bot.purchasing.notices.purchases import ErrandUnclearNotice
from bot.purchasing.order import Order
from bot.purchasing.text import LANGUAGES
from tests.cards.chase_samples import PAID, SENT, chase, told, unclear, views
from tests.cards.drawing import check
from tests.cards.samples import NOW, ORDER_ID, ORDERED, step

ABOUT = OrderFacts(number=1042, order_id=ORDER_ID, title="T-shirt", title_original="T恤", quantity=50)
URGE, NOTE, CHAT, REFUND = "Urge", "Note to seller", "Chat with seller", "Ask for the refund"


def labels(view: View) -> list[str]:
    return [button.text for row in view.keyboard for button in row]


def standing(order: Order) -> CardState:
    """How the purchase of this order stands."""
    return step(Stage.ORDERED, replace(ORDERED, orders=(order,)))


@pytest.mark.parametrize(
    ("steps", "urged", "shown"),
    [
        ((), False, [URGE, NOTE, CHAT, REFUND]),
        (("urged_seller",), True, [NOTE, CHAT, REFUND]),
        (("told_seller",), False, [URGE, CHAT, NOTE, REFUND]),
        (("urged_seller", "told_seller", "seller_chat"), False, [URGE, NOTE, CHAT, REFUND]),
        (("errand_urge_refused", "errand_note_done"), False, [URGE, CHAT, NOTE, REFUND]),
        (("errand_urge_done", "errand_note_dropped"), True, [NOTE, CHAT, REFUND]),
        (("errand_note_asked", "errand_urge_dropped"), False, [URGE, CHAT, NOTE, REFUND]),
    ],
)
def test_the_next_step_comes_first_and_what_was_tried_after_it(
    steps: tuple[str, ...], urged: bool, shown: list[str]
) -> None:
    assert labels(chase_card(chase(ORDERED, PAID, steps, urged), "en", NOW)) == shown


def test_what_is_shipped_is_not_urged() -> None:
    view = chase_card(chase(ORDERED, SENT, ()), "en", NOW)
    assert labels(view) == [NOTE, CHAT, REFUND]
    assert "urged again" not in view.text


def test_what_1688_did_not_do_stands_with_its_words() -> None:
    text = plain(chase_card(chase(ORDERED), "en", NOW).text)
    assert "the seller urged" in text
    assert "1688 did not do it\n24小时内限制最多一次" in text


def test_what_is_unclear_is_said_and_asked_and_never_told_as_done() -> None:
    order = unclear(PAID, ErrandKind.URGE, ErrandKind.NOTE)
    view = chase_card(chase(ORDERED, order, ("errand_urge_unclear", "errand_note_unclear")), "en", NOW)
    text = plain(view.text)
    assert "note to the seller: unclear" in text
    assert "the seller urged" not in text
    assert "🔎 Urge sent; 1688 has not said whether it took it" in text
    assert labels(view)[:3] == ["It was urged", "It was not urged", "Open on 1688"]
    note = chase_card(chase(ORDERED, unclear(PAID, ErrandKind.NOTE), ("errand_note_unclear",)), "en", NOW)
    assert "🔎 Note sent; 1688 has not said whether it took it\n您好，订单" in plain(note.text)
    assert labels(note)[:3] == ["The note is there", "No note there", "Open on 1688"]


def test_the_card_of_an_order_says_what_is_unclear_of_it_and_not_what_is_being_sent() -> None:
    order = unclear(PAID, ErrandKind.NOTE)
    shown = [plain(line) for line in order_lines.lines(Writer("en"), ORDERED, order)]
    assert "🔎 Note sent; 1688 has not said whether it took it" in shown
    sending = replace(order, messages=(replace(order.messages[0], state=ErrandState.ASKED),))
    assert not [line for line in order_lines.lines(Writer("en"), ORDERED, sending) if "Note sent" in line]


def test_a_notice_of_what_is_unclear_asks_whoever_sent_it_what_is_there() -> None:
    shown = dict(told(ABOUT, "en"))
    assert labels(shown["unclear, urge"])[:2] == ["It was urged", "It was not urged"]
    assert labels(shown["unclear, note"])[:4] == [
        "The note is there", "No note there", "Open on 1688", "Copy number",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [ErrandKind.NOTE, ErrandKind.URGE])
def test_the_notice_asks_no_more_once_that_is_known(kind: ErrandKind) -> None:
    order = unclear(PAID, kind)
    notice = ErrandUnclearNotice(about=ABOUT, errand_kind=kind, errand=7)
    assert holds(notice, standing(order))
    other = ErrandKind.URGE if kind is ErrandKind.NOTE else ErrandKind.NOTE
    assert not holds(replace(notice, errand_kind=other), standing(order))
    done = replace(order.messages[0], state=ErrandState.DONE)
    assert not holds(notice, standing(replace(order, messages=(done,))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_and_alarm_is_whole_in_each_language(language: str) -> None:
    for _, view in (*views(ORDERED, language), *told(ABOUT, language)):
        check(view)


def test_each_alarm_says_what_since_when_and_which_parcel() -> None:
    read = {name: plain(view.text).replace("\u00a0", " ") for name, view in told(ABOUT, "en")}
    heads = {kind: read[f"alarm, {kind}"].split("\n")[0] for kind in AlarmKind}
    assert heads == {
        AlarmKind.NOT_SHIPPED: "⚠️ #1042 · paid, and still not shipped",
        AlarmKind.LATE: "⚠️ #1042 · later than promised",
        AlarmKind.NO_SCAN: "⚠️ #1042 · sent, but no carrier has it",
        AlarmKind.FROZEN: "⚠️ #1042 · the parcel stands still",
        AlarmKind.NOT_COUNTED: "⚠️ #1042 · signed for, and not counted",
        AlarmKind.SHORT: "⚠️ #1042 · short, and nothing was asked",
        AlarmKind.REFUND_WAITS: "⚠️ #1042 · a refund waits for you",
    }
    assert all("121 days ago" in read[f"alarm, {kind}"] for kind in AlarmKind)
    assert "76541234567890" in read["alarm, frozen"]
    assert "Last step " in read["alarm, frozen"]
    many = read["alarms"].split("\n")
    assert many[:5] == [
        "⚠️ 500 paid orders are stuck: /stuck", "488 × paid, and still not shipped", "7 × later than promised",
        "4 × sent, but no carrier has it", "1 × the parcel stands still",
    ]  # fmt: skip
    assert many[6] == "#1000/12 · not shipped for 121 days"


def test_an_alarm_offers_its_steps_and_a_list_leads_to_all_of_it() -> None:
    shown = dict(told(ABOUT, "en"))
    assert labels(shown["alarm, late"]) == [URGE, NOTE, CHAT, REFUND, "Chase the seller"]
    assert labels(shown["alarm, frozen"]) == [NOTE, CHAT, REFUND, "Chase the seller"]
    assert labels(shown["alarm, short"]) == [REFUND, "Close the rest"]
    assert labels(shown["alarm, not_counted"]) == ["Count in"]
    assert "¥" not in shown["alarm, not_counted"].text, "it is for receivers, who see no money"
    assert labels(shown["alarms"]) == ["All that is stuck"]
