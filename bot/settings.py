"""The settings from environment, secret files and `.env`, as one frozen value; this file defines each."""

import difflib
import os
import shlex
import stat
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from pydantic import BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from bot import setting_types
from bot.purchasing.order_report import PayWay
from bot.setting_types import CopiesKept, is_loopback

NEEDED_TO_RUN = ("TELEGRAM_TOKEN", "ALIBABA_APP_KEY", "ALIBABA_APP_SECRET")
CREDENTIALS = "CREDENTIALS_DIRECTORY"
_OURS = ("TELEGRAM_", "ALIBABA_", "WEB_", "JOURNAL_")
_ALIKE = 0.85
"""How similar two names must be for one to be a misspelling of the other (difflib)."""
WEBHOOK_PORTS = (443, 80, 88, 8443)
"""The only ports to which Telegram itself brings updates."""
_ADDRESSES = ("telegram_api_url", "alibaba_gateway_url", "alibaba_one_click_url", "short_link_url", "clock_url")


class SettingsWrong(Exception):
    """Every fault of the settings at once, one sentence each; none of them contains a secret."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


Origin = Annotated[str, BeforeValidator(setting_types.origin)]
Loopback = Annotated[str, BeforeValidator(setting_types.loopback)]


class Settings(BaseSettings):
    """All settings. The environment wins over secret files, and those over `.env`; an empty value means the default."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", validate_default=False, hide_input_in_errors=True)

    telegram_token: Annotated[SecretStr | None, BeforeValidator(setting_types.bot_token)] = Field(
        None, description="The bot's token, from @BotFather."
    )
    telegram_api_url: Origin = Field(
        "https://api.telegram.org", description="Where the Bot API is; change it for a server of your own."
    )
    telegram_proxy: Annotated[SecretStr | None, BeforeValidator(setting_types.proxy)] = Field(
        None, description="An http:// or https:// proxy on the way to Telegram; empty for none."
    )
    telegram_admins: Annotated[frozenset[int], NoDecode, BeforeValidator(setting_types.people)] = Field(
        frozenset(),
        description="Who may buy: numeric Telegram ids, separated by commas. The bot tells everyone "
        "who writes to it their own id; while this is empty it buys nothing.",
    )
    telegram_rate: Annotated[float, BeforeValidator(setting_types.rate)] = Field(
        25.0, description="Messages a second, over all chats; 0 takes the limit away."
    )
    telegram_webhook_secret: Annotated[SecretStr | None, BeforeValidator(setting_types.webhook_secret)] = Field(
        None,
        description="What Telegram says to bring updates to WEB_URL: 32 or more random letters, digits, _ or -, "
        "made by you. Empty: the bot fetches its updates itself.",
    )
    alibaba_app_key: Annotated[str, BeforeValidator(setting_types.word)] = Field(
        "", description="The app key, from the console of open.1688.com."
    )
    alibaba_app_secret: Annotated[SecretStr | None, BeforeValidator(setting_types.word)] = Field(
        None, description="The app secret, from the same page."
    )
    alibaba_access_token: Annotated[SecretStr | None, BeforeValidator(setting_types.word)] = Field(
        None, description="An access token, if you have one already; `caigou login` gets and keeps one."
    )
    alibaba_refresh_token: Annotated[SecretStr | None, BeforeValidator(setting_types.word)] = Field(
        None, description="The refresh token that came with it; empty if none did."
    )
    alibaba_gateway_url: Origin = Field("https://gw.open.1688.com", description="Where 1688's open platform is.")
    alibaba_buy_call: Annotated[Literal["cross", "fast", "one_click"], BeforeValidator(setting_types.buy_call)] = Field(
        "cross", description="The call that places orders: cross, fast or one_click."
    )
    alibaba_one_click_url: Annotated[str, BeforeValidator(setting_types.origin)] = Field(
        "", description="Where the one-click call is; needed with ALIBABA_BUY_CALL=one_click only."
    )
    alibaba_pay: Annotated[tuple[PayWay, ...], NoDecode, BeforeValidator(setting_types.ways)] = Field(
        (PayWay.ALIPAY, PayWay.CROSS, PayWay.PHONE),
        description="The ways to pay that people are offered, in this order: alipay, cross, group (a computer), phone.",
    )
    alibaba_rate: Annotated[float, BeforeValidator(setting_types.positive_rate)] = Field(
        5.0, description="Calls a second to 1688, over everything."
    )
    alibaba_burst: Annotated[float, BeforeValidator(setting_types.rate)] = Field(
        2.0,
        description="How many seconds' worth of these calls may go at once after a silence, so that nobody waits for "
        "an empty street; 0 spaces them always.",
    )
    alibaba_calls_day: Annotated[int, BeforeValidator(setting_types.count)] = Field(
        0,
        description="How many calls a day 1688 grants the app, if you know; the bot warns before, then asks less often "
        "for what can wait. 0: no limit is known.",
    )
    alibaba_yuan_per_call: Annotated[Decimal, BeforeValidator(setting_types.yuan)] = Field(
        Decimal(0),
        description="How many yuan of purchases 1688 wants confirmed for each call, such as 0.5 for a cross-border "
        "solution; the bot warns before. 0: nothing is wanted.",
    )
    short_link_url: Loopback = Field(
        "", description="For trying out: stands in for qr.1688.com and dj.1688.com, on this machine only."
    )
    dry_run: Annotated[bool, BeforeValidator(setting_types.switch)] = Field(
        False,
        description="1: a dry run. All goes on until the order, and the bot says what it would order now. It needs a "
        "database of its own, from which nothing is ever ordered.",
    )
    database_url: Annotated[SecretStr, BeforeValidator(setting_types.database)] = Field(
        SecretStr("sqlite:///data/caigou.db"),
        description="sqlite:///path/of/the/file.db or postgresql://user:password@host/database.",
    )
    journal_key: Annotated[SecretStr | None, BeforeValidator(setting_types.journal_key)] = Field(
        None,
        description="The key that makes a rebuilt journal show: 64 hexadecimal digits, made by `caigou init`. Keep it "
        "with the other secrets, never beside the copies: without it a journal that was begun with it buys nothing.",
    )
    backups: Annotated[CopiesKept, NoDecode, BeforeValidator(setting_types.copies)] = Field(
        CopiesKept(),
        description="How many of the hourly copies of a SQLite database stay: the newest (h), the newest of each day "
        "(d) and of each month (m) that has one. None gets older than 400 days.",
    )
    watch_seconds: Annotated[int, BeforeValidator(setting_types.seconds)] = Field(
        60,
        description="The unit of all paces at which 1688 is asked, in seconds: for unpaid orders each unit, for paid "
        "ones each 15, for shipped ones each 60.",
    )
    keep_updates_days: Annotated[int, BeforeValidator(setting_types.days)] = Field(
        1,
        description="How many days the text of an update stays that was done; what a group says among itself is not "
        "kept at all.",
    )
    keep_messages_days: Annotated[int, BeforeValidator(setting_types.message_days)] = Field(
        30, description="How many days the texts of sent messages stay, 2 at least."
    )
    keep_drafts_days: Annotated[int, BeforeValidator(setting_types.days)] = Field(
        7, description="How many days a draft stays that nobody asked for, counted from its end."
    )
    web_listen: Annotated[str, BeforeValidator(setting_types.listen)] = Field(
        "",
        description="Where the bot listens for its proxy, such as 127.0.0.1:8080: /telegram, /1688 (push messages), "
        "/app (the Mini App), /healthz and /metrics. Empty: no door is opened.",
    )
    web_url: Annotated[str, BeforeValidator(setting_types.public)] = Field(
        "",
        description="The public https:// address of the bot: people open its Mini App there, and Telegram brings "
        "updates if TELEGRAM_WEBHOOK_SECRET is set. Empty: neither.",
    )
    clock_url: Loopback = Field(
        "", description="For trying out: follow the pretend world's clock, on this machine only."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment before the secret files, and those before `.env`."""
        return init_settings, env_settings, file_secret_settings, dotenv_settings

    @model_validator(mode="before")
    @classmethod
    def _empty_means_default(cls, given: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in given.items() if str(value).strip()}

    @property
    def database(self) -> str:
        """The address of the database, with the password if it has one."""
        return self.database_url.get_secret_value()

    def secrets(self) -> tuple[str, ...]:
        """Every value that must never be shown."""
        fields = (getattr(self, name) for name in type(self).model_fields)
        secrets = {value.get_secret_value() for value in fields if isinstance(value, SecretStr)}
        return tuple(sorted(secrets - {"sqlite:///data/caigou.db"}))


NAMES = tuple(name.upper() for name in Settings.model_fields)
SECRETS = frozenset(
    name.upper() for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)
)


def load(env_file: Path = Path(".env")) -> Settings:
    """The settings of this process. Raises SettingsWrong with every fault there is."""
    faults = file_faults(env_file)
    source = None if faults else env_file
    wrong: dict[str, str] = {}
    if source and source.exists():
        faults += _strange_names(source)
    folder, secret_faults = _secret_folder()
    faults += secret_faults
    try:
        settings = _read(source, folder)
    except ValidationError as error:
        wrong = {str(one["loc"][0]): _plain(one["msg"]) for one in error.errors()}
        faults += [f"{name.upper()}: {sentence}" for name, sentence in wrong.items()]
        settings = _read(source, folder, dict.fromkeys(wrong, ""))  # so that the other settings are checked too
    named = tuple(f"{name.upper()}:" for name in wrong)
    faults += [fault for fault in _faults_together(settings) if not fault.startswith(named)]
    if faults:
        raise SettingsWrong(faults)
    return settings


def _read(env_file: Path | None, secrets: Path | None, instead: dict[str, str] | None = None) -> Settings:
    given: dict[str, Any] = {"_env_file": env_file, "_secrets_dir": secrets, **(instead or {})}
    return Settings(**given)


class _Alone(Settings):
    """Settings that hold only what they are given."""

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource, *_: Any, **__: Any
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def of_world(values: dict[str, str]) -> Settings:
    """The settings of a sandbox, as `sandbox` prints them; the environment has no influence."""
    given: dict[str, Any] = {name.lower(): value for name, value in values.items()}
    return _Alone(**given)


def missing_to_run(settings: Settings) -> list[str]:
    """The names of the settings without which the real bot cannot start."""
    return [name for name in NEEDED_TO_RUN if not getattr(settings, name.lower())]


def explanation_of(name: str) -> str:
    """What a setting is for, in a sentence."""
    return Settings.model_fields[name.lower()].description or ""


def default_of(name: str) -> str:
    """What an empty setting means, as one would write it; empty if there is no default."""
    value = Settings.model_fields[name.lower()].default
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, tuple | frozenset):
        return ",".join(map(str, value))
    if isinstance(value, bool):
        return str(int(value))
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def fault_of(name: str, text: str) -> str:
    """What is wrong with `text` as the value of one setting; empty if nothing is."""
    try:
        of_world({name: text})
    except ValidationError as error:
        return _plain(error.errors()[0]["msg"])
    return ""


def file_faults(env_file: Path) -> list[str]:
    """Why the file cannot be used: it may hold secrets, so only its owner may read it."""
    try:
        about = env_file.stat()
    except FileNotFoundError:
        return []
    name = shlex.quote(str(env_file))
    if not stat.S_ISREG(about.st_mode):
        return [f"{env_file} is no file; move it away."]
    if about.st_uid != os.geteuid():
        return [f"{env_file} belongs to somebody else; type: chown {os.geteuid()} {name}"]
    if stat.S_IMODE(about.st_mode) & 0o177:
        return [f"{env_file} holds secrets and must be yours alone; type: chmod 600 {name}"]
    try:
        text = env_file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return [f"{env_file} cannot be read as text; write it again, or type: caigou init"]
    broken = [each.original.line for each in parse_stream(StringIO(text)) if each.error]
    return [f"{env_file}, line {number}: write it as NAME=value, with both quotes or none." for number in broken]


def _strange_names(env_file: Path) -> list[str]:
    """Names in the file that look like ours but are no settings: a misspelt name would silently mean the default."""
    faults = []
    for name in dotenv_values(env_file):
        known = name.upper()
        alike = known.startswith(_OURS) or difflib.get_close_matches(known, NAMES, n=1, cutoff=_ALIKE)
        if alike and known not in NAMES:
            faults.append(f"{name}: no such setting; {_nearest(known)}")
    return faults


def _secret_folder() -> tuple[Path | None, list[str]]:
    """The folder into which systemd or a container engine puts each secret as a file of its own, and what is wrong.

    A file is named like its setting in small letters. None if there is no folder, or not all of it can be read.
    """
    named = os.environ.get(CREDENTIALS, "")
    if not named:
        return None, []
    folder = Path(named)
    try:
        files = sorted(folder.iterdir())
    except OSError:
        return None, [f"{CREDENTIALS}: {folder} cannot be read; name the folder of the secret files, or remove it."]
    unreadable = []
    for path in files:
        name = path.name.upper()
        if name in NAMES:
            try:
                path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                unreadable.append(f"{path} cannot be read as text; write it again.")
    strange = [path.name for path in files if path.name.upper().startswith(_OURS) and path.name.upper() not in NAMES]
    misspelt = [f"{CREDENTIALS}: {name} is no setting; {_nearest(name.upper())}" for name in strange]
    return None if unreadable else folder, unreadable + misspelt


def _nearest(name: str) -> str:
    near = difflib.get_close_matches(name, NAMES, n=1)
    return f"did you mean {near[0]}?" if near else "remove it."


def _faults_together(settings: Settings) -> list[str]:
    faults = []
    if settings.alibaba_buy_call == "one_click" and not settings.alibaba_one_click_url:
        faults.append("ALIBABA_ONE_CLICK_URL: write where the one-click call is; ALIBABA_BUY_CALL needs it.")
    if settings.web_url:
        if not settings.web_listen:
            faults.append("WEB_LISTEN: write where the bot listens; WEB_URL needs it.")
        # Telegram itself comes there only if there is a secret; people's clients open the Mini App at any port.
        official = settings.telegram_api_url == Settings.model_fields["telegram_api_url"].default
        parts = urlsplit(settings.web_url)
        hooked, reached = settings.telegram_webhook_secret is not None, (parts.port or 443) in WEBHOOK_PORTS
        if official and (parts.scheme != "https" or (hooked and not reached)):
            faults.append("WEB_URL: Telegram reaches https:// addresses at the ports 443, 80, 88 and 8443 only.")
    if settings.clock_url:
        services = {name.upper(): getattr(settings, name) for name in _ADDRESSES}
        real = [name for name, address in services.items() if address and not is_loopback(address)]
        if real:
            faults.append(f"CLOCK_URL: remove it; only the true time may lead to {', '.join(real)} elsewhere.")
    return faults


def listening_at(settings: Settings) -> tuple[str, int] | None:
    """Host and port of WEB_LISTEN; None if it is not set."""
    if not settings.web_listen:
        return None
    host, _, port = settings.web_listen.rpartition(":")
    return host.strip("[]"), int(port)


def _plain(message: str) -> str:
    return message.removeprefix("Value error, ")
