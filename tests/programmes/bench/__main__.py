"""`python -m tests.programmes.bench [B1 …]`: measure, write bench.json; benches that are not named keep their entries.

Each entry names the commit and the Python that it was measured with.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.programmes.bench import figures
from tests.programmes.bench.figures import FILE, HOME
from tests.programmes.bench.frame import benches


def main() -> int:
    """Run the benches one after the other; 0 where none missed what it must reach."""
    known = {each.name: each for each in benches()}
    words = argparse.ArgumentParser(prog="python -m tests.programmes.bench")
    words.add_argument("names", nargs="*", metavar="B", help=f"some of {', '.join(known)}")
    words.add_argument("--cell", choices=sorted(known), help=argparse.SUPPRESS)
    words.add_argument("--table", action="store_true", help="only put bench.json into FIGURES.md")
    given = words.parse_args()
    if given.table:
        figures.write_table(benches())
        return 0
    if given.cell:
        return _cell(known[given.cell])
    strange = [name for name in given.names if name not in known]
    if strange:
        words.error(f"there is no {', '.join(strange)}")
    kept = figures.read()
    here = {"commit": _commit(), "machine": _machine()}
    kept |= here
    for name in given.names or known:
        kept[name] = _apart(name) | {"commit": here["commit"], "python": platform.python_version()}
        ordered = {key: kept[key] for key in ("commit", "machine", *known) if key in kept}
        FILE.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    figures.write_table(benches())
    return int(any(kept[name].get("met") is False for name in given.names or known))


def _cell(bench: Any) -> int:
    with tempfile.TemporaryDirectory(prefix="caigou-bench-") as folder:
        result = bench.run(Path(folder))
    sys.stdout.write(json.dumps({"figures": result.figures, "met": result.met}, ensure_ascii=False) + "\n")
    return 0


def _apart(name: str) -> dict[str, Any]:
    """Each bench runs in a process of its own: what one leaves in memory is not the next one's cost."""
    start = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-m", "tests.programmes.bench", "--cell", name],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = round(time.perf_counter() - start, 1)
    if ended.returncode:
        sys.stderr.write(ended.stderr)
        raise SystemExit(f"{name} broke")
    measured: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    sys.stderr.write(f"{name}: {measured['met']} in {seconds} s: {json.dumps(measured['figures'])}\n")
    return measured | {"seconds": seconds}


def _commit() -> str:
    git = ["git", "rev-parse", "--short=10", "HEAD"]
    return subprocess.run(git, cwd=HOME, capture_output=True, text=True, check=False).stdout.strip()


def _machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "system": platform.system(),
        "machine": platform.machine(),
    }


if __name__ == "__main__":
    raise SystemExit(main())
