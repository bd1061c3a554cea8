"""What a button carries: it fits, comes back as it was, and cannot be forged."""

import random
import re
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import cards
from bot.cards.blocks.buttons import MOST_BYTES, ButtonAction, Code, Codes, signed
from bot.cards.blocks.html import Html
from bot.cards.blocks.view import Button, View
from tests.cards import samples as s

SECRET = b"a secret of this installation"
CODES = Codes(SECRET)
ARGS = st.lists(st.integers(-(10**12), 10**12) | st.text(max_size=8), max_size=3).map(tuple)


@given(st.sampled_from(ButtonAction), ARGS, st.integers(-(10**13), 10**13))
def test_a_code_that_fits_comes_back_as_it_was(action: ButtonAction, args: tuple[str | int, ...], chat: int) -> None:
    code = Code(action, args)
    if not code.fits:
        with pytest.raises(ValueError, match="does not fit"):
            CODES.make(code.text, chat)
        return
    data = CODES.make(code.text, chat)
    assert 1 <= len(data.encode()) <= MOST_BYTES
    assert CODES.read(data, chat) == code


@pytest.mark.parametrize(
    "code",
    [
        Code(ButtonAction.SPEC, (9_999_999_999, "b266e0726506185beaf205cbae88530d")),
        Code(ButtonAction.CONFIRM, (9_999_999_999, "0123456789abcdef" * 4)),
        Code(ButtonAction.OPEN, ("9999999999999", 999_999)),
        Code(ButtonAction.CANCEL_YES, ("3301686771403783779",)),
        Code(ButtonAction.AXIS, (9_999_999_999, 99, 99, 99, 99)),
        Code(ButtonAction.SEARCH, (2, "纯棉短袖T恤 男")),
    ],
)
def test_the_longest_codes_of_daily_use_fit(code: Code) -> None:
    assert code.fits


def test_twenty_thousand_mutations_are_all_refused() -> None:
    chance = random.Random(1688)
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:~%"
    codes = [
        Code(ButtonAction.CONFIRM, (1042, "0123456789")),
        Code(ButtonAction.QUANTITY, (1042, 50)),
        Code(ButtonAction.STILL),
    ]
    originals = [CODES.make(code.text, 4711) for code in codes]
    accepted = 0
    for turn in range(20_000):
        data = list(originals[turn % len(originals)])
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(len(data))
            match chance.randrange(3):
                case 0:
                    data[place] = chance.choice(letters)
                case 1:
                    data.insert(place, chance.choice(letters))
                case _ if len(data) > 1:
                    del data[place]
        mutated = "".join(data)
        accepted += mutated not in originals and CODES.read(mutated, 4711) is not None
    assert accepted == 0


def test_every_single_letter_of_a_code_counts() -> None:
    data = CODES.make(Code(ButtonAction.GIVE_UP, (7,)).text, 4711)
    alphabet = [chr(number) for number in range(33, 127)]
    changed = {data[:at] + sign + data[at + 1 :] for at in range(len(data)) for sign in alphabet} - {data}
    assert not [other for other in changed if CODES.read(other, 4711)]


def test_every_cut_of_a_code_is_refused() -> None:
    data = CODES.make(Code(ButtonAction.CONFIRM, (1042, "0123456789")).text, 4711)
    assert [at for at in range(len(data)) if CODES.read(data[:at], 4711) or CODES.read(data[at + 1 :], 4711)] == []


def test_a_code_of_another_chat_is_refused() -> None:
    data = CODES.make(Code(ButtonAction.CONFIRM, (1042, "0123456789")).text, -100123)
    assert CODES.read(data, -100124) is None
    assert CODES.read(data, 100123) is None


def test_a_code_of_another_installation_is_refused() -> None:
    data = Codes(b"another secret").make(Code(ButtonAction.QUANTITY, (1042, 50)).text, 4711)
    assert CODES.read(data, 4711) is None


@given(st.text(max_size=80))
def test_foreign_data_is_never_read(data: str) -> None:
    assert CODES.read(data, 4711) is None


def test_data_with_half_a_character_is_refused() -> None:
    assert CODES.read("q:1:2\ud800aaaaaaaaaaa", 4711) is None


def test_signing_a_view_leaves_links_and_copies_alone() -> None:
    code = Code(ButtonAction.QUANTITY, (1042, 50))
    keyboard = ((Button("50", data=code.text), Button("Pay", url="https://trade.1688.com/")), (Button("#", copy="9"),))
    view = signed(View(Html("x"), keyboard), CODES, 4711)
    assert CODES.read(view.keyboard[0][0].data, 4711) == code
    assert view.keyboard[0][1] == keyboard[0][1]
    assert view.keyboard[1] == keyboard[1]


@pytest.mark.threat("T46")
def test_two_notes_whose_contents_were_searched_to_begin_alike_have_buttons_that_differ() -> None:
    """Whoever writes the content finds such a pair: 40 bits in seconds, here 24 of them."""
    seen: dict[str, str] = {}
    for number in count():
        found = replace(s.SNAPSHOT, note=str(number)).hash
        if found[:6] in seen:
            break
        seen[found[:6]] = found
    pair = (seen[found[:6]], found)
    carried = [CODES.read(CODES.make(Code(ButtonAction.APPROVE, (7, each)).text, 4711), 4711) for each in pair]
    tags = [str(code.args[1]) for code in carried if code]
    assert len(set(tags)) == 2
    assert tags[0][:3] != tags[1][:3], "nothing of the plain hash shows through"


@pytest.mark.parametrize(
    "action", [ButtonAction.CONFIRM, ButtonAction.APPROVE, ButtonAction.DECLINE, ButtonAction.POLICY_YES]
)
def test_what_tells_a_content_has_128_bits_under_the_key_of_this_installation(action: ButtonAction) -> None:
    code = Code(action, (9_999_999_999, s.SNAPSHOT.hash))
    assert code.fits
    read = CODES.read(CODES.make(code.text, 4711), 4711)
    assert read is not None
    tag = str(read.args[1])
    assert len(tag) * 6 >= 128
    assert CODES.is_content(tag, s.SNAPSHOT.hash)
    assert not CODES.is_content(tag, replace(s.SNAPSHOT, note="x").hash)
    assert not Codes(b"another secret").is_content(tag, s.SNAPSHOT.hash)
    assert not CODES.is_content(s.SNAPSHOT.hash[:10], s.SNAPSHOT.hash), "as older versions wrote it"


def test_action_words_are_short_and_distinct() -> None:
    assert len({action.value for action in ButtonAction}) == len(ButtonAction)
    assert max(len(action.value) for action in ButtonAction) <= 2


OF_BEFORE = {"REFUND_PIECES"}
"""Buttons that stand on cards of release 0.2.0 alone, and still do what they say."""


def test_every_button_stands_on_a_card() -> None:
    source = [path.read_text("utf-8") for path in Path(cards.__path__[0]).rglob("*.py") if path.name != "buttons.py"]
    shown = set(re.findall(r"\bButtonAction\.([A-Z_]+)", "\n".join(source)))
    assert {each.name for each in ButtonAction if each.name not in shown} == OF_BEFORE
