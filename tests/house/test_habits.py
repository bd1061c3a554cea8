"""What `make help` offers is there, and whatever checks a change calls the same commands."""

import re
import shutil
import subprocess
import tomllib
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from tests.together import BY_FILE, TOGETHER, Together


@pytest.fixture(scope="module")
def makefile(root: Path) -> str:
    return (root / "Makefile").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def targets(makefile: str) -> set[str]:
    """Everything that one can make."""
    heads = re.findall(r"^([a-z][a-z -]*):(?!=)", makefile, re.M)
    return {name for head in heads for name in head.split()}


@pytest.fixture(scope="module")
def offered(root: Path) -> set[str]:
    """Every target that `make help` names."""
    said = subprocess.run(["make", "help"], cwd=root, capture_output=True, text=True, check=True).stdout
    named = re.findall(r"make ([a-z-]+(?: · [a-z-]+)*)(?=$|[ ;,])", said, re.M)
    return {name for each in named for name in each.split(" · ")}


def test_every_target_that_help_names_is_there(targets: set[str], offered: set[str]) -> None:
    assert {"quick", "one", "test", "cover", "plan", "lint", "form", "walls", "types", "gates"} <= offered
    assert offered - targets == set()


def test_every_target_is_a_command_and_no_file(makefile: str, targets: set[str], root: Path) -> None:
    phony = re.search(r"^\.PHONY: ((?:.*\\\n)*.*)$", makefile, re.M)
    assert phony is not None
    assert set(phony[1].replace("\\", "").split()) == targets


def test_the_hooks_of_a_commit_call_targets_that_are_there(root: Path, targets: set[str]) -> None:
    config = yaml.safe_load((root / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [each["repo"] for each in config["repos"]] == ["local"]
    entries = [hook["entry"].split() for each in config["repos"] for hook in each["hooks"]]
    assert entries
    assert [entry for entry in entries if entry[0] != "make" or entry[1] not in targets] == []


def test_an_editor_and_the_formatter_mean_the_same_length_of_a_line(root: Path) -> None:
    ruff = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]
    editor = (root / ".editorconfig").read_text(encoding="utf-8")
    assert re.findall(r"^max_line_length = (\d+)$", editor, re.M) == [str(ruff["line-length"])]


def test_on_a_bare_clone_everything_that_would_be_installed_is_said_first(root: Path, tmp_path: Path) -> None:
    shutil.copy(root / "Makefile", tmp_path)
    (tmp_path / ".ci").mkdir()
    shutil.copy(root / ".ci" / "machine", tmp_path / ".ci")
    for lock in root.glob("requirements*.lock"):
        shutil.copy(lock, tmp_path)
    done = subprocess.run(["make", "plan"], cwd=tmp_path, capture_output=True, text=True, check=True)
    locks = re.findall(r"^Will install the packages of (\S+) into \.venv\.$", done.stdout, re.M)
    assert locks == ["requirements-dev.lock", "requirements-gates.lock", "requirements-foreign.lock"]
    assert not (tmp_path / ".venv").exists()


def test_the_tests_say_what_they_would_install_before_they_do(makefile: str) -> None:
    assert re.search(r"^test: plan\n\t@\$\(MAKE\) setup-test browser server proxy fonts$", makefile, re.M)


def test_what_is_dear_to_make_is_made_in_one_process_of_a_run(root: Path) -> None:
    scope = Together.__new__(Together)._split_scope
    for path in TOGETHER:
        assert (root / path).is_dir() if path.endswith("/") else (root / path).is_file()
        assert len({scope(f"{path}::test_one[{n}]") for n in range(5)}) == 1
    assert len({scope(f"tests/walk/test_happy.py::test_one[{n}]") for n in range(5)}) == 5


def test_what_takes_no_longer_than_to_hand_it_out_is_handed_out_by_the_file(root: Path) -> None:
    scope = Together.__new__(Together)._split_scope
    for path in BY_FILE:
        assert [*root.glob(f"{path}*")]
    assert scope("tests/market/test_client.py::test_one[1]") == scope("tests/market/test_client.py::test_two")


class Process:
    """One that runs tests, as pytest-xdist sees it."""

    shutting_down = False

    def __init__(self) -> None:
        self.gateway, self.given = SimpleNamespace(id="gw"), list[int]()

    def send_runtest_some(self, places: list[int]) -> None:
        self.given += places

    def shutdown(self) -> None:
        self.shutting_down = True


def test_each_test_of_a_run_is_done_once_but_what_a_process_died_at_which_is_tried_again() -> None:
    tests = [f"tests/{room}/test_a.py::test_{n}" for room in ("house", "desk", "web") for n in range(10)]
    options = SimpleNamespace(loadscopereorder=True)
    run = Together(SimpleNamespace(getvalue=lambda _: ["2*popen"], option=options), None)
    living, dying = Process(), Process()
    done = Counter[str]()
    for each in (living, dying):
        run.add_node(each)
        run.add_node_collection(each, tests)
    run.schedule()
    for each in (living, dying, living):
        run.mark_test_complete(each, each.given[0])
        done[tests[each.given.pop(0)]] += 1
    died_at = str(run.remove_node(dying))
    while living.given:
        run.mark_test_complete(living, living.given[0])
        done[tests[living.given.pop(0)]] += 1
    assert tests[dying.given[0]] == died_at
    assert run.tests_finished
    assert done == Counter(tests)
