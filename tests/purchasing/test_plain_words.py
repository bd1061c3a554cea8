"""Plain words without a link: a number of ours or of 1688, a question that a purchase answers, or words to search."""

import pytest

from bot.purchasing.reading.plain_words import QuestionTopic, number_in, purchase_in, short_offer_in, topic_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("#1042", "1042"),
        ("1042", "1042"),
        ("№ 1042", "1042"),
        (" #1042? ", "1042"),
        ("3301686771403783779", "3301686771403783779"),
        ("600000000001", None),
        ("123456789", None),
        ("13800000001", None),
        ("0042", None),
        ("1042 white", None),
        ("１０４２", None),
        ("", None),
    ],
)
def test_a_lone_number_names_a_request_or_an_order(text: str, number: str | None) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("123456789", "123456789"), ("1234567890", "1234567890"), ("12345678", None), ("12345678901", None), ("a", None)],
)
def test_nine_or_ten_digits_may_be_an_old_product(text: str, number: str | None) -> None:
    assert short_offer_in(text) == number


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("how do I pay?", QuestionTopic.PAY),
        ("怎么付款？", QuestionTopic.PAY),
        ("Как оплатить заказ?", QuestionTopic.PAY),
        ("where is my order?", QuestionTopic.WHERE),
        ("我的订单到哪了", QuestionTopic.WHERE),
        ("где мой заказ", QuestionTopic.WHERE),
        ("Когда придёт посылка?", QuestionTopic.WHERE),
        ("how can I cancel this", QuestionTopic.CANCEL),
        ("我要取消", QuestionTopic.CANCEL),
        ("отменить", QuestionTopic.CANCEL),
        ("I want a refund", QuestionTopic.REFUND),
        ("申请退款", QuestionTopic.REFUND),
        ("how does this work?", QuestionTopic.HELP),
        ("help", QuestionTopic.HELP),
        ("怎么用", QuestionTopic.HELP),
        ("как это работает?", QuestionTopic.HELP),
        ("white cotton bags", None),
        ("hello, how are you?", None),
        ("какао 1 кг", None),
        ("paypal mug", None),
        ("帆布包", None),
    ],
)
def test_a_question_is_told_by_its_words(text: str, topic: QuestionTopic | None) -> None:
    assert topic_of(text) is topic


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("where is my order 2?", "2"),
        ("what about order 27", "27"),
        ("is order no. 27 paid", "27"),
        ("Order #27, please", "27"),
        ("and #27?", "27"),
        ("when does #27 arrive", "27"),
        ("where is order 3301686771403783779", "3301686771403783779"),
        ("где мой заказ 2?", "2"),
        ("Заказ 2 где", None),
        ("Заказ 2: где он", "2"),
        ("что с заявкой №27", "27"),
        ("订单27到哪了", "27"),
        ("27号订单怎么样", "27"),
        ("can I order 10?", None),
        ("order 50 mugs", None),
        ("I want to order 2", None),
        ("можно заказать 10?", None),
        ("采购27件", None),
        ("我要订单27件", None),
        ("mug #5 white", None),
        ("where are #2 and #3?", None),
        ("where is my order?", None),
        ("order 27.5", None),
    ],
)
def test_a_sentence_may_name_one_purchase(text: str, number: str | None) -> None:
    assert purchase_in(text) == number
