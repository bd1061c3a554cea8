"""What the cards say of a question that holds a decision, and whose own words can be taken back on them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards import answers as answers_cards
from bot.cards import people
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import DONE
from bot.cards.notices.notices import notice
from bot.cards.requests import approval
from bot.cards.requests.approval import agree_to_this
from bot.cards.requests.details import order_details
from bot.cards.requests.draft_choices import CardTurn
from bot.cards.requests.request import request_card
from bot.desk.shared.views import CardState, Details, Stage, WaitingPage
from bot.purchasing.approval.questions import Held, Hold, SellerAnswer
from bot.purchasing.approval.votes import Vote, Word
from bot.purchasing.notices.approvals import DeclinedNotice
from bot.purchasing.notices.base import request_facts
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.person import Place
from bot.purchasing.text import LANGUAGES
from bot.purchasing.tracking.seller_notes import seller_question
from tests.cards import samples as s
from tests.cards import team_samples as t
from tests.cards.drawing import check, codes, drawn

SNAPSHOT = t.REQUEST.snapshot
assert SNAPSHOT is not None
HASH = SNAPSHOT.hash
HOLDS = (Hold(t.BORIS, s.NOW + timedelta(hours=4)),)
YES = Vote(t.CHEN, Word.APPROVE, HASH, s.NOW)
HELD = t.step(purchase=replace(t.WAITING, votes=(YES,)), tally=Held((t.CHEN,), HOLDS), holds=HOLDS)
WORDS = {
    "en": ("Decided once the question of Boris is answered, at the latest", "Boris may let it go", "lapses first"),
    "zh": ("Boris 的问题得到回答后生效，最迟", "Boris 可以撤下问题", "先到期"),
    "ru": ("Решение вступит в силу после ответа на вопрос (Boris), не позже", "Снять вопрос: Boris", "истечёт раньше"),
}
STILL_OPEN = {
    "en": "Not decided before the question of Boris is answered, at the latest",
    "zh": "Boris 的问题得到回答之前不会生效，最迟等到",
    "ru": "Пока нет ответа на вопрос (Boris), решения не будет",
}
OWN = (ButtonAction.TAKE_VOTE_BACK, ButtonAction.LET_GO)


def card(step: CardState, language: str = "en", place: Place = s.GROUP, *, more: bool = False) -> View:
    view = request_card(step, language, s.NOW, place=place, username="caigou_bot", turn=CardTurn(more=more))
    check(view)
    return view


def own(view: View) -> list[ButtonAction]:
    return [code.action for code in codes(view) if code.action in OWN]


@pytest.mark.parametrize("place", [s.GROUP, s.PRIVATE])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_held_card_says_whose_question_it_waits_for_until_when_and_who_may_let_it_go(
    language: str, place: Place
) -> None:
    text = drawn(card(HELD, language, place))
    once, who, lapses = WORDS[language]
    assert once in text
    assert who in text
    assert "✅ Chen" in text
    assert lapses not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_its_own_time_is_over_sooner_the_card_says_that(language: str) -> None:
    assert HELD.needs is not None
    times = replace(HELD.needs.times, expire_at=HOLDS[0].until)
    text = drawn(card(replace(HELD, needs=replace(HELD.needs, times=times)), language))
    assert WORDS[language][2] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_while_votes_are_missing_the_card_says_what_else_it_will_wait_for(language: str) -> None:
    text = drawn(card(t.step(holds=HOLDS), language))
    assert STILL_OPEN[language] in text
    assert WORDS[language][0] not in text
    assert STILL_OPEN[language] not in drawn(card(t.step(), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_said_the_deciding_yes_hears_what_it_waits_for(language: str) -> None:
    view = approval.said_yes("1042", language, HELD, s.NOW)
    check(view)
    assert WORDS[language][0] in view.alert
    assert WORDS[language][1] in view.alert
    assert WORDS[language][0] not in approval.said_yes("1042", language).alert


def test_the_group_s_card_has_behind_more_what_takes_something_back() -> None:
    assert own(card(t.step(), more=True)) == []
    assert own(card(HELD)) == []
    assert own(card(HELD, more=True)) == [ButtonAction.TAKE_VOTE_BACK, ButtonAction.LET_GO]
    assert own(card(t.step(holds=HOLDS), more=True)) == [ButtonAction.LET_GO]
    of_another = replace(YES, snapshot_hash="b" * 64)
    assert own(card(t.step(purchase=replace(t.WAITING, votes=(of_another,))), more=True)) == []


@pytest.mark.parametrize("place", [s.GROUP, Place(t.CHEN), Place(t.BORIS)])
@pytest.mark.parametrize(
    "step", [HELD, t.step(), t.step(holds=HOLDS), t.step(purchase=replace(t.WAITING, questions=()))]
)
def test_a_card_to_decide_by_has_four_buttons_at_most_in_two_rows(step: CardState, place: Place) -> None:
    keyboard = card(step, place=place).keyboard
    assert len(keyboard) <= 2
    assert sum(map(len, keyboard)) <= 4


@pytest.mark.parametrize(
    ("reader", "found"),
    [(t.CHEN, [ButtonAction.TAKE_VOTE_BACK]), (t.BORIS, [ButtonAction.LET_GO]), (t.DARIA, []), (4711, [])],
)
def test_a_private_card_has_its_reader_s_own_alone(reader: int, found: list[ButtonAction]) -> None:
    assert own(card(HELD, place=Place(reader))) == found


def test_a_question_that_was_let_go_needs_no_answer_on_the_card() -> None:
    gone = replace(t.QUESTIONS[1], let_go_at=s.NOW)
    view = card(t.step(purchase=replace(t.WAITING, questions=(t.QUESTIONS[0], gone))))
    assert "Why so many? (needs no answer any more)" in drawn(view)
    assert ButtonAction.ANSWER not in [code.action for code in codes(view)]
    assert ButtonAction.ANSWER in [code.action for code in codes(card(t.step()))]


def test_the_buttons_carry_the_content_that_they_are_about() -> None:
    found = [code.args for code in codes(card(HELD, more=True)) if code.action in OWN]
    assert found == [(t.REQUEST.id, HASH)] * 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_agreed_finds_by_its_number_what_takes_that_back(language: str) -> None:
    view = agree_to_this(HELD, language, s.NOW, said=True)
    check(view)
    assert [code.action for code in codes(view)] == [ButtonAction.TAKE_VOTE_BACK]
    assert [code.action for code in codes(agree_to_this(HELD, language, s.NOW))] == [ButtonAction.APPROVE]


def test_whoever_decides_on_a_part_reads_its_number_and_never_the_one_of_our_tables() -> None:
    part = replace(t.WAITING, request=replace(t.WAITING.request, id=1046, part_of=1042, part=4))
    step = t.step(purchase=part)
    waiting = approval.pending_list(WaitingPage((step,), 1, 1, 1), "en", s.NOW)
    assert ("1046" in drawn(waiting), "[#1042/4]" in drawn(waiting)) == (False, True)
    mine = Place(part.request.requester.id)
    declined = replace(step, stage=Stage.DECLINED)
    for view in (
        card(step, place=mine),
        card(declined),
        answers_cards.sentence("en", "noted-no", DONE, number=part.request.name),
    ):
        assert ("1046" in drawn(view), "#1042/4" in drawn(view)) == (False, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_seller_answered_stands_on_every_card_before_the_decision(language: str) -> None:
    content = SNAPSHOT.hash if SNAPSHOT is not None else ""
    answers = (
        SellerAnswer(t.CHEN, "早先的回答", s.NOW, content),
        SellerAnswer(t.CHEN, "有现货，明天可以发货" * 20, s.NOW, content),
    )
    cards = [card(t.step(answers=answers), language, place) for place in (s.GROUP, Place(t.BORIS), s.PRIVATE)]
    cards.append(card(s.step(Stage.CONFIRM, answers=answers), language))
    for view in cards:
        assert "有现货" in drawn(view)
        assert "早先的回答" not in drawn(view)
    details = Details(t.WAITING, t.BORIS, acts=False, team=t.TEAM, answers=answers)
    whole = order_details(details, language, s.NOW)
    check(whole)
    assert answers[1].text in drawn(whole)
    assert "Chen" in drawn(whole)
    assert ButtonAction.ASK_SELLER in {each.action for each in codes(whole)}
    before = replace(answers[1], snapshot_hash="another")
    said = {"en": "before the change", "zh": "修改之前", "ru": "до изменения"}[language]
    assert said in drawn(card(t.step(answers=(before,)), language))
    assert said not in drawn(card(t.step(answers=answers), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_seller_is_asked_in_words_that_can_be_copied(language: str) -> None:
    request = t.WAITING.request
    question = seller_question(request.asked)
    assert question.endswith("谢谢！")
    assert request.offer.link in question
    assert "白色 / M × 50件" in question
    view = people.seller_chat("https://amos.alicdn.com/x", language, request, question)
    check(view)
    assert [each.copy for row in view.keyboard for each in row if each.copy] == [question]
    assert codes(view) == [Code(ButtonAction.SELLER_ANSWER, (1042,))]
    which = people.which_seller(request, [request.offer.seller] * 2, language)
    check(which)
    assert [code.args for code in codes(which)] == [(1042, 1), (1042, 2)]


def test_a_long_basket_is_asked_for_in_as_many_words_as_can_be_copied() -> None:
    line = t.WAITING.request.asked[0]
    question = seller_question([replace(line, place=place) for place in range(1, 30)])
    assert len(question) <= 256
    assert "等。" in question


def test_a_usual_no_is_read_in_the_reader_s_language() -> None:
    declined = replace(t.DECLINED, reason=OwnReason.TOO_DEAR.value)
    said = {"en": "Too dear", "zh": "太贵", "ru": "Слишком дорого"}
    for language, words in said.items():
        assert words in drawn(card(t.step(Stage.DECLINED, tally=declined), language))
        news = DeclinedNotice(about=request_facts(t.REQUEST), by="Boris", reason=OwnReason.TOO_DEAR.value)
        assert words in drawn(notice(news, language, s.NOW))
