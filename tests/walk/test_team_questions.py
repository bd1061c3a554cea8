"""Five people: one asks for something, three may agree, one is the admin; a question holds, and a no has its reason."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.purchasing.approval.team import Team
from bot.sandbox.actor import ShownMessage
from bot.sandbox.team_scenes import SECOND_WORD_SECONDS
from tests.walk.conftest import Street
from tests.walk.teams import Group

CREATE = "alibaba.trade.createCrossOrder"
HELD = "Decided once the question of Emil is answered, at the latest"


async def at_work(street: Street) -> None:
    """The world's time moves on to when the team begins to work next."""
    now = datetime.fromisoformat((await street.http.get("/sim/clock")).json()["now"]).astimezone(UTC)
    team, day = Team(1), Team(1).today(now)
    while True:
        window = team.working_window(day)
        if window is not None and window[0] > now:
            await street.later((window[0] - now).total_seconds() + 1)
            return
        day += timedelta(days=1)


@pytest.fixture
async def five(group: Group) -> Any:
    """Boris, Chen and Emil may agree, two of them must; Daria asks, Anna is the admin. It is morning."""
    anna = group.cast.alone["Anna"]
    await anna.writes("/team role @Emil approver, buyer")
    waiting = await anna.sees("second word")
    await group.street.later(SECOND_WORD_SECONDS)
    await anna.presses(waiting, "Agree")
    await anna.sees("Roles", "changed")
    await at_work(group.street)
    return group


async def asked(five: Any) -> tuple[str, ShownMessage]:
    """Daria asks for something, and Emil asks back; its number and its card."""
    number, card = await five.asks()
    emil = five.cast.here["Emil"]
    await emil.presses(card, "Question")
    typed = await emil.sees(f"know about #{number}")
    await emil.writes("Which colour goes best?", reply_to=typed.message_id)
    return number, await five.reads(f"#{number} ", "approval wanted", "Not decided before the question of Emil")


async def held(five: Any) -> tuple[str, ShownMessage]:
    """Boris and Chen agree to it; Chen hears, in his language, what it waits for."""
    number, card = await asked(five)
    await five.cast.here["Boris"].presses(card, "Approve")
    card = await five.reads(f"#{number} ", "✅ Boris")
    answer = (await five.cast.here["Chen"].presses(card, "Approve"))["answer"]
    assert answer["show_alert"]
    assert "Emil 的问题得到回答后生效，最迟" in answer["text"]
    return number, await five.reads(f"#{number} ", HELD, "✅ Boris, Chen")


async def nothing_is_placed(five: Any) -> None:
    await five.street.tenant.restart()
    assert five.street.rows("SELECT state FROM request") == [("pending",)]
    assert CREATE not in (await five.street.ledger())["calls"]


async def placed_once(five: Any, names: str) -> None:
    await five.reads("1688 no.", f"Approved by {names}")
    assert (await five.street.ledger())["calls"][CREATE] == 1
    live = {label for shown in await five.told("#1 ") for label in shown.labels}
    assert not live & {"Approve", "Take my yes back", "Let my question go"}


@pytest.mark.threat("T50")
async def test_a_question_holds_the_deciding_yes_and_its_answer_lets_it_through(five: Any) -> None:
    number, _ = await held(five)
    await nothing_is_placed(five)
    daria = five.cast.here["Daria"]
    question = await daria.sees(f"#{number} ", "a question to you")
    await daria.writes("White, as last year", reply_to=question.message_id)
    await placed_once(five, "Boris, Chen")


async def test_the_reasons_of_a_no_work_for_whom_they_ask_alone_who_may_go_back_press_one_or_type_another(
    group: Group,
) -> None:
    number, card = await group.asks()
    chen, boris, emil = (group.cast.here[name] for name in ("Chen", "Boris", "Emil"))
    await chen.presses(card, "Decline")
    why = await chen.sees("Why not?", f"#{number}")
    assert why.labels == ("Too dear", "Not needed", "Wrong item", "Later", "Another reason…", "Back")
    refused = (await boris.presses(why, "Back"))["answer"]
    assert "не к вам" in refused["text"]
    await chen.presses(why, "Back")
    assert not await group.told("Why not?")
    assert not group.street.rows("SELECT kind FROM dialog")
    await group.reads(f"#{number} ", "Needs 2 of Boris, Chen")
    await chen.presses(card, "Decline")
    why = await chen.sees("Why not?", f"#{number}")
    assert (await emil.presses(why, "Later"))["answer"]["show_alert"]
    await chen.presses(why, "Too dear")
    await group.reads(f"#{number} · declined", "Too dear")
    assert not await group.told("Why not?")
    number, card = await group.asks("For another fair")
    await chen.presses(card, "Decline")
    await chen.presses(await chen.sees("Why not?", f"#{number}"), "Another reason")
    typed = await chen.sees("Why not? Answer", f"#{number}")
    await chen.writes("We have enough of these", reply_to=typed.message_id)
    await group.reads(f"#{number} · declined", "We have enough of these")
