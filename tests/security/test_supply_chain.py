"""Packages come by hash or not at all; what we depend on is listed, with a bill of materials."""

import base64
import hashlib
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WHEEL = "harmless-1.0-py3-none-any.whl"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A folder with one package as an index would hand it out, and a lock of it as ours are made."""
    files = {
        "harmless.py": "",
        "harmless-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: harmless\nVersion: 1.0\n",
        "harmless-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    seals = [f"{name},sha256={_seal(text.encode())},{len(text)}" for name, text in files.items()]
    record = "\n".join([*seals, "harmless-1.0.dist-info/RECORD,,"])
    with zipfile.ZipFile(tmp_path / WHEEL, "w") as wheel:
        for name, text in (*files.items(), ("harmless-1.0.dist-info/RECORD", record)):
            wheel.writestr(name, text)
    digest = hashlib.sha256((tmp_path / WHEEL).read_bytes()).hexdigest()
    (tmp_path / "lock").write_text(f"harmless==1.0 \\\n    --hash=sha256:{digest}\n")
    return tmp_path


def _seal(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def installed(shop: Path) -> subprocess.CompletedProcess[str]:
    """As the Makefile installs, from that folder alone."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (how,) = re.findall(r"^INSTALL := \$\(PY\) -m pip install (.+)$", makefile, re.M)
    command = [sys.executable, "-m", "pip", "install", *how.split(), "--no-index", "--find-links", str(shop)]
    target = ["--target", str(shop / "target"), "--no-cache-dir", "-r", str(shop / "lock")]
    return subprocess.run([*command, *target], capture_output=True, text=True, check=False)


def test_what_is_locked_is_installed(shop: Path) -> None:
    done = installed(shop)
    assert done.returncode == 0, done.stderr
    assert (shop / "target" / "harmless.py").exists()


@pytest.mark.threat("T29")
def test_a_package_with_one_other_byte_is_refused(shop: Path) -> None:
    content = bytearray((shop / WHEEL).read_bytes())
    content[10] ^= 1  # the time of a file in the archive
    (shop / WHEEL).write_bytes(content)
    done = installed(shop)
    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr
    assert not (shop / "target" / "harmless.py").exists()


@pytest.mark.threat("T29")
def test_a_changed_hash_in_the_lock_is_refused(shop: Path) -> None:
    lock = (shop / "lock").read_text()
    last = lock.rstrip()[-1]
    (shop / "lock").write_text(lock.rstrip()[:-1] + ("0" if last != "0" else "1") + "\n")
    assert installed(shop).returncode != 0


def test_a_package_without_a_hash_is_refused(shop: Path) -> None:
    (shop / "lock").write_text("harmless==1.0\n")
    done = installed(shop)
    assert done.returncode != 0
    assert "--require-hashes" in done.stderr


def test_every_direct_dependency_is_named_with_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["pretend"]
    names = {re.split(r"[^\w.-]", each)[0] for each in wanted}
    decided = (ROOT / "docs" / "decisions" / "0015-dependencies.md").read_text(encoding="utf-8")
    assert {name for name in names if not re.search(rf"\b{re.escape(name)}\b", decided)} == set()


@pytest.fixture
def asked(tmp_path: Path) -> list[list[str]]:
    """What `make lock` calls: every program is a stand-in that writes down its words."""
    book = tmp_path / "book"
    script = f"#!/bin/sh\nprintf '%s\\0' \"$(basename \"$0\")\" \"$@\" >>'{book}'; printf '\\n' >>'{book}'\n"
    for name in ("python", "pip", "uv"):
        (tmp_path / name).write_text(script)
        (tmp_path / name).chmod(0o755)
    makes = f'#!/bin/sh\nmkdir -p "$3/bin" && cp {tmp_path}/python {tmp_path}/pip {tmp_path}/uv "$3/bin"\n'
    (tmp_path / "python3").write_text(makes)
    (tmp_path / "python3").chmod(0o755)
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "machine").write_text(f"#!/bin/sh\necho {tmp_path}/python3\n")
    (tmp_path / ".ci" / "machine").chmod(0o755)
    subprocess.run(["make", "-f", ROOT / "Makefile", "lock"], cwd=tmp_path, check=True, capture_output=True)
    return [line.rstrip("\0").split("\0") for line in book.read_text().splitlines()]


@pytest.mark.threat("T29")
def test_no_package_is_locked_before_it_is_a_week_old(asked: list[list[str]]) -> None:
    compiled = [words for words in asked if words[0] == "uv"]
    assert {words[words.index("-o") + 1] for words in compiled} == {
        path.name for path in ROOT.glob("requirements*.lock")
    }
    assert {words[words.index("--exclude-newer") + 1] for words in compiled} == {"1 week"}


def test_what_makes_the_locks_is_installed_by_hash(asked: list[list[str]]) -> None:
    (installing,) = (words for words in asked if "install" in words)
    assert "--require-hashes" in installing
    assert installing[installing.index("-r") :] == ["-r", "requirements-uv.lock"]


def test_the_bill_of_materials_holds_every_locked_package_with_its_hashes(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "deploy" / "sbom.py", ROOT / "requirements.lock"],
        capture_output=True,
        text=True,
        check=True,
    )
    bill = json.loads(done.stdout)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==([^\s;]+)", lock, re.M))
    parts = {part["name"]: part for part in bill["components"]}
    assert {name: part["version"] for name, part in parts.items()} == locked
    assert all(part["purl"] == f"pkg:pypi/{name.lower()}@{part['version']}" for name, part in parts.items())
    sealed = sum(len(part["externalReferences"][0]["hashes"]) for part in parts.values())
    assert sealed == lock.count("--hash=sha256:")
    again = subprocess.run(
        [sys.executable, ROOT / "deploy" / "sbom.py", ROOT / "requirements.lock"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert again.stdout == done.stdout, "the same lock gives the same bill"
