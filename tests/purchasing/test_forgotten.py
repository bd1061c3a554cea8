"""A forgotten person's names and words go out of stored values, and nothing else does."""

import json
from typing import Any

import pytest

from bot.market.openplatform.wire.create import create_body, read_body
from bot.purchasing.create_call import Placing
from bot.purchasing.money import Fen
from bot.purchasing.people.forgotten import ERASED, FORMER, Forgotten, erase_words
from bot.purchasing.snapshot import PricedLine

LI = Forgotten(424242, frozenset({"李娜", "Li Na"}))
LINES = (PricedLine("655000111222", "s-1", 3, Fen(100)),)


def told(kind: str, **payload: Any) -> Any:
    return LI.message(kind, {"v": 1, **payload})


def test_a_name_goes_wherever_it_stands_as_a_word() -> None:
    assert LI.without_names("ask Li Na, not Li Nan or 李娜") == f"ask {FORMER}, not Li Nan or {FORMER}"


def test_a_field_goes_whose_number_beside_it_is_theirs_whatever_name_it_holds() -> None:
    assert LI.without_person({"by": "Lina (maiden name)", "by_id": 424242}) == {"by": FORMER, "by_id": 424242}
    assert LI.without_person({"by": "Boris", "by_id": 2}) == {"by": "Boris", "by_id": 2}


def test_a_listed_person_loses_name_and_language() -> None:
    listed = [{"id": 424242, "name": "whoever", "language": "zh"}, {"id": 2, "name": "Boris", "language": "en"}]
    assert LI.without_person(listed) == [{"id": 424242, "name": FORMER, "language": ""}, listed[1]]


def test_goods_that_are_called_like_a_person_keep_their_title() -> None:
    assert told("placed", title="Li Na Mug", asked_by="Boris")["title"] == "Li Na Mug"


@pytest.mark.parametrize(
    ("kind", "payload", "gone"),
    [
        ("declined", {"by": "Li Na", "reason": "too dear"}, "reason"),
        ("question", {"by": "Li Na", "text": "for whom?"}, "text"),
        ("answer", {"by": "Li Na", "text": "for the shop", "question": "for whom?"}, "text"),
        ("answer", {"by": "Boris", "asker": "Li Na", "question": "for whom?", "text": "me"}, "question"),
        ("placed", {"asked_by": "Li Na", "why": "for the fair"}, "why"),
        ("placed_together", {"asked_by": "Li Na", "why": "for the fair"}, "why"),
        ("paused", {"by": "Li Na", "reason": "holiday"}, "reason"),
    ],
)
def test_their_words_go_with_the_name_and_those_of_others_stay(kind: str, payload: dict[str, str], gone: str) -> None:
    after = told(kind, **payload)
    assert after[gone] == ""
    kept = {name: words for name, words in payload.items() if name != gone and words != "Li Na"}
    assert {name: after[name] for name in kept} == kept


def test_the_words_of_somebody_else_stay_beside_their_name() -> None:
    assert told("declined", by="Boris", reason="too dear") == {"v": 1, "by": "Boris", "reason": "too dear"}


@pytest.mark.parametrize(
    ("raw", "theirs"),
    [
        ({"message": {"from": {"id": 424242}}}, True),
        ({"message": {"reply_to_message": {"from": {"id": 424242}}}}, True),
        ({"message": {"text": "where is 李娜?"}}, True),
        ({"message": {"contact": {"user_id": 424242}}}, True),
        ({"message": {"message_id": 424242, "from": {"id": 7}, "text": "424242 pieces"}}, False),
    ],
)
def test_an_update_is_theirs_by_number_or_name_and_not_by_another_number(raw: Any, theirs: bool) -> None:
    assert LI.is_in(json.dumps(raw)) is theirs


def test_an_update_that_is_no_json_is_theirs_if_their_number_stands_in_it() -> None:
    assert LI.is_in('{"from": 424242')
    assert not LI.is_in("{")


def test_every_needle_finds_what_json_escaped() -> None:
    quoted = Forgotten(7, frozenset({'Li "the boss" Na'}))
    for ascii_only in (True, False):
        stored = json.dumps({"by": 'Li "the boss" Na'}, ensure_ascii=ascii_only)
        assert any(each in stored for each in quoted.needles)


def test_one_letter_is_no_name() -> None:
    assert Forgotten(7, frozenset({"A"})).without_person("Plan A") == "Plan A"


def test_a_mark_that_stands_for_a_name_is_none() -> None:
    assert Forgotten(7, frozenset({FORMER})).needles == ("7",)


def test_the_note_goes_out_of_a_body_and_every_other_byte_stays() -> None:
    note = 'please "fast", 请快 \\ thanks'
    body = create_body(Placing(LINES, "CG1", "77", "general", "fxassure", note), "cross")
    without_person = erase_words(body, [note])
    assert read_body(without_person) == read_body(body) | {"message": ERASED}


def test_an_answer_that_quotes_the_note_inside_json_inside_json_loses_it_too() -> None:
    note = 'please "fast", 请快'
    inner = json.dumps({"message": note})
    for ascii_only in (True, False):
        answer = json.dumps({"debug": inner, "orderId": 3301686771403783779}, ensure_ascii=ascii_only)
        after = erase_words(answer, [note])
        assert "fast" not in after
        assert "3301686771403783779" in after


def test_no_words_change_nothing() -> None:
    assert erase_words("{}", ["", ""]) == "{}"
