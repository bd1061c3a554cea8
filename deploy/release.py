"""Makes a release from a clean tree: `make release VERSION=0.2.0`. Nothing is published.

It writes the version and the changelog's heading, commits that, and builds from that commit into `dist/VERSION`: the
wheel, the source, the bill of materials, the context that the image is built from, the changelog's section, and the
SHA-256 of each. The same commit makes the same files again, byte by byte.
"""

import gzip
import hashlib
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[1]
WRITTEN = {"pyproject.toml": 'version = "{}"', "bot/__init__.py": '__version__ = "{}"'}
"""Where the version stands in the source, and how."""
CONTEXT = ("bot", "storage", "requirements.lock", "deploy/Dockerfile", ".dockerignore", ":!bot/sandbox")
"""What the image is built from, as `.dockerignore` lets it in."""


class NotNow(Exception):
    """Why there is no release; one sentence for whoever makes it."""


def git(*words: str, root: Path) -> str:
    """What git says; NotNow if it cannot."""
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotNow(f"git {words[0]} failed: {done.stderr.strip()}")
    return done.stdout.strip()


def numbers(version: str) -> tuple[int, ...]:
    """Its three numbers; NotNow if it is no version."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise NotNow(f"{version or 'Nothing'} is no version: type make release VERSION=0.2.0.")
    return tuple(map(int, version.split(".")))


def section(changelog: str, heading: str) -> str:
    """What a changelog says below the heading of a version, without it."""
    _, found, rest = changelog.partition(f"\n## [{heading}]")
    return rest.partition("\n")[2].partition("\n## [")[0].strip() if found else ""


def renamed(version: str, day: str, root: Path) -> list[str]:
    """Write the new version wherever the old one stands; returns the files that changed."""
    pyproject = (root / "pyproject.toml").read_text("utf-8")
    (old,) = re.findall(r'^version = "(.+)"$', pyproject, re.M)
    if numbers(version) <= numbers(old):
        raise NotNow(f"This is {old} already: take a higher version than that.")
    changelog = (root / "CHANGELOG.md").read_text("utf-8")
    if not section(changelog, "Unreleased"):
        raise NotNow("The changelog names nothing that is unreleased: say there what is new.")
    headed = changelog.replace("\n## [Unreleased]\n", f"\n## [Unreleased]\n\n## [{version}] - {day}\n", 1)
    new = {"CHANGELOG.md": headed}
    for name, line in WRITTEN.items():
        new[name] = (root / name).read_text("utf-8").replace(line.format(old), line.format(version), 1)
    for page in sorted([*root.glob("*.md"), *root.glob("docs/*.md"), *root.glob("deploy/*.md")]):
        text = page.read_text("utf-8")
        if page.name != "CHANGELOG.md" and f"caigou-{old}-" in text:
            new[str(page.relative_to(root))] = text.replace(f"caigou-{old}-", f"caigou-{version}-")
    for name, text in new.items():
        (root / name).write_text(text, "utf-8")
    return sorted(new)


def packed(root: Path, shelf: Path, version: str, at: str) -> None:
    """Build everything of the present commit into an empty folder; `at` is when that was made, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"caigou-{version}")
        archive = subprocess.run(["git", "archive", "HEAD"], cwd=root, capture_output=True, check=True).stdout
        with tarfile.open(fileobj=BytesIO(archive)) as parts:
            parts.extractall(source, filter="data")
        around = {**os.environ, "SOURCE_DATE_EPOCH": at, "PYTHONDONTWRITEBYTECODE": "1"}
        how = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
        subprocess.run([*how, "-w", str(shelf), str(source)], env=around, check=True)
        build = "import sys; from setuptools import build_meta; build_meta.build_sdist(sys.argv[1])"
        whole = [sys.executable, "-c", build, folder]
        subprocess.run(whole, cwd=source, env=around, stdout=subprocess.DEVNULL, check=True)
        name = f"{source.name}.tar.gz"
        (shelf / name).write_bytes(_of_one_time(Path(folder, name), int(at)))
    context = ["git", "archive", "--format=tar.gz", f"--prefix=caigou-{version}/", "HEAD", "--", *CONTEXT]
    image = subprocess.run(context, cwd=root, capture_output=True, check=True).stdout
    (shelf / f"caigou-{version}-image.tar.gz").write_bytes(image)
    bill = [sys.executable, str(root / "deploy" / "sbom.py"), str(root / "requirements.lock")]
    (shelf / "sbom.cdx.json").write_bytes(subprocess.run(bill, capture_output=True, check=True).stdout)
    news = section((root / "CHANGELOG.md").read_text("utf-8"), version)
    (shelf / "CHANGES.md").write_text(f"# Caigou {version}\n\n{news}\n", "utf-8")
    sums = [f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}\n" for each in sorted(shelf.iterdir())]
    (shelf / "SHA256SUMS").write_text("".join(sums), "utf-8")


def _of_one_time(made: Path, at: int) -> bytes:
    """The same archive with every file of one time and nobody's."""
    packed = BytesIO()
    with tarfile.open(made) as old, tarfile.open(fileobj=packed, mode="w") as new:
        for each in old.getmembers():
            each.mtime, each.uid, each.gid, each.uname, each.gname, each.pax_headers = at, 0, 0, "", "", {}
            new.addfile(each, old.extractfile(each) if each.isfile() else None)
    return gzip.compress(packed.getvalue(), mtime=at)


def release(version: str, root: Path = ROOT) -> Path:
    """Make the release; the folder with its files. Raises NotNow, and then nothing was written."""
    numbers(version)
    if git("status", "--porcelain", root=root):
        raise NotNow("The tree is not clean: commit what is changed, or put it away, and type this again.")
    shelf = root / "dist" / version
    if shelf.exists():
        raise NotNow(f"{shelf.relative_to(root)} is there already: move it away.")
    changed = renamed(version, f"{datetime.now(UTC):%Y-%m-%d}", root)
    git("commit", "--quiet", "-m", f"Release {version}", "--", *changed, root=root)
    shelf.mkdir(parents=True)
    packed(root, shelf, version, git("log", "-1", "--format=%ct", root=root))
    return shelf


def main(version: str) -> int:
    """Make the release and say where it is; the exit code."""
    try:
        shelf = release(version)
    except NotNow as why:
        sys.stderr.write(f"{why}\n")
        return 1
    sys.stderr.write(f"{shelf.relative_to(ROOT)} is made, and its version committed. Nothing was published.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
