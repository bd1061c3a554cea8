"""What is said in two places is the same in both."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.models import CommandInfo

import bot
from bot import settings
from bot.cli import app
from bot.desk.ledger.stored_notices import KINDS
from bot.desk.shared.refusal import WITH_FACTS, RefusalReason
from bot.desk.shared.refusals import REASONS
from bot.market.errors import MarketError
from bot.purchasing.notices.operations import DigestNotice
from bot.purchasing.notices.purchases import NotShippedNotice

Modules = list[Any]
LOCKS = tuple(f"requirements{which}.lock" for which in ("", "-demo", "-dev", "-gates", "-uv", "-foreign"))


def commands() -> dict[str, CommandInfo]:
    return {str(each.name or getattr(each.callback, "__name__", "")): each for each in app.registered_commands}


def test_every_setting_is_in_the_example_and_back(root: Path) -> None:
    example = (root / ".env.example").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^([A-Z_]+)=", example, re.M)) == sorted(settings.NAMES)


def test_the_example_explains_every_setting_and_shows_its_default(root: Path) -> None:
    example = (root / ".env.example").read_text(encoding="utf-8")
    words = " ".join(example.replace("\n# ", " ").split())
    for name in settings.NAMES:
        assert f"{settings.explanation_of(name)} {name}={settings.default_of(name)}".strip() in words


def test_the_example_as_it_stands_means_the_defaults(root: Path) -> None:
    values = dict(re.findall(r"^([A-Z_]+)=(.*)$", (root / ".env.example").read_text(encoding="utf-8"), re.M))
    assert settings.of_world(values) == settings.of_world({})


def test_every_command_and_option_has_help() -> None:
    for name, command in commands().items():
        assert command.callback is not None
        assert (command.callback.__doc__ or "").endswith("."), name


def test_the_changelog_s_newest_version_is_the_package_s(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    newest = re.search(r"^## \[(\d+\.\d+\.\d+)\]", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert newest is not None
    assert newest[1] == project["version"] == bot.__version__


def descendants(kind: type[MarketError]) -> set[type[MarketError]]:
    return {kind}.union(*map(descendants, kind.__subclasses__()))


def test_every_market_error_has_its_root_and_its_remedy(product: Modules) -> None:
    kinds = descendants(MarketError) - {MarketError}
    assert len(kinds) >= 7
    assert [kind.__name__ for kind in kinds if not kind.remedy] == []


def test_no_error_of_the_market_s_face_stands_outside_its_tree() -> None:
    from bot.market import errors

    kinds = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Exception)]
    assert all(issubclass(kind, MarketError) for kind in kinds)


@pytest.fixture(scope="module")
def said_by_the_program(root: Path) -> str:
    """The program without its cards, its imports and the heads of its classes."""
    files = [path for path in (root / "bot").rglob("*.py") if not {"cards", "sandbox"} & set(path.parts)]
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in files if path.name not in ("refusal.py", "refusals.py")
    )
    return re.sub(r"^from \S+ import (?:\([^)]*\)|[^\n]*)|^class \w+", "", text, flags=re.M)


def test_every_notice_is_told_by_somebody(said_by_the_program: str) -> None:
    """The digest is made as it is sent, and that something is not shipped was told by releases before."""
    names = {form.__name__ for form in KINDS.values()} - {DigestNotice.__name__, NotShippedNotice.__name__}
    assert len(names) > 60
    assert sorted(names - set(re.findall(r"\b[A-Z]\w+", said_by_the_program))) == []


def test_every_reason_to_refuse_is_given_by_somebody(said_by_the_program: str) -> None:
    """Decisions that know nothing of the desk give theirs by its name, some by two words of it."""
    names: dict[str, str] = {reason: f"RefusalReason.{reason.name}" for reason in RefusalReason}
    names |= {code: form.__name__ for code, form in WITH_FACTS.items()}
    assert set(names) == set(REASONS)
    families = set(re.findall(r'f"([a-z]+)-\{', said_by_the_program))
    words = set(re.findall(r'"([a-z][a-z-]+)"', said_by_the_program))
    words |= set(re.findall(r"\b(?:RefusalReason\.)?[A-Z]\w+", said_by_the_program))
    given = {key for key, name in names.items() if {key, name} & words or key.partition("-")[0] in families}
    assert sorted(names.keys() - given) == []


def lines_of(root: Path, name: str) -> dict[str, str]:
    text = (root / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-zA-Z0-9_.-]+)(?:\[[\w,]+\])?==(\S+)", text, re.M))


@pytest.mark.threat("T29")
def test_the_locks_name_versions_and_hashes_and_no_address(root: Path) -> None:
    for name in LOCKS:
        text = (root / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index" not in text
        for entry in re.split(r"\n(?=\S)", text):
            assert entry.startswith("#") or "--hash=sha256:" in entry, entry


def test_the_lock_of_the_tests_holds_the_lock_of_the_program(root: Path) -> None:
    run, demo, dev = (lines_of(root, f"requirements{which}.lock") for which in ("", "-demo", "-dev"))
    assert run.items() <= demo.items() <= dev.items()


def test_every_dependency_is_locked(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    for wanted, lock in (
        (project["project"]["dependencies"], "requirements.lock"),
        (project["project"]["optional-dependencies"]["sheets"], "requirements.lock"),
        (project["project"]["optional-dependencies"]["pretend"], "requirements-demo.lock"),
        (groups["dev"], "requirements-dev.lock"),
        (groups["gates"], "requirements-gates.lock"),
        (groups["lock"], "requirements-uv.lock"),
        (groups["audit"], "requirements-audit.lock"),
        (groups["foreign"], "requirements-foreign.lock"),
    ):
        names = {_plainly(re.split(r"[^\w.-]", each)[0]) for each in wanted}
        assert names - set(map(_plainly, lines_of(root, lock))) == set()


def _plainly(name: str) -> str:
    return name.replace(".", "-").replace("_", "-").casefold()
