"""What somebody chose about messages, page by page, and the one message of a morning."""

from datetime import UTC, datetime
from itertools import cycle

import pytest

from bot.cards.blocks.buttons import Codes
from bot.cards.notices.notices import MOST_LINES, digest, newest_only
from bot.cards.teams.notify import PAGES, notify_card, page_of
from bot.desk.teams.notify_choices import Shown
from bot.purchasing.notice import NotifyTopic
from bot.purchasing.notices.approvals import ReminderNotice
from bot.purchasing.notices.base import Called, OrderFacts, RequestFacts
from bot.purchasing.notices.purchases import NotShippedNotice, TraceNotice
from bot.purchasing.people.loudness import Choices, chosen, may_be_off, settled
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.text import LANGUAGES
from tests.cards.drawing import drawn, read

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
BUYERS = OurTeam(7, -1001, title="Buyers <b>")
ALL = (
    "parcels silent",
    "reminders off",
    "quiet 22:00-08:00",
    "zone America/Los_Angeles",
    "pay 12",
    "ship 7",
    "scan 2",
    "frozen 10",
)


def choices(*typed: str) -> Choices:
    found = Choices()
    for each in typed:
        found = chosen(found, *each.split())
    return found


def shown(*typed: str, team: OurTeam | None = None, leads: tuple[OurTeam, ...] = ()) -> Shown:
    own = choices(*typed)
    return Shown(own, settled(own), team, leads)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("of_team", [False, True])
@pytest.mark.parametrize("typed", [(), ALL])
def test_every_page_is_short_and_its_buttons_fit(
    language: str, page: str, of_team: bool, typed: tuple[str, ...]
) -> None:
    view = notify_card(shown(*typed, team=BUYERS if of_team else None, leads=(BUYERS,)), language, NOW, page)
    assert len(view.text.splitlines()) <= 12
    assert ("Buyers &lt;b&gt;" in view.text) is of_team
    codes = Codes(b"k" * 32)
    for row in view.keyboard:
        assert len(row) <= 2
        for button in row:
            assert len(codes.make(button.data, 5100000001).encode()) <= 64
            assert len(button.text) <= 40
    if page != "main":
        assert view.keyboard[-1][-1].data.startswith("ny:")


def test_the_main_page_says_what_holds() -> None:
    text = drawn(notify_card(shown(*ALL), "en", NOW))
    for words in (
        "With sound: decisions, money, problems, team and bot", "Without sound: parcels", "Off: reminders",
        "Quiet from 22:00 to 08:00 · Los Angeles, 20:00 now", "12 h before an unpaid order lapses",
        "Stuck: not shipped after 7 d, not with a carrier after 2 d, no new step for 10 d",
    ):  # fmt: skip
        assert words in text
    assert "No quiet hours · Shanghai, 12:00 now" in drawn(notify_card(shown(), "en", NOW))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ways", ["on", "silent", "on silent off"])
def test_every_topic_with_how_it_comes_takes_twelve_lines_at_most(language: str, ways: str) -> None:
    choices = [f"{topic} {way}" for topic, way in zip(NotifyTopic, cycle(ways.split()), strict=False)]
    able = [each for each in choices if not each.endswith("off") or may_be_off(NotifyTopic(each.split()[0]))]
    assert len(notify_card(shown(*able), language, NOW, "topics").text.split("\n")) <= 12


def test_a_topic_goes_on_to_its_next_loudness_and_only_some_to_off() -> None:
    buttons = [b for row in notify_card(shown(), "en", NOW, "topics").keyboard for b in row]
    for topic, way in zip(NotifyTopic, (*["silent"] * 7,), strict=True):
        assert any(b.data == f"ns:0:~{topic}:~{way}" for b in buttons)
    silent = shown(*(f"{topic} silent" for topic in NotifyTopic))
    data = [b.data for row in notify_card(silent, "en", NOW, "topics").keyboard for b in row]
    assert {each.split("~")[1].rstrip(":") for each in data if each.endswith("~off")} == {
        "parcels",
        "reminders",
        "team",
        "morning",
    }


def test_only_who_leads_a_team_is_led_to_its_defaults() -> None:
    other = OurTeam(8, -1002, title="Others")
    labels = {
        leads: [b.text for row in notify_card(shown(leads=leads), "en", NOW).keyboard for b in row][5:]
        for leads in ((), (BUYERS,), (BUYERS, other))
    }
    assert labels == {
        (): [], (BUYERS,): ["The team's defaults"],
        (BUYERS, other): ["Defaults of Buyers <b>", "Defaults of Others"],
    }  # fmt: skip


def test_what_is_chosen_is_shown_on_its_page() -> None:
    assert [page_of(each) for each in ("pay", "ship", "scan", "frozen", "quiet", "zone", "money", "topics")] == [
        "times", "alerts", "alerts", "alerts", "quiet", "zone", "topics", "topics",
    ]  # fmt: skip


def late(number: int) -> NotShippedNotice:
    return NotShippedNotice(about=OrderFacts(number=number, order_id=str(number), title="T-shirt"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_digest_has_a_line_for_each_thing_and_opens_each_request_once(language: str) -> None:
    view = digest([late(1), late(2), late(1)], language, NOW)
    assert [line.count("#") for line in view.text.splitlines() if line] == [0, 1, 1, 1]
    assert [b.text for row in view.keyboard for b in row] == ["#1", "#2"]


def test_a_long_digest_says_how_much_more_there_is() -> None:
    view = digest([late(n) for n in range(1, MOST_LINES + 6)], "en", NOW, resent=True)
    assert "… and 5 more: /orders" in read(view)
    assert "(sent again)" in view.text.splitlines()[0]
    assert sum(map(len, view.keyboard)) == 6


def test_a_digest_of_a_group_calls_those_who_are_waited_for() -> None:
    waits = ReminderNotice(about=RequestFacts(number=3), who=(Called(5, "Boris"),))
    assert "tg://user?id=5" in digest([waits, late(1)], "en", NOW).text


def test_of_the_steps_of_a_parcel_the_newest_is_told() -> None:
    def step(remark: str, bill: str) -> TraceNotice:
        return TraceNotice(about=OrderFacts(order_id="1"), bill_no=bill, remark=remark)

    told = [step("sent", "A"), late(1), step("there", "A"), step("sent", "B")]
    assert newest_only(told) == told[1:]
