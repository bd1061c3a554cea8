"""Every text is there in every language, with the same facts, and counts as its language does."""

import inspect
import logging
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import bot
from bot.cards import answers
from bot.cards.blocks import sums, writer
from bot.cards.blocks.writer import Writer
from bot.cards.texts.catalogue import _ENTRY, has, say
from bot.chat.conversation.registry import COMMANDS
from bot.desk.shared.pause import RESUME
from bot.desk.shared.refusals import REASONS, why_of
from bot.desk.shared.views import Stage
from bot.desk.teams.membership import KINDS
from bot.market.errors import BusinessCode
from bot.purchasing.approval.judge import Obstacle
from bot.purchasing.approval.policy import DECIDING, SplittingKey
from bot.purchasing.approval.standstill import StandsStill
from bot.purchasing.approval.team import Role
from bot.purchasing.choice import Problem
from bot.purchasing.holds import BuyingHold
from bot.purchasing.lifecycle import AlarmKind, AttemptState, RequestState
from bot.purchasing.notice import NOTICE_KINDS
from bot.purchasing.notices.shown import WORDLESS
from bot.purchasing.notices.teams import StandstillNotice
from bot.purchasing.order_report import OrderState, ParcelChange, PayWay, RefundState
from bot.purchasing.orders.payable import Unpayable, word_of
from bot.purchasing.reading.classify_url import Reason
from bot.purchasing.reading.plain_words import QuestionTopic
from bot.purchasing.reading.quantity import QuantityFault
from bot.purchasing.requests.request import Request
from bot.purchasing.text import LANGUAGES, known_language
from bot.purchasing.tracking.alarms import ALARM_FORMS
from bot.sandbox.actor import as_read
from tests.journaled import register

BOT = Path(bot.__file__).parent
FOLDER = BOT / "cards"
TELEGRAMS_START = ("Start", "开始", "Старт")
"""The button of a private chat that nobody has written in yet."""


def files_of(language: str) -> list[Path]:
    return sorted((FOLDER / "texts").glob(f"{language}*.ftl"))


def body_of(language: str) -> list[ast.Message | ast.SyntaxNode]:
    """The entries of the catalogues of a language."""
    return [entry for path in files_of(language) for entry in FluentParser().parse(path.read_text("utf-8")).body]


ENTRIES = {
    language: {entry.id.name: entry for entry in body_of(language) if isinstance(entry, ast.Message)}
    for language in LANGUAGES
}


class Named(Visitor):
    """Collects the names that nodes of these kinds carry."""

    def __init__(self, *kinds: type[ast.SyntaxNode]) -> None:
        self.kinds, self.names = kinds, set[str]()

    def generic_visit(self, node: ast.BaseNode) -> None:
        if isinstance(node, self.kinds):
            self.names.add(node.id.name)  # type: ignore[attr-defined]  # each kind that is asked for has an id
        super().generic_visit(node)


def names_in(entry: ast.BaseNode, *kinds: type[ast.SyntaxNode]) -> set[str]:
    visitor = Named(*kinds)
    visitor.visit(entry)
    return visitor.names


def facts_of(language: str, key: str) -> set[str]:
    return names_in(ENTRIES[language][key], ast.VariableReference)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_text_is_found_whole_in_its_file_and_stands_alone(language: str) -> None:
    source = "\n".join(path.read_text("utf-8") for path in files_of(language))
    found = {entry["key"]: entry[0] for entry in _ENTRY.finditer(source)}
    assert set(found) == set(ENTRIES[language])
    for key, text in found.items():
        (alone,) = (entry for entry in FluentParser().parse(text).body if not isinstance(entry, ast.BaseComment))
        assert alone.equals(ENTRIES[language][key], ignored_fields=["span", "comment"]), key
        assert names_in(alone, ast.MessageReference, ast.TermReference) == set(), key


def test_dates_are_written_in_every_language() -> None:
    assert set(writer._PATTERNS) == set(sums._DAYS) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_no_line_that_cannot_be_read(language: str) -> None:
    body = body_of(language)
    assert [entry for entry in body if isinstance(entry, ast.Junk)] == []
    names = [entry.id.name for entry in body if isinstance(entry, ast.Message)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text_with_the_same_facts(language: str) -> None:
    assert ENTRIES[language].keys() == ENTRIES["en"].keys()
    differing = [key for key in ENTRIES["en"] if facts_of(language, key) != facts_of("en", key)]
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_that_a_text_names_is_called_so(language: str) -> None:
    """What is typed stands in quotes too, but never begins with a capital letter or a Chinese sign."""
    facts = {name: "x" for key in ENTRIES["en"] for name in facts_of("en", key)} | {"n": 2, "days": 2}
    written = {key: say(language, key, **facts) for key in ENTRIES[language]}
    named = {name for text in written.values() for name in re.findall("[“«]([A-ZА-Я\u4e00-\u9fff].*?)[”»]", text)}
    assert named - {*written.values(), *TELEGRAMS_START} == set()
    for key, button in {"second-alone": "agree", "press-again": "try-again", "start-how": "buy-now"}.items():
        assert re.search(f"[“«]{written[button]}[”»]", written[key]), key


def test_what_can_be_typed_is_the_same_in_every_language() -> None:
    """The words for people differ, the commands and how many lines there are do not."""
    typed = {
        language: {
            key: [line.split()[:2] for line in say(language, key).split("\n")]
            for key in ENTRIES[language]
            if key in ("usage-team", "usage-invite")
        }
        for language in LANGUAGES
    }
    assert [language for language in LANGUAGES if typed[language] != typed["en"]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_hold_no_markup(language: str) -> None:
    facts = {name: "x" for key in ENTRIES["en"] for name in facts_of("en", key)} | {"n": 2, "days": 2}
    written = {key: say(language, key, **facts) for key in ENTRIES[language] if not key.startswith("usage-")}
    assert [key for key, text in written.items() if re.search("[<>&]", text)] == []


RULES = BOT / "purchasing" / "approval"
FAULTS = {
    key
    for path in RULES.glob("policy*.py")
    for key in re.findall(r"""(?:Puzzled|fault)\(\s*"([a-z-]+)\"""", path.read_text("utf-8"))
}
"""What can be wrong with typed rules."""


def _owed() -> Iterator[str]:
    """The keys that values of other rooms ask for."""
    for kind in NOTICE_KINDS.values():
        if kind not in WORDLESS:
            yield f"notice-{kind}"
        if kind == StandstillNotice.kind:
            yield from (f"well-{kind}-{what}" for what in StandsStill)
        elif kind.ends:
            yield f"well-{kind}"
    yield from (f"refusal-{key}" for key in REASONS)
    yield from (f"code-{code}" for code in BusinessCode)
    yield from (f"link-{reason}" for reason in Reason)
    yield from (f"quantity-{fault}" for fault in QuantityFault)
    yield from (f"problem-{problem}" for problem in Problem)
    for states in (Stage, RequestState, AttemptState, OrderState):
        yield from (f"state-{state}" for state in states)
    yield from (f"state-{word}" for word in re.findall(r'"([a-z_]+)"', inspect.getsource(word_of)))
    yield from (f"differs-{what}" for what in ("seller", "title"))  # of Snapshot.otherwise
    yield from (f"order-{state}" for state in OrderState)
    yield from (f"refund-{state}" for state in RefundState)
    yield from (f"unpayable-{why}" for why in Unpayable if why is not Unpayable.STATE)
    yield from (f"refusal-unpayable-{why}" for why in Unpayable if why is not Unpayable.STATE)
    yield from (f"unchecked-{why}" for why in ("missing", "unread", "incomplete"))
    for way in PayWay:
        yield from (f"way-{way}", f"pay-{way}")
    for name in COMMANDS:
        yield f"command-{name}"
    for obstacle in Obstacle:
        yield f"obstacle-{obstacle}"
    for role in Role:
        yield from (f"role-{role}", f"invite-{role}")
    for language in LANGUAGES:
        yield f"language-{language}"
        yield f"own-{language}"
    for topic in QuestionTopic:
        yield f"asked-{topic}"
    yield from (f"what-{kind}" for kind in (*KINDS, "policy", "together", "joined", RESUME))
    yield from (f"together-{each}" for each in SplittingKey)
    yield from (f"group-{role}" for role in DECIDING)
    yield from (f"fault-{key}" for key in FAULTS)
    yield from (f"parcel-changed-{each}" for each in ParcelChange)
    for alarm in AlarmKind:
        yield from (f"notice-alarm-{alarm}", f"alarm-since-{alarm}", f"stuck-{alarm}")
    yield from (f"notify-days-{form.typed}" for form in ALARM_FORMS.values() if form.typed)


@pytest.mark.parametrize("key", sorted({key.replace("_", "-") for key in _owed()}))
def test_every_value_that_is_told_has_its_text(key: str) -> None:
    assert has(key)


def test_everything_that_the_journal_says_of_a_request_has_its_text() -> None:
    of_requests = [each for each in register() if get_type_hints(each)["request"] is Request]
    told = {each.kind.replace("_", "-") for each in of_requests if each.kind not in ("", "voted")}
    assert len(told) > 20
    assert sorted(kind for kind in told if not has(f"event-{kind}") and not has(f"notice-{kind}")) == []


def test_everything_that_holds_buying_is_named() -> None:
    assert [hold for hold in BuyingHold if not has(f"hold-{hold.value}")] == []


ASKED_FOR = re.compile(
    r"\bw\.(?:line|marked|button|label|labelled|link|copy|head)\(\s*"
    r'(?:(?:[A-Z_]+|""|sign), )?(?:None, |[\w.]+, )?"([a-z][a-z0-9-]+)"'
)
"""A call of the writer with the key of a text, perhaps after a sign and a number."""
SAID = re.compile(
    r'\b(?:sentence|asking)\([\w.]+(?: or "en")?, "([a-z][a-z0-9-]+)"(?: if [^"]+ else "([a-z][a-z0-9-]+)")?'
)
"""An answer of one sentence, or a question, by its key or by one of two."""


def test_every_text_that_a_card_asks_for_by_its_key_is_there() -> None:
    source = "\n".join(path.read_text("utf-8") for path in FOLDER.rglob("*.py"))
    chat = "\n".join(path.read_text("utf-8") for path in (BOT / "chat").rglob("*.py"))
    said = {key for pair in SAID.findall(source + chat) for key in pair if key}
    assert len(said) > 20
    keys = set(ASKED_FOR.findall(source)) | said
    assert len(keys) > 400
    assert sorted(key for key in keys if not has(key)) == []


def test_every_text_is_used() -> None:
    source = "\n".join(
        path.read_text("utf-8") for room in ("cards", "chat", "web") for path in (BOT / room).rglob("*.py")
    )
    told = {key.replace("_", "-") for key in _owed()}
    exact = {"refusal-", "notice-", "state-", "order-", "code-", "link-", "quantity-", "command-", "role-", "what-"}
    dynamic = {*re.findall(r'f"([a-z][a-z-]*-)\{', source)} - exact
    dynamic |= {"health-", "step-", "courtesy-", "compare-", "notice-alarm-", "notice-refund-", "head-search"}
    used = set(re.findall(r"""["']([a-z][a-z0-9-]+)["']""", source)) | told
    used |= {f"refusal-{key}-named" for key in REASONS}
    used |= {f"fault-{key}" for key in FAULTS} | {"fault-line", "fault-amount-line"}
    used |= {"pieces", "counted", "pieces-from", "counted-from", "unit", "unit-from", "refusal-too-early-looks"}
    unused = [key for key in ENTRIES["en"] if key not in used and not key.startswith((*dynamic,))]
    assert not unused, unused


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("zh", "zh"),
        ("zh-hans", "zh"),
        ("zh_TW", "zh"),
        ("ZH-Hant", "zh"),
        ("ru", "ru"),
        ("ru-RU", "ru"),
        ("de", "en"),
        ("", "en"),
        ("zhx", "en"),
    ],
)
def test_a_language_code_finds_its_catalogue(code: str, language: str) -> None:
    assert known_language(code) == language


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (1, "1 штука"),
        (2, "2 штуки"),
        (5, "5 штук"),
        (11, "11 штук"),
        (21, "21 штука"),
        (24, "24 штуки"),
        (112, "112 штук"),
        (12480, "12\u00a0480 штук"),
    ],
)
def test_russian_counts_pieces(n: int, text: str) -> None:
    assert as_read(say("ru", "pieces", n=n)) == as_read(text)


def test_numbers_are_grouped_and_ids_are_not() -> None:
    assert as_read(say("en", "in-stock", n=12480)) == "12,480 in stock"
    assert say("zh", "in-stock", n=12480) == "库存 12,480"
    assert "600000000001" in say("en", "bare-number", offer="600000000001")


def test_no_isolation_marks_stand_round_facts() -> None:
    assert say("en", "to-address", address="Yiwu") == "To: Yiwu"


def test_a_missing_text_falls_back_to_its_key_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    assert say("ru", "no-such-text") == "no-such-text"
    assert [record.levelno for record in caplog.records] == [logging.ERROR, logging.ERROR]


def test_a_missing_fact_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    say("en", "seller")
    assert "seller" in caplog.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_and_descriptions_fit_telegrams_limits(language: str) -> None:
    assert all(1 <= len(say(language, f"command-{name}")) <= 256 for name in COMMANDS)
    assert len(say(language, "about-short")) <= 120
    assert len(say(language, "about-long")) <= 512


@pytest.mark.parametrize("key", sorted(REASONS))
def test_every_value_in_the_text_of_a_refusal_is_one_that_its_reason_has(key: str) -> None:
    why, w = why_of(key), Writer("en")
    given = {name for each in fields(why) for name, _ in answers._worded(w, each.name, getattr(why, each.name))}
    given |= answers._obstacle(w, why).keys()
    forms = [
        name for name in ENTRIES["en"] if name in {f"refusal-{key}{more}" for more in ("", "-looks", "-alone", "-by")}
    ]
    assert set().union(*(facts_of("en", name) for name in forms)) <= given
