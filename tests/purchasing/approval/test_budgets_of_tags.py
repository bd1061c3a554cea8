"""A tag has a budget of its own: how it is written, what counts in it, and what loosens it."""

from dataclasses import replace

import pytest

from bot.purchasing.approval.budget import Outlay, usage
from bot.purchasing.approval.judge import Automatic, Impossible, Obstacle, judge, standings
from bot.purchasing.approval.loosening import policy_loosens
from bot.purchasing.approval.policy import Allowance, Unsound
from bot.purchasing.approval.policy_language import read, show
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.approval.splitting import Candidate
from bot.purchasing.money import Fen
from tests.purchasing.approval.people import ANNA, BORIS, NOW, team

RULES = 'else: auto\nbudget tag "Shop A" 100 a month'


def test_it_is_written_with_the_name_of_the_tag_and_shown_as_it_is_read() -> None:
    policy = read(f"{RULES} stop\nbudget tag fair 50\nbudget tag gone 7\nbudget tag gone off", team())
    assert policy.budgets.tags == (("fair", Allowance(Fen(5000))), ("shop a", Allowance(Fen(10000), stop=True)))
    assert policy.budgets.of_tag("Shop  a") == Allowance(Fen(10000), stop=True)
    assert 'budget tag "shop a" 100 a month stop' in show(policy, team()).splitlines()
    assert read(show(policy, team()), team()) == policy


@pytest.mark.parametrize("line", ["budget tag", "budget tag @Anna 5", 'budget tag "" 5', f"budget tag {'x' * 65} 5"])
def test_what_names_no_tag_is_a_fault(line: str) -> None:
    with pytest.raises(Unsound):
        read(f"else: auto\n{line}", team())


def test_what_was_bought_for_the_tag_counts_and_the_share_of_this() -> None:
    outlays = [
        Outlay(BORIS, Fen(9000), NOW, tags=(("shop a", Fen(4000)), ("shop b", Fen(5000)))),
        Outlay(ANNA, Fen(1000), NOW, spent=True, tags=(("shop a", Fen(1000)),)),
    ]
    used = usage(team(), ANNA, outlays, (), NOW)
    facts = Candidate(ANNA, Fen(8000), usage=used, tags=(("Shop A", Fen(5001)), ("Shop B", Fen(2999))))
    (one,) = standings(read(RULES, team()), facts)
    assert (one.used, one.this, one.left, one.over, one.whose) == (5000, 5001, -1, True, "tag Shop A")
    assert isinstance(judge(read(RULES, team()), team(), facts, NOW), Needs), "a person must look"
    within = replace(facts, tags=(("Shop A", Fen(5000)),))
    assert isinstance(judge(read(RULES, team()), team(), within, NOW), Automatic)
    stops = judge(read(f"{RULES} stop", team()), team(), facts, NOW)
    assert stops == Impossible(Obstacle.OVER_BUDGET, "tag Shop A")


@pytest.mark.parametrize(
    ("old", "new", "loosens"),
    [
        ("100", "101", True), ("100", "99", False), ("100 stop", "100", True), ("100", "100 stop", False),
        ("100", "off", True), ("off", "100", False),
    ],
)  # fmt: skip
def test_raising_it_taking_it_off_or_taking_its_stop_off_loosens(old: str, new: str, loosens: bool) -> None:
    before, after = (read(f'else: auto\nbudget tag "Shop A" {each}', team()) for each in (old, new))
    assert policy_loosens(before, after) is loosens
