"""Tells what somebody may mean who writes no link: a number, or a question that a purchase answers."""

import re
from enum import StrEnum

from bot.purchasing.text import WORD, visible


class QuestionTopic(StrEnum):
    """What a question is about."""

    PAY = "pay"
    WHERE = "where"
    CANCEL = "cancel"
    REFUND = "refund"
    HELP = "help"


_NUMBER = re.compile(r"\s*(?:[#№]\s?)?(?P<number>[1-9][0-9]{0,7}|[1-9][0-9]{14,18})\s*[.!?？。]?\s*", re.ASCII)
_SHORT_OFFER = re.compile(r"\s*(?P<number>[1-9][0-9]{8,9})\s*", re.ASCII)
_TOPICS: tuple[tuple[QuestionTopic, str, str], ...] = (
    (QuestionTopic.CANCEL, r"cancel\w*|отмен\w*", "取消"),
    (QuestionTopic.REFUND, r"refund\w*|money back|возврат\w*|вернуть деньги|вернуть", "退款|退货|退钱"),
    (QuestionTopic.PAY, r"pay|paid|payment|alipay|оплат\w*|заплат\w*|платить|алипей", "付款|支付|怎么付|付钱|支付宝"),
    (
        QuestionTopic.WHERE,
        r"where|track\w*|deliver\w*|arriv\w*|shipp\w*|parcels?|my orders?|где|достав\w*|посыл\w*|трек\w*|придут"
        r"|при[дй]?[её]т|мо[йи] заказы?",
        "物流|快递|到哪|在哪|发货|到货|包裹|我的订单",
    ),
    (QuestionTopic.HELP, r"help|how (?:do|does|can|to)|what can you|помо\w*|как", "帮助|怎么用|怎么买|怎么下单|如何"),
)
_WORDS = tuple(
    (topic, re.compile(rf"(?<![{WORD}])(?:{spaced})(?![{WORD}])|{joined}", re.IGNORECASE))
    for topic, spaced, joined in _TOPICS
)


def number_in(text: str) -> str | None:
    """The number of a request (`#1042`, `1042`) or of an order on 1688 that a text is; None if it is neither."""
    found = _NUMBER.fullmatch(visible(text))
    return found["number"] if found else None


def short_offer_in(text: str) -> str | None:
    """A lone number of nine or ten digits, which may be an old product's; None if the text is none."""
    found = _SHORT_OFFER.fullmatch(visible(text))
    return found["number"] if found else None


def topic_of(text: str) -> QuestionTopic | None:
    """What a question is about; None if that cannot be told."""
    seen = visible(text)
    return next((topic for topic, words in _WORDS if words.search(seen)), None)
