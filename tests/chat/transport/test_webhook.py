"""The webhook as it is set, watched and taken away: nothing pending is dropped, and no foreign one is touched."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram.error import NetworkError

from bot.chat.transport.bot import TelegramConnection, connect
from bot.chat.transport.webhook import BACK_OFF_SECONDS, Webhook, WebhookRefused, take_away

URL = "https://bot.example/telegram"
SECRET = "Zx7-right_secret-0123456789-abcdefgh"


class Memory:
    """The address that was last given to Telegram."""

    def __init__(self, url: str | None = None) -> None:
        self.url = url

    async def read(self) -> str | None:
        return self.url

    async def write(self, url: str) -> None:
        self.url = url


def info(url: str) -> Any:
    return lambda _: {"url": url, "has_custom_certificate": False, "pending_update_count": 3}


@pytest.fixture
async def line(wire: Any, token: str) -> AsyncIterator[TelegramConnection]:
    made = connect(token, requests=(wire, wire))
    async with made.application:
        yield made


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def conflicts() -> list[bool]:
    return []


@pytest.fixture
def webhook(line: TelegramConnection, memory: Memory, hand_clock: Any, conflicts: list[bool]) -> Webhook:
    async def note() -> None:
        conflicts.append(True)

    return Webhook(line, URL, SECRET, memory, hand_clock, note)


async def test_telegram_is_told_address_secret_and_kinds_and_drops_nothing(
    webhook: Webhook, wire: Any, memory: Memory
) -> None:
    await webhook.open()
    (told,) = wire.named("setWebhook")
    assert (told["url"], told["secret_token"]) == (URL, SECRET)
    assert told["allowed_updates"] == ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]
    assert not told.get("drop_pending_updates")
    assert (webhook.set, memory.url) == (True, URL)


async def test_an_address_that_telegram_refuses_is_one_sentence_without_the_secret(webhook: Webhook, wire: Any) -> None:
    wire.answers["setWebhook"] = lambda _: (400, "Bad Request: bad webhook: HTTPS URL must be provided", {})
    with pytest.raises(WebhookRefused) as refused:
        await webhook.open()
    assert str(refused.value) == "Telegram does not take WEB_URL: Bad webhook: https url must be provided."
    assert SECRET not in str(refused.value)


async def test_where_telegram_does_not_answer_at_start_it_is_told_later(
    webhook: Webhook, wire: Any, conflicts: list[bool]
) -> None:
    wire.answers["setWebhook"] = lambda _: NetworkError("no route")
    await webhook.open()
    assert not webhook.set
    assert await webhook.check() == 0.0
    del wire.answers["setWebhook"]
    assert await webhook.check() is None
    assert webhook.set
    assert conflicts == []


async def test_telegram_is_left_alone_for_as_long_as_it_asks(webhook: Webhook, wire: Any) -> None:
    wire.answers["setWebhook"] = lambda _: (429, "Too Many Requests: retry after 7", {"retry_after": 7})
    await webhook.open()
    assert await webhook.check() == 7


async def test_a_webhook_that_is_still_ours_is_left_as_it_is(
    webhook: Webhook, wire: Any, conflicts: list[bool]
) -> None:
    await webhook.open()
    wire.answers["getWebhookInfo"] = info(URL)
    assert await webhook.check() is None
    assert (len(wire.named("setWebhook")), conflicts) == (1, [])


@pytest.mark.parametrize("theirs", ["https://elsewhere.example/hook", ""])
async def test_a_webhook_that_somebody_took_is_told_and_taken_back(
    webhook: Webhook, wire: Any, conflicts: list[bool], theirs: str
) -> None:
    await webhook.open()
    wire.answers["getWebhookInfo"] = info(theirs)
    assert await webhook.check() is None
    assert conflicts == [True]
    assert [each["url"] for each in wire.named("setWebhook")] == [URL, URL]


async def test_a_new_address_of_another_process_of_ours_is_no_theft(
    webhook: Webhook, wire: Any, memory: Memory, conflicts: list[bool]
) -> None:
    await webhook.open()
    memory.url = "https://new.example/telegram"
    wire.answers["getWebhookInfo"] = info("https://new.example/telegram")
    await webhook.check()
    assert (len(wire.named("setWebhook")), conflicts) == (1, [])


async def test_a_look_that_fails_is_no_theft(webhook: Webhook, wire: Any, conflicts: list[bool]) -> None:
    await webhook.open()
    wire.answers["getWebhookInfo"] = lambda _: NetworkError("no route")
    assert await webhook.check() == 0.0
    assert (webhook.set, conflicts) == (True, [])


@pytest.mark.parametrize(
    ("kept", "found", "deleted"),
    [
        (None, "", False),
        (None, "https://an-earlier.example/program", True),
        (URL, URL, True),
        (URL, "https://elsewhere.example/hook", False),
        ("", "https://elsewhere.example/hook", False),
    ],
)
async def test_only_our_own_webhook_or_one_of_before_us_is_taken_away(
    line: TelegramConnection, wire: Any, hand_clock: Any, kept: str | None, found: str, deleted: bool
) -> None:
    wire.answers["getWebhookInfo"] = info(found)
    memory = Memory(kept)
    await take_away(line, memory, hand_clock)
    assert [not each.get("drop_pending_updates") for each in wire.named("deleteWebhook")] == [True] * deleted
    assert memory.url == ""


async def test_fetching_waits_until_telegram_has_taken_the_webhook_away(
    line: TelegramConnection, wire: Any, hand_clock: Any
) -> None:
    failures = [NetworkError("no route")] * 2
    wire.answers["getWebhookInfo"] = info(URL)
    wire.answers["deleteWebhook"] = lambda _: failures.pop() if failures else True
    memory = Memory(URL)
    await take_away(line, memory, hand_clock)
    assert len(wire.named("deleteWebhook")) == 3
    assert hand_clock.waits == list(BACK_OFF_SECONDS[:2])
    assert memory.url == ""
