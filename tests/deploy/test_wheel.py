"""The wheel alone, in an empty environment: no clone, no variable of ours, and no package but those that it asks for.

The network is not asked: the packages are those that are installed here.
"""

import asyncio
import base64
import re
import shutil
import signal
import subprocess
import sys
import venv
import zipfile
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from email.parser import Parser
from importlib.metadata import Distribution, distribution
from pathlib import Path

import httpx
import pytest
from packaging.requirements import Requirement

from bot.sandbox.patience import until, waiting
from bot.sheets.writing import template

ROOT = Path(__file__).parents[2]
SOURCES = ("bot", "storage", "pyproject.toml", "README.md", "LICENSE")


def tried_with() -> str:
    """The extra with which the README has people try it."""
    (extra,) = re.findall(r"^pipx run --spec 'caigou\[(\w+)\] @ ", (ROOT / "README.md").read_text("utf-8"), re.M)
    return str(extra)


def asked_for(requirements: Iterable[str], extras: Iterable[str]) -> Iterator[Distribution]:
    """What these requirements bring in, with all that it brings in itself."""
    for each in map(Requirement, requirements):
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            found = distribution(each.name)
            yield found
            yield from asked_for(found.requires or (), each.extras)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy of the source, as `pipx run` builds it."""
    source, shelf = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("dist")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source)
    how = [sys.executable, "-m", "pip", "wheel", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*how, "--quiet", "-w", shelf, source], check=True)
    (built,) = shelf.iterdir()
    return built


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment in which the wheel was installed, with the extra of the README and no more."""
    home = tmp_path_factory.mktemp("empty") / "environment"
    venv.create(home, symlinks=True, with_pip=False)
    pip = [sys.executable, "-m", "pip", "--python", str(home / "bin" / "python"), "install", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--quiet", str(wheel)], check=True)
    (shelf,) = home.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as parts:
        (name,) = (each for each in parts.namelist() if each.endswith("/METADATA"))
        requires = Parser().parsestr(parts.read(name).decode()).get_all("Requires-Dist") or ()
    for found in asked_for(requires, [tried_with()]):
        for top in {file.parts[0] for file in found.files or () if ".." not in file.parts} - {"__pycache__"}:
            if not (shelf / top).exists():
                (shelf / top).symlink_to(Path(str(found.locate_file(top))))
    return home / "bin"


@asynccontextmanager
async def demo(bare: Path, elsewhere: Path, *options: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """The demo, started in a folder of its own by somebody whose environment says nothing."""
    process = await asyncio.create_subprocess_exec(
        bare / "caigou", "demo", *options, cwd=elsewhere, env={"PATH": "/usr/bin:/bin", "HOME": str(elsewhere)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


def left_in(folder: Path) -> list[str]:
    """What the demo left there: nothing is kept."""
    return [path.name for path in folder.iterdir()]


async def test_the_demo_of_the_wheel_says_where_to_open_it_and_nothing_else(bare: Path, tmp_path: Path) -> None:
    async with demo(bare, tmp_path, "--port", "0") as process:
        assert process.stdout is not None
        with waiting("the demo says where it is"):
            line = (await process.stdout.readline()).decode()
        told = re.fullmatch(r"Open (http://127\.0\.0\.1:\d+)/ in a browser\. .*\n", line)
        assert told is not None, line or (await process.communicate())[1].decode()
        async with httpx.AsyncClient(base_url=told[1], trust_env=False, timeout=120) as http:
            for path in ("/", "/js/main.js", "/emoji.svg", "/app", "/app/main.js", "/js/telegram-web-app.js"):
                assert (await http.get(path)).status_code == 200, path
            assert (await http.post("/sim/demo/restart")).json() == {"restarted": True}
            assert (await http.get("/app/orders")).status_code == 401, "the bot that lives now knows nobody yet"
            anna = (await http.get("/sim/people")).json()[0]["id"]
            sheet = {"name": "caigou.xlsx", "base64": base64.b64encode(template("en")).decode()}
            await http.post("/sim/say", json={"person": anna, "document": sheet})

            async def read() -> bool:
                rows = (await http.get("/sim/messages", params={"person": anna})).json()
                return any("Lines: 2, products: 2" in row["text"] for row in rows)

            await until(read, "the sheet is read")
        process.send_signal(signal.SIGTERM)
        with waiting("the demo ends"):
            rest, errors = await process.communicate()
    assert (process.returncode, rest.decode(), errors.decode()) == (0, "", "")
    assert left_in(tmp_path) == []


async def test_the_wheel_walks_from_a_link_to_a_paid_order(bare: Path, tmp_path: Path) -> None:
    async with demo(bare, tmp_path, "--walk") as process:
        with waiting("the walk ends"):
            told, errors = await process.communicate()
    assert (process.returncode, errors.decode()) == (0, ""), told.decode()[-500:]
    assert "Anna presses" in told.decode()
