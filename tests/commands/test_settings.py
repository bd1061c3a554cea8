"""What the environment and `.env` may say, and that every fault is named at once."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot import settings
from bot.purchasing.approval.rights import NOBODYS_IDS
from bot.purchasing.order_report import PayWay
from bot.setting_types import CopiesKept
from bot.settings import SettingsWrong, default_of, fault_of, load, missing_to_run, of_world

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
LOCAL = {
    "TELEGRAM_API_URL": "http://127.0.0.1:8688",
    "ALIBABA_GATEWAY_URL": "http://localhost:8688",
    "ALIBABA_ONE_CLICK_URL": "http://[::1]:8688",
    "SHORT_LINK_URL": "http://127.0.0.1:8688",
    "CLOCK_URL": "http://127.0.0.1:8688",
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


def test_nothing_given_means_the_defaults() -> None:
    got = load()
    assert got.telegram_api_url == "https://api.telegram.org"
    assert got.alibaba_gateway_url == "https://gw.open.1688.com"
    assert (got.alibaba_buy_call, got.alibaba_rate, got.telegram_rate, got.watch_seconds) == ("cross", 5, 25, 60)
    assert got.alibaba_pay == (PayWay.ALIPAY, PayWay.CROSS, PayWay.PHONE)
    assert got.database_url.get_secret_value() == "sqlite:///data/caigou.db"
    assert got.telegram_admins == frozenset()


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValidationError):
        load().watch_seconds = 5


def test_all_faults_are_named_at_once_each_with_its_setting(faults: Callable[..., list[str]]) -> None:
    found = faults(
        TELEGRAM_TOKEN="nonsense",
        TELEGRAM_ADMINS="7, me",
        ALIBABA_PAY="paypal",
        ALIBABA_BUY_CALL="one_click",
        CLOCK_URL="http://127.0.0.1:8688",
        WATCH_SECONDS="soon",
    )
    named = [fault.partition(":")[0] for fault in found]
    assert named == [
        "TELEGRAM_TOKEN",
        "TELEGRAM_ADMINS",
        "ALIBABA_PAY",
        "WATCH_SECONDS",
        "ALIBABA_ONE_CLICK_URL",
        "CLOCK_URL",
    ]
    assert all(fault.endswith(".") for fault in found)


def test_no_fault_repeats_a_secret(faults: Callable[..., list[str]]) -> None:
    found = faults(
        TELEGRAM_TOKEN="12:canary-token",
        ALIBABA_APP_SECRET="canary secret",
        ALIBABA_ACCESS_TOKEN="canary access",
        DATABASE_URL="mysql://me:canary@host/x",
        TELEGRAM_PROXY="socks5://me:canary@host",
    )
    assert len(found) == 5
    assert "canary" not in str(found)


def test_secrets_are_not_shown_by_repr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("ALIBABA_APP_SECRET", "canary")
    got = load()
    assert TOKEN not in repr(got)
    assert "canary" not in f"{got} {got!r}"
    assert set(got.secrets()) == {TOKEN, "canary"}


@pytest.mark.parametrize(
    "written",
    [
        "api.telegram.org",
        "ftp://api.telegram.org",
        "https://api.telegram.org/bot",
        "https://api.telegram.org?x=1",
        "https://api.telegram.org#x",
        "https://me:secret@api.telegram.org",
        "https://",
        "https://host:port",
        "https://host:99999",
        "https://api telegram.org",
    ],
)
def test_an_address_is_an_origin_without_a_path(faults: Callable[..., list[str]], written: str) -> None:
    assert faults(TELEGRAM_API_URL=written)[0].startswith("TELEGRAM_API_URL: write an address without a path")


@pytest.mark.parametrize("written", ["https://tg.example", "https://tg.example/", " http://10.0.0.5:8081 "])
def test_an_origin_is_kept_without_its_last_slash(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", written)
    assert load().telegram_api_url == written.strip().rstrip("/")


@pytest.mark.parametrize("written", ["7 8", "7,8", "7, 8", " 8,\t7 ", "7,7,8"])
def test_admins_are_numbers_between_commas_or_spaces(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("TELEGRAM_ADMINS", written)
    assert load().telegram_admins == {7, 8}


@pytest.mark.parametrize("nobody", sorted(NOBODYS_IDS))
def test_a_stand_in_of_telegram_is_refused_as_a_person(faults: Callable[..., list[str]], nobody: int) -> None:
    (fault,) = faults(TELEGRAM_ADMINS=f"7,{nobody}")
    assert fault.startswith(f"TELEGRAM_ADMINS: remove {nobody}")


@pytest.mark.threat("T5")
@pytest.mark.parametrize("written", ["-7", "0", "+7", "@anna", "7.0", "１２", "7;8", "1e3", "9" * 17])
def test_what_is_no_id_is_no_admin(faults: Callable[..., list[str]], written: str) -> None:
    assert faults(TELEGRAM_ADMINS=written)[0].startswith("TELEGRAM_ADMINS: write numeric Telegram ids")


@pytest.mark.parametrize("written", ["phone,alipay", "phone alipay", "phone, alipay"])
def test_ways_to_pay_keep_their_order(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("ALIBABA_PAY", written)
    assert load().alibaba_pay == (PayWay.PHONE, PayWay.ALIPAY)


def test_the_cashier_of_a_computer_is_a_way_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIBABA_PAY", "group,phone")
    assert load().alibaba_pay == (PayWay.GROUP, PayWay.PHONE)


@pytest.mark.parametrize("written", ["alipay,alipay", "card", "alipay,card", ","])
def test_a_way_to_pay_is_known_and_named_once(faults: Callable[..., list[str]], written: str) -> None:
    assert faults(ALIBABA_PAY=written)[0].startswith("ALIBABA_PAY: write some of alipay, cross, group, phone")


@pytest.mark.parametrize("call", ["cross", "fast"])
def test_the_buy_call_needs_no_address_of_its_own(monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    monkeypatch.setenv("ALIBABA_BUY_CALL", call)
    assert load().alibaba_buy_call == call


def test_the_one_click_call_needs_its_address(faults: Callable[..., list[str]]) -> None:
    assert faults(ALIBABA_BUY_CALL="one_click")[0].startswith("ALIBABA_ONE_CLICK_URL")
    assert faults(ALIBABA_ONE_CLICK_URL="https://one.example") == []


@pytest.mark.parametrize("written", ["https://qr.1688.com", "http://192.168.0.4:80", "http://127.0.0.1.example"])
def test_short_links_are_replaced_on_this_machine_only(faults: Callable[..., list[str]], written: str) -> None:
    assert faults(SHORT_LINK_URL=written)[0].startswith("SHORT_LINK_URL: leave it empty")


def test_the_pretend_clock_is_followed_where_every_service_is_on_this_machine(faults: Callable[..., list[str]]) -> None:
    assert faults(**LOCAL) == []


@pytest.mark.parametrize("name", ["TELEGRAM_API_URL", "ALIBABA_GATEWAY_URL", "ALIBABA_ONE_CLICK_URL"])
def test_the_pretend_clock_is_refused_beside_a_real_service(faults: Callable[..., list[str]], name: str) -> None:
    (fault,) = faults(**{**LOCAL, name: "https://real.example"})
    assert fault.startswith("CLOCK_URL: remove it")
    assert name in fault


def test_an_empty_address_beside_the_pretend_clock_is_the_real_default(faults: Callable[..., list[str]]) -> None:
    (fault,) = faults(**{**LOCAL, "TELEGRAM_API_URL": ""})
    assert "TELEGRAM_API_URL" in fault


@pytest.mark.parametrize(("name", "written"), [
    ("ALIBABA_RATE", "0"), ("ALIBABA_RATE", "-1"), ("ALIBABA_RATE", "nan"), ("TELEGRAM_RATE", "fast"),
    ("TELEGRAM_RATE", "inf"), ("WATCH_SECONDS", "0"), ("WATCH_SECONDS", "1.5"), ("WATCH_SECONDS", "-3"),
])  # fmt: skip
def test_a_number_is_a_sensible_one(faults: Callable[..., list[str]], name: str, written: str) -> None:
    assert faults(**{name: written})[0].startswith(f"{name}: write ")


def test_no_limiter_on_messages_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_RATE", "0")
    assert load().telegram_rate == 0


@pytest.mark.parametrize(("written", "kept"), [
    ("sqlite:///data/x.db", "sqlite:///data/x.db"),
    ("sqlite:////var/lib/x.db", "sqlite:////var/lib/x.db"),
    ("postgresql://me:pw@db/caigou", "postgresql://me:pw@db/caigou"),
    ("postgres://db/caigou", "postgresql://db/caigou"),
])  # fmt: skip
def test_a_database_is_sqlite_or_postgresql(monkeypatch: pytest.MonkeyPatch, written: str, kept: str) -> None:
    monkeypatch.setenv("DATABASE_URL", written)
    assert load().database_url.get_secret_value() == kept


@pytest.mark.parametrize("written", ["sqlite://", "sqlite:///", "mysql://db/x", "postgresql://db", "data.db"])
def test_another_database_is_refused(faults: Callable[..., list[str]], written: str) -> None:
    assert faults(DATABASE_URL=written)[0].startswith("DATABASE_URL: write sqlite:///")


def test_the_environment_wins_over_the_file(write_env: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    write_env(WATCH_SECONDS="30", ALIBABA_RATE="2")
    monkeypatch.setenv("WATCH_SECONDS", "7")
    got = load()
    assert (got.watch_seconds, got.alibaba_rate) == (7, 2)


def test_an_empty_variable_wins_too_and_means_the_default(
    write_env: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_env(TELEGRAM_ADMINS="7")
    monkeypatch.setenv("TELEGRAM_ADMINS", "")
    assert load().telegram_admins == frozenset()


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o700, 0o602])
def test_a_file_that_others_may_touch_is_refused_with_the_command_to_type(
    write_env: Callable[..., Path], mode: int
) -> None:
    write_env(mode, TELEGRAM_TOKEN=TOKEN)
    with pytest.raises(SettingsWrong, match=r"chmod 600 \.env") as caught:
        load()
    assert TOKEN not in str(caught.value)


def test_a_file_of_somebody_else_is_refused(write_env: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    write_env(TELEGRAM_TOKEN=TOKEN)
    monkeypatch.setattr(os, "geteuid", lambda: Path(".env").stat().st_uid + 1)
    with pytest.raises(SettingsWrong, match="chown"):
        load()


def test_a_refused_file_hides_no_fault_of_the_environment(
    write_env: Callable[..., Path], faults: Callable[..., list[str]]
) -> None:
    write_env(0o644, TELEGRAM_TOKEN=TOKEN)
    assert len(faults(WATCH_SECONDS="never")) == 2


def test_a_folder_named_env_is_refused(folder: Path) -> None:
    (folder / ".env").mkdir()
    with pytest.raises(SettingsWrong, match="is no file"):
        load()


def test_a_file_that_is_no_text_is_refused(folder: Path) -> None:
    (folder / ".env").write_bytes(b"TELEGRAM_TOKEN=\xff\xfe\n")
    (folder / ".env").chmod(0o600)
    with pytest.raises(SettingsWrong, match="cannot be read as text"):
        load()


def test_a_misspelt_name_in_the_file_is_a_fault(write_env: Callable[..., Path]) -> None:
    write_env(TELEGRAM_TOKN=TOKEN, POSTGRES_PASSWORD="somebody else's")
    with pytest.raises(SettingsWrong) as caught:
        load()
    assert caught.value.faults == ["TELEGRAM_TOKN: no such setting; did you mean TELEGRAM_TOKEN?"]


def test_what_is_missing_to_run_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert missing_to_run(load()) == ["TELEGRAM_TOKEN", "ALIBABA_APP_KEY", "ALIBABA_APP_SECRET"]
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("ALIBABA_APP_KEY", "1234567")
    monkeypatch.setenv("ALIBABA_APP_SECRET", "s3cretsecret")
    assert missing_to_run(load()) == []


def test_the_settings_of_a_pretend_world_are_its_own(
    write_env: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_env(ALIBABA_BUY_CALL="fast")
    monkeypatch.setenv("TELEGRAM_ADMINS", "5")
    got = of_world({"WATCH_SECONDS": "2"})
    assert (got.watch_seconds, got.telegram_admins, got.alibaba_buy_call) == (2, frozenset(), "cross")


def test_one_value_can_be_judged_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCH_SECONDS", "never")
    assert fault_of("ALIBABA_RATE", "0") == "write a number above 0, such as 5."
    assert fault_of("ALIBABA_RATE", "3") == ""


def test_defaults_are_shown_as_one_would_write_them() -> None:
    assert all(fault_of(name, default_of(name)) == "" for name in settings.NAMES)
    assert default_of("ALIBABA_PAY") == "alipay,cross,phone"
    assert default_of("TELEGRAM_RATE") == "25"


@pytest.mark.parametrize("line", ['DATABASE_URL="postgresql://u:pw@h/d', "WATCH_SECONDS 5", "ALIBABA_RATE: 3"])
def test_a_line_of_the_file_that_cannot_be_read_is_a_fault_by_its_number(
    write_env: Callable[..., Path], line: str
) -> None:
    env = write_env()
    env.write_text(f"TELEGRAM_RATE=5\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsWrong) as wrong:
        load(env)
    assert len(wrong.value.faults) == 1
    assert "line 2" in wrong.value.faults[0]
    assert "pw" not in wrong.value.faults[0]


@pytest.mark.parametrize("name", ["DATABASE_URI", "WATCH_SECOND", "telegram_rates"])
def test_a_name_that_was_meant_to_be_a_setting_is_a_fault(write_env: Callable[..., Path], name: str) -> None:
    with pytest.raises(SettingsWrong, match="did you mean"):
        load(write_env(**{name: "3"}))


@pytest.mark.parametrize("name", ["DATABASE_URL", "TELEGRAM_PROXY"])
@pytest.mark.parametrize("host", ["u:p\u2100SECRETw@h", "u:SECRET@[x", "u:SECRET@h:port", "u:SECRET@h:99999"])
def test_an_address_that_is_none_is_refused_without_its_password(
    faults: Callable[..., list[str]], name: str, host: str
) -> None:
    scheme = "postgresql" if name == "DATABASE_URL" else "http"
    [fault] = faults(**{name: f"{scheme}://{host}/{'d' if name == 'DATABASE_URL' else ''}"})
    assert fault.startswith(f"{name}: write ")
    assert "SECRET" not in fault


@pytest.mark.parametrize(
    "text", ["0a1b2c3d4e5f", "0" * 64, "0123456789abcdef" * 3, "g" * 64, "0123456789abcdef" * 4 + "0"]
)
def test_a_journal_key_that_is_short_or_repeats_itself_is_refused_without_being_shown(text: str) -> None:
    told = settings.fault_of("JOURNAL_KEY", text)
    assert "64 random hexadecimal digits" in told
    assert text not in told


def test_the_journal_key_is_a_secret_that_may_be_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = tmp_path / "credentials"
    secrets.mkdir()
    (secrets / "journal_key").write_text("0123456789ABCDEF" * 4 + "\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(secrets))
    known = settings.load()
    assert known.journal_key is not None
    assert known.journal_key.get_secret_value() == "0123456789abcdef" * 4
    assert "0123456789abcdef" * 4 in known.secrets()
    assert "0123456789abcdef" not in repr(known)


@pytest.mark.parametrize(
    ("written", "kept", "shown"),
    [
        ("24h 14d 12m", CopiesKept(24, 14, 12), "24h 14d 12m"),
        ("7d", CopiesKept(0, 7, 0), "7d"),
        (" 12m  1h ", CopiesKept(1, 0, 12), "1h 12m"),
        ("0h 1d", CopiesKept(0, 1, 0), "1d"),
    ],
)
def test_how_many_copies_stay_is_said_in_parts(written: str, kept: CopiesKept, shown: str) -> None:
    assert of_world({"BACKUPS": written}).backups == kept
    assert str(kept) == shown


@pytest.mark.parametrize(
    "written", ["0h", "0h 0d 0m", "24", "24x", "h", "24h,14d", "1h 1h", "13m", "367d", "-1h", "２h"]
)
def test_copies_that_could_not_stay_or_would_stay_too_long_are_refused(
    faults: Callable[..., list[str]], written: str
) -> None:
    (fault,) = faults(BACKUPS=written)
    assert fault.startswith("BACKUPS: write how many copies stay, such as 24h 14d 12m")
