"""A server of the database that can be reached no more, though its connections stay open: nobody waits for ever."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import make_url, text

from storage.engine import engines
from storage.engine.database import Database
from storage.failures import StorageFailed
from tests.storage.sql import sql


class Wire:
    """Between us and the server; once it is cut, it takes what is said and brings nothing."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self.cut = False
        self.hangs_up_late = False
        self.server_left, self.may_hang_up = asyncio.Event(), asyncio.Event()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(self._host, self._port)
        try:
            await asyncio.gather(self._there(reader, far_writer), self._back(far_reader, writer))
        finally:
            writer.close()
            far_writer.close()

    async def _there(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        await self._one_way(source, target)
        target.close()

    async def _back(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        await self._one_way(source, target)
        self.server_left.set()
        if self.hangs_up_late:
            await self.may_hang_up.wait()
        target.close()

    async def _one_way(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while said := await source.read(65536):
            if not self.cut:
                target.write(said)


@pytest.fixture
async def wire(postgres_url: str) -> AsyncIterator[tuple[Wire, str]]:
    """The wire, and the address of an empty database behind it."""
    there = make_url(postgres_url)
    assert there.host
    assert there.port
    between = Wire(there.host, there.port)
    server = await asyncio.start_server(between.carry, "127.0.0.1", 0)
    here = there.set(port=server.sockets[0].getsockname()[1])
    yield between, here.render_as_string(hide_password=False)
    server.close()


async def asked(database: Database, falls_silent: Wire | None = None) -> int:
    """An answer of the server, in a transaction; with a wire, that one is cut in its midst."""
    async with database.transaction() as session:
        if falls_silent is not None:
            falls_silent.cut = True
        return int(await session.scalar(text("SELECT 1")))


async def left_while_reading(database: Database, wire: Wire, *, more: bool) -> None:
    """The server loses its patience with us in the midst of a reading."""
    async with database.reading() as session:
        await sql(session, "SET LOCAL idle_in_transaction_session_timeout = 100")
        await wire.server_left.wait()
        if more:
            await session.scalar(text("SELECT 1"))


@pytest.mark.parametrize("moment", ["before the first word", "in the midst"])
async def test_a_server_that_falls_silent_is_given_up_and_found_again(
    wire: tuple[Wire, str], monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    between, url = wire
    monkeypatch.setattr(engines, "ANSWER_SECONDS", 0.5)
    database = await Database.open(url)
    try:
        assert await asked(database) == 1
        between.cut = moment == "before the first word"
        with pytest.raises(StorageFailed, match="server"):
            await asked(database, falls_silent=between)
        between.cut = False
        assert await asked(database) == 1
    finally:
        between.cut = False
        await database.close()


@pytest.mark.parametrize("more", [True, False], ids=["asked once more", "asked nothing more"])
async def test_a_server_that_says_farewell_is_given_up_and_found_again(wire: tuple[Wire, str], more: bool) -> None:
    """Its last word ends what is asked; the end of the connection itself may come later, or never."""
    between, url = wire
    database = await Database.open(url)
    between.hangs_up_late = True
    between.server_left.clear()
    try:
        with pytest.raises(StorageFailed, match="server"):
            await left_while_reading(database, between, more=more)
        assert await asked(database) == 1
    finally:
        between.may_hang_up.set()
        await database.close()
