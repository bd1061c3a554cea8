"""The door for 1688: forged and mutated messages change nothing at all, genuine ones bring one look forward."""

import random
import sqlite3
from contextlib import closing
from typing import Any
from urllib.parse import parse_qsl

import pytest

from tests.web.conftest import ORDER_ID, message, sealed


def everything(street: Any) -> list[str]:
    """Every row of every table."""
    with closing(sqlite3.connect(f"file:{street.path}?mode=ro", uri=True)) as database:
        return list(database.iterdump())


def mutated(dice: random.Random, body: bytes) -> bytes:
    """The body with something wrong in it."""
    match dice.randrange(6):
        case 0:  # a byte changed
            at = dice.randrange(len(body))
            return body[:at] + bytes([(body[at] + dice.randrange(1, 256)) % 256]) + body[at + 1 :]
        case 1:  # cut off
            return body[: dice.randrange(len(body))]
        case 2:  # another order or number under the old seal
            at = body.index(b"orderId") if dice.random() < 0.5 else body.index(b"msgId")
            return body[:at] + body[at:].replace(b"3", b"4", 1) + b"0"
        case 3:  # one of the fields twice, or none of them
            fields = body.split(b"&")
            return b"&".join(dice.sample([*fields, *fields], dice.choice([1, 3, 4])))
        case 4:  # sealed by somebody else
            return sealed(message(dice.randrange(10**6)), f"secret{dice.random()}")
        case _:  # noise
            return dice.randbytes(dice.randrange(400))


async def brought(app: Any, body: bytes) -> int:
    """The status for a body that comes without a socket."""
    scope = {
        "type": "http", "method": "POST", "path": "/1688", "raw_path": b"/1688", "root_path": "", "query_string": b"",
        "scheme": "http", "http_version": "1.1", "headers": [], "server": ("door", 80), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    statuses: list[int] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(told: Any) -> None:
        statuses.extend([told["status"]] if told["type"] == "http.response.start" else [])

    await app(scope, receive, send)
    return statuses[0]


@pytest.mark.threat("T14")
@pytest.mark.parametrize("seed", [1688])
async def test_s11_ten_thousand_mutated_pushes_change_no_row(street: Any, seed: int) -> None:
    await street.room.sent()
    await street.room.desk.watch.look_due()
    dice, genuine = random.Random(seed), sealed(message())
    real = dict(parse_qsl(genuine.decode()))
    before = everything(street)
    statuses: set[int] = set()
    for _ in range(10_000):
        body = mutated(dice, genuine)
        if dict(parse_qsl(body.decode("latin-1"), keep_blank_values=True)) == real and body.count(b"&") == 1:
            body += b"&message=twice"
        statuses.add(await brought(street.app, body))
    assert statuses == {400, 401}
    assert everything(street) == before


@pytest.mark.threat("T14")
async def test_s11_a_replayed_push_adds_no_event(street: Any) -> None:
    await street.room.sent()
    await street.room.desk.watch.look_due()
    assert await street.push(sealed(message())) == 200
    await street.room.desk.watch.look_due()
    before = everything(street)
    for _ in range(50):
        assert await street.push(sealed(message())) == 200
        await street.room.desk.watch.look_due()
    assert everything(street) == before
    assert street.counts == {("1688", "taken"): 1, ("1688", "repeated"): 50}


async def test_a_genuine_push_makes_the_order_due_now(street: Any) -> None:
    await street.room.sent()
    await street.room.desk.watch.look_due()
    street.room.market.calls.clear()
    answer = await street.http.post(f"{street.url}/1688", content=sealed(message()))
    assert (answer.status_code, answer.json()) == (200, {"success": True})
    async with street.room.ledger.read() as uow:
        assert await uow.orders.due(10) == (ORDER_ID,)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (message(topic="PRODUCT_RELATION_VIEW_PRODUCT_EXPIRE"), "other_topic"),
        (message(topic="SOMETHING_QUITE_NEW"), "other_topic"),
        ("{}", "not_understood"),
        ("这不是消息", "not_understood"),
    ],
)
async def test_a_genuine_message_that_means_nothing_to_us_is_thanked_for_and_counted(
    street: Any, text: str, outcome: str
) -> None:
    before = everything(street)
    assert await street.push(sealed(text)) == 200
    assert street.counts == {("1688", outcome): 1}
    assert everything(street) == before


async def test_a_message_that_could_not_be_recorded_is_asked_for_again(
    street: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = street.room.ledger.read

    def broken() -> Any:
        raise OSError("the disk is full")

    monkeypatch.setattr(street.room.ledger, "read", broken)
    assert await street.push(sealed(message())) == 503
    monkeypatch.setattr(street.room.ledger, "read", real)
    assert await street.push(sealed(message())) == 200


async def test_a_message_above_the_cap_is_refused(street: Any) -> None:
    assert await street.push(sealed("x" * 300_000)) == 413


@pytest.mark.parametrize("body", [b"", b"message=x", b"_aop_signature=x", b"&".join([b"a=1"] * 50), b"message=%ff&x=1"])
async def test_a_body_without_both_fields_is_no_message(street: Any, body: bytes) -> None:
    assert await street.push(body) == 400
