"""Push messages as they are read: which order each is about, whoever sent it, and what is no message at all."""

import hashlib
import hmac
import json
from typing import Any

import pytest

from bot.market.openplatform.signing import genuine
from bot.market.openplatform.wire.fields import FormError
from bot.market.openplatform.wire.pushes import ABOUT, MOST_ORDERS, parse_missed, parse_push
from bot.market.port import About

ORDER = 3301686771403783779
VIEW = "ORDER_BUYER_VIEW_"


def message(topic: str = f"{VIEW}ORDER_PAY", data: Any = None, **more: Any) -> str:
    body = {"orderId": ORDER, "currentStatus": "waitsellersend"} if data is None else data
    return json.dumps({"msgId": 92705609220, "type": topic, "data": body, **more})


@pytest.mark.parametrize(
    ("topic", "data"),
    [
        (f"{VIEW}ORDER_PAY", {"orderId": ORDER}),
        (f"{VIEW}ORDER_PRICE_MODIFY", {"orderId": str(ORDER)}),
        (f"{VIEW}ORDER_BUYER_CLOSE", json.dumps({"orderId": ORDER})),
        ("ORDER_BATCH_PAY", {"batchPay": [{"orderId": str(ORDER), "status": "successed"}]}),
        (
            "LOGISTICS_BUYER_VIEW_TRACE",
            {"OrderLogisticsTracingModel": {"logisticsId": "1", "orderLogsItems": [{"orderId": ORDER}]}},
        ),
        ("LOGISTICS_MAIL_NO_CHANGE", {"MailNoChangeModel": {"orderLogsItems": [{"orderId": ORDER}]}}),
    ],
)
def test_the_order_is_found_wherever_the_topic_puts_it(topic: str, data: Any) -> None:
    push = parse_push(message(topic, data))
    assert (push.message_id, push.order_ids) == ("92705609220", (str(ORDER),))
    assert push.about is (About.PARCEL if topic.startswith("LOGISTICS") else About.ORDER)


def test_every_topic_of_a_buyer_s_order_is_listened_to() -> None:
    names = [
        "BUYER_MAKE", "ORDER_PRICE_MODIFY", "ORDER_PAY", "ORDER_STEP_PAY", "ANNOUNCE_SENDGOODS", "PART_PART_SENDGOODS",
        "ORDER_COMFIRM_RECEIVEGOODS", "ORDER_SUCCESS", "ORDER_BUYER_CLOSE", "ORDER_SELLER_CLOSE", "ORDER_BOPS_CLOSE",
        "MODIFY_MEMO", "ORDER_BUYER_REFUND_IN_SALES", "ORDER_REFUND_AFTER_SALES",
    ]  # fmt: skip
    others = {"ORDER_BATCH_PAY", "LOGISTICS_BUYER_VIEW_TRACE", "LOGISTICS_MAIL_NO_CHANGE"}
    assert ABOUT.keys() == {VIEW + name for name in names} | others


def test_other_topics_point_to_no_order() -> None:
    push = parse_push(message("PRODUCT_PRODUCT_INVENTORY_CHANGE"))
    assert (push.about, push.order_ids) == (About.OTHER, ())


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "5", '"x"', "NaN", "{}", '{"msgId":1}', '{"type":"X"}', '{"msgId":true,"type":"X"}',
     '{"msgId":1.5,"type":"X"}', '{"msgId":"٣","type":"X"}', '{"msgId":"1;drop","type":"X"}', "[" * 100_000],
)  # fmt: skip
def test_what_has_no_number_or_no_topic_is_no_message(text: str) -> None:
    with pytest.raises(FormError):
        parse_push(text)


@pytest.mark.parametrize("number", [None, True, 1.5, "x", "", -5, "9" * 40, {}, [], "１２"])
def test_what_is_no_order_number_is_passed_over(number: Any) -> None:
    assert parse_push(message(data={"orderId": number})).order_ids == ()


def test_a_message_of_endless_depth_or_length_is_listened_to_only_so_far() -> None:
    deep: Any = {"orderId": ORDER}
    for _ in range(50):
        deep = {"more": deep}
    many = {"batchPay": [{"orderId": str(number)} for number in range(1, 5000)]}
    assert parse_push(message(data=deep)).order_ids == ()
    assert len(parse_push(message("ORDER_BATCH_PAY", many)).order_ids) == MOST_ORDERS


def test_both_replay_calls_are_read_and_strange_messages_are_kept_apart_by_their_number() -> None:
    good, strange = json.loads(message()), {"msgId": 7, "data": {}}
    for answer in ({"pushMessageList": [good, strange, 5]}, {"pushMessagePage": {"datas": [good, strange]}}):
        missed = parse_missed(answer)
        assert [each.order_ids for each in missed.pushes] == [(str(ORDER),)]
        assert missed.message_ids == ("92705609220", "7")
    assert parse_missed({}).message_ids == ()


def test_only_the_seal_over_exactly_this_text_is_genuine() -> None:
    text = message()
    seal = hmac.new(b"secret", f"message{text}".encode(), hashlib.sha1).hexdigest().upper()
    assert genuine("secret", text, seal)
    for wrong in ("", seal[:-1], seal.lower(), seal + "0", "é" * 40, seal[::-1]):
        assert not genuine("secret", text, wrong)
    assert not genuine("secret", text + " ", seal)
    assert not genuine("other", text, seal)
