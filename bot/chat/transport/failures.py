"""Classifies Telegram's errors: harmless, message gone, not allowed, or wait for so many seconds."""

import os
import re
from datetime import timedelta

from telegram.error import BadRequest, RetryAfter, TelegramError

# The library warns at each flood error unless the new form of `retry_after` is chosen.
os.environ.setdefault("PTB_TIMEDELTA", "1")

_TOKEN = re.compile(r"\d{6,}:[\w-]{30,}")
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid", "message identifier is not")
_OLD = ("query is too old", "query id is invalid", "query_id_invalid")
_NOBODY = (
    "user not found",
    "member not found",
    "participant_id_invalid",
    "user_id_invalid",
    "user_not_participant",
    "invalid user_id specified",
)
"""What an administrator is told about a person who is not in the group, never was, or has no account any more."""
_NO_LOOK = (
    "member list is inaccessible",
    "chat_admin_required",
    "not enough rights",
    "chat not found",
    "channel_private",
    "bot is not a member",
)
_NO_TOPIC = ("message thread not found", "topic_deleted", "topic_closed", "topic closed")


def _says(error: TelegramError, *words: str) -> bool:
    text = str(error).lower()
    return any(word in text for word in words)


def seconds_to_wait(error: RetryAfter) -> float:
    """How many seconds Telegram wants us to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def unchanged(error: BadRequest) -> bool:
    """Whether the message already shows exactly this."""
    return _says(error, "message is not modified")


def message_gone(error: BadRequest) -> bool:
    """Whether the message cannot be edited any more: deleted, or not ours."""
    return _says(error, *_GONE)


def topic_gone(error: BadRequest) -> bool:
    """Whether the topic of the group was deleted or closed."""
    return _says(error, *_NO_TOPIC)


def nobody_there(error: BadRequest) -> bool:
    """Whether the person asked about is not in the group."""
    return _says(error, *_NOBODY)


def may_not_look(error: BadRequest) -> bool:
    """Whether the bot may not see who is in the group."""
    return _says(error, *_NO_LOOK)


def press_too_old(error: BadRequest) -> bool:
    """Whether the press can no longer be answered; its effect stays."""
    return _says(error, *_OLD)


def unparsable(error: BadRequest) -> bool:
    """Whether Telegram could not parse our markup."""
    return _says(error, "can't parse entities", "unsupported start tag", "can't find end")


def said(error: BaseException, limit: int = 300) -> str:
    """An error in one short line, without the bot's token."""
    text = _TOKEN.sub("***", " ".join(str(error).split()))
    return f"{type(error).__name__}: {text}"[:limit]
