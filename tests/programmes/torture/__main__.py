"""One cell: `python -m tests.programmes.torture R4 --database sqlite --seed 7`; its result as JSON on stdout."""

import argparse
import json
import secrets
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from tests.programmes.torture.programme import POSTGRESQL, SQLITE, Scale, programmes


def main() -> int:
    """Run the cell; 0 where its gate was met, 1 where it was missed."""
    known = {each.name: each for each in programmes()}
    words = argparse.ArgumentParser(prog="python -m tests.programmes.torture")
    words.add_argument("name", choices=sorted(known))
    words.add_argument("--database", choices=(SQLITE, POSTGRESQL), default=SQLITE)
    words.add_argument("--seed", type=int, default=None)
    words.add_argument("--tenth", action="store_true")
    given = words.parse_args()
    seed = secrets.randbelow(1 << 31) if given.seed is None else given.seed
    again = f"python -m tests.programmes.torture {given.name} --database {given.database} --seed {seed}"
    sys.stderr.write(f"{again}{' --tenth' if given.tenth else ''}\n")
    with tempfile.TemporaryDirectory(prefix="caigou-torture-") as folder:
        start = time.perf_counter()
        result = known[given.name].run(Scale(seed, given.tenth, given.database, Path(folder)))
        seconds = round(time.perf_counter() - start, 1)
    told = asdict(result) | {"seed": seed, "seconds": seconds, "python": sys.version.split()[0]}
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    return 0 if result.met else 1


if __name__ == "__main__":
    raise SystemExit(main())
