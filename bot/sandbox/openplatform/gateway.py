"""The gateway: checks app and signature, then token, then permission, then parameters; then it calls the service."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.faults import HANG_SECONDS, Faults
from bot.sandbox.openplatform.account import ACCOUNT_CALLS
from bot.sandbox.openplatform.asking import ASKING_CALLS
from bot.sandbox.openplatform.buying import BUYING_CALLS
from bot.sandbox.openplatform.call import BadParam, Call, PlatformCall
from bot.sandbox.openplatform.credentials import Credentials
from bot.sandbox.openplatform.finding import FINDING_CALLS
from bot.sandbox.openplatform.logistics import LOGISTICS_CALLS
from bot.sandbox.openplatform.lying import answered
from bot.sandbox.openplatform.orders import ORDER_CALLS
from bot.sandbox.openplatform.paying import PAYING_CALLS
from bot.sandbox.openplatform.products import PRODUCT_CALLS
from bot.sandbox.openplatform.refunds import REFUND_CALLS
from bot.sandbox.openplatform.replay import REPLAY_CALLS
from bot.sandbox.openplatform.signing import same, signature
from bot.sandbox.openplatform.tokens import PretendTokens, TokenRefused
from bot.sandbox.openplatform.wire import dumps
from bot.sandbox.spoiling import ConnectionCut
from bot.sandbox.world.world import World

_ALL = (
    *ACCOUNT_CALLS,
    *PRODUCT_CALLS,
    *FINDING_CALLS,
    *BUYING_CALLS,
    *ORDER_CALLS,
    *PAYING_CALLS,
    *LOGISTICS_CALLS,
    *REFUND_CALLS,
    *ASKING_CALLS,
    *REPLAY_CALLS,
)
APIS: dict[tuple[str, str], PlatformCall] = {(api.namespace, api.name): api for api in _ALL}
WRITES = frozenset(api.name for api in _ALL if api.creates or api.writes) | {"api.buyProduct"}
"""What changes something at 1688; the last has a door of its own."""
BaseUrl = Callable[[], str]
TOO_MANY = ("gw.QosAppFrequencyLimit", "App call exceeds limited frequency")
LOSSY, GARBAGE = "alibaba.trade.createRefund", '{"result":{"succ'
WEB_SITE = "1688"
"""The only value of `webSite` that is accepted."""
UNAUTHORISED = ("401", "Request need user authorized")


@dataclass(frozen=True)
class Denied(Exception):
    """The gateway refuses before any service runs."""

    status: int
    code: str
    text: str


def answer_json(value: Any, status: int = 200) -> Response:
    return Response(dumps(value), status, media_type="application/json")


def refusal(status: int, code: str, text: str) -> Response:
    return answer_json({"error_code": code, "error_message": text}, status)


async def parameters(request: Request) -> list[tuple[str, str]]:
    """What the caller sent, from the query and the form body, empty values included."""
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    if "urlencoded" in request.headers.get("content-type", ""):
        pairs += parse_qsl((await request.body()).decode(), keep_blank_values=True)
    return pairs


async def files(request: Request) -> dict[str, bytes]:
    """The files of a multipart body, which no signature covers."""
    if "multipart/form-data" not in request.headers.get("content-type", ""):
        return {}
    async with request.form() as form:
        return {name: await part.read() for name, part in form.multi_items() if isinstance(part, UploadFile)}


async def hang(request: Request) -> None:
    """Send nothing until the caller hangs up, then raise ConnectionCut."""
    await request.body()
    try:
        async with asyncio.timeout(HANG_SECONDS):
            while (await request.receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        pass
    raise ConnectionCut


class Gateway:
    """Everything under /openapi except the one-click call."""

    def __init__(
        self, world: World, faults: Faults, credentials: Credentials, tokens: PretendTokens, base_url: BaseUrl
    ) -> None:
        self._world = world
        self._faults = faults
        self._credentials = credentials
        self._tokens = tokens
        self._base_url = base_url

    def routes(self) -> list[Route]:
        start = "/openapi/{protocol}/{version}"
        both = ["GET", "POST"]
        return [
            Route(f"{start}/{{namespace}}/{{name}}/{{key}}", self.arrive, methods=both),
            Route(f"{start}/{{namespace}}/{{name}}", self.arrive, methods=both),
        ]

    async def arrive(self, request: Request) -> Response:
        """Answer one call; it is counted and published whatever its result."""
        name = request.path_params["name"]
        self._world.calls[name] += 1
        try:
            response = await self._faults.run(
                "1688", name, request, lambda: self._answer(request), refusal(400, *TOO_MANY),
                refusal(401, *UNAUTHORISED),
            )  # fmt: skip
        except ConnectionCut:
            self._world.saw(name, False, "cut off")
            raise
        lie, with_lie = getattr(request.state, "lie", ("", None))
        if lie and response is with_lie:
            self._world.told_lies[lie] += 1
        ok, note = _verdict(response)
        self._world.saw(name, ok, note)
        return response

    async def _answer(self, request: Request) -> Response:
        path = request.path_params
        pairs = await parameters(request)
        if path["namespace"] == "system.oauth2" and path.get("key"):
            return self._token_call(path["name"], dict(pairs))
        try:
            api = self._admit(request, pairs)
            call = Call(dict(pairs), self._world, self._base_url, self._credentials.app_key, await files(request))
            if api.creates and self._world.switches.commit_delay > 0:
                self._world.clock.after(self._world.switches.commit_delay, lambda: _quietly(api, call))
                await hang(request)
            if api.name == LOSSY:
                return await self._lossy(request, api, call)
            return self._told(request, api, call)
        except Denied as denied:
            return refusal(denied.status, denied.code, denied.text)
        except BadParam as bad:
            return refusal(400, "gw.ParamInvalid", f"Invalid parameter:{bad}")

    async def _lossy(self, request: Request, api: PlatformCall, call: Call) -> Response:
        """The answer of the call of which answers are lost, if this one is not. Raises ConnectionCut if it is."""
        lost = self._world.switches.lost_refund
        how = lost.take()
        if how == "late":
            self._world.clock.after(lost.seconds, lambda: _quietly(api, call))
            await hang(request)
        if how == "before":
            raise ConnectionCut
        if not how:
            return self._told(request, api, call)
        api.answer(call)
        if how == "after":
            raise ConnectionCut
        return Response(GARBAGE, media_type="application/json")

    def _told(self, request: Request, api: PlatformCall, call: Call) -> Response:
        """The answer of a call, true or with a lie in it, which counts once this very answer goes out."""
        answer, lie = answered(api, call)
        response = answer_json(answer)
        request.state.lie = (lie, response)
        return response

    def _token_call(self, name: str, params: dict[str, str]) -> Response:
        calls = {"getToken": self._tokens.grant, "postponeToken": self._tokens.postpone}
        if name not in calls:
            return refusal(400, "gw.APIUnsupported", "Request api is not supported")
        try:
            return answer_json(calls[name](params))
        except TokenRefused as refused:
            return answer_json({"error": refused.error, "error_description": refused.text}, 400)

    def _admit(self, request: Request, pairs: list[tuple[str, str]]) -> PlatformCall:
        """The call that was asked for, after all checks in the gateway's order. Raises Denied."""
        path, params = request.path_params, dict(pairs)
        self._check_signature(path, pairs, params)
        api = APIS.get((path["namespace"], path["name"]))
        if api is None or path["protocol"] != "param2" or path["version"] != "1":
            raise Denied(400, "gw.APIUnsupported", "Request api is not supported")
        if api.needs_token:
            self._check_token(params)
        pay_calls = self._world.switches.pay_calls
        unpaid = pay_calls is not None and api in PAYING_CALLS and api.name not in pay_calls
        if unpaid or api.name in self._world.switches.denied:
            raise Denied(400, "gw.APIACLDecline", "AppKey is not allowed(acl)")
        for name in api.required:
            if not params.get(name, "").strip():
                raise Denied(400, "gw.ParamMissing", f"Missing required parameter:{name}")
        if "webSite" in api.required and params["webSite"].strip() != WEB_SITE:
            raise Denied(400, "gw.ParamInvalid", "Invalid parameter:webSite")
        return api

    def _check_signature(self, path: dict[str, str], pairs: list[tuple[str, str]], params: dict[str, str]) -> None:
        key, given = path.get("key"), params.get("_aop_signature")
        if not key:
            raise Denied(400, "gw.AppKeyMissing", "Request need app key")
        if not given:
            raise Denied(400, "gw.SignatureMissing", "Request need signature")
        signed = f"{path['protocol']}/{path['version']}/{path['namespace']}/{path['name']}/{key}"
        expected = signature(self._credentials.app_secret, signed, pairs)
        if key != self._credentials.app_key or not same(given, expected):
            raise Denied(400, "gw.SignatureInvalid", "Invalid signature")

    def _check_token(self, params: dict[str, str]) -> None:
        token = params.get("access_token", "")
        if not token and self._world.switches.single_user:
            return
        if not token:
            raise Denied(401, "401", "Request need user authenticated")
        if not self._tokens.good(token):
            raise Denied(401, "401", "Request need user authorized")


def _quietly(api: PlatformCall, call: Call) -> None:
    """Do a call for a caller who has hung up, so that a failure is only published."""
    try:
        api.answer(call)
    except BadParam:
        call.world.saw(api.name, False, "committed late: bad parameters")
    else:
        call.world.saw(api.name, True, "committed late")


def _verdict(response: Response) -> tuple[bool, str]:
    """Whether the answer is a success, and a short note about it for the page."""
    text = bytes(getattr(response, "body", b"")).decode("utf-8", "replace")
    if response.status_code != 200:
        return False, text[:120]
    for word in ('"success":false', '"success":"false"', '"errMsg"', '"errorCode":"500"'):
        if word in text:
            return False, text[:120]
    return True, ""
