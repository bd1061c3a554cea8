"""A release, made of a copy of the source in a repository of its own."""

import hashlib
import shutil
import subprocess
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from deploy import release
from tests.deploy.test_wheel import ROOT

SOURCE = (
    "bot", "storage", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "requirements.lock", ".dockerignore",
    ".gitignore",
)  # fmt: skip
NEXT = "9.8.7"


def run(*words: str, root: Path) -> str:
    own = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "PATH": "/usr/bin:/bin"}
    return subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True, env=own).stdout


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clean tree with everything that a release is made of, and something in it that is unreleased."""
    for name, value in (("NAME", "Anna"), ("EMAIL", "anna@example.org")):
        for role in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{role}_{name}", value)
    root = tmp_path / "tree"
    for name in SOURCE:
        to = root / name
        to.parent.mkdir(exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, to, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, to)
    (root / "deploy").mkdir()
    for name in ("Dockerfile", "sbom.py"):
        shutil.copy(ROOT / "deploy" / name, root / "deploy")
    changes = root / "CHANGELOG.md"
    told = changes.read_text("utf-8").replace("## [Unreleased]\n", "## [Unreleased]\n\n- A thing that is new.\n", 1)
    changes.write_text(told, "utf-8")
    run("init", "--quiet", root=root)
    run("add", "--all", root=root)
    subprocess.run(["git", "commit", "--quiet", "-m", "All"], cwd=root, check=True)
    return root


def test_a_release_has_all_its_files_and_their_checksums(tree: Path) -> None:
    shelf = release.release(NEXT, tree)
    assert sorted(each.name for each in shelf.iterdir()) == [
        "CHANGES.md", "SHA256SUMS", f"caigou-{NEXT}-image.tar.gz", f"caigou-{NEXT}-py3-none-any.whl",
        f"caigou-{NEXT}.tar.gz", "sbom.cdx.json",
    ]  # fmt: skip
    for line in (shelf / "SHA256SUMS").read_text("utf-8").splitlines():
        told, name = line.split("  ")
        assert hashlib.sha256((shelf / name).read_bytes()).hexdigest() == told
    assert "- A thing that is new." in (shelf / "CHANGES.md").read_text("utf-8")
    assert "pkg:pypi/" in (shelf / "sbom.cdx.json").read_text("utf-8")
    with zipfile.ZipFile(shelf / f"caigou-{NEXT}-py3-none-any.whl") as wheel:
        assert f'__version__ = "{NEXT}"' in wheel.read("bot/__init__.py").decode()
    with tarfile.open(shelf / f"caigou-{NEXT}-image.tar.gz") as context:
        names = context.getnames()
    assert {f"caigou-{NEXT}/deploy/Dockerfile", f"caigou-{NEXT}/bot/cli.py"} <= set(names)
    assert not [each for each in names if "/sandbox" in each or "/tests" in each]


def test_its_version_is_committed_everywhere_and_the_same_commit_makes_the_same_files(tree: Path) -> None:
    shelf = release.release(NEXT, tree)
    assert run("status", "--porcelain", root=tree) == ""
    assert run("log", "-1", "--format=%s", root=tree) == f"Release {NEXT}\n"
    assert tomllib.loads((tree / "pyproject.toml").read_text("utf-8"))["project"]["version"] == NEXT
    assert f"## [Unreleased]\n\n## [{NEXT}] - 2" in (tree / "CHANGELOG.md").read_text("utf-8")
    again = tree / "dist" / "again"
    again.mkdir()
    release.packed(tree, again, NEXT, release.git("log", "-1", "--format=%ct", root=tree))
    assert (again / "SHA256SUMS").read_text("utf-8") == (shelf / "SHA256SUMS").read_text("utf-8")


@pytest.mark.parametrize(
    ("version", "why"),
    [("", "Nothing is no version"), ("1.2", "1.2 is no version"), ("0.1.0", "take a higher version")],
)
def test_what_is_no_next_version_is_refused_in_a_sentence(tree: Path, version: str, why: str) -> None:
    with pytest.raises(release.NotNow, match=why):
        release.release(version, tree)
    assert run("status", "--porcelain", root=tree) == ""


def test_a_tree_with_changes_of_its_own_is_refused(tree: Path) -> None:
    (tree / "README.md").write_text("Mine", "utf-8")
    with pytest.raises(release.NotNow, match="The tree is not clean"):
        release.release(NEXT, tree)
    assert not (tree / "dist").exists()


def test_without_news_there_is_no_release(tree: Path) -> None:
    changes = tree / "CHANGELOG.md"
    before, _, rest = changes.read_text("utf-8").partition("## [Unreleased]\n")
    changes.write_text(f"{before}## [Unreleased]\n\n## [{rest.partition('## [')[2]}", "utf-8")
    subprocess.run(["git", "commit", "--quiet", "--all", "-m", "Nothing"], cwd=tree, check=True)
    with pytest.raises(release.NotNow, match="names nothing that is unreleased"):
        release.release(NEXT, tree)
