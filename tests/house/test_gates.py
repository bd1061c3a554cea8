"""Every rule of our own catches what it is for and nothing else; `make lint` holds them against the house itself."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.house.gates import ROOT, RULES, SAMPLES, bandit, plant, semgrep


@pytest.fixture(scope="module")
def caught(tmp_path_factory: pytest.TempPathFactory) -> Counter[tuple[str, str]]:
    """How many lines of each planted file each rule caught."""
    folder = tmp_path_factory.mktemp("house")
    plant(SAMPLES, folder)
    return Counter((rule, path) for rule, path, _ in set(semgrep(folder)))


@pytest.mark.threat("T1")
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.rule}:{sample.path}")
def test_a_rule_catches_what_it_is_for_and_nothing_else(sample: object, caught: Counter[tuple[str, str]]) -> None:
    assert caught[sample.rule, sample.path] == sample.caught  # type: ignore[attr-defined] # parametrized


def test_every_rule_has_samples_of_both_kinds() -> None:
    rules = {rule["id"] for rule in yaml.safe_load(RULES.read_text(encoding="utf-8"))["rules"]}
    assert rules == {each.rule for each in SAMPLES if each.caught} == {each.rule for each in SAMPLES if not each.caught}


def test_every_exception_of_a_rule_is_a_place_that_is_there_and_has_its_reason() -> None:
    text = RULES.read_text(encoding="utf-8")
    for rule in yaml.safe_load(text)["rules"]:
        for place in rule.get("paths", {}).get("exclude", []):
            assert (ROOT / place).exists(), place
            assert re.search(rf"- {re.escape(place)} # \w+", text), place


@pytest.mark.threat("T26")
def test_bandit_would_find_a_planted_fault(tmp_path: Path) -> None:
    for room in ("bot", "storage"):
        (tmp_path / room).mkdir()
    (tmp_path / "bot" / "a.py").write_text("import pickle\npickle.loads(b'')\n")
    assert ("B301", "bot/a.py", 2) in bandit(tmp_path)


@pytest.mark.threat("T26")
def test_an_exception_of_the_sql_rule_counts_with_its_reason_only(tmp_path: Path) -> None:
    for room in ("bot", "storage"):
        (tmp_path / room).mkdir()
    lines = ("x = f'SELECT a FROM {t}'  # noqa: S608 - a name of our own\n", "x = f'SELECT a FROM {t}'  # noqa: S608\n")
    (tmp_path / "storage" / "a.py").write_text("".join(lines))
    assert bandit(tmp_path) == [("B608", "storage/a.py", 2)]
