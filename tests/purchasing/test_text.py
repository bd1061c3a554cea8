"""What cannot be seen in a text never counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.text import is_reordered, one_line, visible

UNSEEN = (
    "\u0000\u0008\u001b\u007f\u009f\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufe0f\ufeff\U000e0041"
)


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_an_invisible_character_is_dropped(sign: str) -> None:
    assert visible(f"¥ 8{sign}68") == "¥ 868"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029", "\v", "\f"])
def test_every_line_end_is_a_newline_and_none_survives_on_one_line(end: str) -> None:
    assert visible(f"a{end}b") == "a\nb"
    assert one_line(f" a{end} \t b{end}") == "a b"


def test_letters_of_every_script_stay() -> None:
    assert visible("Футболка 衬衫 قميص ไทย 👕 é") == "Футболка 衬衫 قميص ไทย 👕 é"


def test_an_override_is_noticed() -> None:
    assert is_reordered("x\u202e02")
    assert is_reordered("x\u202d02")
    assert not is_reordered("x20 \u2066a\u2069")


@given(st.text(max_size=100))
def test_a_visible_text_has_nothing_left_to_drop(text: str) -> None:
    seen = visible(text)
    assert visible(seen) == seen
    assert "\n" not in one_line(text)
