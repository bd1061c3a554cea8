"""Every file says what it knows; nothing unfinished, skipped, dangerous or of one machine is in the house."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest

Modules = list[Any]
# Put together here, so that this file does not find itself.
PLACES = (("/wo", "rk/"), ("/ro", "ot/"), ("../sh", "ared/"))
OF_ONE_MACHINE = re.compile("|".join(re.escape("".join(each)) for each in PLACES))
BESIDE_THE_CLONE = {".ci/run": "sample answers may lie in a folder beside the clone"}
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
SKIPS = {"skip", "skipif", "skipIf", "xfail", "importorskip"}
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".lock",
    ".ftl",
    ".html",
    ".css",
    ".js",
    ".mako",
    ".yaml",
    ".yml",
    ".service",
    ".sh",
    ".timer",
    ".example",
    "",
}


def test_every_module_begins_with_what_it_knows(product: Modules, tests: Modules) -> None:
    assert [each.name for each in product + tests if not ast.get_docstring(each.tree)] == []


def test_every_public_class_says_what_it_is(product: Modules) -> None:
    silent = [
        f"{each.name}:{node.name}"
        for each in product
        for node in each.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_a_docstring_begins_with_one_sentence(product: Modules) -> None:
    first_lines = {each.name: (ast.get_docstring(each.tree) or "").splitlines()[:1] for each in product}
    assert [name for name, line in first_lines.items() if line and not line[0].endswith((".", ":"))] == []


def test_nothing_is_left_unfinished(product: Modules, tests: Modules) -> None:
    assert [each.name for each in product + tests if UNFINISHED.search(each.text)] == []


def test_no_test_is_skipped_or_expected_to_fail(tests: Modules) -> None:
    skipping = [
        f"{each.name}:{getattr(node, 'lineno', 0)}"
        for each in tests
        for node in ast.walk(each.tree)
        if getattr(node, "attr", None) in SKIPS or (isinstance(node, ast.alias) and node.name in SKIPS)
    ]
    assert skipping == []


def test_a_test_is_named_by_a_sentence(tests: Modules) -> None:
    names = [
        f"{each.name}:{function.name}"
        for each in tests
        for function in each.functions()
        if function.name.startswith("test_") and function.name.count("_") < 3
    ]
    assert names == []


def test_no_exception_is_swallowed_without_a_word(product: Modules) -> None:
    silent = [
        f"{each.name}:{getattr(node, 'lineno', 0)}"
        for each in product
        for node in ast.walk(each.tree)
        if isinstance(node, ast.ExceptHandler)
        and isinstance(node.type, ast.Name | None)
        and (node.type is None or node.type.id in ("Exception", "BaseException"))
        and all(isinstance(each, ast.Pass) for each in node.body)
    ]
    assert silent == []


def test_a_checker_is_silenced_only_with_a_reason(product: Modules, tests: Modules) -> None:
    bare = re.compile(
        r"# (?:type: ignore\[[\w, -]+\]|noqa: [A-Z0-9, ]+)\s*(?!\s*(?:#|-|–|\w))$|# (?:noqa|type: ignore)\s*$"
    )
    found = [
        f"{each.name}:{number}"
        for each in product + tests
        for number, line in enumerate(each.text.splitlines(), 1)
        if bare.search(line)
    ]
    assert found == []


@pytest.mark.threat("T27")
@pytest.mark.parametrize("module", ["pickle", "shelve", "marshal", "dill"])
def test_nothing_that_runs_code_from_data_is_imported(product: Modules, module: str) -> None:
    assert [each.name for each in product if module in {name.partition(".")[0] for name in each.imports}] == []


@pytest.mark.threat("T24")
def test_no_money_passes_through_a_float(product: Modules) -> None:
    """Fen are whole numbers: rooms that count money may not name float at all."""
    counting = (
        "bot/purchasing/",
        "bot/market/openplatform/wire/",
        "bot/market/oneclick.py",
        "storage/tables/",
    )
    naming = [
        f"{each.name}:{getattr(node, 'lineno', 0)}"
        for each in product
        if each.name.startswith(counting)
        for node in ast.walk(each.tree)
        if getattr(node, "id", None) == "float" or isinstance(getattr(node, "value", None), float)
    ]
    assert naming == []


def test_nothing_names_a_place_of_one_machine(root: Path, our_files: list[Path]) -> None:
    naming = []
    for path in our_files:
        name = str(path.relative_to(root))
        if path.suffix in TEXT and OF_ONE_MACHINE.search(path.read_text(encoding="utf-8")):
            naming.append(name)
    assert [name for name in naming if name not in BESIDE_THE_CLONE] == []
