"""The settings of the doors: an address to listen at, one to be reached at, and a secret that cannot be guessed."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import SECRETS, SettingsWrong, fault_of, listening_at, load, of_world
from bot.wiring.commands import run

SECRET = "Zx7-right_secret-0123456789-abcdefgh"
OPEN = {
    "WEB_LISTEN": "127.0.0.1:8080",
    "WEB_URL": "https://bot.example.com",
    "TELEGRAM_WEBHOOK_SECRET": SECRET,
}


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """The faults that these settings in the environment have."""

    def of(**values: str) -> list[str]:
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        try:
            load()
        except SettingsWrong as wrong:
            return wrong.faults
        return []

    return of


def test_nothing_is_opened_unless_it_is_asked_for() -> None:
    got = of_world({})
    assert (got.web_listen, got.web_url, got.telegram_webhook_secret) == ("", "", None)
    assert listening_at(got) is None


def test_doors_with_all_three_are_right(faults: Callable[..., list[str]]) -> None:
    assert faults(**OPEN) == []
    assert listening_at(of_world(OPEN)) == ("127.0.0.1", 8080)
    assert listening_at(of_world({"WEB_LISTEN": "[::1]:8080"})) == ("::1", 8080)


@pytest.mark.parametrize("text", ["8080", ":8080", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:65536", "::1:8080", "a b:80",
                                  "http://127.0.0.1:8080", "127.0.0.1:８０"])  # fmt: skip
def test_an_address_to_listen_at_has_a_host_and_a_port(text: str) -> None:
    assert "127.0.0.1:8080" in fault_of("WEB_LISTEN", text)


@pytest.mark.parametrize("text", ["http://bot.example.com", "bot.example.com", "https://bot.example.com/telegram",
                                  "https://user:pw@bot.example.com", "ftp://bot.example.com"])  # fmt: skip
def test_an_address_to_be_reached_at_is_https_without_a_path(text: str) -> None:
    assert fault_of("WEB_URL", text)


@pytest.mark.threat("T13")
@pytest.mark.parametrize(
    "text",
    ["tooshort", "a" * 64, "ab" * 32, "0123456789" * 2, "Zx7-right_secret-0123456789-abcdefg!", SECRET[:31],
     "Zx7-right_secret-" + "0" * 20, "x" * 300, "Zx7 right secret 0123456789 abcdefgh"],
)  # fmt: skip
def test_a_secret_that_can_be_guessed_is_refused(text: str) -> None:
    told = fault_of("TELEGRAM_WEBHOOK_SECRET", text)
    assert "openssl rand -hex 32" in told
    assert text not in told


@pytest.mark.parametrize("text", [SECRET, "0123456789abcdef" * 4, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c"])
def test_a_random_secret_of_thirty_two_is_enough(text: str) -> None:
    assert fault_of("TELEGRAM_WEBHOOK_SECRET", text) == ""


def test_a_public_address_needs_a_door(faults: Callable[..., list[str]]) -> None:
    found = faults(WEB_URL="https://bot.example.com")
    assert [fault.partition(":")[0] for fault in found] == ["WEB_LISTEN"]


@pytest.mark.parametrize("url", ["https://bot.example.com", "https://bot.example.com:8080"])
def test_without_a_secret_the_address_is_the_mini_apps_alone(faults: Callable[..., list[str]], url: str) -> None:
    assert faults(WEB_URL=url, WEB_LISTEN="127.0.0.1:8080") == []


def test_a_weak_secret_is_one_fault_and_not_a_missing_one_as_well(faults: Callable[..., list[str]]) -> None:
    (fault,) = faults(**OPEN | {"TELEGRAM_WEBHOOK_SECRET": "weak"})
    assert "random" in fault


@pytest.mark.parametrize("url", ["https://bot.example.com:8080", "http://127.0.0.1:8080"])
def test_telegram_itself_reaches_only_some_ports(faults: Callable[..., list[str]], url: str) -> None:
    (fault,) = faults(**OPEN | {"WEB_URL": url})
    assert "443, 80, 88 and 8443" in fault


def test_a_server_of_one_s_own_reaches_this_machine_too(faults: Callable[..., list[str]]) -> None:
    assert faults(**OPEN | {"WEB_URL": "http://127.0.0.1:8080", "TELEGRAM_API_URL": "http://127.0.0.1:8081"}) == []


def test_the_secret_is_a_secret() -> None:
    got = of_world(OPEN)
    assert "TELEGRAM_WEBHOOK_SECRET" in SECRETS
    assert SECRET in got.secrets()
    assert SECRET not in f"{got!r} {got}"


def test_a_door_that_is_taken_is_one_sentence_before_anything_is_opened(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        where = f"127.0.0.1:{taken.getsockname()[1]}"
        database = folder / "data" / "caigou.db"
        values = {"WEB_LISTEN": where, "DATABASE_URL": f"sqlite:///{database}"}
        keys = {"TELEGRAM_TOKEN": f"123456789:{'A' * 35}", "ALIBABA_APP_KEY": "1", "ALIBABA_APP_SECRET": "secret"}
        assert run(of_world(values | keys)) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert where in told
    assert not database.exists()
