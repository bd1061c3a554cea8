"""The 1688 tokens are in no file in the clear, and a database under another app secret is a login that is missing."""

import logging
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cards.operations.checks import Status
from bot.desk.operations.tokens import Seal, SealedTokenStore, is_sealed, source_of
from bot.market.openplatform.tokens import Tokens
from bot.wiring import doctor_checks
from storage.files import backup

CREATE = "alibaba.trade.createCrossOrder"
ACCESS, REFRESH = "5b0a-access-canary", "9c3f-refresh-canary"
TOKENS = Tokens(ACCESS, None, REFRESH, datetime(2030, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC))


def token_store(ledger: Any, secret: str = "app secret", source: str = "source") -> SealedTokenStore:
    return SealedTokenStore(ledger, source, Seal(secret))


async def stored(ledger: Any) -> Tokens:
    async with ledger.read() as uow:
        tokens: Tokens = (await uow.people.tokens())[1]
    return tokens


async def keep_plain(ledger: Any) -> None:
    """What a version before the seal left."""
    async with ledger.change() as uow:
        await uow.people.put_tokens("source", TOKENS)


def in_the_files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


async def test_tokens_come_back_as_they_were_kept(ledger: Any) -> None:
    await token_store(ledger).save(TOKENS)
    assert await token_store(ledger).load() == TOKENS


@pytest.mark.threat("T12")
async def test_no_file_of_the_database_holds_a_token(ledger: Any, tmp_path: Path) -> None:
    await token_store(ledger).save(TOKENS)
    held = in_the_files(tmp_path)
    assert b"sealed1:" in held
    assert b"canary" not in held


@pytest.mark.threat("T28")
async def test_a_copy_of_the_database_holds_no_token(ledger: Any, tmp_path: Path) -> None:
    await token_store(ledger).save(TOKENS)
    await backup.copy(tmp_path / "data" / "caigou.db", tmp_path / "copies" / "copy.db")
    held = in_the_files(tmp_path / "copies")
    assert b"sealed1:" in held
    assert b"canary" not in held


async def test_a_database_under_another_app_secret_has_empty_tokens_and_says_so_once(
    ledger: Any, caplog: pytest.LogCaptureFixture
) -> None:
    await token_store(ledger).save(TOKENS)
    other = token_store(ledger, "another secret")
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            found = await other.load()
            assert found is not None
            assert (found.access_token, found.refresh_token) == ("", "")
    assert caplog.text.count("type: caigou login") == 1
    assert await token_store(ledger).load() == TOKENS, "looking spoils nothing"


@pytest.mark.parametrize("spoil", [lambda text: text[:-9], lambda text: text[:70] + text[71:], lambda _: "sealed1:x:"])
def test_a_spoilt_seal_is_a_token_that_is_missing(spoil: Any) -> None:
    seal = Seal("app secret")
    assert seal.open(spoil(seal.close(ACCESS))) is None


async def test_the_settings_tokens_are_taken_where_the_stored_ones_cannot_be_opened(ledger: Any) -> None:
    await token_store(ledger).save(TOKENS)
    other = token_store(ledger, "another secret")
    await other.adopt("from-settings", "")
    found = await other.load()
    assert found is not None
    assert found.access_token == "from-settings"


async def test_what_an_earlier_version_left_open_is_sealed_at_the_next_start(ledger: Any) -> None:
    await keep_plain(ledger)
    assert await token_store(ledger).load() == TOKENS, "read as it is"
    await token_store(ledger).adopt("", "")
    assert is_sealed((await stored(ledger)).access_token)
    assert is_sealed((await stored(ledger)).refresh_token)
    assert await token_store(ledger).load() == TOKENS


async def test_sealing_what_was_open_leaves_a_foreign_seal_alone(ledger: Any) -> None:
    foreign = Seal("another secret").close(REFRESH)
    async with ledger.change() as uow:
        await uow.people.put_tokens("source", Tokens(ACCESS, None, foreign, None, None))
    await token_store(ledger).adopt("", "")
    assert (await stored(ledger)).refresh_token == foreign


def test_a_seal_tells_tokens_apart_without_giving_them_away() -> None:
    seal = Seal("app secret")
    once, again, other = seal.close(ACCESS), seal.close(ACCESS), seal.close(REFRESH)
    assert once != again
    names = [each.split(":")[1] for each in (once, again, other)]
    assert names[0] == names[1] != names[2]
    assert Seal("another").close(ACCESS).split(":")[1] != once.split(":")[1]
    assert seal.close("") == ""


def sealed_under_another_secret(street: Any) -> None:
    """The database as it is after ALIBABA_APP_SECRET was changed, and no tokens in the settings."""
    street.tenant._settings = street.settings.model_copy(
        update={"alibaba_access_token": None, "alibaba_refresh_token": None}
    )
    seal = Seal("the secret of before")
    values = (source_of(street.settings.alibaba_app_key, "", ""), seal.close(ACCESS), seal.close(REFRESH))
    with closing(sqlite3.connect(street.database)) as database, database:
        database.execute("UPDATE token SET source = ?, access_token = ?, refresh_token = ?", values)


async def test_a_bot_whose_app_secret_changed_asks_for_a_login_and_orders_nothing(open_street: Any) -> None:
    async with open_street() as street:
        await street.ordered()
        card = await street.draft()
        await street.tenant.stop()
        sealed_under_another_secret(street)
        before = (await street.ledger())["calls"][CREATE]
        await street.tenant.start()
        await street.hears("1688 wants a new login")
        await street.anna.presses(card, "Buy now")
        await street.later(120)
        assert len((await street.ledger())["orders"]) == 1
        assert (await street.ledger())["calls"][CREATE] == before
        assert len(await street.told("1688 wants a new login")) == 1


async def test_the_doctor_names_tokens_that_nobody_can_read(open_street: Any) -> None:
    async with open_street() as street:
        await street.tenant.stop()
        sealed_under_another_secret(street)
        checks = await doctor_checks._market(street.tenant._settings, dry=False)
        await street.tenant.start()
    told = [check for check in checks if check.name == "1688 tokens"]
    assert [(check.status, check.remedy) for check in told] == [(Status.FAILED, "type: caigou login")]
