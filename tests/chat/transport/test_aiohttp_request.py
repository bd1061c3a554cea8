"""The way to Telegram on real sockets: what it sends, how it fails, and that no failure shows the address."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from telegram import InputFile
from telegram._utils.defaultvalue import DEFAULT_NONE
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.chat.transport.bot import Wire
from bot.sandbox.serve import serve

pytestmark = pytest.mark.sockets
SECRET = "123456:AAsecretsecretsecretsecretsecretsecret"


@asynccontextmanager
async def server(answer: Any) -> AsyncIterator[str]:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            for word in ("startup", "shutdown"):
                await receive()
                await send({"type": f"lifespan.{word}.complete"})
            return
        request = Request(scope, receive)
        response: Response = await answer(request)
        await response(scope, receive, send)

    async with serve(app) as port:
        yield f"http://127.0.0.1:{port}/bot{SECRET}/sendMessage"


@asynccontextmanager
async def wire(**changed: Any) -> AsyncIterator[Wire]:
    opened = Wire(**({"pool": 4, "connect": 2, "read": 2, "write": 2, "wait": 2} | changed))
    await opened.initialize()
    try:
        yield opened
    finally:
        await opened.shutdown()


def data(*parameters: tuple[str, Any]) -> RequestData:
    return RequestData([RequestParameter.from_input(name, value) for name, value in parameters])


async def test_parameters_arrive_as_a_form_and_the_answer_comes_back_with_its_status() -> None:
    async def answer(request: Request) -> Response:
        form = await request.form()
        return PlainTextResponse(f"{form['chat_id']} {form['text']}", 403)

    async with server(answer) as url, wire() as way:
        sent = data(("chat_id", 5), ("text", "采购 & more"))
        assert await way.do_request(url, "POST", sent) == (403, "5 采购 & more".encode())


async def test_what_an_answer_may_be_packed_with_does_not_depend_on_what_is_installed() -> None:
    async def answer(request: Request) -> Response:
        return PlainTextResponse(request.headers["accept-encoding"])

    async with server(answer) as url, wire() as way:
        assert await way.do_request(url, "POST", data(("chat_id", 5))) == (200, b"gzip, deflate")


async def test_a_file_arrives_with_its_name_and_kind() -> None:
    async def answer(request: Request) -> Response:
        async with request.form() as form:
            file: Any = form["document"]
            told = f"{file.filename} {file.content_type} {len(await file.read())} {form['chat_id']}"
        return PlainTextResponse(told)

    async with server(answer) as url, wire() as way:
        sent = data(("chat_id", 5), ("document", InputFile(b"a,b\n", filename="list.csv")))
        status, body = await way.do_request(url, "POST", sent)
        assert (status, body.split()[0], body.split()[-2:]) == (200, b"list.csv", [b"4", b"5"])


async def test_of_a_sent_message_all_comes_back_but_what_it_shows() -> None:
    sent = {"message_id": 7, "date": 5, "chat": {"id": 5, "type": "private"}, "ephemeral_message_id": 3}
    shown = {"text": "1042", "entities": [{"type": "bold", "offset": 0, "length": 4}]}
    buttons = {"reply_markup": {"inline_keyboard": [[{"text": "Pay", "callback_data": "p"}]]}}

    async def answer(request: Request) -> Response:
        return JSONResponse({"ok": True, "result": sent | shown | buttons})

    async with server(answer) as url, wire() as way:
        assert await way.post(url, data(("chat_id", 5))) == sent


async def test_updates_come_back_whole() -> None:
    updates = [{"update_id": 1, "message": {"message_id": 7, "text": "/orders"}}]

    async def answer(request: Request) -> Response:
        return JSONResponse({"ok": True, "result": updates})

    async with server(answer) as url, wire() as way:
        assert await way.post(url) == updates


async def test_an_answer_that_does_not_come_is_a_time_out_that_names_no_address() -> None:
    release = asyncio.Event()

    async def answer(_: Request) -> Response:
        await release.wait()
        return PlainTextResponse("late")

    async with server(answer) as url, wire(read=0.05) as way:
        with pytest.raises(TimedOut) as caught:
            await way.do_request(url, "POST")
        release.set()
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None


async def test_a_caller_s_own_patience_is_kept() -> None:
    release = asyncio.Event()

    async def answer(_: Request) -> Response:
        await release.wait()
        return PlainTextResponse("late")

    async with server(answer) as url, wire(read=30) as way:
        with pytest.raises(TimedOut):
            await way.do_request(url, "POST", read_timeout=0.05, connect_timeout=DEFAULT_NONE)
        release.set()


async def test_a_refused_connection_is_a_network_error_that_names_no_address() -> None:
    async def answer(_: Request) -> Response:
        return PlainTextResponse("")

    async with server(answer) as url:
        pass
    async with wire() as way:
        with pytest.raises(NetworkError) as caught:
            await way.do_request(url, "POST")
    assert SECRET not in str(caught.value)
    assert not isinstance(caught.value, TimedOut)


async def test_a_redirect_is_not_followed() -> None:
    async def answer(_: Request) -> Response:
        return Response(status_code=302, headers={"location": "http://127.0.0.1:9/"})

    async with server(answer) as url, wire() as way:
        assert (await way.do_request(url, "POST"))[0] == 302


async def test_no_more_calls_than_the_pool_holds_run_at_once() -> None:
    running, most = 0, 0

    async def answer(_: Request) -> Response:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1
        return PlainTextResponse("ok")

    async with server(answer) as url, wire(pool=3) as way:
        await asyncio.gather(*(way.do_request(url, "POST") for _ in range(30)))
    assert 1 <= most <= 3


async def test_a_proxy_of_the_environment_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    async def answer(_: Request) -> Response:
        return PlainTextResponse("straight")

    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    async with server(answer) as url, wire() as way:
        assert await way.do_request(url, "POST") == (200, b"straight")


async def test_the_proxy_of_the_settings_is_asked_for_the_whole_address() -> None:
    asked: list[str] = []

    async def answer(request: Request) -> Response:
        asked.append(request.scope["raw_path"].decode())
        return PlainTextResponse("by the proxy")

    async with server(answer) as url:
        proxy = url.split("/bot")[0]
        async with wire(proxy=proxy) as way:
            status, _ = await way.do_request("http://telegram.invalid/botX/getMe", "POST")
    assert status == 200
    assert "telegram.invalid" in asked[0]


async def test_a_line_that_is_not_open_says_so() -> None:
    with pytest.raises(RuntimeError, match="not open"):
        await Wire(1, connect=1, read=1, write=1, wait=1).do_request("http://127.0.0.1:9", "POST")


async def test_opening_and_closing_twice_changes_nothing() -> None:
    way = Wire(1, connect=1, read=1, write=1, wait=1)
    await way.shutdown()
    await way.initialize()
    await way.initialize()
    await way.shutdown()
    await way.shutdown()
