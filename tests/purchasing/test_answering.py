"""What a message is to a question that waits: its answer, too late for that, something else, or nothing to it."""

from datetime import timedelta

import pytest

from bot.purchasing.reading.answering import ANSWER_WITHIN, AnswerVerdict, MessageForm, hears

NOW, SOON, LATER = timedelta(), ANSWER_WITHIN, ANSWER_WITHIN + timedelta(seconds=1)
WORDS = frozenset[MessageForm]()
OWN_MEANING = {
    MessageForm.LINK, MessageForm.PRODUCT, MessageForm.PRODUCTS, MessageForm.WAYBILL, MessageForm.CODE,
    MessageForm.PHOTO, MessageForm.CELLS,
}  # fmt: skip
NEVER_AN_ANSWER = {MessageForm.COMMAND, MessageForm.PRESS, MessageForm.FORWARD, MessageForm.SHEET}
UNREAD = {MessageForm.EDIT, MessageForm.WORDLESS}


def heard(
    form: MessageForm, wants: frozenset[MessageForm] = WORDS, age: timedelta = NOW, *, private: bool = True
) -> AnswerVerdict:
    """What a message without a reply is."""
    return hears(wants, form, private=private, age=age, replies_to_it=False, replies=False)


def replied(
    form: MessageForm, wants: frozenset[MessageForm] = WORDS, age: timedelta = LATER, *, private: bool = True
) -> AnswerVerdict:
    """What a reply to the question is."""
    return hears(wants, form, private=private, age=age, replies_to_it=True, replies=True)


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("form", sorted({*MessageForm} - NEVER_AN_ANSWER - UNREAD))
def test_a_reply_is_always_its_answer_links_included_however_late(form: MessageForm, private: bool) -> None:
    assert replied(form, private=private) is AnswerVerdict.ANSWER


@pytest.mark.parametrize("form", sorted(MessageForm))
def test_in_a_group_nothing_but_a_reply_answers_or_ends_a_question(form: MessageForm) -> None:
    assert heard(form, private=False) is AnswerVerdict.NOTHING
    elsewhere = hears(WORDS, form, private=False, age=NOW, replies_to_it=False, replies=True)
    assert elsewhere is AnswerVerdict.NOTHING


@pytest.mark.parametrize("form", sorted(NEVER_AN_ANSWER))
def test_a_command_a_press_a_forward_and_a_sheet_do_what_they_say_and_end_the_question(form: MessageForm) -> None:
    assert heard(form, frozenset(MessageForm)) is AnswerVerdict.PASSES
    assert replied(form) is AnswerVerdict.PASSES


@pytest.mark.parametrize("form", sorted(OWN_MEANING))
def test_what_has_a_meaning_of_its_own_is_an_answer_only_if_it_is_asked_for(form: MessageForm) -> None:
    assert heard(form) is AnswerVerdict.PASSES
    assert heard(form, frozenset({form})) is AnswerVerdict.ANSWER
    assert heard(form, frozenset({form}), LATER) is AnswerVerdict.PASSES, "too late it means what it says"


@pytest.mark.parametrize("form", [MessageForm.WORDS, MessageForm.NUMBER])
def test_the_next_words_are_the_answer_within_ten_minutes_and_an_offer_after_them(form: MessageForm) -> None:
    assert heard(form, age=SOON) is AnswerVerdict.ANSWER
    assert heard(form, age=LATER) is AnswerVerdict.LATE
    assert heard(form, age=timedelta(seconds=-1)) is AnswerVerdict.NOTHING, (
        "it was written before the question was there"
    )


@pytest.mark.parametrize("form", sorted(UNREAD))
def test_an_edit_and_what_cannot_be_read_leave_the_question_as_it_is(form: MessageForm) -> None:
    assert heard(form) is replied(form) is AnswerVerdict.NOTHING


def test_a_reply_to_something_else_is_about_that_and_ends_the_question() -> None:
    assert (
        hears(WORDS, MessageForm.WORDS, private=True, age=NOW, replies_to_it=False, replies=True)
        is AnswerVerdict.PASSES
    )
