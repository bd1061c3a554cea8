"""Canaries: secrets are sent through every way into a log line, and none comes out."""

import io
import logging
import sys
import threading
import warnings

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot
from telegram.error import InvalidToken

from bot.market.errors import Unreachable
from bot.redaction import HIDDEN, TALKATIVE, CarefulHandler, Redactor, hide, hide_tokens, set_up_logging
from storage.failures import StorageFailed

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
SECRET = "canary/app+secret=="
ACCESS = "canary-access-token"
SIGNATURE = "A1B2C3D4E5F60718293A4B5C6D7E8F9001122334"
PHONE = "13800138000"
CANARIES = (TOKEN, SECRET, ACCESS, SIGNATURE, PHONE, "canary")


@pytest.fixture
def lines() -> io.StringIO:
    """Everything that is logged from here on."""
    stream = io.StringIO()
    set_up_logging((SECRET, ACCESS), stream=stream)
    return stream


def leaks(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text]


@pytest.mark.parametrize("level", [logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL])
@pytest.mark.parametrize("canary", CANARIES[:5])
def test_no_level_shows_a_secret_in_message_or_argument(lines: io.StringIO, level: int, canary: str) -> None:
    known = canary if canary != SIGNATURE else f"_aop_signature={canary}"
    log = logging.getLogger("bot.test")
    log.log(level, f"in the message {known}")
    log.log(level, "in the arguments %s %r", known, {"value": known})
    assert leaks(lines.getvalue()) == []
    assert lines.getvalue().count(HIDDEN) == 3


def test_a_traceback_shows_no_secret_not_even_in_its_causes(lines: io.StringIO) -> None:
    try:
        try:
            raise ValueError(f"token {TOKEN}")
        except ValueError as cause:
            raise RuntimeError(f"secret {SECRET} and phone {PHONE}") from cause
    except RuntimeError:
        logging.getLogger("bot").exception("it failed")
    assert leaks(lines.getvalue()) == []
    assert "RuntimeError: secret ***" in lines.getvalue()
    assert "ValueError: token ***" in lines.getvalue()


def test_a_stack_shows_no_secret(lines: io.StringIO) -> None:
    logging.getLogger("bot").info("here", stack_info=True)
    record = logging.makeLogRecord(
        {"levelno": 20, "msg": "there", "stack_info": f"Stack:\n {TOKEN}", "exc_text": SECRET}
    )
    logging.getLogger("bot").handle(record)
    assert leaks(lines.getvalue()) == []


@pytest.mark.threat("T11")
def test_the_library_that_writes_addresses_is_silent_below_warning(lines: io.StringIO) -> None:
    for name in ("httpx", "httpcore.http11", "telegram.Bot", "telegram.ext.ExtBot"):
        logging.getLogger(name).info("POST https://api.telegram.org/bot%s/getMe", TOKEN)
        logging.getLogger(name).debug("Set Bot API URL: %s", TOKEN)
    assert lines.getvalue() == ""
    assert all(logging.getLogger(name).level == logging.WARNING for name in TALKATIVE)


async def test_a_real_call_of_the_library_leaves_no_line(lines: io.StringIO) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200))
    async with httpx.AsyncClient(transport=transport) as client:
        await client.post(f"https://api.telegram.org/bot{TOKEN}/getMe", data={"access_token": ACCESS})
    assert lines.getvalue() == ""


@pytest.mark.threat("T11")
def test_what_the_bot_and_its_error_say_of_themselves_is_cleaned(lines: io.StringIO) -> None:
    logging.getLogger("bot").warning("%r", Bot(TOKEN))
    logging.getLogger("bot").warning("%s", InvalidToken(f"The token `{TOKEN}` was rejected by the server."))
    assert leaks(lines.getvalue()) == []
    assert lines.getvalue().count(HIDDEN) >= 2


@pytest.mark.threat("T11")
def test_debug_is_refused() -> None:
    with pytest.raises(ValueError, match="INFO or higher"):
        set_up_logging((), level=logging.DEBUG)


def test_debug_that_a_library_switches_on_is_not_written(lines: io.StringIO) -> None:
    log = logging.getLogger("bot.somewhere")
    log.setLevel(logging.DEBUG)
    try:
        log.debug("body %s", "whatever")
    finally:
        log.setLevel(logging.NOTSET)
    assert lines.getvalue() == ""


def test_secrets_are_hidden_in_their_percent_encoded_form_too(lines: io.StringIO) -> None:
    logging.getLogger("bot").info("https://host/?secret=canary%2Fapp%2Bsecret%3D%3D&x=1")
    assert leaks(lines.getvalue()) == []


@pytest.mark.parametrize("text", [
    f"_aop_signature={SIGNATURE}&x=1", f'{{"_aop_signature": "{SIGNATURE}"}}', f"{{'_aop_signature': '{SIGNATURE}'}}",
    f"https://host/api.buyProduct?app_key=1&sign={SIGNATURE}&price=1", f"refresh_token={SIGNATURE}",
    f'"refreshToken":"{SIGNATURE}"', f"client_secret={SIGNATURE}", f"https://me/cb?code={SIGNATURE}&state=1",
    f"postgresql://bot:{SIGNATURE}@host/db", f"http://me:{SIGNATURE}@proxy:3128",
])  # fmt: skip
def test_a_secret_is_known_by_the_name_before_it(text: str) -> None:
    cleaned = Redactor().clean(text)
    assert SIGNATURE not in cleaned
    assert HIDDEN in cleaned


@pytest.mark.parametrize("text", [
    "order 3317081160226242182 is paid", "offer 1234567890123", "person 8012345678", "at 1764000000", "code=500_1",
    "https://detail.1688.com/offer/600000000001.html", "total ¥ 13,800.13", "error_code=gw.SignatureInvalid",
])  # fmt: skip
def test_what_is_needed_to_find_a_fault_stays(text: str) -> None:
    assert Redactor(("secretsecret",)).clean(text) == text


@pytest.mark.threat("T32")
@pytest.mark.parametrize("text", [f"call {PHONE}", f"tel:{PHONE},", f"+86{PHONE}"[:3] + f" {PHONE}", f"电话{PHONE}号"])
def test_a_phone_number_is_hidden(text: str) -> None:
    assert PHONE not in Redactor().clean(text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40), st.text("abcdef/+=&%", min_size=4, max_size=30))
def test_no_secret_survives_wherever_it_stands(around: str, secret: str) -> None:
    assert secret not in Redactor((secret,)).clean(f"{around}{secret}{around}").replace(HIDDEN, "")


def test_a_short_word_is_no_secret() -> None:
    assert Redactor(("", "abc")).clean("abcabc") == "abcabc"


@pytest.mark.threat("T26")
def test_a_message_is_one_line_whatever_stands_in_it(lines: io.StringIO) -> None:
    logging.getLogger("bot").info("title %s", "one\n2026-01-01T00:00:00Z INFO bot: forged\r\x1b[2K\u2028\x85end")
    (line,) = lines.getvalue().splitlines()
    assert "\\n2026-01-01" in line
    assert "\\x1b[2K" in line


def test_a_line_says_when_in_utc_how_bad_and_who(lines: io.StringIO) -> None:
    record = logging.makeLogRecord(
        {"name": "bot.desk", "levelno": 30, "levelname": "WARNING", "msg": "hm", "created": 1764000000.25}
    )
    logging.getLogger("bot").handle(record)
    assert lines.getvalue() == "2025-11-24T16:00:00.250000Z WARNING bot.desk: hm\n"


def test_a_traceback_is_set_in_so_that_it_forges_no_line(lines: io.StringIO) -> None:
    try:
        raise ValueError("x\n2026-01-01T00:00:00Z INFO bot: forged")
    except ValueError:
        logging.getLogger("bot").exception("it failed")
    first, *rest = lines.getvalue().splitlines()
    assert first.endswith("ERROR bot: it failed")
    assert rest
    assert all(line.startswith("  | ") for line in rest)


def test_a_record_that_cannot_be_written_shows_neither_message_nor_arguments(
    lines: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    (handler,) = [handler for handler in logging.getLogger().handlers if isinstance(handler, CarefulHandler)]
    handler.handle(logging.makeLogRecord({"levelno": 20, "msg": "%d " + SECRET, "args": (TOKEN,)}))
    assert "was lost: TypeError" in lines.getvalue()
    assert leaks(lines.getvalue() + "".join(capsys.readouterr())) == []


def test_what_nobody_catches_is_logged_without_its_secrets(lines: io.StringIO) -> None:
    error = ValueError(f"token {TOKEN}")
    sys.excepthook(ValueError, error, None)
    threading.excepthook(threading.ExceptHookArgs((ValueError, error, None, None)))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert lines.getvalue().count("CRITICAL bot: stopped by an error") == 2
    assert leaks(lines.getvalue()) == []


def test_a_warning_is_a_log_line_like_any_other(lines: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn(f"token {TOKEN}", UserWarning, stacklevel=1)
    assert "WARNING py.warnings" in lines.getvalue()
    assert leaks(lines.getvalue()) == []


def test_a_secret_that_comes_later_is_hidden_from_then_on(lines: io.StringIO) -> None:
    hide("new-access-token")
    logging.getLogger("bot").info("got new-access-token")
    assert "new-access-token" not in lines.getvalue()


def test_a_year_of_renewals_costs_no_more_than_a_week(lines: io.StringIO) -> None:
    for renewal in range(900):
        hide_tokens(f"access-token-{renewal}-", "the-refresh-token")
    logging.getLogger("bot").info("access-token-899- access-token-880- the-refresh-token %s", SECRET)
    assert "token-" not in lines.getvalue().replace(HIDDEN, "")
    (redactor,) = [one.redactor for one in logging.getLogger().handlers if isinstance(one, CarefulHandler)]
    assert "access-token-0-" in redactor.clean("access-token-0-")


def test_setting_up_twice_writes_every_line_once(lines: io.StringIO) -> None:
    set_up_logging((), stream=lines)
    logging.getLogger("bot").info("once")
    assert lines.getvalue().count("once") == 1


def test_a_log_on_a_full_disk_ends_nothing(lines: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: str) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(lines, "write", full)
        logging.getLogger("bot").error("nobody reads this")
    logging.getLogger("bot").error("and this is read again")
    assert lines.getvalue().endswith("and this is read again\n")


def away(what: str, error: Exception) -> None:
    try:
        raise error
    except type(error):
        logging.getLogger("bot.jobs").exception("tick %s failed", what)


def test_what_is_away_is_told_in_one_line_and_once_for_each_piece_of_work(lines: io.StringIO) -> None:
    for _ in range(50):
        away("watch", Unreachable("getBuyerOrderList", f"HTTP 503 for {SECRET}"))
        away("outbox", StorageFailed("The disk of the database is full."))
    told = lines.getvalue().splitlines()
    assert [line.partition(" ")[2] for line in told] == [
        "ERROR bot.jobs: tick watch failed: Unreachable: getBuyerOrderList: HTTP 503 for ***",
        "ERROR bot.jobs: tick outbox failed: StorageFailed: The disk of the database is full.",
    ]


def test_what_is_away_for_longer_is_told_again(lines: io.StringIO) -> None:
    error = Unreachable("x", "away")
    for at in (0.0, 59.0, 60.0):
        record = logging.getLogger("bot").makeRecord("bot", logging.ERROR, "f", 1, "m", (), (type(error), error, None))
        record.created = at
        logging.getLogger().handle(record)
    assert len(lines.getvalue().splitlines()) == 2


def test_a_fault_of_our_own_is_told_each_time_with_where_it_was(lines: io.StringIO) -> None:
    for _ in range(2):
        away("watch", KeyError("x"))
    assert lines.getvalue().count("Traceback") == 2
