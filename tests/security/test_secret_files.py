"""Secrets come from files of their own as systemd and container engines lay them, and all faults are named at once."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import SECRETS, Settings, SettingsWrong, load

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
OTHER = "987654321:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"


@pytest.fixture
def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Lay secret files; the folder."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "credentials"
    folder.mkdir()
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))

    def write(**files: str | bytes) -> Path:
        for name, content in files.items():
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return write


def faults() -> list[str]:
    with pytest.raises(SettingsWrong) as wrong:
        load()
    return wrong.value.faults


def token_of(settings: Settings) -> str:
    assert settings.telegram_token is not None
    return settings.telegram_token.get_secret_value()


def test_a_file_named_as_a_setting_is_its_value_without_the_line_end(lay: Callable[..., Path]) -> None:
    lay(telegram_token=f"{TOKEN}\n", alibaba_app_secret="canary\n", telegram_admins="5, 6\n", database_url="\n")
    got = load()
    assert token_of(got) == TOKEN
    assert got.telegram_admins == {5, 6}
    assert {TOKEN, "canary"} <= set(got.secrets())
    assert got.database_url.get_secret_value() == "sqlite:///data/caigou.db", "an empty file means the default"


def test_every_secret_setting_can_come_from_a_file(lay: Callable[..., Path]) -> None:
    for name in SECRETS:
        lay(**{name.lower(): "canary of the wrong form"})
    named = {fault.partition(":")[0] for fault in faults()}
    formless = {name for name in SECRETS if name not in named}
    assert all(getattr(load_without(lay, named), name.lower()) is not None for name in formless)


def load_without(lay: Callable[..., Path], names: set[str]) -> Settings:
    for name in names:
        (lay() / name.lower()).unlink()
    return load()


def test_the_environment_wins_over_files_and_files_over_the_env_file(
    lay: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text(f"TELEGRAM_TOKEN={OTHER}\nALIBABA_APP_KEY=of-the-env-file\n")
    env_file.chmod(0o600)
    lay(telegram_token=TOKEN)
    got = load()
    assert (token_of(got), got.alibaba_app_key) == (TOKEN, "of-the-env-file")
    monkeypatch.setenv("TELEGRAM_TOKEN", OTHER)
    assert token_of(load()) == OTHER


def test_all_faults_of_files_environment_and_env_file_are_named_at_once(
    lay: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lay(telegram_tokn="x", alibaba_app_secret=b"\xff\xfe", unrelated=b"\xff")
    monkeypatch.setenv("WATCH_SECONDS", "soon")
    (tmp_path / ".env").write_text("TELEGRAM_ADMINN=5\n")
    (tmp_path / ".env").chmod(0o600)
    found = faults()
    assert len(found) == 4
    for part in ("did you mean TELEGRAM_TOKEN?", "alibaba_app_secret cannot be read", "TELEGRAM_ADMINN", "WATCH_SEC"):
        assert sum(part in fault for fault in found) == 1, part


def test_a_wrong_secret_in_a_file_is_named_and_not_shown(lay: Callable[..., Path]) -> None:
    lay(telegram_token="canary-token")
    (fault,) = faults()
    assert fault.startswith("TELEGRAM_TOKEN: ")
    assert "canary" not in fault


def test_a_folder_that_is_not_there_is_one_sentence(lay: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(lay() / "gone"))
    (fault,) = faults()
    assert fault.startswith("CREDENTIALS_DIRECTORY: ")


@pytest.mark.threat("T12")
def test_an_env_file_that_others_may_read_is_refused_with_the_command_to_type(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(f"TELEGRAM_TOKEN={TOKEN}\n")
    for mode in (0o644, 0o640, 0o604, 0o700):
        (tmp_path / ".env").chmod(mode)
        (fault,) = faults()
        assert "chmod 600" in fault
    (tmp_path / ".env").chmod(0o600)
    assert token_of(load()) == TOKEN
    assert os.environ.get("TELEGRAM_TOKEN") is None
