"""Business codes that are met in production: found wherever they stand, and said in the reader's language."""

import pytest

from bot.cards import answers
from bot.cards.blocks.writer import Writer, of_1688
from bot.market.errors import BusinessCode, Rejected, Unreachable, code_in
from bot.market.openplatform.wire.envelopes import refusal_of
from bot.purchasing.text import LANGUAGES
from tests.cards.drawing import check, drawn

MET = [
    ("errorCode:ORDER_NOT_PAY", BusinessCode.NOT_PAID, "not paid yet", "не оплачен", "没有付款"),
    ("ORDER_HAS_PAID", BusinessCode.PAID, "paid already", "уже оплачен", "已经付款"),
    ("biz error ORDER_HAS_CANCELED!", BusinessCode.CANCELLED, "cancelled already", "уже отменён", "已经取消"),
    ("PAY_NOT_OPEN", BusinessCode.NO_CONTRACT, "without a password", "без пароля", "免密支付"),
    ("ISP_BACK_SERVICE_TIMEOUT", BusinessCode.BUSY, "Try again in some minutes", "через несколько минут", "过几分钟"),
    ("400_3 没有权限取消该订单", BusinessCode.NO_RIGHT, "may not cancel", "не может отменить", "无权取消"),
    (
        "您没有向供应商[某公司]下单的权限。",
        BusinessCode.NO_SELLER,
        "by hand on the site",
        "вручную на сайте",
        "手动下单",
    ),
    ("商品[7]库存不足。", BusinessCode.NO_STOCK, "does not have that many", "столько нет", "库存不足"),
    ("商品[7]不支持在线交易", BusinessCode.NOT_ONLINE, "through its interface", "через интерфейс", "不支持接口"),
    ("ORDER_NOT_FOUND", BusinessCode.NOT_FOUND, "knows no such order", "не знает такого", "没有这个订单"),
]


@pytest.mark.parametrize(("said", "code", "en", "ru", "zh"), MET)
def test_each_code_is_found_in_what_1688_says_and_has_words_in_each_language(
    said: str, code: BusinessCode, en: str, ru: str, zh: str
) -> None:
    assert code_in(said) is code
    for language, words in (("en", en), ("ru", ru), ("zh", zh)):
        meant, own = of_1688(Writer(language), said)
        assert words in meant
        assert said in own


def test_every_code_is_among_them() -> None:
    assert {code for _, code, *_ in MET} == set(BusinessCode)


def test_what_holds_no_code_is_said_as_it_came_and_nothing_is_said_of_nothing() -> None:
    assert of_1688(Writer("en"), "下单失败") == ["<i>下单失败</i>"]
    assert of_1688(Writer("en"), "") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_that_stands_in_its_field_alone_is_shown_beside_the_words(language: str) -> None:
    refused = answers.market_error(Rejected("alibaba.trade.cancel", "交易失败", "ORDER_HAS_PAID"), language)
    check(refused)
    assert "交易失败 (ORDER_HAS_PAID)" in drawn(refused)


def test_a_code_of_digits_says_nothing_to_people_and_one_in_the_words_is_not_repeated() -> None:
    assert Rejected("call", "没有权限取消该订单", "400_3").words == "没有权限取消该订单"
    assert Rejected("call", "errorCode:ORDER_HAS_PAID", "ORDER_HAS_PAID").words == "errorCode:ORDER_HAS_PAID"


def test_a_service_behind_1688_that_does_not_answer_is_no_refusal_since_nobody_knows_what_it_did() -> None:
    assert isinstance(refusal_of("alibaba.trade.cancel", "ISP_BACK_SERVICE_TIMEOUT", "系统繁忙"), Unreachable)
    assert isinstance(refusal_of("alibaba.trade.cancel", "ORDER_HAS_PAID", "已付款"), Rejected)
