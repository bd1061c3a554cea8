"""What people decide by is whole on its card, however long it is; what is merely long is folded."""

from dataclasses import replace
from typing import Any

import pytest

from bot.cards.blocks import caps
from bot.cards.blocks.html import MESSAGE_UNITS, Fold, Html, join, plain, units
from bot.cards.requests.approval import called
from bot.cards.requests.request import request_card
from bot.desk.shared.views import Stage
from bot.purchasing.approval.questions import Hold, SellerAnswer
from bot.purchasing.approval.team import Member, Role
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer
from bot.purchasing.person import Person, Place
from bot.purchasing.requests.purchase import Purchase
from tests.cards import basket_samples as b
from tests.cards import samples as s
from tests.cards import team_samples as t
from tests.cards.drawing import check, outside, read

LANGUAGES = ("en", "zh", "ru")


def long(units_of_it: int, name: str) -> str:
    """Words of exactly this length that end in a name, so that a cut would show."""
    return ("слово 词 word " * 100)[: units_of_it - len(name) - 1] + "·" + name


WHY = long(caps.REASON_UNITS, "reason")
QUESTION, ANSWER = long(caps.WHOLE_WORDS_UNITS, "question"), long(caps.WHOLE_WORDS_UNITS, "answer")
SELLER = long(caps.SELLER_ANSWER_UNITS, "seller")
NOTE = long(caps.WHOLE_WORDS_UNITS, "note")
NAME = "Константин Константинопольский-Длинный В"


def offer(base: Offer) -> Offer:
    title = "Очень длинное название товара " * 8
    return replace(base, title=title, title_translated=title)


def team() -> Any:
    """A team in which everybody has the longest name."""
    more = tuple(Member(5000 + n, NAME, frozenset({Role.APPROVER})) for n in range(8))
    return replace(t.TEAM, members=(*(replace(each, name=NAME) for each in t.TEAM.members), *more))


def full(several: bool, stage: Stage = Stage.APPROVAL) -> Any:
    """A request about which there is as much to say as there can be."""
    base = replace(s.asking(t.REQUEST, note=NOTE), why=WHY)
    request = b.request(base=base) if several else s.asking(base, offer=offer(base.offer))
    if several:
        asked = tuple(replace(each, offer=offer(each.offer), tag=f"#tag {each.place}") for each in request.asked)
        request = s.asking(request, asked=asked)
    if stage is Stage.CONFIRM:
        request = replace(request, place=s.PRIVATE)
    first, last = t.QUESTIONS
    questions = (
        replace(first, text=QUESTION),
        replace(last, text=QUESTION, answer=ANSWER, answered_at=s.NOW),
    )
    many = tuple(range(5000, 5008))
    return t.step(
        stage,
        Purchase(request, questions=questions),
        replace(t.OPEN, who=many, approved_by=many, lost=many),
        team=team(),
        budgets=(t.BUDGET, replace(t.BUDGET, person_id=4711, left=-1_200), replace(t.BUDGET, tag="#" + "t" * 40)),
        answers=(SellerAnswer(t.BORIS, SELLER, s.NOW),),
        repeat=s.earlier(7),
        beside=Fen(100_000),
        needs=replace(t.NEEDS, anew_at=s.NOW),
        holds=tuple(Hold(each, s.NOW) for each in many),
        shut_out=many if stage is Stage.CONFIRM else (),
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("several", [False, True], ids=["one product", "a sheet"])
@pytest.mark.parametrize("place", [s.GROUP, Place(t.CHEN), s.PRIVATE], ids=["group", "approver", "requester"])
def test_who_decides_reads_the_reason_and_the_sellers_answer_whole(several: bool, place: Place, language: str) -> None:
    people = [Person(each, NAME, language) for each in range(5000, 5008)]
    card = called(request_card(full(several), language, s.NOW, place=place), people, language)
    check(card)
    for end in ("·reason", "·seller"):
        assert end in outside(card)
    assert not card.text.endswith("\n…"), "nothing that is decided by went"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("several", [False, True], ids=["one product", "a sheet"])
def test_who_consents_reads_note_reason_and_the_sellers_answer_whole(several: bool, language: str) -> None:
    card = request_card(full(several, Stage.CONFIRM), language, s.NOW, place=s.PRIVATE)
    check(card)
    for end in ("·reason", "·note", "·seller"):
        assert end in outside(card)


def test_a_note_stands_with_its_beginning_on_the_card_and_whole_in_the_fold() -> None:
    request = s.asking(t.REQUEST, note=NOTE)
    card = request_card(t.step(purchase=Purchase(request)), "en", s.NOW, place=s.GROUP)
    assert "·note" not in outside(card)
    assert "·note" in read(card)


def test_a_long_question_and_its_answer_begin_on_the_card_and_stand_whole_in_the_fold() -> None:
    _, last = t.QUESTIONS
    question = replace(last, text=QUESTION, answer=ANSWER, answered_at=s.NOW)
    card = request_card(t.step(purchase=Purchase(t.REQUEST, questions=(question,))), "en", s.NOW, place=s.GROUP)
    for words, end in ((QUESTION, "·question"), (ANSWER, "·answer")):
        assert words[:60].strip() in outside(card)
        assert end not in outside(card)
        assert end in read(card)


def test_a_fold_gives_up_its_last_lines_for_the_others_and_says_how_many() -> None:
    lines = [Html(f"{n} " + "x" * 198) for n in range(10, 60)]
    fold = Fold.of(lines, lambda n: Html(f"{n} more"))
    text = join([Html("a" * 1000), fold])
    shown = [line for line in plain(text).split("\n") if line[0].isdecimal() and "more" not in line]
    assert units(plain(text)) <= MESSAGE_UNITS
    assert 5 <= len(shown) < len(lines)
    assert text.endswith(f"\n{len(lines) - len(shown)} more</blockquote>")
    assert join([Html("a" * 3000), fold]).endswith("\n50 more"), "what people decide by never goes"


def test_a_fold_keeps_its_quote_if_telegram_reads_no_more_marks() -> None:
    lines = [Html(f"<b>{n}</b>") for n in range(150)]
    text = join([Html("<b>head</b>"), Fold.of(lines, lambda n: Html(str(n)))])
    assert text.count("</") <= 100
    assert text.endswith("149</blockquote>")


def test_nothing_is_folded_for_no_lines() -> None:
    request = replace(t.REQUEST, place=s.GROUP)
    assert "blockquote" not in request_card(t.step(Stage.CONFIRM, Purchase(request)), "en", s.NOW, place=s.GROUP).text
