"""What somebody types of another cost: how much of what, for what, and who bears it; what is not clear is refused."""

from decimal import Decimal

import pytest

from bot.purchasing.orders.line_cost import CostBasis
from bot.purchasing.orders.typed_cost import LONGEST_WORDS, CostFault, TypedCost, read_cost

CODES = frozenset({"CNY", "EUR", "USD", "RUB", "TOP"})
VALUE, PIECES = CostBasis.VALUE, CostBasis.PIECES


def read(text: str) -> TypedCost | CostFault:
    return read_cost(text, CODES.__contains__)


@pytest.mark.parametrize(
    ("text", "amount", "currency", "words", "basis", "parts"),
    [
        ("380 CNY forwarder 1042 1050 by value", "380", "CNY", "forwarder", VALUE, "1042 1050"),
        ("380 forwarder 1042", "380", "CNY", "forwarder", VALUE, "1042"),
        ("¥380.50 duty, stamp #1042, 1050/2 by pieces", "380.5", "CNY", "duty, stamp", PIECES, "1042 1050/2"),
        ("380 by pieces forwarder 1042 and 1043", "380", "CNY", "forwarder", PIECES, "1042 1043"),
        ("380元货代 1042 和 1050 按件数", "380", "CNY", "货代", PIECES, "1042 1050"),
        ("３８０元，货代，１０４２、 1050、1051，按件数", "380", "CNY", "货代", PIECES, "1042 1050 1051"),
        ("380元，货代 1042，1050、1060，按件数", "380", "CNY", "货代", PIECES, "1042 1050 1060"),
        ("380 元 货代，海运 1042和1050；1060/2 1070。", "380", "CNY", "货代，海运", VALUE, "1042 1050 1060/2 1070"),
        ("380 元 货代 1042、1050，按金额", "380", "CNY", "货代", VALUE, "1042 1050"),
        ("380 юаней карго №1042, 1050 по сумме", "380", "CNY", "карго", VALUE, "1042 1050"),
        ("12,5 руб карго 1042 и 1043 по штукам", "12.5", "RUB", "карго", PIECES, "1042 1043"),
        ("50 EUR carriage 1042", "50", "EUR", "carriage", VALUE, "1042"),
        ("EUR 50 carriage 1042", "50", "EUR", "carriage", VALUE, "1042"),
        ("$50 1042", "50", "USD", "", VALUE, "1042"),
        ("1,318.50 forwarder 2 boxes 3301686771403783779", "1318.5", "CNY", "forwarder 2 boxes", VALUE,
         "3301686771403783779"),
        ("380 DHL 1042", "380", "CNY", "DHL", VALUE, "1042"),
        ("380 top up 1042", "380", "CNY", "top up", VALUE, "1042"),
        ("380 kits 1042", "380", "CNY", "kits", VALUE, "1042"),
        ("380 рубашки 12 12", "380", "CNY", "рубашки", VALUE, "12"),
        ("5 104 105", "5", "CNY", "", VALUE, "104 105"),
    ],
)  # fmt: skip
def test_a_cost_is_read_in_three_languages(
    text: str, amount: str, currency: str, words: str, basis: CostBasis, parts: str
) -> None:
    assert read(text) == TypedCost(Decimal(amount), currency, words, basis, tuple(parts.split()))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", CostFault.AMOUNT),
        ("forwarder 1042", CostFault.AMOUNT),
        ("0 forwarder 1042", CostFault.AMOUNT),
        ("-5 forwarder 1042", CostFault.AMOUNT),
        ("10.999 forwarder 1042", CostFault.AMOUNT),
        ("1.318 forwarder 1042", CostFault.AMOUNT),
        ("1 318 forwarder 1042", CostFault.AMOUNT),
        ("1\u00a0318 forwarder 1042", CostFault.AMOUNT),
        ("¥ 1 318 forwarder 1042", CostFault.AMOUNT),
        ("USD 1 318,50 forwarder 1042", CostFault.AMOUNT),
        ("1.2万元 货代 1042", CostFault.AMOUNT),
        ("5 тыс. руб. карго 1042", CostFault.AMOUNT),
        ("2k forwarder 1042", CostFault.AMOUNT),
        ("99999999999999 forwarder 1042", CostFault.AMOUNT),
        ("380，5 货代 1042", CostFault.AMOUNT),
        ("ZZZ 5 forwarder 1042", CostFault.AMOUNT),
        ("380 forwarder", CostFault.PARTS),
        ("380 forwarder 1042/2/3", CostFault.PARTS),
        (f"380 {'x' * (LONGEST_WORDS + 1)} 1042", CostFault.WORDS),
    ],
)
def test_what_is_not_clearly_a_sum_or_bears_on_nothing_is_no_cost(text: str, fault: CostFault) -> None:
    assert read(text) is fault
