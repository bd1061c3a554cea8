"""In a copy of the house: one change of each of these kinds, made in the files that CONTRIBUTING names.

The checks of completeness pass then; and whatever place is left out, one of them sees it.
"""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.purchasing.text import LANGUAGES

TEXTS = "bot/cards/texts/"
CHECKS = (
    "tests/chat/test_application.py::test_every_command_and_every_button_does_something",
    "tests/matrix/test_matrix.py::test_every_button_is_in_the_table",
    "tests/matrix/test_matrix.py::test_every_command_is_in_the_table",
    "tests/cards/test_buttons.py::test_every_button_stands_on_a_card",
    "tests/cards/test_texts.py::test_every_language_has_every_text_with_the_same_facts",
    "tests/cards/test_texts.py::test_every_text_that_a_card_asks_for_by_its_key_is_there",
    "tests/cards/test_texts.py::test_every_value_that_is_told_has_its_text[command-wave]",
    "tests/cards/test_texts.py::test_every_value_that_is_told_has_its_text[notice-waved]",
    "tests/cards/test_texts.py::test_every_value_that_is_told_has_its_text[refusal-too-loud]",
    "tests/cards/test_texts.py::test_every_text_is_used",
    "tests/desk/ledger/test_stored_notices.py::test_every_kind_has_one_notice_and_one_form",
    "tests/house/test_completeness.py::test_every_notice_is_told_by_somebody",
    "tests/house/test_completeness.py::test_every_reason_to_refuse_is_given_by_somebody",
    "tests/house/test_docs.py::test_every_command_of_the_chat_has_its_row",
    "tests/house/test_registers.py",
    "tests/house/test_docs.py::test_every_kind_of_line_is_on_the_rules_screen",
    "tests/house/test_states.py::test_a_check_lists_the_states_that_the_program_knows",
    "tests/cards/test_texts.py::test_every_value_that_is_told_has_its_text[notice-alarm-unpacked]",
    "tests/commands/test_market_report.py::test_the_table_holds_what_the_wire_reads",
    "tests/storage/test_personal_columns.py::test_every_column_says_what_it_holds_of_a_person_and_no_other_does",
)
UNNEEDED = shutil.ignore_patterns(
    "browser", "walk", "torture_figures", "conform", "bench", "postgres", "versions", "page", "*.png", "*.log"
)


@dataclass(frozen=True)
class Place:
    """What is written into one file: `text` before the first `before`, else at the end.

    If it is left out, the check `seen_by` must fail; without what registers it nothing of the change can be loaded.
    """

    path: str
    text: str
    before: str = ""
    seen_by: str = ""
    apart: bool = False
    """Whether it is left out in a house of its own, since in the other its check could not tell it from another one."""

    def write(self, house: Path) -> None:
        files = [house / self.path]
        if self.path == TEXTS:
            files = [house / TEXTS / f"{language}.ftl" for language in LANGUAGES]
        for file in files:
            whole = file.read_text(encoding="utf-8")
            at = whole.index(self.before) if self.before else len(whole)
            file.write_text(f"{whole[:at]}{self.text}{whole[at:]}", encoding="utf-8")


CHANGES: dict[str, tuple[Place, ...]] = {
    "a button": (
        Place("bot/cards/blocks/buttons.py", 'WAVE = "wv", "request", "wave", HoldsWhile.WAITS\n    ', "BACK_AGAIN ="),
        Place(
            "bot/cards/requests/approval.py",
            """
def wave(w: Writer, number: int) -> Button | None:
    return w.button("wave-at", Code(ButtonAction.WAVE, (number,)))
""",
            seen_by="test_every_button_stands_on_a_card",
        ),
        Place(
            "bot/chat/conversation/approvals.py",
            """
@pressed(ButtonAction.WAVE)
async def wave(talk: Conversation, request_id: int) -> None:
    await talk.answer()
""",
            seen_by="test_every_command_and_every_button_does_something",
        ),
        Place(
            "tests/matrix/table.py",
            """
VIEWS = (*VIEWS, press(ButtonAction.WAVE, number, who=DECIDERS, states=WAITING))
""",
            seen_by="test_every_button_is_in_the_table",
        ),
        Place(TEXTS, "\nwave-at = Wave\n", seen_by="test_every_text_that_a_card_asks_for_by", apart=True),
    ),
    "a command": (
        Place("bot/chat/conversation/registry.py", """Command("wave", ALL),\n        """, """Command("help","""),
        Place(
            "bot/chat/conversation/general.py",
            """
@command("wave")
async def wave(talk: Conversation) -> None:
    await talk.say(await _health(talk))
""",
            seen_by="test_every_command_and_every_button_does_something",
            apart=True,
        ),
        Place(
            "docs/commands.md", "| `/wave` | everybody | waves |\n", "| `/cancel` |",
            seen_by="test_every_command_of_the_chat_has_its_row",
        ),
        Place(
            "tests/matrix/table.py", """
VIEWS = (*VIEWS, command("/wave"))
""", seen_by="test_every_command_is_in_the_table",
        ),
        Place(TEXTS, "\ncommand-wave = Wave\n", seen_by="has_its_text[command-wave]"),
    ),
    "a notice": (
        Place(
            "bot/purchasing/notices/approvals.py",
            """
class WavedNotice(AboutRequest, kind="waved", topic=NotifyTopic.DECISIONS):
    pass
""",
        ),
        Place(
            "bot/cards/notices/team_notices.py", "\nFORMS |= dict([form(a.WavedNotice, DONE, goods)])\n",
            seen_by="test_every_kind_has_one_notice_and_one_form",
        ),
        Place(
            "bot/purchasing/events/requests.py",
            """
class Waved(RequestEvent):
    def tells(self, now: datetime) -> Iterator[Tell]:
        yield Tell(approvals.WavedNotice(about=self.about), Audience.ASKED, "waved")
""",
            seen_by="test_every_notice_is_told_by_somebody",
        ),
        Place(TEXTS, "\nnotice-waved = Wave\n", seen_by="has_its_text[notice-waved]"),
    ),
    "a reason to refuse": (
        Place("bot/desk/shared/refusal.py", """TOO_LOUD = "too-loud"\n    """, "FORGET_OVER ="),
        Place(
            "bot/desk/requests/approvals.py",
            """
LOUD = Refusal(RefusalReason.TOO_LOUD)
""",
            seen_by="test_every_reason_to_refuse_is_given_by_somebody",
        ),
        Place(TEXTS, "\nrefusal-too-loud = Wave\n", seen_by="has_its_text[refusal-too-loud]"),
    ),
    "a policy predicate": (
        Place("bot/purchasing/approval/policy.py", '"unit": "units", ', '"seller": "sellers"}'),
        Place(
            "bot/purchasing/approval/policy.py",
            "\n    units: frozenset[str] = frozenset()",
            "\n\n\n@dataclass(frozen=True)\nclass Rule(Labelled):",
        ),
        Place(
            "bot/purchasing/approval/policy.py",
            "    units: frozenset[str] = frozenset()\n",
            "\n    @property\n    def for_everything",
        ),
        Place(
            "bot/desk/rules/request_facts.py", "        units=frozenset({label(offer.unit)}),\n",
            "    )\n\n\ndef asked_when", seen_by="test_every_filter_of_a_rule_is_known_of_an_offer",
        ),
        Place(
            "bot/cards/teams/policy.py",
            """    if rule.units:
        parts.append(w.line("rule-units", names=team_lines.listed(w, sorted(rule.units))))
""",
            """    steps = w.line("rule-then")""",
            seen_by="test_every_filter_of_a_rule_is_said_on_the_card",
        ),
        Place(
            "docs/rules.md", "| a unit | `unit box to 100: auto` |\n", "| up to ¥ 500: nobody else |",
            seen_by="test_every_kind_of_line_is_on_the_rules_screen",
        ),
        Place(TEXTS, "\nrule-units = by { $names }\n", seen_by="test_every_text_that_a_card_asks_for_by", apart=True),
    ),
    "a field of 1688 on a card": (
        Place(
            "bot/purchasing/order_report.py",
            '    ended_by: str = ""\n',
            "\n\n@dataclass(frozen=True)\nclass OrderReport",
        ),
        Place(
            "bot/market/openplatform/wire/orders.py", """ended_by=text(base, "closeOperateType"),
        """, "close_reason=", seen_by="test_every_field_of_an_order_is_read_from_its_answer",
        ),
        Place(
            "bot/market/openplatform/field_table.py", "closeOperateType ", "closeReason ",
            seen_by="test_the_table_holds_what_the_wire_reads", apart=True,
        ),
        Place(
            "storage/tables/orders.py", """ended_by: str = ""
    """, "close_reason: str", seen_by="test_every_field_that_is_kept_as_1688_shows_it_has_its_column",
        ),
        Place(
            "tests/storage/personal_columns.py", "ended_by ", "close_reason",
            seen_by="test_every_column_says_what_it_holds_of_a_person", apart=True,
        ),
        Place(
            "bot/cards/blocks/order_lines.py",
            """    if order.ended_by:
        parts.append(w.line("ended-by", who=order.ended_by))
""",
            "    return [*parts, *sums.refund_lines",
            seen_by="test_every_field_that_is_kept_as_1688_shows_it_is_on_a_card",
        ),
        Place(TEXTS, "\nended-by = { $who }\n", seen_by="test_every_text_that_a_card_asks_for_by", apart=True),
    ),
    "an alarm": (
        Place("bot/purchasing/lifecycle.py", """    UNPACKED = "unpacked"
"""),
        Place(
            "bot/purchasing/tracking/alarms.py",
            """AlarmKind.UNPACKED: AlarmForm(to_requester=True, typed="unpack", offered=(2, 4)),
    """,
            "AlarmKind.REFUND_WAITS: ",
            seen_by="test_every_alarm_has_its_form",
        ),
        Place(
            "bot/purchasing/tracking/alarms.py", "    unpacked: int | None = None\n",
            "\n\n@dataclass(frozen=True)\nclass AlarmDays",
            seen_by="test_every_alarm_with_days_of_its_own", apart=True,
        ),
        Place(
            "bot/purchasing/tracking/alarms.py", "    unpacked: int = 2\n",
            "\n    def of(self, kind: AlarmKind)",
            seen_by="test_every_alarm_with_days_of_its_own", apart=True,
        ),
        Place(
            "bot/purchasing/tracking/alarms.py",
            """    if order.counted_at is not None:
        yield Alarm(AlarmKind.UNPACKED, order.counted_at, seen_at)
""",
            "    if order.counted_at is not None and is_short(order):",
            seen_by="test_every_alarm_is_found_in_an_order",
        ),
        Place(
            "storage/tables/orders.py", '"unpacked", ', '"refund_waits")',
            seen_by="test_a_check_lists_the_states_that_the_program_knows",
        ),
        Place(
            TEXTS,
            """
notice-alarm-unpacked = Wave
alarm-since-unpacked = { $when }
stuck-unpacked = { $days }
notify-days-unpack = { $n }
""",
            seen_by="has_its_text[notice-alarm-unpacked]",
        ),
    ),
}  # fmt: skip
MOST = {
    "a button": 3,
    "a command": 4,
    "a notice": 3,
    "a reason to refuse": 3,
    "a policy predicate": 3,
    "a field of 1688 on a card": 5,
    "an alarm": 3,
}
"""Files of Python that a change may touch, beside its migration, its texts and its tests."""


def named(root: Path, change: str) -> set[str]:
    """The files and folders that the table names for a change, and where texts are."""
    page = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| {change} \| (.*) \|$", page, re.M)
    assert row is not None, change
    return {TEXTS, *re.findall(r"`([\w./]+(?:/|\.py|\.md))`", row[1])}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_touches_only_files_that_contributing_names(root: Path, change: str) -> None:
    touched, allowed = {place.path for place in CHANGES[change]}, named(root, change)
    assert [path for path in allowed if not (root / path).exists()] == []
    assert [path for path in touched if not path.startswith(tuple(allowed))] == []
    assert sum(path.startswith(("bot/", "storage/")) and path.endswith(".py") for path in touched) <= MOST[change]


def copied(root: Path, house: Path) -> None:
    for room in ("bot", "storage", "tests", "docs"):
        shutil.copytree(root / room, house / room, ignore=UNNEEDED)
    for name in ("pyproject.toml", "README.md", "CONTRIBUTING.md"):
        shutil.copy(root / name, house)


def begun(house: Path) -> subprocess.Popen[str]:
    """The checks in a house, in a process of their own."""
    options = ("-q", "-rfE", "--tb=line", "-p", "no:cacheprovider", "-p", "no:xdist")
    command = [sys.executable, "-m", "pytest", *options, *CHECKS]
    return subprocess.Popen(command, cwd=house, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@pytest.mark.sockets
@pytest.mark.timeout(180)
def test_the_checks_pass_with_all_places_and_see_each_one_that_is_left_out(root: Path, tmp_path: Path) -> None:
    places = [place for change in CHANGES.values() for place in change]
    rounds = [[], *([place for place in places if place.seen_by and place.apart is apart] for apart in (False, True))]
    running = []
    for number, left_out in enumerate(rounds):
        house = tmp_path / str(number)
        copied(root, house)
        for place in places:
            if place not in left_out:
                place.write(house)
        running.append(begun(house))
    told = [checks.communicate()[0] for checks in running]
    for left_out, checks, said in zip(rounds, running, told, strict=True):
        failed = [line for line in said.splitlines() if line.startswith(("FAILED", "ERROR"))]
        assert [place.path for place in left_out if not any(place.seen_by in line for line in failed)] == [], said
        assert bool(failed) is bool(left_out), said
        assert bool(checks.returncode) is bool(left_out), said
