"""Reads what somebody types of another cost: `380 CNY forwarder 1042 1050 by value`, in any order that is clear."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.purchasing.money import fen_from_yuan
from bot.purchasing.orders.line_cost import YUAN, CostBasis
from bot.purchasing.text import one_line

LONGEST_WORDS = 100
_SIGNS = {
    **dict.fromkeys(["cny", "rmb", "yuan", "¥", "￥", "元", "块", "人民币", "юань", "юаня", "юаней"], YUAN),
    **dict.fromkeys(["usd", "$", "us$", "美元", "доллар", "доллара", "долларов"], "USD"),
    **dict.fromkeys(["eur", "€", "欧元", "евро"], "EUR"),
    **dict.fromkeys(["rub", "₽", "руб", "руб.", "р.", "рубль", "рубля", "рублей", "卢布"], "RUB"),
}
"""How currencies are written beside their code, which is known in capitals alone: `all` and `top` are words."""
_SIGN = rf"{'|'.join(map(re.escape, sorted(_SIGNS, key=len, reverse=True)))}|(?-i:[A-Z]{{3}})"
_AMOUNT = re.compile(
    rf"(?P<before>{_SIGN})?\s*(?P<amount>\d{{1,3}}(?:[,']\d{{3}})+(?:\.\d+)?|\d+(?:[.,]\d+)?)(?![\d.,/kк万千亿]|，\d)"
    rf"(?:\s*(?P<after>{_SIGN})(?![A-Za-zА-Яа-я\d]))?(?P<rest>.*)",
    re.IGNORECASE,
)
_BASIS = re.compile(
    r"(?:^|[\s,;，、；])(?:(?P<value>by (?:value|sum)|по (?:сумме|стоимости)|按金额)"
    r"|by pieces?|по (?:штукам|количеству)|按件数|按数量)(?=[\s,.，、；。]|$)",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"(?:[\s,;，、；和&]+(?:(?:and|и) )?[#№]?[0-9]{1,25}(?:/[0-9]{1,3})?)+[\s,;.，、；。]*\Z", re.IGNORECASE
)
_PART = re.compile(r"[0-9]+(?:/[0-9]+)?")
_DECIMALS = re.compile(r",(?=[0-9]{1,2}\Z)")
_PLAIN = str.maketrans("０１２３４５６７８９．＃／", "0123456789.#/")


class CostFault(StrEnum):
    """Why typed words are no cost."""

    AMOUNT = "amount"
    PARTS = "parts"
    WORDS = "words"


@dataclass(frozen=True)
class TypedCost:
    """What somebody typed: how much of which currency, for what, and the numbers of the purchases that bear it."""

    amount: Decimal
    currency: str
    words: str
    basis: CostBasis
    parts: tuple[str, ...]


def read_cost(typed: str, is_currency: Callable[[str], bool]) -> TypedCost | CostFault:
    """The cost that is typed after `/cost add`; without a currency it is yuan, without a basis by value.

    `is_currency` knows the codes of currencies: other capitals are the first word of what it is for.
    """
    text = one_line(typed).translate(_PLAIN)
    said = _BASIS.search(text)
    basis = CostBasis.PIECES if said is not None and not said["value"] else CostBasis.VALUE
    read = _AMOUNT.fullmatch(text if said is None else f"{text[: said.start()]} {text[said.end() :]}".strip())
    if read is None:
        return CostFault.AMOUNT
    rest, currency = read["rest"], YUAN
    named = read["before"] or read["after"]
    if named:
        known = _SIGNS.get(named.casefold(), named)
        if is_currency(known):
            currency = known
        elif read["before"]:
            return CostFault.AMOUNT
        else:  # the first word of what it is for, in capitals
            rest = f" {named}{rest}"
    numbers = _PARTS.search(rest)
    words = (rest if numbers is None else rest[: numbers.start()]).strip(" ,;，、；")
    try:
        fen = fen_from_yuan(re.sub("[,']", "", _DECIMALS.sub(".", read["amount"])))
    except ValueError:
        return CostFault.AMOUNT
    # Neither `1 318 forwarder` nor `1 тыс. руб. карго` is one yuan.
    if not fen or (not read["after"] and re.match(r"(?:\d{3}|тыс\w*|млн)\b|[万千亿]", words)):
        return CostFault.AMOUNT
    if numbers is None:
        return CostFault.PARTS
    if len(words) > LONGEST_WORDS:
        return CostFault.WORDS
    return TypedCost(Decimal(fen) / 100, currency, words, basis, tuple(dict.fromkeys(_PART.findall(numbers[0]))))
