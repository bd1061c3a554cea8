"""Which step a draft is at, and what stands in its way."""

from dataclasses import replace

import pytest

from bot.desk.requests.card_state import draft_stage
from bot.desk.shared.views import Stage
from bot.purchasing.choice import ONLY_ON_THE_SITE, Finding, Problem
from bot.purchasing.requests.chosen import Chosen, at_line
from tests.cards import basket_samples as b
from tests.cards import samples as s


@pytest.mark.parametrize("problem", sorted(ONLY_ON_THE_SITE))
def test_a_line_that_can_be_had_on_the_site_alone_is_asked_no_other_quantity(problem: Problem) -> None:
    why = Finding(problem, reason="不支持在线交易")
    lines = tuple(replace(each, obstacle=why) if each.place == 2 else each for each in b.asked())
    chosen = at_line(Chosen(lines, "77"), 2)
    assert draft_stage(chosen, s.ALL) == (Stage.BLOCKED, why)
