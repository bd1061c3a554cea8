"""Runs a check unless all that it reads is as it was when it last passed.

`python -m tests.house.unchanged types COMMAND...`. What it read is known by its content: one digest is kept in the
environment of the tests. CI checks in any case, and so does a new environment.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
READS = {
    "types": ("bot", "storage", "tests", "pyproject.toml", "requirements-dev.lock"),
    "gates": (
        "bot",
        "storage",
        "tests/house",
        ".semgrep",
        "pyproject.toml",
        "requirements-dev.lock",
        "requirements-gates.lock",
    ),
}
"""The folders and files that each check reads; of folders what Python, its types and the rules are written in."""
ENDINGS = {".py", ".pyi", ".yaml"}


def digest(read: Iterable[str], root: Path = ROOT) -> str:
    """One figure of the names and contents of all that is read, and of the Python that reads it."""
    whole = hashlib.sha256(sys.version.encode())
    for path in _files(read, root):
        name = path.relative_to(root).as_posix()
        whole.update(f"{name}\0{path.stat().st_size}\0".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _files(read: Iterable[str], root: Path) -> Iterable[Path]:
    for name in read:
        place = root / name
        if place.is_file():
            yield place
        for path in sorted(place.rglob("*")):
            if path.suffix in ENDINGS and path.is_file():
                yield path


def main(check: str, command: list[str], kept: Path = ROOT / ".venv", root: Path = ROOT) -> int:
    """Run the command unless nothing changed since it passed; its exit code."""
    mark = kept / f".passed-{check}"
    now = digest(READS[check], root)
    if "CI" not in os.environ and mark.exists() and mark.read_text(encoding="ascii") == now:
        sys.stdout.write(f"{check}: nothing that they read has changed since they passed\n")
        return 0
    mark.unlink(missing_ok=True)
    code = subprocess.run(command, cwd=root, check=False).returncode
    if code == 0 and digest(READS[check], root) == now:
        mark.write_text(now, encoding="ascii")
    return code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], sys.argv[2:]))
