"""`init`: asks until it fits, writes for the owner alone, shows no secret, overwrites nothing unasked."""

import io
import os
import stat
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import cli, settings
from bot.clock import SystemClock
from bot.commands import init, terminal
from bot.desk.ledger.ledger import Ledger
from bot.settings import load
from bot.wiring.build import token_store_of
from storage.engine.database import Database

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
ENV = Path(".env")
ANSWERS = {
    "TELEGRAM_TOKEN": TOKEN,
    "TELEGRAM_ADMINS": "7, 8",
    "ALIBABA_APP_KEY": "1234567",
    "ALIBABA_APP_SECRET": "canary#'\"\\secret",
    "ALIBABA_ACCESS_TOKEN": "canary-access",
    "ALIBABA_REFRESH_TOKEN": "canary-refresh",
    "ALIBABA_BUY_CALL": "one_click",
    "ALIBABA_ONE_CLICK_URL": "https://one.example",
    "ALIBABA_PAY": "phone,alipay",
    "DATABASE_URL": "postgresql://bot:canary-pw@db/caigou",
}
Person = Callable[..., tuple[terminal.Ask, list[tuple[str, bool]]]]


@pytest.fixture
def person() -> Person:
    """Somebody who answers by the name in the prompt; a list is answered one after the other."""

    def answering(**answers: str | list[str]) -> tuple[terminal.Ask, list[tuple[str, bool]]]:
        asked: list[tuple[str, bool]] = []
        left = {name: [said] if isinstance(said, str) else list(said) for name, said in answers.items()}

        def ask(prompt: str, hidden: bool) -> str:
            asked.append((prompt, hidden))
            name = next((name for name in (*left, *settings.NAMES) if prompt.startswith(name)), prompt)
            said = left.get(name, [""])
            return said.pop(0) if len(said) > 1 else said[0]

        return ask, asked

    return answering


def names_of(asked: Iterable[tuple[str, bool]]) -> list[str]:
    return [prompt.split(" ")[0].rstrip(":") for prompt, _ in asked]


def test_what_was_answered_is_what_is_loaded(person: Person) -> None:
    ask, _ = person(**ANSWERS)
    assert init.run(ENV, ask) == 0
    got = load()
    assert got.alibaba_app_secret is not None
    assert got.alibaba_app_secret.get_secret_value() == ANSWERS["ALIBABA_APP_SECRET"]
    assert got.database_url.get_secret_value() == ANSWERS["DATABASE_URL"]
    assert (got.telegram_admins, got.alibaba_buy_call) == (frozenset({7, 8}), "one_click")


def test_the_file_is_its_owner_s_alone_whatever_the_umask(person: Person, folder: Path) -> None:
    ask, _ = person(**ANSWERS)
    before = os.umask(0)
    try:
        init.run(ENV, ask)
    finally:
        os.umask(before)
    assert stat.S_IMODE(ENV.stat().st_mode) == 0o600
    assert [each.name for each in folder.iterdir()] == [".env"]


def test_secrets_are_asked_for_hidden_and_never_shown(person: Person, capsys: pytest.CaptureFixture[str]) -> None:
    ask, asked = person(**ANSWERS)
    init.run(ENV, ask)
    assert {name for name, (_, hidden) in zip(names_of(asked), asked, strict=True) if hidden} == (
        settings.SECRETS & set(init.ASKED)
    )
    init.run(ENV, person(**{".env": "y"})[0])
    shown = capsys.readouterr().out
    assert "canary" not in shown
    assert TOKEN not in shown


def test_every_question_is_explained(person: Person, capsys: pytest.CaptureFixture[str]) -> None:
    ask, _ = person(**ANSWERS)
    init.run(ENV, ask)
    shown = capsys.readouterr().out
    assert all(settings.explanation_of(name) in shown for name in init.ASKED)


def test_a_wrong_answer_is_asked_for_again_with_the_reason(person: Person, capsys: pytest.CaptureFixture[str]) -> None:
    ask, asked = person(**{**ANSWERS, "TELEGRAM_TOKEN": ["nonsense", "", TOKEN]})
    assert init.run(ENV, ask) == 0
    assert names_of(asked).count("TELEGRAM_TOKEN") == 3
    shown = capsys.readouterr().out
    assert "write the token as @BotFather gave it" in shown
    assert "it cannot be left empty" in shown


def test_only_questions_that_matter_are_asked(person: Person) -> None:
    ask, asked = person(**{**ANSWERS, "ALIBABA_BUY_CALL": "", "ALIBABA_ACCESS_TOKEN": ""})
    init.run(ENV, ask)
    assert not {"ALIBABA_ONE_CLICK_URL", "ALIBABA_REFRESH_TOKEN"} & set(names_of(asked))


async def test_an_access_token_alone_is_taken_with_its_day_and_a_warning(
    person: Person, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    ask, asked = person(**{**ANSWERS, "ALIBABA_REFRESH_TOKEN": "", "DATABASE_URL": ""})
    today = f"{datetime.now(UTC):%d %b %Y}"
    assert init.run(ENV, ask) == 0
    assert "ALIBABA_REFRESH_TOKEN" in names_of(asked)
    said = "without a refresh token: it ends some day, and nobody can renew it for you."
    assert f"ALIBABA_ACCESS_TOKEN: First seen {today}, {said}" in capsys.readouterr().out
    known = load()
    assert (known.alibaba_access_token, known.alibaba_refresh_token) == (SecretStr("canary-access"), None)
    async with Database.opened(known.database_url.get_secret_value()) as database:
        ledger = Ledger(database, SystemClock())
        await token_store_of(known, ledger).adopt("canary-access", "")  # as each start of the bot does
        await token_store_of(known, ledger).adopt("canary-access", "")
        kept = await token_store_of(known, ledger).load()
    assert kept is not None
    assert (kept.access_token, kept.refresh_token) == ("canary-access", "")
    assert f"{kept.first_seen_at:%d %b %Y}" == today


def test_another_access_token_takes_the_old_refresh_token_away(
    person: Person, write_env: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    write_env(**{name: said for name, said in ANSWERS.items() if name != "ALIBABA_APP_SECRET"}, ALIBABA_APP_SECRET="s")
    assert init.run(ENV, person(**{".env": "y"})[0]) == 0
    assert load().alibaba_refresh_token == SecretStr("canary-refresh"), "Enter keeps both"
    assert "without a refresh token" not in capsys.readouterr().out
    assert init.run(ENV, person(**{".env": "y", "ALIBABA_ACCESS_TOKEN": "newer"})[0]) == 0
    known = load()
    assert (known.alibaba_access_token, known.alibaba_refresh_token) == (SecretStr("newer"), None)
    assert "without a refresh token" in capsys.readouterr().out


def test_an_existing_file_is_not_touched_unless_the_person_says_so(
    person: Person, write_env: Callable[..., Path]
) -> None:
    before = write_env(TELEGRAM_TOKEN=TOKEN).read_bytes()
    ask, asked = person(**{**ANSWERS, ".env": ""})
    assert init.run(ENV, ask) == 1
    assert ENV.read_bytes() == before
    assert len(asked) == 1


def test_enter_keeps_what_an_existing_file_says_also_what_is_not_asked(
    person: Person, write_env: Callable[..., Path]
) -> None:
    write_env(0o644, **{name: said for name, said in ANSWERS.items() if "canary" not in said}, WATCH_SECONDS="30",
              ALIBABA_APP_SECRET="kept-secret")  # fmt: skip
    ask, _ = person(**{".env": "y", "ALIBABA_APP_KEY": "7654321"})
    assert init.run(ENV, ask) == 0
    got = load()
    assert (got.watch_seconds, got.alibaba_app_key, got.telegram_admins) == (30, "7654321", frozenset({7, 8}))
    assert got.alibaba_app_secret is not None
    assert got.alibaba_app_secret.get_secret_value() == "kept-secret"


def test_nothing_is_written_before_the_last_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{TOKEN}\n7\n"))
    assert cli.main(["init"]) == 1
    assert capsys.readouterr().err.strip() == "Stopped before the end."
    assert list(folder.iterdir()) == []


def test_answers_can_come_from_a_pipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [ANSWERS[name] for name in init.ASKED]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))
    assert cli.main(["init"]) == 0
    assert load().telegram_admins == {7, 8}
    assert "canary" not in capsys.readouterr().out


def test_a_terminal_does_not_echo_what_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal("seen\n"))
    monkeypatch.setattr("getpass.getpass", lambda prompt: f" hidden by {prompt} ")
    assert terminal.ask("secret", True) == "hidden by secret"
    assert terminal.ask("name", False) == "seen"


def test_a_folder_that_takes_no_file_is_said_in_one_sentence(
    person: Person, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask, _ = person(**ANSWERS)
    assert init.run(folder / "nowhere" / ".env", ask) == 1
    assert "cannot be written" in capsys.readouterr().err


def key_in(env_file: Path) -> str:
    (line,) = [each for each in env_file.read_text().splitlines() if each.startswith("JOURNAL_KEY=")]
    return line.partition("=")[2]


def test_the_journal_s_key_is_made_anew_each_time_and_kept_where_there_is_one(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    init.run(ENV, person(**ANSWERS)[0])
    first = key_in(ENV)
    assert settings.fault_of("JOURNAL_KEY", first) == ""
    assert "Keep a copy of JOURNAL_KEY" in capsys.readouterr().out
    init.run(ENV, person(**{".env": "y"})[0])
    assert key_in(ENV) == first
    shown = capsys.readouterr().out
    assert first not in shown
    assert "Keep a copy" not in shown
    ENV.unlink()
    init.run(ENV, person(**ANSWERS)[0])
    assert key_in(ENV) != first


def test_the_key_alone_is_added_to_a_file_that_stays_as_it_is(
    write_env: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before = write_env(TELEGRAM_TOKEN=TOKEN).read_text()
    ENV.write_text(f"# mine\n{before.rstrip()}")
    assert cli.main(["init", "--journal-key"]) == 0
    text = ENV.read_text()
    assert text.startswith(f"# mine\n{before}JOURNAL_KEY=")
    assert stat.S_IMODE(ENV.stat().st_mode) == 0o600
    assert key_in(ENV) not in capsys.readouterr().out
    assert load().journal_key is not None
    assert cli.main(["init", "--journal-key"]) == 1
    assert ENV.read_text() == text
    assert "There is a JOURNAL_KEY already" in capsys.readouterr().err
