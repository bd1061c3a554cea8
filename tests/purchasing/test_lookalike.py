"""Names that can be taken for each other, whatever alphabet or digits they are written in."""

import pytest

from bot.purchasing.approval.team import Member, Role, Team
from bot.purchasing.lookalike import looks

DECIDES = frozenset({Role.APPROVER})


def team(*names: str) -> Team:
    return Team(1, members=tuple(Member(7001 + n, name, DECIDES) for n, name in enumerate(names)))


@pytest.mark.threat("T46")
@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Boris", "Вoris"),  # Cyrillic В
        ("Boris", "BORІS"),  # Ukrainian І
        ("Olga", "0lga"),
        ("Ilya", "lIya"),
        ("Anna", "Αnna"),  # Greek capital alpha
        ("Anna", "Ａｎｎａ"),
        ("Anna", "𝐀𝐧𝐧𝐚"),
        ("Anna", "Ann\u200ba"),
        ("Anna", "Anna\u3164"),
        ("Anna", "Anna!"),
        ("Anna", "Ꭺnna"),  # Cherokee
        ("Мария", "Mария"),  # Latin M
        ("Maria", "rnaria"),
        ("Li Lei", "li  lei"),
        ("Li Lei", "LiLei"),
        ("王伟", "王偉"[:1] + "伟"),
        ("李⼀", "李一"),  # a radical
    ],
)
def test_names_that_look_alike_both_get_their_number(name: str, other: str) -> None:
    assert looks(name) & looks(other)
    both = team(name, other, "Somebody else")
    assert [both.is_clear(person) for person in (7001, 7002, 7003)] == [False, False, True]
    assert both.known_as(7001).endswith(" (ID …001)")
    assert both.known_as(7002).endswith(" (ID …002)")
    assert both.known_as(7003) == "Somebody else"
    assert set(both.handles) == {7003}


@pytest.mark.parametrize(
    ("name", "other"),
    [("Anna", "Hanna"), ("Boris", "Borys"), ("李雷", "李蕾"), ("Мария", "Марина"), ("Chen", "Cheng"), ("Yan", "Van")],
)
def test_names_that_differ_stay_as_they_are(name: str, other: str) -> None:
    assert not looks(name) & looks(other)
    assert [team(name, other).known_as(person) for person in (7001, 7002)] == [name, other]


def test_a_name_that_brings_a_number_of_its_own_gets_the_true_one() -> None:
    for name in ("Boris (…001)", "Boris (...001)", "Boris (ID …001)", "Boris ID ... 001"):
        assert team("Boris", name).known_as(7002) == f"{name} (ID …002)"


def test_who_has_no_letters_is_called_with_his_number() -> None:
    assert team("🌸").known_as(7001) == "🌸 (ID …001)"
    assert team("").known_as(7001) == "7001"
    assert team("Anna").known_as(9) == "9"


def test_a_long_name_never_pushes_its_number_off_the_line() -> None:
    both = team("A" * 128, "A" * 128)
    assert both.known_as(7001) == "A" * 40 + " (ID …001)"
