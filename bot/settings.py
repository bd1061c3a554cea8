"""What the environment and `.env` say: one frozen value; the only place that spells the settings' names."""

import difflib
import ipaddress
import os
import re
import shlex
import stat
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from bot.purchasing.order import PayWay

# Telegram's stand-ins for an anonymous admin, a channel and a linked one: who trusts one trusts everybody.
NOBODY = frozenset({1087968824, 136817688, 777000})
NEEDED_TO_RUN = ("TELEGRAM_TOKEN", "ALIBABA_APP_KEY", "ALIBABA_APP_SECRET")
_OURS = ("TELEGRAM_", "ALIBABA_")
_ADDRESSES = (
    "telegram_api_url",
    "alibaba_gateway_url",
    "alibaba_one_click_url",
    "short_link_url",
    "clock_url",
)


class SettingsWrong(Exception):
    """Every fault of the settings at once, one sentence each; none of them holds a secret."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def is_loopback(address: str) -> bool:
    """Whether the address (an origin) names this machine alone."""
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _origin(value: object) -> str:
    text = str(value).strip()
    wrong = ValueError("write an address without a path, such as https://example.com or http://127.0.0.1:8688.")
    try:
        parts = urlsplit(text)
        _ = parts.port  # reading it checks it
    except ValueError:
        raise wrong from None
    bare = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username or parts.password)
    if parts.scheme not in ("http", "https") or not parts.hostname or not bare or re.search(r"\s", text):
        raise wrong
    return f"{parts.scheme}://{parts.netloc}"


def _loopback(value: object) -> str:
    origin = _origin(value)
    if not is_loopback(origin):
        raise ValueError("leave it empty, or write an address of this machine, such as http://127.0.0.1:8688.")
    return origin


def _proxy(value: object) -> str:
    parts = urlsplit(str(value).strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError("write an http:// or https:// address of the proxy, such as http://127.0.0.1:3128.")
    return str(value).strip()


def _bot_token(value: object) -> str:
    if not re.fullmatch(r"\d{3,}:[\w-]{30,}", str(value).strip(), re.ASCII):
        raise ValueError("write the token as @BotFather gave it: digits, a colon, and some 35 letters.")
    return str(value).strip()


def _word(value: object) -> str:
    text = str(value).strip()
    if not re.fullmatch(r"[!-~]+", text):
        raise ValueError("write it as the 1688 console shows it, without spaces.")
    return text


def _people(value: object) -> frozenset[int]:
    words = re.split(r"[,\s]+", str(value).strip())
    wrong = [word for word in words if not re.fullmatch(r"[1-9]\d{0,15}", word, re.ASCII)]
    if wrong:
        raise ValueError(f"write numeric Telegram ids, separated by commas; {', '.join(wrong)} is none.")
    people = frozenset(map(int, words))
    if people & NOBODY:
        named = ", ".join(map(str, sorted(people & NOBODY)))
        raise ValueError(f"remove {named}: Telegram shows it for anonymous admins and channels.")
    return people


def _ways(value: object) -> tuple[PayWay, ...]:
    words = re.split(r"[,\s]+", str(value).strip())
    if set(words) - set(PayWay) or len(set(words)) < len(words):
        raise ValueError(f"write some of {', '.join(PayWay)}, each once, in the order to offer them.")
    return tuple(map(PayWay, words))


def _buy_call(value: object) -> str:
    if value not in ("cross", "fast", "one_click"):
        raise ValueError("write cross, fast or one_click.")
    return str(value)


def _rate(value: object) -> float:
    if not re.fullmatch(r"\d{1,4}(\.\d{1,3})?", str(value).strip(), re.ASCII):
        raise ValueError("write how many a second as a number, such as 5.")
    return float(str(value))


def _positive_rate(value: object) -> float:
    if not (rate := _rate(value)):
        raise ValueError("write a number above 0, such as 5.")
    return rate


def _seconds(value: object) -> int:
    if not re.fullmatch(r"[1-9]\d{0,4}", str(value).strip(), re.ASCII):
        raise ValueError("write a whole number of seconds from 1 to 99999, such as 60.")
    return int(str(value))


def _database(value: object) -> str:
    text = str(value).strip()
    parts = urlsplit(text)
    if text.startswith("sqlite:///") and len(text) > len("sqlite:///"):
        return text
    if parts.scheme in ("postgresql", "postgres") and parts.hostname and len(parts.path) > 1:
        return text.replace("postgres://", "postgresql://", 1)
    raise ValueError("write sqlite:///path/of/the/file.db or postgresql://user:password@host/database.")


Origin = Annotated[str, BeforeValidator(_origin)]
Loopback = Annotated[str, BeforeValidator(_loopback)]


class Settings(BaseSettings):
    """All settings. The environment wins over `.env`; an empty one means its default."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", validate_default=False, hide_input_in_errors=True)

    telegram_token: Annotated[SecretStr | None, BeforeValidator(_bot_token)] = Field(
        None, description="The bot's token, from @BotFather."
    )
    telegram_api_url: Origin = Field(
        "https://api.telegram.org", description="Where the Bot API is; change it for a server of your own."
    )
    telegram_proxy: Annotated[SecretStr | None, BeforeValidator(_proxy)] = Field(
        None, description="An http:// or https:// proxy on the way to Telegram; empty for none."
    )
    telegram_admins: Annotated[frozenset[int], NoDecode, BeforeValidator(_people)] = Field(
        frozenset(),
        description="Who may buy: numeric Telegram ids, separated by commas. The bot tells everyone "
        "who writes to it their own id; while this is empty it buys nothing.",
    )
    telegram_rate: Annotated[float, BeforeValidator(_rate)] = Field(
        25.0, description="Messages a second, over all chats; 0 takes the limit away."
    )
    alibaba_app_key: Annotated[str, BeforeValidator(_word)] = Field(
        "", description="The app key, from the console of open.1688.com."
    )
    alibaba_app_secret: Annotated[SecretStr | None, BeforeValidator(_word)] = Field(
        None, description="The app secret, from the same page."
    )
    alibaba_access_token: Annotated[SecretStr | None, BeforeValidator(_word)] = Field(
        None, description="An access token, where you have one already; `caigou login` gets and keeps one."
    )
    alibaba_refresh_token: Annotated[SecretStr | None, BeforeValidator(_word)] = Field(
        None, description="The refresh token that came with it."
    )
    alibaba_gateway_url: Origin = Field("https://gw.open.1688.com", description="Where 1688's open platform is.")
    alibaba_buy_call: Annotated[Literal["cross", "fast", "one_click"], BeforeValidator(_buy_call)] = Field(
        "cross", description="The call that places orders: cross, fast or one_click."
    )
    alibaba_one_click_url: Annotated[str, BeforeValidator(_origin)] = Field(
        "", description="Where the one-click call is; needed with ALIBABA_BUY_CALL=one_click only."
    )
    alibaba_pay: Annotated[tuple[PayWay, ...], NoDecode, BeforeValidator(_ways)] = Field(
        (PayWay.ALIPAY, PayWay.CROSS, PayWay.PHONE),
        description="The ways to pay that people are offered, in this order: alipay, cross, phone.",
    )
    alibaba_rate: Annotated[float, BeforeValidator(_positive_rate)] = Field(
        5.0, description="Calls a second to 1688, over everything."
    )
    short_link_url: Loopback = Field(
        "", description="For trying out: stands in for qr.1688.com and dj.1688.com, on this machine only."
    )
    database_url: Annotated[SecretStr, BeforeValidator(_database)] = Field(
        SecretStr("sqlite:///data/caigou.db"),
        description="sqlite:///path/of/the/file.db or postgresql://user:password@host/database.",
    )
    watch_seconds: Annotated[int, BeforeValidator(_seconds)] = Field(
        60, description="How often 1688 is asked what changed, in seconds."
    )
    clock_url: Loopback = Field(
        "", description="For trying out: follow the pretend world's clock, on this machine only."
    )

    @model_validator(mode="before")
    @classmethod
    def _empty_means_default(cls, given: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in given.items() if str(value).strip()}

    def secrets(self) -> tuple[str, ...]:
        """Every value that may never be shown."""
        fields = (getattr(self, name) for name in type(self).model_fields)
        found = {value.get_secret_value() for value in fields if isinstance(value, SecretStr)}
        return tuple(sorted(found - {"sqlite:///data/caigou.db"}))


NAMES = tuple(name.upper() for name in Settings.model_fields)
SECRETS = frozenset(
    name.upper() for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)
)


def load(env_file: Path = Path(".env")) -> Settings:
    """The settings of this process, or SettingsWrong with every fault there is."""
    faults = file_faults(env_file)
    source = None if faults else env_file
    if source and source.exists():
        faults += _strange_names(source)
    try:
        settings = _read(source)
    except ValidationError as error:
        wrong = {str(one["loc"][0]): _plain(one["msg"]) for one in error.errors()}
        faults += [f"{name.upper()}: {sentence}" for name, sentence in wrong.items()]
        settings = _read(source, dict.fromkeys(wrong, ""))  # so that the others are looked at together as well
    faults += _faults_together(settings)
    if faults:
        raise SettingsWrong(faults)
    return settings


def _read(env_file: Path | None, instead: dict[str, str] | None = None) -> Settings:
    given: dict[str, Any] = {"_env_file": env_file, **(instead or {})}
    return Settings(**given)


class _Alone(Settings):
    """Settings that only hold what they are given."""

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource, *_: Any, **__: Any
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def of_world(values: dict[str, str]) -> Settings:
    """The settings of a pretend world, as `sandbox` prints them; the environment does not mix in."""
    given: dict[str, Any] = {name.lower(): value for name, value in values.items()}
    return _Alone(**given)


def missing_to_run(settings: Settings) -> list[str]:
    """The names of the settings without which the real bot cannot start."""
    return [name for name in NEEDED_TO_RUN if not getattr(settings, name.lower())]


def explanation_of(name: str) -> str:
    """What a setting is for, in a sentence."""
    return Settings.model_fields[name.lower()].description or ""


def default_of(name: str) -> str:
    """What an empty setting means, as one would write it; empty where there is no default."""
    value = Settings.model_fields[name.lower()].default
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, tuple | frozenset):
        return ",".join(map(str, value))
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def fault_of(name: str, text: str) -> str:
    """What is wrong with `text` as the value of one setting; empty where nothing is."""
    try:
        of_world({name: text})
    except ValidationError as error:
        return _plain(error.errors()[0]["msg"])
    return ""


def file_faults(env_file: Path) -> list[str]:
    """Why the file may not be read: secrets in it must be its owner's alone."""
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
        env_file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return [f"{env_file} cannot be read as text; write it again, or type: caigou init"]
    return []


def _strange_names(env_file: Path) -> list[str]:
    """A misspelt name would silently mean the default; other programs' names are none of our business."""
    found = [name for name in dotenv_values(env_file) if name.upper() not in NAMES and name.startswith(_OURS)]
    return [f"{name}: no such setting; {_nearest(name)}" for name in found]


def _nearest(name: str) -> str:
    near = difflib.get_close_matches(name, NAMES, n=1)
    return f"did you mean {near[0]}?" if near else "remove it."


def _faults_together(settings: Settings) -> list[str]:
    faults = []
    if settings.alibaba_buy_call == "one_click" and not settings.alibaba_one_click_url:
        faults.append("ALIBABA_ONE_CLICK_URL: write where the one-click call is; ALIBABA_BUY_CALL needs it.")
    if settings.clock_url:
        services = {name.upper(): getattr(settings, name) for name in _ADDRESSES}
        real = [name for name, address in services.items() if address and not is_loopback(address)]
        if real:
            faults.append(f"CLOCK_URL: remove it; only the true time may lead to {', '.join(real)} elsewhere.")
    return faults


def _plain(message: str) -> str:
    return message.removeprefix("Value error, ")
