"""The account of calls on the cards of health and in its notices, in each language."""

from dataclasses import replace

import pytest

from bot.cards.notices.notices import notice
from bot.cards.operations.health import health, jobs
from bot.desk.shared.views import Health
from bot.purchasing.calls import CallKind, CallReport, Shortage
from bot.purchasing.money import Fen
from bot.purchasing.notices.operations import CallsNotice, CallsShortNotice, ThriftyNotice, ThriftyOverNotice
from tests.cards import samples as s

LANGUAGES = ("en", "zh", "ru")
CALLS = CallReport(
    s.NOW, {CallKind.ORDERS: 40}, {CallKind.ORDERS: 900, CallKind.PARCELS: 1200}, Fen(630_00), 3,
    thrifty=frozenset({Shortage.DAY}),
)  # fmt: skip
WELL = Health(s.NOW, (), s.NOW, 3, 0, 0, 0, 0, 1, False, calls=CALLS)


def test_an_admin_reads_calls_their_forecast_and_what_was_confirmed_for_each() -> None:
    text = health(WELL, "en", admin=True).text.replace("\u00a0", " ")
    assert "1688 calls: 40 today, 2,100 this month" in text
    assert "Received this month: ¥ 630.00, ¥ 0.30 for each call" in text
    assert "Today's calls run short" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_else_reads_of_calls(language: str) -> None:
    assert "2,100" not in health(WELL, language, admin=False).text
    assert "630" not in health(WELL, language, admin=False).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_of_receipts_while_nothing_was_received(language: str) -> None:
    report = replace(CALLS, confirmed=Fen(0))
    assert "¥" not in health(replace(WELL, calls=report), language, admin=True).text


def test_before_the_first_call_of_a_month_nothing_is_said_of_calls() -> None:
    silent = replace(WELL, calls=CallReport(s.NOW))
    assert "1688 calls" not in health(silent, "en", admin=True).text
    assert "by what they were for" not in jobs(silent, "en").text


def test_the_kinds_stand_before_the_jobs_the_most_first() -> None:
    lines = jobs(WELL, "en").text.splitlines()
    assert lines[0] == "1688 calls, by what they were for"
    assert [line.partition(":")[0] for line in lines[2:4]] == ["Parcels", "Looks at orders"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [CallsShortNotice, ThriftyNotice, ThriftyOverNotice])
@pytest.mark.parametrize("why", ["day", "yuan"])
def test_a_notice_says_how_far_it_is_to_the_limit(kind: type[CallsNotice], why: str, language: str) -> None:
    told = kind(why=why, calls=4_300, limit=5_000, fen_each=55, wanted=50)
    text = notice(told, language, s.NOW).text.replace("\u00a0", " ")
    wanted = ("5", "000") if why == "day" else ("¥ 0.55", "¥ 0.50")
    assert [part for part in wanted if part not in text] == []
