"""Which files hold the tests that somebody names by words: `make one T="lost answer"` collects these alone."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEST = re.compile(r"^ *(?:async )?def (test_\w+)", re.M)


def files_named(words: str, root: Path = ROOT) -> list[str]:
    """The files of which the path or a test's name holds these words; if there is none, those with them in any line.

    What a parameter is called stands in no test's name, so it is looked for in the lines.
    """
    name = re.sub(r"\s+", "_", words.strip()).casefold()
    texts = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8").casefold()
        for path in sorted((root / "tests").rglob("test_*.py"))
    }
    named = [path for path, text in texts.items() if name in path or _is_called(name, text)]
    return named or [path for path, text in texts.items() if name in text]


def _is_called(name: str, text: str) -> bool:
    return any(name in called for called in TEST.findall(text))


def main(words: str) -> int:
    """Print the files, one a line; 2 and a sentence if no test is called so."""
    files = files_named(words)
    if not files:
        sys.stderr.write(f"No test, file or line of the tests has the words {words!r}. Try fewer of them.\n")
        return 2
    sys.stdout.writelines(f"{file}\n" for file in files)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
