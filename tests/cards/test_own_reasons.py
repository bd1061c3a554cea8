"""The program's own reasons: stored as ever, read back with their parts, and told to people in their language."""

from html import unescape

import pytest

from bot.cards.blocks.writer import Writer, of_1688, reason_in
from bot.cards.notices.notices import notice
from bot.cards.texts import catalogue as texts
from bot.purchasing.notices.operations import PausedNotice, ResumedNotice
from bot.purchasing.own_reasons import OwnReason, own_reason
from bot.purchasing.text import LANGUAGES
from tests.cards import samples as s

TAKEN = "1688 named an order that another purchase holds"
OF_PEOPLE = {
    OwnReason.CONFLICT.of(number=1042, reason=OwnReason.ORDER_TAKEN): f"#1042: {TAKEN}",
    OwnReason.CONFLICT.of(number=7, reason=OwnReason.OTHER_ORDER): "#7: 1688 shows another order under its number",
    OwnReason.CONFLICT.of(number=7, reason=OwnReason.FOUND_DIFFERS): "#7: orders on 1688 differ from what was sent",
    OwnReason.MANY_DOUBTS: "three orders in doubt within 15 minutes",
    OwnReason.UNKNOWN_ORDER.of(order="3301"): "an order that should not exist: 3301",
    OwnReason.OTHER_PROGRAM: "another program runs with this bot's token",
    OwnReason.RESTORED: "this database was restored from a copy",
    OwnReason.MOVED: "this database was moved",
    OwnReason.WENT_BACK: "this database went back in time",
    OwnReason.ANCHORS_TAKEN.of(entry=12): "every anchor of the journal up to entry 12 was taken away",
    OwnReason.WITHOUT_KEY.of(first=3, last=9): "the entries 3 to 9 of the journal were written without its key",
    OwnReason.STOOD_STILL: "the process stood still before anything was sent",
    OwnReason.EXISTS_UNANSWERED: "whether the order exists already was not answered",
    OwnReason.SENT_AGAIN: "sent again by two people",
    OwnReason.TOO_DEAR: "Too dear",
    OwnReason.NOT_NEEDED: "Not needed",
    OwnReason.WRONG_ITEM: "Wrong item",
    OwnReason.LATER: "Later",
}
"""What may reach somebody, and the form in which every release has stored it."""
STORED = {
    OwnReason.UNRECORDED: "1688's answer could not be recorded",
    OwnReason.PROGRAM_ENDED: "the program ended while the order was on the wire",
    OwnReason.CALL_BROKE.of(error="OSError"): "the call broke: OSError",
    OwnReason.REFUSED_UNANSWERED: "refused, but the look-up gave no answer",
    OwnReason.REFUSED_ALIKE: "refused, but an order like it exists that nobody explains",
    OwnReason.REFUSED_EXISTS: "refused, but an order exists",
    OwnReason.EXISTS: "an order under our reference exists already",
    OwnReason.ALIKE: "an order like it exists that nobody explains",
    OwnReason.SENT_AFTER_COPY: "it was sent after the copy was made",
    OwnReason.RESTED: "restored",
    OwnReason.CAP.of(cap="day"): "cap on the day",
    OwnReason.NOT_AS_AGREED.of(change="price"): "not as agreed: price",
    OwnReason.ORDER_FOUND: "its order was found",
    OwnReason.DRY_RUN: "dry run: nothing was sent",
    OwnReason.TAKEN_BACK: "taken back",
    OwnReason.GIVEN_UP: "given up",
}


def test_each_is_stored_in_the_words_of_before_and_read_back_as_itself() -> None:
    for own, stored in (OF_PEOPLE | STORED).items():
        assert own == stored
        read = own_reason(stored)
        assert read is not None
        assert read[0].of(**read[1]) == stored
    read_back = {found[0] for stored in (OF_PEOPLE | STORED).values() if (found := own_reason(stored))}
    nested = {OwnReason.ORDER_TAKEN, OwnReason.OTHER_ORDER, OwnReason.FOUND_DIFFERS, OwnReason.PRICE_RAISED}
    assert read_back | nested == set(OwnReason)


@pytest.mark.parametrize("words", ["库存不足", "stocktaking", "", "AppKey is not allowed(acl)", "#12 waits", "cap on"])
def test_words_of_1688_and_of_people_stay_as_they_are(words: str) -> None:
    assert own_reason(words) is None
    assert {reason_in(Writer(language), words) for language in LANGUAGES} == {words}


@pytest.mark.parametrize("stored", OF_PEOPLE.values())
def test_people_read_it_in_their_language_and_in_english_as_ever(stored: str) -> None:
    told = {language: reason_in(Writer(language), stored).translate(_ISOLATES) for language in LANGUAGES}
    assert told["en"] == stored
    assert len(set(told.values())) == len(LANGUAGES)
    _, parts = own_reason(stored) or (None, {})
    for part in parts.values():
        assert own_reason(part) is not None or all(part in each for each in told.values())


def test_a_cap_is_told_by_its_name() -> None:
    told = {cap: reason_in(Writer("en"), OwnReason.CAP.of(cap=cap)) for cap in ("order", "day", "hour")}
    assert told == {
        "order": "a cap of the team is reached",
        "day": "the cap for one day is reached",
        "hour": "there were too many orders within an hour",
    }


def test_beside_what_1688_refused_it_is_in_the_reader_s_language_too() -> None:
    assert "两个人" in "".join(of_1688(Writer("zh"), OwnReason.SENT_AGAIN))


def test_only_those_that_reach_people_have_a_text() -> None:
    named = {own for own in OwnReason if texts.has(f"own-reason-{own.name.lower().replace('_', '-')}")}
    nested = {OwnReason.ORDER_TAKEN, OwnReason.OTHER_ORDER, OwnReason.FOUND_DIFFERS, OwnReason.CAP}
    assert named == {found[0] for stored in OF_PEOPLE if (found := own_reason(stored))} | nested


_ISOLATES = {0x2068: None, 0x2069: None}


@pytest.mark.parametrize("told", [PausedNotice, ResumedNotice])
@pytest.mark.parametrize("stored", OF_PEOPLE.values())
def test_a_notice_of_the_switch_says_it_in_the_reader_s_language(
    told: type[PausedNotice | ResumedNotice], stored: str
) -> None:
    own, parts = own_reason(stored) or (None, {})
    english = max((str(own).partition("{")[0], *(part for part in parts.values() if own_reason(part))), key=len)
    for language in ("zh", "ru"):
        assert english not in unescape(notice(told(reason=stored), language, s.NOW).text)
    assert english in unescape(notice(told(reason=stored), "en", s.NOW).text)
