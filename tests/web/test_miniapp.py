"""The Mini App's door: who gets a session, how long it holds and for whom, and what the page may load."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.ledger.facts import APP_SESSIONS
from bot.desk.operations.app_sessions import MOST_SESSIONS, SESSION_LIFE
from bot.desk.shared.views import Stage
from bot.web.miniapp import ROWS, SESSION_HEADER
from tests.desk.conftest import ANNA, BORIS, OFFER
from tests.desk.requests.test_collecting import SKUS
from tests.web.conftest import TOKEN
from tests.web.forged_launches import HOUR, OTHER_TOKEN, accepted, fields_of, sealed

CLOSED = "This page is not open for you, or not any more"


def now(street: Any) -> int:
    return int(street.room.clock.now().timestamp())


def launch(street: Any, person: int = ANNA.id, at: int = 0, language: str = "en", token: str = TOKEN) -> str:
    return sealed(token, fields_of(person, now(street) + at, language=language))


async def opened(street: Any, text: str) -> Any:
    return await street.http.post(f"{street.url}/app/session", content=text.encode())


async def session(street: Any, person: int = ANNA.id, language: str = "en") -> dict[str, str]:
    """The headers of somebody whose session is open."""
    answer = await opened(street, launch(street, person, language=language))
    assert answer.status_code == 200, answer.text
    return {SESSION_HEADER: answer.json()["session"]}


async def asks(street: Any, path: str, headers: Any, body: Any = None) -> Any:
    method = "GET" if body is None else "POST"
    return await street.http.request(method, f"{street.url}/app/{path}", headers=headers, json=body)


async def shirt(street: Any) -> int:
    """Anna's draft of an offer with four variants; its number."""
    street.room.market.changes(offer_now=replace(OFFER, skus=SKUS))
    number: int = await street.room.drafted(None)
    return number


@pytest.mark.threat("T53")
async def test_of_a_hundred_forged_old_and_foreign_launches_none_opens_a_session(street: Any) -> None:
    async def opens(text: str) -> bool:
        return bool((await opened(street, text)).status_code != 401)

    assert await accepted(opens, TOKEN, ANNA.id, now(street), 100, 5) == []
    assert street.counts[("app", "forged")] == 100
    async with street.room.ledger.read() as uow:
        assert await uow.facts.get(APP_SESSIONS.of(ANNA.id)) is None


@pytest.mark.parametrize(("at", "status"), [(0, 200), (-HOUR, 200), (-HOUR - 1, 401), (60, 200), (61, 401)])
async def test_a_launch_opens_a_session_for_an_hour(street: Any, at: int, status: int) -> None:
    assert (await opened(street, launch(street, at=at))).status_code == status


@pytest.mark.parametrize(("said", "sentence"), [("en", CLOSED), ("ru-RU,ru", "Эта страница"), ("zh-CN", "此页面")])
async def test_whoever_is_refused_reads_one_sentence(street: Any, said: str, sentence: str) -> None:
    forged = launch(street, token=OTHER_TOKEN).encode()
    answer = await street.http.post(f"{street.url}/app/session", content=forged, headers={"Accept-Language": said})
    assert answer.status_code == 401
    assert answer.json()["error"].startswith(sentence)
    assert "\n" not in answer.json()["error"]


async def test_a_stranger_whom_telegram_signed_gets_no_session(street: Any) -> None:
    answer = await opened(street, launch(street, 77))
    assert answer.status_code == 401
    assert "77" in answer.json()["error"]


async def test_the_token_has_256_bits_and_only_its_hash_is_kept(street: Any) -> None:
    token = (await session(street))[SESSION_HEADER].partition(".")[2]
    assert len(token) == 43
    async with street.room.ledger.read() as uow:
        assert token not in str(await uow.facts.get(APP_SESSIONS.of(ANNA.id)))


@pytest.mark.threat("T53")
async def test_a_session_ends_after_twelve_hours(street: Any) -> None:
    mine = await session(street)
    street.room.clock.time += SESSION_LIFE - timedelta(seconds=1)
    assert (await asks(street, "orders", mine)).status_code == 200
    street.room.clock.on(seconds=1)
    answer = await asks(street, "orders", mine)
    assert (answer.status_code, answer.json()["error"].partition(":")[0]) == (401, CLOSED)


@pytest.mark.threat("T53")
async def test_a_session_is_its_persons_alone(street: Any) -> None:
    token = (await session(street))[SESSION_HEADER].partition(".")[2]
    for other in (
        f"{BORIS.id}.{token}",
        token,
        f".{token}",
        f"0{ANNA.id}.x",
        f"{ANNA.id}.{token[:-1]}",
        "",
        "1.",
        "é.é",
    ):
        assert (await asks(street, "orders", {SESSION_HEADER: other.encode()})).status_code == 401, other
    twice = [(SESSION_HEADER, f"{ANNA.id}.{token}")] * 2
    assert (await street.http.get(f"{street.url}/app/orders", headers=twice)).status_code == 401
    assert (await street.http.get(f"{street.url}/app/orders")).status_code == 401


async def test_another_process_on_the_database_knows_the_session_too(street: Any) -> None:
    mine = await session(street)
    found = await street.room.another_desk("second").app_sessions.person(mine[SESSION_HEADER])
    assert (found.id, found.name, found.language) == (ANNA.id, "Anna", "en")


async def test_a_person_has_few_sessions_and_a_new_one_ends_the_oldest(street: Any) -> None:
    sessions = [await session(street) for _ in range(MOST_SESSIONS + 1)]
    assert [(await asks(street, "orders", each)).status_code for each in sessions] == [401] + [200] * MOST_SESSIONS


@pytest.mark.threat("T53")
async def test_rights_are_read_at_each_call(street: Any) -> None:
    mine = await session(street)
    street.room.desk.people.admins = frozenset()
    answer = await asks(street, "orders", mine)
    assert answer.status_code == 409
    assert str(ANNA.id) in answer.json()["error"]


async def test_whoever_presses_too_fast_waits(street: Any) -> None:
    mine = await session(street)
    street.in_time = False
    answer = await asks(street, "orders", mine)
    assert (answer.status_code, "Too many presses" in answer.json()["error"]) == (429, True)


async def test_the_table_has_the_filters_and_the_words_of_the_list(street: Any) -> None:
    number = await street.room.confirmed(2)
    told = (await asks(street, "orders", await session(street))).json()
    assert [each["name"] for each in told["filters"] if each["chosen"]] == ["open"]
    (row,) = told["rows"]
    assert (row["number"], row["title"], row["pieces"].split(), row["sum"].split()) == (
        number,
        "Mug",
        ["2", "pcs"],
        ["¥", "42.00"],
    )
    assert row["state"] == "about to be placed"
    mine = await session(street, language="zh")
    assert (await asks(street, "orders?filter=cancelled&page=x", mine)).json()["empty"].startswith("没有")
    lines = (await asks(street, f"orders/{number}", mine)).json()["lines"]
    assert any("马克杯" in line for line in lines)
    assert not any(sign in line for line in lines for sign in "<>\u2060")


async def test_the_table_has_pages(street: Any) -> None:
    numbers = [await street.room.confirmed(2) for _ in range(ROWS + 1)]
    mine = await session(street)
    first, last = [(await asks(street, f"orders?page={page}", mine)).json() for page in (1, 9)]
    assert [row["number"] for row in (*first["rows"], *last["rows"])] == numbers[::-1]
    assert [(each["page"], each["pages"], len(each["rows"])) for each in (first, last)] == [(1, 2, ROWS), (2, 2, 1)]


async def test_the_page_reads_all_orders_at_once_to_search_them(street: Any) -> None:
    numbers = [await street.room.confirmed(2) for _ in range(ROWS + 1)]
    told = (await asks(street, "orders?many&page=1", await session(street))).json()
    assert ([row["number"] for row in told["rows"]], told["pages"]) == (numbers[::-1], 1)
    first = told["rows"][0]
    assert (first["sellers"], first["person"], first["fen"], first["count"], first["counts"]) == (
        ["company"], "Anna", 4200, 2, True,
    )  # fmt: skip
    assert first["at"] == street.room.clock.now().isoformat()


async def test_a_long_answer_is_packed_for_whoever_can_unpack_it(street: Any) -> None:
    for _ in range(60):
        await street.room.confirmed(2)
    mine = await session(street)
    packed = await asks(street, "orders?many", mine | {"Accept-Encoding": "gzip"})
    plain = await asks(street, "orders?many", mine | {"Accept-Encoding": "identity"})
    assert (packed.headers.get("content-encoding"), plain.headers.get("content-encoding")) == ("gzip", None)
    assert packed.json() == plain.json()
    assert len((await asks(street, "orders", mine)).json()["rows"]) == ROWS


async def test_an_order_of_nobody_is_refused_with_words(street: Any) -> None:
    answer = await asks(street, "orders/99", await session(street))
    assert answer.status_code == 409
    assert "99" in answer.json()["error"]


async def test_a_grid_takes_exact_numbers_and_done_prices_it(street: Any) -> None:
    number, mine = await shirt(street), await session(street)
    told = (await asks(street, f"drafts/{number}", mine)).json()
    assert [row["name"] for row in told["rows"]] == ["red", "blue"]
    put = {"red-S": 12, "red-M": 7, "blue-S": 0, "blue-M": 0}
    for _ in range(2):
        told = (await asks(street, f"drafts/{number}", mine, put)).json()
    assert [cell["pieces"] for row in told["rows"] for cell in row["cells"]] == [12, 7, 0, 0]
    assert told["total"].split() == ["19", "pcs", "·", "2", "variants"]
    assert street.room.market.calls.count("preview") == 0
    assert not told["chosen"]
    told = (await asks(street, f"drafts/{number}/done", mine, {})).json()
    assert street.room.market.calls.count("preview") == 1
    assert (await street.room.desk.drafting.step(number)).purchase.request.choice.counted == {"red-S": 12, "red-M": 7}


@pytest.mark.threat("T53")
async def test_nobody_changes_the_draft_of_another(street: Any) -> None:
    number = await shirt(street)
    street.room.desk.people.admins = frozenset({ANNA.id, BORIS.id})
    his = await session(street, BORIS.id)
    for path, body in ((f"drafts/{number}", None), (f"drafts/{number}", {"red-S": 1}), (f"drafts/{number}/done", {})):
        assert (await asks(street, path, his, body)).status_code == 409
    assert (await street.room.purchase(number)).request.choice.counted == {}
    assert (await street.room.desk.drafting.step(number)).stage is Stage.VARIANT


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b"5", b'{"red-S": 1.5}', b'{"red-S": true}', b'{"x": "1"}'])
async def test_what_is_no_grid_is_refused(street: Any, body: bytes) -> None:
    number, mine = await shirt(street), await session(street)
    answer = await street.http.post(f"{street.url}/app/drafts/{number}", content=body, headers=mine)
    assert answer.status_code == 400


async def test_a_variant_that_is_not_there_is_refused_and_nothing_is_changed(street: Any) -> None:
    number, mine = await shirt(street), await session(street)
    assert (await asks(street, f"drafts/{number}", mine, {"red-S": 1, "green-S": 1})).status_code == 409
    assert (await street.room.purchase(number)).request.choice.counted == {}


@pytest.mark.threat("T53")
async def test_the_page_may_load_telegrams_script_and_be_framed_by_its_clients_alone(street: Any) -> None:
    answer = await street.http.get(f"{street.url}/app")
    rules = dict(each.split(" ", 1) for each in answer.headers["content-security-policy"].split("; "))
    assert rules == {
        "default-src": "'none'", "script-src": "'self' https://telegram.org/js/telegram-web-app.js",
        "style-src": "'self'", "connect-src": "'self'", "frame-ancestors": "https://web.telegram.org",
        "base-uri": "'none'", "form-action": "'none'",
    }  # fmt: skip
    assert '<script src="https://telegram.org/js/telegram-web-app.js">' in answer.text
    assert "style=" not in answer.text


async def test_only_the_files_of_the_page_are_served(street: Any) -> None:
    for name, status in (
        ("main.js", 200),
        ("base.css", 200),
        ("index.html", 404),
        ("..%2f__init__.py", 404),
        ("x", 404),
    ):
        assert (await street.http.get(f"{street.url}/app/{name}")).status_code == status, name
    assert (await street.http.get(f"{street.url}/app/main.js")).headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("digits", [20, 5_000])
@pytest.mark.parametrize("path", ["orders/{}", "drafts/{}", "baskets/{}", "baskets/1/lines/{}"])
async def test_a_number_of_too_many_digits_is_no_page_and_no_error_of_ours(
    street: Any, path: str, digits: int, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await asks(street, path.format("9" * digits), await session(street))
    assert answer.status_code == 404
    assert "Traceback" not in caplog.text
