"""What a register names is decided, read, stored and said: each at its place."""

import ast
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from bot.cards.blocks.writer import Writer
from bot.cards.teams.policy import rules_in_words
from bot.desk.rules.request_facts import facts_of
from bot.purchasing.approval.budget import Usage
from bot.purchasing.approval.policy import LABEL_FILTERS, Kind, Policy, Rule
from bot.purchasing.approval.team import Team
from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.order_report import OrderReport, ShownOfOrder
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.chosen import Chosen
from bot.purchasing.tracking.alarms import ALARM_FORMS, AlarmDays, ChosenDays
from storage.tables import RemoteOrderRow
from tests.cards import samples as s


def names_of(kind: type[Any]) -> set[str]:
    return {field.name for field in fields(kind)}


def test_every_filter_of_a_rule_is_known_of_an_offer() -> None:
    offer = replace(s.OFFER, category="T-shirts", category_id="1031910")
    request = replace(s.REQUEST, chosen=Chosen((AskedLine(1, offer, s.CHOICE, s.ANNA.id),), "77"))
    (kind,) = facts_of(request, s.SNAPSHOT, Usage()).kinds
    assert set(LABEL_FILTERS.values()) <= names_of(Kind) & names_of(Rule)
    assert [name for name in LABEL_FILTERS.values() if not kind.labels(name)] == []


@pytest.mark.parametrize("name", LABEL_FILTERS.values())
def test_every_filter_of_a_rule_is_said_on_the_card_of_the_rules(name: str) -> None:
    filters: dict[str, Any] = {name: frozenset({"canary"})}
    (line,) = rules_in_words(Writer("en"), Policy((Rule(**filters),)), Team(1))
    assert "canary" in line


def test_every_alarm_has_its_form() -> None:
    assert set(ALARM_FORMS) == set(AlarmKind)


def test_every_alarm_with_days_of_its_own_has_usual_ones_and_chosen_ones() -> None:
    own = {kind.value for kind, form in ALARM_FORMS.items() if form.typed}
    assert own == names_of(AlarmDays) == names_of(ChosenDays)
    assert all(bool(form.typed) is bool(form.offered) for form in ALARM_FORMS.values())


def test_every_alarm_is_found_in_an_order(root: Path) -> None:
    source = (root / "bot/purchasing/tracking/alarms.py").read_text(encoding="utf-8")
    assert set(re.findall(r"yield Alarm\(AlarmKind\.(\w+),", source)) == {kind.name for kind in AlarmKind}


def test_every_field_of_an_order_is_read_from_its_answer(root: Path) -> None:
    tree = ast.parse((root / "bot/market/openplatform/wire/orders.py").read_text(encoding="utf-8"))
    (made,) = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == OrderReport.__name__
    )
    assert {keyword.arg for keyword in made.keywords} == names_of(OrderReport)


def test_every_field_that_is_kept_as_1688_shows_it_has_its_column() -> None:
    assert names_of(ShownOfOrder) <= set(RemoteOrderRow.model_fields)


def test_every_field_that_is_kept_as_1688_shows_it_is_on_a_card(root: Path) -> None:
    cards = "\n".join(path.read_text(encoding="utf-8") for path in (root / "bot/cards").rglob("*.py"))
    assert [name for name in names_of(ShownOfOrder) if f"order.{name}" not in cards] == []
