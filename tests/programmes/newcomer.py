"""Types the README's steps as somebody new would, from nothing: `make newcomer`. It needs the registries alone.

The commands are those that stand in README.md. They run in an empty home, on a repository that has this tree, with an
environment that says how the registries are reached and nothing else. What `sudo apt` installs counts as there;
pipx is played by what it does: an environment with pip. All tests run there too, as `make test` is one of the steps.
"""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
ADDRESS = "<this repository>"
REACHED_BY = re.compile(r"PIP_\w+|\w*(?:CA_BUNDLE|CA_CERTS|CAINFO|CERT_FILE|CERT_DIR)|(?:https?|no)_proxy", re.I)
"""The variables by which a machine reaches the registries."""
OPENED = re.compile(r"Open (http://127\.0\.0\.1:\d+)/ in a browser")


class Missed(Exception):
    """A step of the README that does not do what it says."""


def steps(readme: str) -> list[str]:
    """Every command of its blocks, in order, without comments."""
    blocks = re.findall(r"^```sh\n(.*?)^```", readme, re.M | re.S)
    lines = [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]
    return [step.strip() for line in lines for step in line.split("&&") if step.strip()]


def repository(place: Path) -> Path:
    """A repository with this tree as its only commit, without what git leaves out."""
    shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", "dist"))
    who = ["-c", "user.name=Anna", "-c", "user.email=anna@example.org"]
    for words in (["init", "--quiet"], ["add", "--all"], [*who, "commit", "--quiet", "-m", "All of it"]):
        subprocess.run(["git", *words], cwd=place, check=True)
    return place


class Newcomer:
    """Somebody with an empty home, who types one command after the other."""

    def __init__(self, home: Path, repository: Path) -> None:
        self.home = self.folder = home
        self.repository = repository.as_uri()
        registries = {name: value for name, value in os.environ.items() if REACHED_BY.fullmatch(name)}
        self.around = registries | {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"}
        self.caigou = home / "nowhere"

    def types(self, step: str) -> None:
        """Do what a command does. Raises Missed."""
        words = shlex.split(step.replace(ADDRESS, self.repository))
        match words:
            case ["sudo", *_]:
                return
            case ["cd", folder]:
                self.folder = (self.folder / folder.replace("~", str(self.home))).resolve()
            case ["pipx", "run", "--spec", spec, "caigou", *rest]:
                self.install("tried", spec)
                self.demo([str(self.caigou), *rest, "--port", "0"])
            case ["pipx", "install", spec]:
                self.install("kept", spec)
            case ["make", "demo"]:
                self.demo(["make", "demo", "ARGS=--port 0"])
            case ["make", "test"]:
                self.watched(words)
            case ["caigou", command]:
                self.ran([str(self.caigou), command, "--help"])
            case _:
                self.ran([word.replace("~", str(self.home)) for word in words])

    def install(self, name: str, spec: str) -> None:
        """An environment with this, as pipx makes one."""
        place = self.home / name
        self.ran([sys.executable, "-m", "venv", str(place)])
        self.ran([str(place / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", spec])
        self.caigou = place / "bin" / "caigou"

    def ran(self, words: list[str]) -> None:
        done = subprocess.run(words, cwd=self.folder, env=self.around, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Missed(f"{shlex.join(words)}: {(done.stderr or done.stdout)[-2000:]}")

    def watched(self, words: list[str]) -> None:
        """Whoever types this reads what it says while it runs."""
        sys.stderr.flush()
        done = subprocess.run(words, cwd=self.folder, env=self.around, check=False)
        if done.returncode:
            raise Missed("What it said stands above.")

    def demo(self, words: list[str]) -> None:
        """Start it, open the page that it names, and stop it."""
        process = subprocess.Popen(
            words, cwd=self.folder, env=self.around, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip
        assert process.stdout is not None
        try:
            told = OPENED.search(process.stdout.readline())
            if told is None:
                raise Missed(f"{shlex.join(words)}: {process.communicate()[1][-2000:]}")
            with urllib.request.urlopen(told[1], timeout=30) as page:
                if page.status != 200 or b"<html" not in page.read().lower():
                    raise Missed(f"{told[1]} shows no page")
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.communicate()


def main() -> int:
    """Type all of it; 0 if each step held, 1 and a sentence if not."""
    with tempfile.TemporaryDirectory(prefix="caigou-newcomer-") as folder:
        home = Path(folder, "home")
        home.mkdir()
        somebody = Newcomer(home, repository(Path(folder, "caigou")))
        for step in steps((ROOT / "README.md").read_text("utf-8")):
            began = time.monotonic()
            try:
                somebody.types(step)
            except Missed as why:
                sys.stderr.write(f"The README says {step!r}, and it does not work. {why}\n")
                return 1
            sys.stderr.write(f"{time.monotonic() - began:6.1f} s  {step}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
