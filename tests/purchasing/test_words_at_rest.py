"""Words that stand in databases and in texts are part of what was promised: an older row is read by them."""

from enum import StrEnum

import pytest

from bot.purchasing.asking_back import RefundStage
from bot.purchasing.claims import ClaimKind, ClaimState

WORDS: dict[type[StrEnum], list[str]] = {
    ClaimKind: ["pieces", "rest", "amount", "carriage", "compensation", "unknown"],
    ClaimState: ["open", "paid", "closed"],
    RefundStage: ["seller", "refused", "to_send", "sent", "paid", "closed", "other"],
}


@pytest.mark.parametrize(("words", "at_rest"), WORDS.items())
def test_a_word_at_rest_never_changes(words: type[StrEnum], at_rest: list[str]) -> None:
    assert [word.value for word in words] == at_rest
