"""Buttons that 0.1.0 wrote and no release since says: each is answered in one sentence, and nothing is done."""

import pytest

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction, Code
from tests.chat.conversation.conftest import Team
from tests.chat.conversation.test_away import absences

IN_THREE_DAYS = 3
"""The buttons of an absence counted days; since 0.2.0 they name one."""


async def answered(team: Team, code: Code, person: int) -> str:
    """What somebody is shown who presses such a button below a message of theirs."""
    stage = team.stage
    await stage.say("/team", person)
    message = await stage.last(person)
    old = stage.house.services.codes.make(code.text, person)
    answer = await stage.press(old, message, person)
    return str(answer["text"])


@pytest.mark.parametrize(
    ("action", "args"),
    [
        (ButtonAction.AWAY, (1, IN_THREE_DAYS)),
        (ButtonAction.AWAY_YES, (1, IN_THREE_DAYS, 0)),
        (ButtonAction.ROLE, (1, 2, "buyer")),
    ],
)
async def test_a_button_of_0_1_0_is_said_to_be_old(
    team: Team, action: ButtonAction, args: tuple[int | str, ...]
) -> None:
    said = await answered(team, Code(action, args), team.boris)
    assert said == answers.sentence("ru", "old-button").alert
    assert await absences(team) == []
