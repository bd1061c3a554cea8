"""Tells what somebody may mean who writes no link: a number, or a question that a purchase answers."""

import re
from enum import StrEnum

from bot.purchasing.text import WORD, one_line, visible


class QuestionTopic(StrEnum):
    """What a question is about."""

    PAY = "pay"
    WHERE = "where"
    CANCEL = "cancel"
    REFUND = "refund"
    HELP = "help"


_OURS = r"(?:[1-9][0-9]{14,18}|[1-9][0-9]{0,7}(?:/[1-9][0-9]?)?)"
"""A request's number, with a part of it if it was split (1042/2), or an order's on 1688."""
_NUMBER = re.compile(rf"\s*(?:[#№]\s?)?(?P<number>{_OURS})\s*[.!?？。]?\s*", re.ASCII)
_NAMED = re.compile(
    rf"(?<![{WORD}])(?<!\bI )(?<!\bwe )(?<!\byou )(?<!\bto )(?:order|request|заказ(?:а|у|ом|е)?|заявк(?:а|и|у|е|ой))"
    rf" ?[#№]? ?(?P<spaced>{_OURS})(?![.,]?[{WORD}])(?! [{WORD}])"
    rf"|订单号? ?[#:：]? ?(?P<after>{_OURS})(?! ?[0-9件个])|(?<![0-9])(?P<before>{_OURS}) ?号订单",
    re.IGNORECASE,
)
"""An order as a thing: whoever wants to order so many names none."""
_HASHED = re.compile(
    rf"(?:[#№] ?|(?<![{WORD}])(?:no\. ?|number |номер ))(?P<number>{_OURS})(?![{WORD}])", re.IGNORECASE
)
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


def purchase_in(text: str) -> str | None:
    """The number of the one request or order that a sentence is about; None if it is about none, or about several."""
    seen = one_line(text)
    named = {next(filter(None, each.groups())) for each in _NAMED.finditer(seen)}
    if "?" in seen or "？" in seen or topic_of(seen) is not None:
        named |= {each["number"] for each in _HASHED.finditer(seen)}
    return named.pop() if len(named) == 1 else None


def short_offer_in(text: str) -> str | None:
    """A lone number of nine or ten digits, which may be an old product's; None if the text is none."""
    found = _SHORT_OFFER.fullmatch(visible(text))
    return found["number"] if found else None


def topic_of(text: str) -> QuestionTopic | None:
    """What a question is about; None if that cannot be told."""
    seen = visible(text)
    return next((topic for topic, words in _WORDS if words.search(seen)), None)
