"""Classifies Telegram's errors: harmless, message gone, not allowed, or wait for so many seconds."""

import os
import re
from collections.abc import Callable
from datetime import timedelta

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

# The library warns at each flood error unless the new form of `retry_after` is chosen.
os.environ.setdefault("PTB_TIMEDELTA", "1")

_TOKEN = re.compile(r"\d{6,}:[\w-]{30,}")


def _says(*words: str) -> Callable[[TelegramError], bool]:
    """Whether an error of Telegram's says any of these."""
    return lambda error: any(word in str(error).lower() for word in words)


unchanged = _says("message is not modified")
"""The message already shows exactly this."""
message_gone = _says(
    "edit not found", "delete not found", "message can't be edited", "message_id_invalid", "message identifier is not"
)
"""The message cannot be changed any more: deleted, or not ours."""
topic_gone = _says("message thread not found", "topic_deleted", "topic_closed", "topic closed")
"""The topic of the group was deleted or closed."""
nobody_there = _says(
    "user not found",
    "member not found",
    "participant_id_invalid",
    "user_id_invalid",
    "user_not_participant",
    "invalid user_id specified",
)
"""The person asked about is not in the group: they never were, or have no account any more."""
may_not_look = _says(
    "member list is inaccessible",
    "chat_admin_required",
    "not enough rights",
    "chat not found",
    "channel_private",
    "bot is not a member",
)
"""The bot may not see who is in the group."""
press_too_old = _says("query is too old", "query id is invalid", "query_id_invalid")
"""The press can no longer be answered; its effect stays."""
unparsable = _says("can't parse entities", "unsupported start tag", "can't find end")
"""Telegram could not parse our markup."""


def silent(error: TelegramError) -> bool:
    """Whether Telegram takes nothing from us for a while, so that the same can be sent later."""
    return isinstance(error, RetryAfter) or (isinstance(error, NetworkError) and not isinstance(error, BadRequest))


def seconds_to_wait(error: RetryAfter) -> float:
    """How many seconds Telegram wants us to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def said(error: BaseException, limit: int = 300) -> str:
    """An error in one short line, without the bot's token."""
    text = _TOKEN.sub("***", " ".join(str(error).split()))
    return f"{type(error).__name__}: {text}"[:limit]
