"""R19: the static gates find nothing, and each of them still finds what was planted for it."""

import ast
import subprocess
import sys
from collections import Counter
from typing import Any

from tests.house.gates import ROOT, SAMPLES, bandit, plant, semgrep
from tests.programmes.torture.programme import Result, Scale, programme

SQL_REASON = "# noqa: S608 - "


@programme(19, "static gates", gate="findings 0, and every planted fault found", longest=300)
def gates(scale: Scale) -> Result:
    """Ruff as the house has it, bandit from medium on, our own rules; over the product, then over planted faults."""
    found: dict[str, list[Any]] = {"bandit": bandit(ROOT), "own rules": semgrep(ROOT), "ruff": _ruff()}
    planted = {(one.rule, one.path): one.caught for one in SAMPLES if one.caught}
    plant(SAMPLES, scale.folder)
    caught = Counter((rule, path) for rule, path, _ in set(semgrep(scale.folder)))
    missed = [f"{rule} missed {path}" for (rule, path), lines in planted.items() if caught[rule, path] != lines]
    wrongly = [f"{rule} caught {path} wrongly" for rule, path in caught if (rule, path) not in planted]
    findings = [f"{tool}: {one}" for tool, ones in found.items() for one in ones]
    files = [path for room in ("bot", "storage") for path in (ROOT / room).rglob("*.py")]
    texts = [path.read_text(encoding="utf-8") for path in files]
    figures = {
        "findings": len(findings),
        "planted faults": sum(planted.values()),
        "planted faults missed": len(missed),
        "caught wrongly": len(wrongly),
        "SQL from names, with a reason": sum(text.count(SQL_REASON) for text in texts),
        "files": len(files),
        "lines": sum(text.count("\n") for text in texts),
        "functions": sum(
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for text in texts for node in _of(text)
        ),
    }
    return Result(figures, not (findings or missed or wrongly), tuple(findings + missed + wrongly))


def _of(text: str) -> list[ast.AST]:
    return list(ast.walk(ast.parse(text)))


def _ruff() -> list[str]:
    command = [sys.executable, "-m", "ruff", "check", "--output-format", "concise"]
    done = subprocess.run([*command, "bot", "storage"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else done.stdout.splitlines()
