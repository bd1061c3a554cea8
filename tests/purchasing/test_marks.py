"""The mark of a team and the request's number stand whole behind a note to a seller, or not at all."""

import pytest

from bot.purchasing.tracking.seller_notes import MARK_LIMIT, NOTE_LIMIT, is_mark, marked, own_room


def test_mark_and_number_stand_behind_the_note() -> None:
    assert marked("Wrap it", "FW-88", "1042/2") == "Wrap it 【FW-88 #1042/2】"
    assert marked("", "FW-88", "1042") == "【FW-88 #1042】"
    assert marked("Wrap it", "", "1042") == "Wrap it"


@pytest.mark.parametrize("mark", ["F", "客户A " * 10])
@pytest.mark.parametrize("name", ["1042", "1042/2", "1042/120"])
def test_a_note_of_so_many_characters_leaves_room_for_them(mark: str, name: str) -> None:
    longest = "x" * own_room(mark, 1042)
    assert longest in marked(longest, mark, name)
    assert mark in marked(longest, mark, name)
    assert len(marked(longest, mark, name)) <= NOTE_LIMIT


def test_what_does_not_fit_whole_is_left_out_and_the_note_stays() -> None:
    note = "x" * (NOTE_LIMIT - 10)
    assert marked(note, "FW-88", "1042") == note
    assert own_room("", 1042) == NOTE_LIMIT


@pytest.mark.parametrize("text", ["a\nb", "a\u202eb", "a\u200bb", "x" * (MARK_LIMIT + 1), "【x】", "a\tb"])
def test_what_is_not_plain_is_no_mark(text: str) -> None:
    assert not is_mark(text)
    assert is_mark("FW-88 客户 / Склад")
