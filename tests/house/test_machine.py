"""Setting up on machines that lack something: what is installed, and what is said where that is not allowed."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "machine"
GOOD = "exit 0"
TOO_OLD = """case "$2" in *version_info\\ *) exit 1 ;; esac"""
WITHOUT_VENV = (
    """case "$2" in *ensurepip*) [ -e "$(dirname "$0")/installed" ] || exit 1 ;; *print*) echo 3.13 ;; esac"""
)
INSTALLING = """echo "$*" >>"$(dirname "$0")/asked"; touch "$(dirname "$0")/installed" """

Put = Callable[..., None]
Asks = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder that is the whole PATH: a shell's few tools, and nothing else yet."""
    for tool in ("sh", "mktemp", "cat", "rm", "env", "dirname", "touch"):
        (tmp_path / tool).symlink_to(shutil.which(tool) or tool)
    return tmp_path


@pytest.fixture
def put(machine: Path) -> Put:
    """Put a command on the machine."""

    def write(name: str, body: str) -> None:
        (machine / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (machine / name).chmod(0o755)

    return write


@pytest.fixture
def asks(machine: Path) -> Asks:
    """Run the script on that machine."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        given = {"PATH": str(machine), "TMPDIR": str(machine), "POSTGRESQL_HOME": str(machine)}
        given |= {"FAKETIME_HOME": str(machine)}
        given |= {"SYSTEM_PYTHON": str(machine / "system-python")}
        return subprocess.run([SCRIPT, *words], env=given, capture_output=True, text=True, check=False)

    return run


@pytest.fixture
def as_user(put: Put) -> None:
    """Not root, and sudo wants a password."""
    put("id", "echo 1000")
    put("sudo", "exit 1")


@pytest.fixture
def as_root(put: Put) -> None:
    put("id", "echo 0")


def test_a_good_python_is_taken_without_asking_anybody(machine: Path, put: Put, asks: Asks, as_user: None) -> None:
    put("python3", GOOD)
    got = asks("python")
    assert (got.returncode, got.stdout, got.stderr) == (0, f"{machine}/python3\n", "")


def test_an_old_python_is_passed_over_for_a_newer_one(machine: Path, put: Put, asks: Asks, as_user: None) -> None:
    put("python3", TOO_OLD)
    put("python3.12", GOOD)
    assert asks("python").stdout == f"{machine}/python3.12\n"


def test_the_system_s_python_is_taken_before_one_that_somebody_built(
    machine: Path, put: Put, asks: Asks, as_user: None
) -> None:
    put("python3", GOOD)
    put("system-python", GOOD)
    assert asks("python").stdout == f"{machine}/system-python\n"


def test_root_gets_the_venv_package_of_the_system_s_python_though_another_could_do(
    machine: Path, put: Put, asks: Asks, as_root: None
) -> None:
    put("python3", GOOD)
    put("system-python", WITHOUT_VENV)
    put("apt-get", INSTALLING)
    assert "Python with its venv package" in asks("missing", "python").stdout
    assert asks("python").stdout == f"{machine}/system-python\n"
    assert "python3.13-venv" in (machine / "asked").read_text()


@pytest.mark.parametrize("broken", ["may not install", "cannot install"])
def test_another_python_is_taken_if_the_system_s_cannot_be_completed(
    machine: Path, put: Put, asks: Asks, broken: str
) -> None:
    put("id", "echo 0" if broken == "cannot install" else "echo 1000")
    put("sudo", "exit 1")
    put("apt-get", "exit 100")
    put("python3", GOOD)
    put("system-python", WITHOUT_VENV)
    got = asks("python")
    assert (got.returncode, got.stdout) == (0, f"{machine}/python3\n")


def test_root_gets_debian_s_venv_package_for_its_python(machine: Path, put: Put, asks: Asks, as_root: None) -> None:
    put("python3", WITHOUT_VENV)
    put("apt-get", INSTALLING)
    got = asks("python")
    assert (got.returncode, got.stdout) == (0, f"{machine}/python3\n")
    assert (machine / "asked").read_text().split("install --no-install-recommends ")[1] == "python3.13-venv\n"


def test_sudo_without_a_password_is_as_good_as_root(machine: Path, put: Put, asks: Asks) -> None:
    put("id", "echo 1000")
    put("sudo", '[ "$1" = -n ] && shift; exec "$@"')
    put("true", GOOD)
    put("python3", WITHOUT_VENV)
    put("apt-get", INSTALLING)
    assert asks("python").returncode == 0


@pytest.mark.parametrize("package_tool", [True, False])
def test_where_nothing_may_be_installed_the_one_command_is_told(
    put: Put, asks: Asks, as_user: None, package_tool: bool
) -> None:
    put("python3", WITHOUT_VENV)
    if package_tool:
        put("apt-get", INSTALLING)
    got = asks("python")
    assert (got.returncode, got.stdout) == (1, "")
    assert got.stderr.splitlines() == [
        "Missing: python3.13-venv. Type this once, then the same make again:  sudo apt-get install python3.13-venv"
    ]


def test_a_machine_without_any_python_gets_one(machine: Path, put: Put, asks: Asks, as_root: None) -> None:
    put("apt-get", INSTALLING + f"\nln -sf {machine}/later {machine}/python3")
    put("later", GOOD)
    (machine / "ln").symlink_to(shutil.which("ln") or "ln")
    assert asks("python").stdout == f"{machine}/python3\n"
    assert "python3 python3-venv" in (machine / "asked").read_text()


def test_lists_that_are_too_old_are_fetched_anew_before_giving_up(
    machine: Path, put: Put, asks: Asks, as_root: None
) -> None:
    asked = machine / "asked"
    put(
        "apt-get",
        f'echo "$*" >>"{asked}"; case "$*" in *update) touch "{machine}/fresh" ;; *) [ -e "{machine}/fresh" ] ;; esac',
    )
    assert asks("chromium").returncode == 0
    assert [line.split()[4] for line in asked.read_text().splitlines()] == ["install", "update", "install"]


def test_an_installation_that_fails_shows_why_and_what_to_type(put: Put, asks: Asks, as_root: None) -> None:
    put("apt-get", "echo 'E: no network'; exit 100")
    got = asks("chromium")
    assert got.returncode == 1
    assert "E: no network" in got.stderr
    assert got.stderr.splitlines()[-1].endswith("sudo apt-get install chromium")


def test_a_browser_that_is_there_is_left_alone(put: Put, asks: Asks, as_user: None) -> None:
    put("chromium", GOOD)
    got = asks("chromium")
    assert (got.returncode, got.stdout, got.stderr) == (0, "", "")


def test_the_newest_server_s_programs_are_found_outside_the_path(machine: Path, asks: Asks, as_user: None) -> None:
    for version in ("15", "17"):
        folder = machine / version / "bin"
        folder.mkdir(parents=True)
        (folder / "initdb").touch(0o755)
    assert asks("postgresql").stdout == f"{machine}/17/bin\n"


def test_a_machine_without_a_server_gets_debian_s(machine: Path, put: Put, asks: Asks, as_root: None) -> None:
    (machine / "mkdir").symlink_to(shutil.which("mkdir") or "mkdir")
    bin_folder = machine / "17" / "bin"
    put("apt-get", f'mkdir -p "{bin_folder}"; touch "{bin_folder}/initdb"; ln -sf "{machine}/sh" "{bin_folder}/initdb"')
    (machine / "ln").symlink_to(shutil.which("ln") or "ln")
    assert asks("postgresql").stdout == f"{bin_folder}\n"


def test_a_proxy_that_is_there_is_left_alone_and_one_that_is_not_is_debian_s(
    machine: Path, put: Put, asks: Asks, as_root: None
) -> None:
    (machine / "cp").symlink_to(shutil.which("cp") or "cp")
    put("apt-get", f'echo "$*" >>"{machine}/asked"; cp "{machine}/id" "{machine}/caddy"')
    assert [asks("caddy").stdout for _ in range(2)] == [f"{machine}/caddy\n"] * 2
    (line,) = (machine / "asked").read_text().splitlines()
    assert line.endswith(" caddy")


def test_the_library_that_moves_a_clock_is_found_and_where_it_is_not_it_is_debian_s(
    machine: Path, put: Put, asks: Asks, as_root: None
) -> None:
    (machine / "mkdir").symlink_to(shutil.which("mkdir") or "mkdir")
    folder = machine / "x86_64-linux-gnu" / "faketime"
    put("apt-get", f'echo "$*" >>"{machine}/asked"; mkdir -p "{folder}"; touch "{folder}/libfaketime.so.1"')
    assert [asks("faketime").stdout for _ in range(2)] == [f"{folder}/libfaketime.so.1\n"] * 2
    (line,) = (machine / "asked").read_text().splitlines()
    assert line.endswith(" faketime")
    assert asks("missing", "faketime").stdout == ""


def test_letters_that_are_there_are_left_alone_and_those_that_are_not_are_debian_s(
    machine: Path, put: Put, asks: Asks, as_root: None
) -> None:
    put("apt-get", INSTALLING)
    put("fc-list", "echo 'Roboto,Roboto Light'; echo DejaVu Sans")
    assert asks("fonts").returncode == 0
    assert (machine / "asked").read_text().endswith(" fonts-roboto-unhinted fonts-wqy-microhei\n")
    (machine / "asked").unlink()
    put("fc-list", "echo Roboto; echo 'WenQuanYi Micro Hei,文泉驛微米黑'")
    assert asks("fonts").returncode == 0
    assert not (machine / "asked").exists()


def test_what_is_missing_is_said_and_not_installed(machine: Path, put: Put, asks: Asks, as_root: None) -> None:
    put("apt-get", INSTALLING)
    put("chromium", GOOD)
    got = asks("missing", "python", "chromium", "postgresql", "caddy", "faketime")
    assert got.returncode == 0
    assert [line.split("Debian's ")[1] for line in got.stdout.splitlines()] == [
        "Python with its venv package.",
        "postgresql.",
        "caddy.",
        "faketime.",
    ]
    assert not (machine / "asked").exists()


def test_a_word_that_it_does_not_know_is_wrong_use(asks: Asks) -> None:
    assert asks("").returncode == 2


def test_both_scripts_can_be_run() -> None:
    assert all(os.access(SCRIPT.with_name(name), os.X_OK) for name in ("run", "machine"))
