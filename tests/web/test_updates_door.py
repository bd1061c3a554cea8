"""The door for Telegram: nobody without the whole secret, nothing that is no update, and 200 only for what is kept."""

import asyncio
import json
from typing import Any

import pytest

from bot.web import request_body
from bot.web.telegram_updates import BODY_CAP, SECRET_HEADER
from tests.web.conftest import SECRET

UPDATE = {"update_id": 5, "message": {"text": "你好"}}


async def recorded(street: Any) -> list[int]:
    return [each.update_id for each in await street.room.desk.intake.waiting(7, 100)]


@pytest.mark.threat("T13")
@pytest.mark.parametrize(
    "given",
    [None, "", "wrong", SECRET[:-1], SECRET + "x", SECRET.lower(), SECRET[::-1], "x" * 10_000, "Bearer " + SECRET],
)
async def test_s10_without_the_whole_secret_nobody_is_heard(street: Any, given: str | None) -> None:
    headers = {} if given is None else {SECRET_HEADER: given}
    answer = await street.http.post(f"{street.url}/telegram", json=UPDATE, headers=headers)
    assert (answer.status_code, answer.content) == (401, b"")
    assert await recorded(street) == []
    assert street.counts == {("telegram", "forged"): 1}


async def test_s10_with_the_right_secret_an_update_is_recorded_before_the_answer(street: Any) -> None:
    assert await street.update(UPDATE, **{SECRET_HEADER: SECRET}) == 200
    assert await recorded(street) == [5]
    assert street.accepted == [UPDATE]


async def test_the_secret_given_twice_is_not_the_secret(street: Any) -> None:
    headers = [(SECRET_HEADER, SECRET), (SECRET_HEADER, "wrong")]
    answer = await street.http.post(f"{street.url}/telegram", json=UPDATE, headers=headers)
    assert answer.status_code == 401
    assert await recorded(street) == []


@pytest.mark.threat("T13")
async def test_an_update_that_is_brought_twice_is_kept_once(street: Any) -> None:
    for _ in range(2):
        assert await street.update(UPDATE, **{SECRET_HEADER: SECRET}) == 200
    assert await recorded(street) == [5]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"5", b'"x"', b"null", b"{}", b'{"update_id": "5"}', b'{"update_id": true}',
     b'{"update_id": 1.5}', b'{"update_id": -1}', b'{"update_id": 9223372036854775808}', b"\xff\xfe{", b"[" * 100_000,
     b'{"update_id": 5, "message": {"text": "\\ud800"}}'],
)  # fmt: skip
async def test_what_is_no_update_is_refused_and_nothing_is_kept(street: Any, body: bytes) -> None:
    assert await street.update(body, **{SECRET_HEADER: SECRET}) == 400
    assert await recorded(street) == []


async def test_a_body_above_the_cap_is_not_read_to_its_end(street: Any) -> None:
    async def endless() -> Any:
        for _ in range(64):
            yield b" " * 65_536

    headers = {SECRET_HEADER: SECRET}
    declared = await street.http.post(f"{street.url}/telegram", content=b" " * (BODY_CAP + 1), headers=headers)
    streamed = await street.http.post(f"{street.url}/telegram", content=endless(), headers=headers)
    assert (declared.status_code, streamed.status_code) == (413, 413)


async def test_a_body_that_does_not_come_is_given_up(street: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_body, "BODY_SECONDS", 0.05)
    host, port = street.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        f"POST /telegram HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\nContent-Length: 9\r\n\r\n{{".encode()
    )
    assert b" 408 " in await reader.readline()
    writer.close()


async def test_what_could_not_be_recorded_is_asked_for_again(street: Any) -> None:
    street.broken = OSError("the disk is full")
    assert await street.update(UPDATE, **{SECRET_HEADER: SECRET}) == 503
    street.broken = None
    assert await street.update(UPDATE, **{SECRET_HEADER: SECRET}) == 200
    assert await recorded(street) == [5]
    assert street.counts == {("telegram", "failed"): 1, ("telegram", "taken"): 1}


async def test_two_hundred_updates_at_once_are_all_recorded(street: Any) -> None:
    updates = [{"update_id": number, "message": {}} for number in range(1, 201)]
    statuses = await asyncio.gather(*(street.update(each, **{SECRET_HEADER: SECRET}) for each in updates))
    assert set(statuses) <= {200, 503}
    again = [each for each, status in zip(updates, statuses, strict=True) if status != 200]
    assert all([await street.update(each, **{SECRET_HEADER: SECRET}) == 200 for each in again])
    async with street.room.ledger.read() as uow:
        kept = [json.loads(row.raw)["update_id"] for row in await uow.inbox.waiting(7, 1000)]
    assert sorted(kept) == list(range(1, 201))


async def test_other_methods_and_paths_are_nothing(street: Any) -> None:
    for method, path, status in (("GET", "/telegram", 405), ("POST", "/telegram/", 404), ("GET", "/", 404)):
        assert (await street.http.request(method, street.url + path)).status_code == status
