"""Answers about push messages that nobody accepted: listed until confirmed, or confirmed by being listed."""

from typing import Any

from bot.sandbox.openplatform.call import BadParam, Call, PlatformCall
from bot.sandbox.openplatform.wire import read_stamp
from bot.sandbox.world.pushed import Pushed

_FEWEST, _MOST = 20, 200


def query(call: Call) -> dict[str, Any]:
    """push.query.messageList: one page of them; they stay."""
    found = _found(call)
    size = _between(call.number("pageSize", _FEWEST))
    page = max(1, call.number("page", 1))
    part = found[(page - 1) * size : page * size]
    return {"pushMessagePage": {"datas": _rows(call, part), "totalCount": len(found)}}


def cursor(call: Call) -> dict[str, Any]:
    """push.cursor.messageList: the oldest of them; what is returned is forgotten."""
    taken = _found(call)[: _between(call.number("quantity", _FEWEST))]
    for message in taken:
        del call.world.pushes.failed[message.msg_id]
    return {"pushMessageList": _rows(call, taken)}


def confirm(call: Call) -> dict[str, Any]:
    """push.message.confirm: forgets these messages; unknown numbers are ignored."""
    for number in call.longs("msgIdList"):
        call.world.pushes.failed.pop(number, None)
    return {"isSuccess": True}


def _found(call: Call) -> list[Pushed]:
    since, until = (read_stamp(call.text(name)) for name in ("createStartTime", "createEndTime"))
    topic = call.text("type")
    return [
        message
        for message in call.world.pushes.failed.values()
        if (since is None or message.born >= since)
        and (until is None or message.born <= until)
        and topic in ("", message.topic)
    ]


def _rows(call: Call, messages: list[Pushed]) -> list[dict[str, Any]]:
    return [message.listed(call.app_key) for message in messages]


def _between(size: int) -> int:
    if not _FEWEST <= size <= _MOST:
        raise BadParam("quantity")
    return size


REPLAY_CALLS = (
    PlatformCall("cn.alibaba.open", "push.query.messageList", query, needs_token=False),
    PlatformCall("cn.alibaba.open", "push.cursor.messageList", cursor, needs_token=False),
    PlatformCall("cn.alibaba.open", "push.message.confirm", confirm, ("msgIdList",), needs_token=False, writes=True),
)
