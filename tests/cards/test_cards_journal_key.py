"""`/status` says whether buying waits for the key of the journal, and whether there is none yet."""

from dataclasses import replace

import pytest

from bot.cards.blocks.view import View
from bot.cards.operations.health import health
from bot.desk.shared.views import Health, Tick
from bot.purchasing.holds import KeyState
from bot.purchasing.text import LANGUAGES
from tests.cards import samples as s
from tests.cards.drawing import check, drawn

WELL = Health(s.NOW, (Tick("watch", s.NOW),), s.NOW, 3, 0, 0, 0, 0, 1, False)


def checked(view: View) -> str:
    check(view)
    return drawn(view)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", [KeyState.MISSING, KeyState.OTHER])
def test_that_buying_waits_for_the_journal_s_key_is_a_trouble_for_everybody(state: KeyState, language: str) -> None:
    waits = replace(WELL, journal_key=state)
    for admin in (True, False):
        said = checked(health(waits, language, admin=admin))
        assert said.startswith("⚠️ ")
        assert ("JOURNAL_KEY" in said) is admin


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_there_is_no_key_yet_is_told_to_the_admins_and_is_no_trouble(language: str) -> None:
    none = replace(WELL, journal_key=KeyState.NONE)
    assert "caigou init --journal-key" in checked(health(none, language, admin=True))
    assert checked(health(none, language, admin=True)).startswith("✅ ")
    assert checked(health(none, language, admin=False)) == checked(health(WELL, language, admin=False))
