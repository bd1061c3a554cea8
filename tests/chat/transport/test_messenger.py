"""What is owed arrives, and each of Telegram's errors becomes later, never or moved."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import patch

import pytest
from telegram.error import NetworkError, TimedOut

from bot.cards.blocks.buttons import Codes
from bot.cards.blocks.html import Html
from bot.cards.blocks.view import View
from bot.chat.transport.bot import connect
from bot.chat.transport.messenger import Messenger
from bot.chat.transport.rate_limiter import Limits
from bot.chat.transport.sending import Sender, preview
from bot.desk.desk import Desk
from bot.desk.ledger.cards import CardMessage, CardRepository
from bot.desk.ledger.outbox import DueMessage, OutboxRepository
from bot.desk.ledger.stored_notices import dump
from bot.desk.messages.outbox import GroupMigrated, Later, Never, Overtaken, Sent
from bot.purchasing.notice import NoticeKind
from bot.purchasing.notices.operations import PausedNotice, TroubleOverNotice
from bot.purchasing.notices.purchases import PlacedNotice
from bot.purchasing.notices.shown import ButtonsNotice
from bot.purchasing.notices.teams import ProposalOverNotice
from bot.purchasing.person import Act, Place
from bot.sandbox.actor import speaks_of
from tests.cards.stored import message

POSTED = {"message_id": 77, "date": 0, "chat": {"id": 42, "type": "private", "first_name": "Anna"}, "text": "."}


class People:
    def __init__(self) -> None:
        self.unreachable: list[int] = []

    async def reachable(self, person_id: int, yes: bool) -> None:
        self.unreachable += [] if yes else [person_id]

    async def chat_language(self, place: Place) -> str:
        return "en"


class Cards:
    async def get(self, request_id: int, chat_id: int) -> None:
        return None


class Teams:
    async def known_chat(self, chat_id: int) -> bool:
        return False

    async def asked_in(self, proposal_id: int, chat_id: int) -> int | None:
        return {(3, -5): 66}.get((proposal_id, chat_id))


class Owed:
    ours = True

    async def is_ours(self, message: DueMessage) -> bool:
        return self.ours

    async def arrived_as(self, dedupe: str, chat_id: int) -> int | None:
        return {("copy_failed:noon:42", 42): 55}.get((dedupe, chat_id))


def desk() -> Desk:
    """As much of the desk as a notice needs."""
    return cast(Desk, SimpleNamespace(people=People(), cards=Cards(), teams=Teams(), outbox=Owed()))


def refused(description: str) -> tuple[int, str, dict[str, Any]]:
    return 400, f"Bad Request: {description}", {}


def owed(kind: NoticeKind = PausedNotice.kind, place: Place | None = None, **facts: Any) -> DueMessage:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    told = message(kind, {"reason": "stock-taking", **facts})
    return DueMessage(1, kind, place or Place(42), None, dump(told), 0, now, False)


def placed() -> DueMessage:
    """A notice with a button that opens an address."""
    return owed(
        PlacedNotice.kind,
        number=1042,
        title="Mug",
        variant="",
        quantity=2,
        unit="pcs",
        order_id="3301686771403783779",
        total=86800,
        pay_by=None,
        pay=[{"way": "alipay", "url": "https://pay.example.com/1", "reason": ""}],
    )


@pytest.fixture
async def messenger(wire, token, hand_clock) -> AsyncIterator[Messenger]:
    wire.answers["sendMessage"] = lambda _: POSTED
    line = connect(token, requests=(wire, wire), limiter=Limits(10**6))
    async with line.application:
        yield Messenger(desk(), Sender(line.bot, Codes(b"secret")), hand_clock)


async def test_a_notice_is_posted_with_its_buttons_signed(messenger, wire) -> None:
    assert await messenger.send(placed()) == Sent(77)
    sent = wire.named("sendMessage")[0]
    buttons = [b for row in sent["reply_markup"]["inline_keyboard"] for b in row]
    assert "3301686771403783779" in sent["text"]
    assert any(b.get("url") == "https://pay.example.com/1" for b in buttons)
    codes = [b["callback_data"] for b in buttons if "callback_data" in b]
    assert codes
    assert all(Codes(b"secret").read(code, 42) for code in codes)
    assert not any(Codes(b"secret").read(code, 43) for code in codes)


@pytest.mark.parametrize(
    ("answer", "delivery"),
    [
        ((403, "Forbidden: bot was blocked by the user", {}), Never),
        ((400, "Bad Request: chat not found", {}), Never),
        ((502, "Bad Gateway", {}), Later),
        (TimedOut(), Later),
        (NetworkError("no route"), Later),
    ],
)
async def test_each_error_has_its_end(messenger, wire, answer, delivery) -> None:
    wire.answers["sendMessage"] = lambda _: answer
    result = await messenger.send(owed())
    assert isinstance(result, delivery)
    assert not isinstance(result, Later) or result.counts
    assert result.error


@pytest.mark.parametrize(
    "answer", [refused("message can't be edited"), (403, "Forbidden: bot was blocked by the user", {})]
)
async def test_buttons_that_nobody_can_take_off_a_card_count_as_gone(messenger, wire, answer) -> None:
    gone: list[int] = []

    class Hangs(Cards):
        async def get(self, request_id: int, chat_id: int) -> Any:
            return CardMessage(request_id, chat_id, 77, False, "")

        async def with_live_buttons(self, request_id: int, chat_id: int) -> tuple[()]:
            return ()

        async def bared(self, over: list[int], card: CardMessage) -> None:
            gone.append(card.message_id)

    messenger._desk.cards = Hangs()
    wire.answers["editMessageReplyMarkup"] = lambda _: answer
    now = datetime(2026, 11, 24, tzinfo=UTC)
    assert (
        await messenger.send(
            DueMessage(1, ButtonsNotice.kind, Place(42), 7, dump(ButtonsNotice(every=True)), 0, now, False)
        )
        == Sent()
    )
    assert gone == [77]


async def test_what_another_process_took_while_it_waited_for_its_turn_is_not_sent(messenger, wire) -> None:
    messenger._desk.outbox.ours = False
    assert await messenger.send(owed()) == Overtaken()
    assert wire.named("sendMessage") == []


async def test_a_flood_error_waits_as_long_as_telegram_says_and_does_not_count(messenger, wire) -> None:
    wire.answers["sendMessage"] = lambda _: (429, "Too Many Requests: retry after 7", {"retry_after": 7})
    result = await messenger.send(owed())
    assert isinstance(result, Later)
    assert (result.seconds, result.counts) == (7, False)


async def test_a_group_that_moved_is_followed(messenger, wire) -> None:
    wire.answers["sendMessage"] = lambda _: (400, "Bad Request: group chat was upgraded to a supergroup chat",
                                             {"migrate_to_chat_id": -1007})  # fmt: skip
    assert await messenger.send(owed(place=Place(-5))) == GroupMigrated(-1007)


async def test_markup_that_telegram_cannot_read_goes_out_as_plain_text_at_once(messenger, wire) -> None:
    answers = iter([refused("can't parse entities: unexpected end tag"), POSTED])
    wire.answers["sendMessage"] = lambda _: next(answers)
    assert await messenger.send(placed()) == Sent(77)
    rich, plain = wire.named("sendMessage")
    assert rich["parse_mode"] == "HTML"
    assert "parse_mode" not in plain
    assert "<" not in plain["text"]
    assert "3301686771403783779" in plain["text"]
    assert plain["reply_markup"] == rich["reply_markup"]


async def test_an_address_that_no_button_takes_stands_in_the_text(messenger, wire) -> None:
    answers = iter([refused("BUTTON_URL_INVALID"), POSTED])
    wire.answers["sendMessage"] = lambda _: next(answers)
    assert await messenger.send(placed()) == Sent(77)
    last = wire.named("sendMessage")[-1]
    assert "https://pay.example.com/1" in last["text"]
    assert "https://pay.example.com/1" not in json.dumps(last.get("reply_markup"))


async def test_a_topic_that_is_gone_does_not_lose_the_message(messenger, wire) -> None:
    answers = iter([refused("message thread not found"), POSTED])
    wire.answers["sendMessage"] = lambda _: next(answers)
    assert await messenger.send(owed(place=Place(-5, 9))) == Sent(77)
    first, last = wire.named("sendMessage")
    assert (first.get("message_thread_id"), last.get("message_thread_id")) == (9, None)


def over(proposal_id: int = 3) -> DueMessage:
    """The last look of a change that waited for its second word."""
    facts = {"proposal_id": proposal_id, "what": "zone", "by": "Anna", "how": "agreed", "settled_by": "Boris"}
    return owed(ProposalOverNotice.kind, Place(-5), **facts)


async def test_a_change_that_is_settled_says_so_where_its_word_was_asked_for_and_keeps_no_button(
    messenger, wire
) -> None:
    assert await messenger.send(over()) == Sent(66)
    assert await messenger.send(over()) == Sent(66), "it may be sent again"
    for edit in wire.named("editMessageText"):
        assert (edit["chat_id"], edit["message_id"]) == (-5, 66)
        assert "Agreed by Boris" in edit["text"]
        assert not edit.get("reply_markup")
    assert wire.named("sendMessage") == []


async def test_where_no_word_was_asked_for_nothing_is_said_of_its_end(messenger, wire) -> None:
    assert await messenger.send(over(4)) == Sent(None)
    assert [wire.named(method) for method in ("editMessageText", "sendMessage")] == [[], []]


async def test_a_question_that_was_deleted_needs_no_last_look(messenger, wire) -> None:
    wire.answers["editMessageText"] = lambda _: (400, "Bad Request: message to edit not found", {})
    assert await messenger.send(over()) == Sent(66)
    assert wire.named("sendMessage") == []


def well_again(place: Place | None = None) -> DueMessage:
    """The end of a trouble that was told at noon."""
    facts = {
        "of": "copy_failed",
        "name": "copy_failed:noon:42",
        "since": "2026-11-23T12:00Z",
        "until": "2026-11-24T00:00Z",
    }
    return owed(TroubleOverNotice.kind, place, **facts)


async def test_the_message_of_a_trouble_that_ended_is_edited_to_say_so(messenger, wire) -> None:
    assert await messenger.send(well_again()) == Sent(55)
    [edit] = wire.named("editMessageText")
    assert (edit["chat_id"], edit["message_id"]) == (42, 55)
    assert "✅ <b>The database is copied again</b>" in edit["text"]
    assert "Well again since" in edit["text"]
    assert wire.named("sendMessage") == []


async def test_where_the_trouble_never_arrived_its_end_is_not_told(messenger, wire) -> None:
    assert await messenger.send(well_again(Place(43))) == Sent(None)
    assert [wire.named(method) for method in ("editMessageText", "sendMessage")] == [[], []]


@pytest.mark.parametrize("answer", [
    (400, "Bad Request: message to edit not found", {}),
    (400, "Bad Request: message can't be edited", {}),
    (403, "Forbidden: bot was blocked by the user", {}),
])  # fmt: skip
async def test_a_message_of_a_trouble_that_cannot_be_edited_is_no_error(messenger, wire, answer) -> None:
    wire.answers["editMessageText"] = lambda _: answer
    assert await messenger.send(well_again()) == Sent(55)
    assert wire.named("sendMessage") == []


async def test_the_end_of_a_trouble_waits_for_a_telegram_that_is_silent(messenger, wire) -> None:
    wire.answers["editMessageText"] = lambda _: NetworkError("no route")
    assert isinstance(await messenger.send(well_again()), Later)


def test_a_picture_is_a_large_preview_above_the_text_and_nothing_else_is_previewed() -> None:
    shown = preview(View(Html("text"), picture="https://img.example.com/1.png"))
    assert (shown.url, shown.prefer_large_media, shown.show_above_text) == (
        "https://img.example.com/1.png",
        True,
        True,
    )
    assert preview(View(Html("text"))).is_disabled


async def drafted(stage) -> dict[str, Any]:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(f"/buy {goods['offer_id']} {goods['min_order']}")
    card: dict[str, Any] = await stage.last()
    return card


async def test_a_card_that_was_deleted_is_posted_anew(stage) -> None:
    card = await drafted(stage)
    await stage.house.telegram.bot.delete_message(stage.anna, card["message_id"])
    await stage.say("/order 1")
    details = await stage.last()
    assert details["message_id"] != card["message_id"]
    draft = (await stage.house.desk.drafting.step(1)).purchase.request
    await stage.house.desk.drafting.cancel(Act(draft.requester), 1)
    await stage.settle()
    assert speaks_of(await stage.last(), "#1")
    row = await stage.house.desk.cards.get(1, stage.anna)
    assert row.message_id == (await stage.last())["message_id"]


async def test_a_card_that_shows_the_truth_already_costs_no_call(stage) -> None:
    card = await drafted(stage)
    row = await stage.house.desk.cards.get(1, stage.anna)
    await stage.house.desk.cards.put(row, again=Place(stage.anna))
    await stage.settle()
    assert (await stage.last())["rev"] == card["rev"]


@pytest.mark.parametrize("verb", ["post", "edit"])
async def test_a_card_that_a_person_asked_for_shows_what_happened_while_it_was_on_the_wire(stage, verb) -> None:
    card = await drafted(stage)
    requester = (await stage.house.desk.drafting.step(1)).purchase.request.requester
    messenger, place = stage.house.services.messenger, Place(stage.anna)
    really = getattr(messenger._sender, verb)

    async def overtaken(*words: Any, **named: Any) -> Any:
        patched.stop()
        await stage.house.desk.drafting.cancel(Act(requester), 1)
        await stage.house.desk.outbox.deliver(messenger.send)
        return await really(*words, **named)

    patched = patch.object(messenger._sender, verb, overtaken)
    patched.start()
    if verb == "post":
        await messenger.show_card(1, place)
    else:
        await messenger.repaint(1, place, card["message_id"])
    await stage.settle()
    assert "cancelled" in (await stage.last())["text"]


async def test_a_press_in_the_instant_in_which_its_card_is_recorded_is_one_on_the_card(stage) -> None:
    card = await drafted(stage)
    desk, place = stage.house.desk, Place(stage.anna)
    row = await desk.cards.get(1, place.chat_id)
    really, read = CardRepository.find, []

    async def recorded_meanwhile(ledger: Any, *words: Any) -> Any:
        read.append("card")
        return await really(ledger, *words)

    async def not_yet(*_: Any) -> list[Any]:
        read.append("message")
        return []

    with (
        patch.object(CardRepository, "find", recorded_meanwhile),
        patch.object(OutboxRepository, "about", not_yet),
    ):
        assert await desk.cards.what_was_pressed(1, place.chat_id, card["message_id"]) == (row, False)
    assert read == ["message", "card"]
    assert await desk.cards.what_was_pressed(1, place.chat_id, card["message_id"]) == (row, False)


async def test_of_a_card_that_was_sent_twice_one_keeps_its_buttons_though_the_bot_dies_over_the_other(stage) -> None:
    await stage.say("/start")
    goods = await stage.goods("plain")
    await stage.post("/sim/faults", {"side": "telegram", "call": "sendMessage", "kind": "status", "status": 502,
                                     "when": "after", "times": 1})  # fmt: skip
    await stage.say(f"/buy {goods['offer_id']} {goods['min_order']}")
    await stage.post("/sim/clock", {"advance": 30})
    await stage.settle()
    first, second = (await stage.messages())[-2:]
    assert (bool(first["buttons"]), bool(second["buttons"])) == (True, True)
    messenger, place = stage.house.services.messenger, Place(stage.anna)
    really = messenger._sender.edit

    async def dies_over_the_second(chat_id: int, message_id: int, view: View) -> None:
        if message_id == second["message_id"]:
            raise TimedOut
        await really(chat_id, message_id, view)

    with patch.object(messenger._sender, "edit", dies_over_the_second), pytest.raises(TimedOut):
        await messenger.repaint(1, place, first["message_id"])
    await messenger.repaint(1, place, first["message_id"])  # the press is taken again
    first, second = (await stage.messages())[-2:]
    assert (bool(first["buttons"]), bool(second["buttons"])) == (True, False)
    assert (await stage.house.desk.cards.get(1, place.chat_id)).message_id == first["message_id"]


async def test_a_card_whose_answer_was_lost_is_delivered_again(stage) -> None:
    await stage.say("/start")
    goods = await stage.goods("plain")
    await stage.post("/sim/faults", {"side": "telegram", "call": "sendMessage", "kind": "status", "status": 502,
                                     "when": "before", "times": 1})  # fmt: skip
    before = len(await stage.messages())
    await stage.say(f"/buy {goods['offer_id']} {goods['min_order']}")
    assert len(await stage.messages()) == before
    await stage.post("/sim/clock", {"advance": 30})
    await stage.settle()
    assert speaks_of(await stage.last(), "#1")
