"""Holds our client and the pretend 1688 against sample answers: `python tests/programmes/conform/run.py FOLDER`."""

import asyncio
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def main(arguments: list[str]) -> int:
    """0 where every check passed, 1 where one failed, 2 for wrong use."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        sys.stderr.write("Say where the samples are: python tests/programmes/conform/run.py FOLDER\n")
        return 2
    sys.path.insert(0, str(ROOT))
    from tests.programmes.conform.report import conform

    samples = {file.stem: file.read_text(encoding="utf-8") for file in Path(arguments[0]).glob("*.json")}
    return asyncio.run(conform(samples, lambda line: sys.stdout.write(f"{line}\n")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
