"""The commands from outside: exit codes, and one clear sentence where something is wrong."""

import importlib
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot import __version__, cli
from bot.cards.operations.checks import DoctorLine, Status

ROOT = Path(__file__).parents[2]
TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
NEEDED = {"TELEGRAM_TOKEN": TOKEN, "ALIBABA_APP_KEY": "1234567", "ALIBABA_APP_SECRET": "canary-secret"}


@pytest.fixture
def wiring(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Stands in for the living bot; what is called is written down."""
    calls: list[tuple[object, ...]] = []
    stand_in = SimpleNamespace(calls=calls)

    def written_down(*given: object) -> int:
        calls.append(given)
        return 0

    for name in ("run", "login", "demo"):
        setattr(stand_in, name, partial(written_down, name))
    for name in ("commands", "demo", "doctor_checks"):
        importlib.import_module(f"bot.wiring.{name}")
        monkeypatch.setattr(f"bot.wiring.{name}", stand_in)
    return stand_in


@pytest.mark.parametrize("words", [
    [], ["fly"], ["--fly"], ["run", "now"], ["links"], ["demo", "--port", "x"], ["sandbox", "--port", "70000"],
    ["sandbox", "--port", "-1"], ["demo", "--scene"],
])  # fmt: skip
def test_wrong_use_is_2_and_said_on_stderr_alone(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert cli.main(words) == 2
    out, errors = capsys.readouterr()
    assert out == ""
    assert errors.strip()
    assert "Traceback" not in errors


def test_no_words_at_all_show_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    assert "Commands:" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--help"], *([each, "--help"] for each in ("run", "demo", "links", "doctor"))])
def test_help_is_0_and_on_stdout(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert cli.main(words) == 0
    out, errors = capsys.readouterr()
    assert out.startswith("Usage: caigou")
    assert errors == ""


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"caigou {__version__}\n"


def test_run_without_keys_stops_with_1_and_names_all_that_is_missing(
    capsys: pytest.CaptureFixture[str], wiring: SimpleNamespace
) -> None:
    assert cli.main(["run"]) == 1
    out, errors = capsys.readouterr()
    assert (out, wiring.calls) == ("", [])
    assert errors == "Missing: TELEGRAM_TOKEN, ALIBABA_APP_KEY, ALIBABA_APP_SECRET; type: caigou init (or make init)\n"


def test_run_with_a_file_names_what_the_file_lacks(
    capsys: pytest.CaptureFixture[str], wiring: SimpleNamespace, write_env: Callable[..., Path]
) -> None:
    write_env(TELEGRAM_TOKEN=TOKEN, ALIBABA_APP_KEY="1234567")
    assert cli.main(["run"]) == 1
    assert capsys.readouterr().err.startswith("Missing: ALIBABA_APP_SECRET; write them into .env")


def test_run_hands_the_settings_over(wiring: SimpleNamespace, write_env: Callable[..., Path]) -> None:
    write_env(**NEEDED)
    assert cli.main(["run"]) == 0
    ((name, handed),) = wiring.calls
    assert (name, handed.telegram_token.get_secret_value()) == ("run", TOKEN)


def test_wrong_settings_are_1_with_a_sentence_each(
    capsys: pytest.CaptureFixture[str], wiring: SimpleNamespace, write_env: Callable[..., Path]
) -> None:
    write_env(TELEGRAM_TOKEN="x", WATCH_SECONDS="y")
    assert cli.main(["run"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert wiring.calls == []


def test_an_open_file_stops_every_command_that_reads_it(
    capsys: pytest.CaptureFixture[str], wiring: SimpleNamespace, write_env: Callable[..., Path]
) -> None:
    write_env(0o644, **NEEDED)
    assert [cli.main([word]) for word in ("run", "login", "doctor")] == [1, 1, 1]
    errors = capsys.readouterr().err
    assert errors.count("chmod 600 .env") == 3
    assert "canary" not in errors


def test_login_needs_the_app_but_no_bot(
    capsys: pytest.CaptureFixture[str], wiring: SimpleNamespace, write_env: Callable[..., Path]
) -> None:
    assert cli.main(["login"]) == 1
    assert capsys.readouterr().err.startswith("Missing: ALIBABA_APP_KEY, ALIBABA_APP_SECRET;")
    write_env(ALIBABA_APP_KEY="1234567", ALIBABA_APP_SECRET="canary-secret")
    assert cli.main(["login"]) == 0
    assert wiring.calls[0][0] == "login"


def test_the_demo_reads_no_settings(wiring: SimpleNamespace, write_env: Callable[..., Path]) -> None:
    write_env(0o644, TELEGRAM_TOKEN="x")
    assert cli.main(["demo", "--port", "0", "--scene", "happy", "--walk"]) == 0
    assert wiring.calls == [("demo", 0, "happy", True, False)]


def test_the_demo_listens_on_8688_by_itself(wiring: SimpleNamespace) -> None:
    cli.main(["demo"])
    assert wiring.calls == [("demo", 8688, "", False, False)]


@pytest.mark.parametrize("command", ["demo", "sandbox"])
@pytest.mark.parametrize("missing", ["python_multipart", "bot.sandbox"])
def test_where_there_is_no_pretend_world_it_is_said_how_to_get_it(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    wiring: SimpleNamespace,
    command: str,
    missing: str,
) -> None:
    monkeypatch.setattr("bot.cli.find_spec", lambda name: None if name == missing else name)
    assert cli.main([command]) == 1
    said = "The pretend world is not installed here: install caigou[pretend], or in a clone type: make demo\n"
    assert capsys.readouterr().err == said
    assert wiring.calls == []


def test_the_code_of_a_command_is_the_program_s(wiring: SimpleNamespace, write_env: Callable[..., Path]) -> None:
    write_env(**NEEDED)
    wiring.run = lambda _: 1
    assert cli.main(["run"]) == 1


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError])
def test_a_person_who_stops_it_sees_a_sentence(
    capsys: pytest.CaptureFixture[str],
    wiring: SimpleNamespace,
    write_env: Callable[..., Path],
    stop: type[BaseException],
) -> None:
    def stopped(_: object) -> int:
        raise stop

    write_env(**NEEDED)
    wiring.run = stopped
    assert cli.main(["run"]) == 1
    assert capsys.readouterr().err.strip() == "Stopped before the end."


def test_what_nobody_expected_is_1_with_a_traceback_without_secrets(
    capsys: pytest.CaptureFixture[str], wiring: SimpleNamespace, write_env: Callable[..., Path]
) -> None:
    def broken(_: object) -> int:
        raise RuntimeError(f"with {TOKEN} and canary-secret")

    write_env(**NEEDED)
    wiring.run = broken
    assert cli.main(["run"]) == 1
    errors = capsys.readouterr().err
    assert "this should not have happened" in errors
    assert "RuntimeError: with *** and ***" in errors
    assert "canary" not in errors
    assert TOKEN not in errors


@pytest.mark.parametrize(("statuses", "code"), [
    ([Status.OK], 0), ([Status.OK, Status.WARNING], 0), ([Status.OK, Status.FAILED, Status.WARNING], 1),
])  # fmt: skip
def test_doctor_is_1_where_any_check_failed(
    capsys: pytest.CaptureFixture[str],
    wiring: SimpleNamespace,
    write_env: Callable[..., Path],
    statuses: list[Status],
    code: int,
) -> None:
    write_env(**NEEDED)
    wiring.doctor = lambda _: [DoctorLine(f"thing {n}", status, "text", "remedy") for n, status in enumerate(statuses)]
    assert cli.main(["doctor"]) == code
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [str(status) for status in statuses]


@pytest.mark.parametrize("well", [True, False])
def test_the_doctor_s_report_is_printed_alone_and_is_1_where_a_check_failed(
    capsys: pytest.CaptureFixture[str], wiring: SimpleNamespace, write_env: Callable[..., Path], well: bool
) -> None:
    write_env(**NEEDED)
    wiring.market_report = lambda _: (["read it", "call x: granted"], well)
    assert cli.main(["doctor", "--report"]) == int(not well)
    assert capsys.readouterr() == ("read it\ncall x: granted\n", "")


def test_the_doctor_s_report_says_that_it_must_be_read_and_needs_the_keys(
    capsys: pytest.CaptureFixture[str], wiring: SimpleNamespace, write_env: Callable[..., Path]
) -> None:
    assert cli.main(["doctor", "--help"]) == 0
    assert "Read it before you send it on." in " ".join(capsys.readouterr().out.split())
    write_env(TELEGRAM_TOKEN=TOKEN)
    assert cli.main(["doctor", "--report"]) == 1
    assert "Missing: ALIBABA_APP_KEY, ALIBABA_APP_SECRET" in capsys.readouterr().err


def test_doctor_never_prints_a_secret(
    capsys: pytest.CaptureFixture[str], wiring: SimpleNamespace, write_env: Callable[..., Path]
) -> None:
    write_env(**NEEDED)
    wiring.doctor = lambda _: [DoctorLine("Telegram", Status.FAILED, f"InvalidToken {TOKEN}", "see canary-secret")]
    assert cli.main(["doctor"]) == 1
    out, errors = capsys.readouterr()
    assert "canary" not in out + errors
    assert TOKEN not in out + errors


BLOCKS = """
import ctypes

from bot.cli import _returning_memory

class Info(ctypes.Structure):
    _fields_ = [(f"field {place}", ctypes.c_size_t) for place in range(10)]

libc = ctypes.CDLL(None)
libc.mallinfo2.restype = Info
_returning_memory()
mapped = lambda: getattr(libc.mallinfo2(), "field 3")
before = mapped()
answers = [bytes(100_000) for _ in range(100)]
print(mapped() - before)
"""


def test_a_page_of_orders_is_memory_that_goes_back_to_the_system() -> None:
    ran = subprocess.run([sys.executable, "-c", BLOCKS], cwd=ROOT, capture_output=True, text=True)
    assert ran.stderr == ""
    assert int(ran.stdout) >= 90  # some find room where something smaller was


def test_python_m_bot_is_the_same_command() -> None:
    ran = subprocess.run([sys.executable, "-m", "bot", "--version"], cwd=ROOT, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"caigou {__version__}\n", "")
