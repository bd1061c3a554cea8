"""What another library's bot lives through in the pretend Telegram; each scene has to go as it does in the real one."""

import base64
import hashlib
import struct
import zlib
from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox.patience import PATIENCE, within
from tests.programmes.conform.client import Check
from tests.programmes.conform.foreign.stage import Client, Row, Stage, staged

SHEET = "编号;数量\n1;2\n".encode()
Scene = Callable[[Stage], Awaitable[None]]


def holds(read: object, stands: object) -> None:
    assert read == stands, f"there is {read!r}, not {stands!r}"


def picture(width: int = 4, height: int = 3) -> bytes:
    """A red PNG of that size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\xff\0\0" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


async def introduces_itself(stage: Stage) -> None:
    holds((await stage.asks("/me"))["text"], f"{stage.world.chats.bot_id} caigou_bot True False")


async def answers(stage: Stage) -> None:
    answer = await stage.asks("/hello")
    holds((answer["text"], answer["html"]), ("Hello, Anna", "<b>Hello</b>, Anna"))
    asked = next(row for row in await stage.rows() if row["message_id"] == answer["reply_to"])
    holds(asked["text"], "/hello")
    holds(asked["reactions"], {str(stage.world.chats.bot_id): ["👀"]})


async def writes_at_length(stage: Stage) -> None:
    holds((await stage.asks("/long"))["text"], "货" * 4096)


async def is_pressed(stage: Stage) -> None:
    offer = await stage.asks("/offer")
    holds([[button["text"] for button in line] for line in offer["buttons"]], [["Take", "Leave"], ["Look"]])
    pressed = await stage.press(offer, "Take")
    holds(pressed, {"answer": {"text": "Anna: take:1", "show_alert": True}})
    edited = await stage.becomes(offer["message_id"], "Chosen: take:1")
    holds((edited["edited"], edited["buttons"]), (True, []))


async def takes_buttons_away(stage: Stage) -> None:
    offer = await stage.asks("/offer")
    pressed = await stage.press(offer, "Leave")
    holds(pressed, {"answer": {"text": "", "show_alert": False}})
    left = await stage.becomes(offer["message_id"], "Take it?")
    holds((left["edited"], left["buttons"]), (True, []))


async def sends_a_paper(stage: Stage) -> None:
    paper = await stage.asks("/paper")
    holds((paper["document"]["name"], paper["text"], paper["html"]), ("订单.csv", "Orders", "<b>Orders</b>"))
    holds((await stage.http.get(paper["document"]["url"])).content, SHEET)


async def sends_an_album(stage: Stage) -> None:
    said = await stage.say("/album")
    about = await stage.hears(said, "2 1")
    first, second = [row for row in await stage.rows() if said < row["message_id"] < about["message_id"]]
    holds([first["document"]["size"], second["document"]["size"]], [len(SHEET)] * 2)
    holds((first["text"], first["html"], second["text"]), ("one", "<i>one</i>", ""))

    async def deleted() -> Row | None:
        return next(
            (row for row in await stage.rows() if row["message_id"] == second["message_id"] and row["deleted"]), None
        )

    await stage.until(deleted, "the second document is deleted")


async def receives_files(stage: Stage) -> None:
    for kind, name, content, about in (
        ("document", "单子 1.csv", SHEET, "单子 1.csv text/csv"),
        ("photo", "red.png", picture(), "4x3"),
    ):
        file = {"name": name, "base64": base64.b64encode(content).decode()}
        said = await stage.sim("say", person=stage.anna, **{kind: file})
        answer = await stage.hears(said["message_id"])
        holds(answer["text"], f"{about} {len(content)} {hashlib.sha256(content).hexdigest()}")
        holds(answer["reply_to"], said["message_id"])


async def hears_of_changes(stage: Stage) -> None:
    said = await stage.say("ten pieces")
    await stage.sim("edit", person=stage.anna, message_id=said, text="twelve pieces")
    answer = await stage.hears(said)
    holds(answer["text"], "Changed to: twelve pieces")
    await stage.sim("react", person=stage.anna, message_id=answer["message_id"], emoji="👍")
    holds((await stage.hears(answer["message_id"]))["text"], "Anna: 👍")


async def sets_commands(stage: Stage) -> None:
    holds((await stage.asks("/commands"))["text"], "offer: Shows an offer")
    shown = (await stage.http.get("/sim/bot", params={"person": stage.anna})).json()
    holds(shown["commands"], [{"command": "offer", "description": "Shows an offer"}])


async def _fails(stage: Stage, how: str, doing: str, chat: int | None = None, **more: Any) -> None:
    """The library made of the failure what its users are told that it makes of it."""
    said = await stage.say(f"/fails@caigou_bot {doing}", chat)
    words = (await stage.hears(said, "failed", chat))["text"]
    for part in stage.client.fails[how]:
        assert part.format(**more) in words, f"{part.format(**more)!r} is not in {words!r}"


async def is_refused(stage: Stage) -> None:
    await _fails(stage, "no chat", "send 987654321")
    await _fails(stage, "not modified", "same")
    await _fails(stage, "not started", f"send {await stage.person('Emil', started=False)}")
    blocking = await stage.person("Dora")
    await stage.sim(f"people/{blocking}/block")
    await _fails(stage, "blocked", f"send {blocking}")
    await _fails(stage, "wrong token", "token")


async def is_told_to_wait(stage: Stage) -> None:
    await stage.sim("faults", side="telegram", call="sendDocument", kind="throttle", seconds=7)
    await _fails(stage, "flood", "paper")


async def meets_a_broken_wire(stage: Stage) -> None:
    for kind, more in (("status", {"status": 502}), ("malformed", {}), ("reset", {})):
        await stage.sim("faults", side="telegram", call="sendDocument", kind=kind, **more)
        await _fails(stage, kind, "paper")


async def is_sent_after_a_group(stage: Stage) -> None:
    old = await stage.group(admin=stage.anna)
    new = await stage.sim(f"chats/{old}/migrate", person=stage.anna)
    await _fails(stage, "migrated", f"send {old}", new=new["id"])


async def administers_a_group(stage: Stage) -> None:
    boris, clara = await stage.person("Boris"), await stage.person("Clara")
    group = await stage.group(boris, clara, admin=boris)
    holds((await stage.hears(0, chat=group))["text"], "I was left, am member")
    await _fails(stage, "members hidden", f"member {boris}", group)
    unheard = await stage.sim("say", person=boris, chat=group, text="ping")
    await stage.sim(f"chats/{group}/promote", person="bot")
    rise = await stage.hears(unheard["message_id"], chat=group)
    holds(rise["text"], "I was member, am administrator")
    standing = await stage.asks("/standing@caigou_bot", group)
    expected = "Buying, 4: I administrator True, you member; Boris creator, Caigou administrator"
    holds(standing["text"], expected)
    holds((await stage.asks("ping", group))["text"], "pong")
    await stage.sim(f"chats/{group}/leave", person=clara)
    holds((await stage.hears(standing["message_id"], "Clara", group))["text"], "Clara was member, is left")
    await stage.say("/leave", group)

    async def gone() -> Row | None:
        groups = (await stage.http.get("/sim/chats")).json()
        return next((each for each in groups if each["id"] == group and not each["bot"]), None)

    await stage.until(gone, "the bot left the group")


async def keeps_to_a_topic(stage: Stage) -> None:
    forum = await stage.group(admin=stage.anna, topics=True, bot_admin=True)
    asked = await stage.sim("say", person=stage.anna, chat=forum, topic="Orders", text="/here")
    here = await stage.hears(asked["message_id"], "Topic", forum)
    said = await stage.say("/topic Papers", forum)
    opened = await stage.hears(said, "Opened Papers", forum)
    (names,) = [each["topic_names"] for each in (await stage.http.get("/sim/chats")).json() if each["id"] == forum]
    orders, papers = (int(number) for number, _ in sorted(names.items(), key=lambda each: each[1]))
    holds(list(names.values()), ["Orders", "Papers"])
    holds((here["text"], here["topic"]), (f"Topic {orders}, True", orders))
    holds(opened["topic"], papers)
    outside = await stage.hears(await stage.say("/here", forum), "Topic", forum)
    holds((outside["text"], outside["topic"]), ("Topic None, None", None))


async def whispers(stage: Stage) -> None:
    boris = await stage.person("Boris")
    group = await stage.group(boris, admin=stage.anna)
    await stage.hears(0, "am member", group)
    await stage.sim("telegram", ephemeral=True)
    board = await stage.asks("/board@caigou_bot", group)
    await stage.press(board, "Beside")
    beside = await stage.hears(board["message_id"], "For you alone", group)
    holds((beside["only_for"], beside.get("replaces")), (stage.anna, None))
    holds((await stage.rows(group, boris))[-1]["message_id"], board["message_id"])
    await stage.press(beside, "Edit")
    await stage.becomes(beside["message_id"], "Still for you alone", group)
    await stage.press(beside, "Edit")
    pictured = await stage.becomes(beside["message_id"], "A picture for you alone", group)
    holds(pictured["photo"], "https://cbu01.alicdn.com/red.jpg")
    await stage.press(board, "Instead")
    instead = await stage.hears(beside["message_id"], "For you alone", group)
    holds((instead["only_for"], instead["replaces"]), (stage.anna, board["message_id"]))
    holds([await _sees(stage, each, board, group) for each in (stage.anna, boris)], [False, True])
    await stage.press(instead, "Delete")
    holds(await _sees(stage, stage.anna, board, group), True)


async def _sees(stage: Stage, person: int, wanted: Row, chat: int) -> bool:
    return wanted["message_id"] in [row["message_id"] for row in await stage.rows(chat, person)]


async def is_whispered_to(stage: Stage) -> None:
    boris = await stage.person("Boris")
    group = await stage.group(boris, admin=stage.anna)
    await stage.hears(0, "am member", group)
    await stage.sim("telegram", ephemeral=True)
    holds((await stage.asks("/declare"))["text"], "secret: True")
    said = await stage.sim("say", person=stage.anna, chat=group, text="/secret", ephemeral=True)
    answer = await stage.hears(said["message_id"], "Between", group)
    holds((answer["text"], answer["only_for"]), ("Between Anna and Caigou", stage.anna))
    holds(answer["reply_to"], said["message_id"])
    holds([await _sees(stage, boris, each, group) for each in (said, answer)], [False, False])


async def is_pushed_to(stage: Stage) -> None:
    """It is pushed what waited and what comes, takes nothing without its secret, and afterwards polls as before."""
    await stage.bot_stops()
    said = await stage.say("/hello")
    stage.guest.come("webhook")
    holds((await stage.hears(said))["reply_to"], said)
    pong = await stage.asks("ping")
    hook = await stage.about_pushes()
    holds(hook.get("last_error_message"), None)
    sender, chat = {"id": stage.anna, "is_bot": False, "first_name": "Anna"}, {"id": stage.anna, "type": "private"}
    forged = {"message_id": said, "date": 1, "chat": chat, "from": sender, "text": "ping"}
    for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "between-us-3"}):
        pushed = await stage.http.post(hook["url"], json={"update_id": 1, "message": forged}, headers=headers)
        holds(pushed.status_code, 401)
    holds((await stage.http.get(f"/bot{stage.world.token}/getUpdates")).status_code, 409)
    await stage.bot_stops()
    said = await stage.say("/hello")
    stage.guest.come()
    await stage.hears(said, "Hello")
    holds((await stage.asks("ping"))["text"], "pong")
    holds((await stage.about_pushes())["url"], "")
    heard = [row["text"] for row in await stage.rows() if row["message_id"] > pong["message_id"]]
    holds(heard, ["/hello", "Hello, Anna", "ping", "pong"])


async def is_overtaken(stage: Stage) -> None:
    """A second poller ends the poll of the bot where one waits; else the bot's next one ends it, and it tries again."""
    async with within(PATIENCE, "the bot is overtaken"):
        while "Conflict: terminated by other getUpdates request" not in stage.guest.words():
            await stage.http.get(f"/bot{stage.world.token}/getUpdates", params={"timeout": 20})
    holds((await stage.asks("ping"))["text"], "pong")


async def comes_back(stage: Stage) -> None:
    await stage.bot_stops()
    said = await stage.say("/hello")
    stage.guest.come()
    first = await stage.hears(said)
    holds(first["reply_to"], said)
    holds((await stage.asks("ping"))["text"], "pong")
    holds([row["text"] for row in await stage.rows() if row["message_id"] >= first["message_id"]][1:], ["ping", "pong"])


async def knows_every_field(stage: Stage) -> None:
    holds((await stage.asks("/unknown"))["text"], "nothing is unknown")
    said = await stage.say("and now something strange")
    sender = {"id": stage.anna, "is_bot": False, "first_name": "Anna"}
    chat = {"id": stage.anna, "type": "private", "odd": 1}
    command = {"offset": 0, "length": 8, "type": "bot_command"}
    strange = {"message_id": said, "date": 1, "chat": chat, "from": sender, "text": "/unknown", "entities": [command]}
    await stage.sim("update", kind="message", payload={**strange, "strange": {"a": 1}})
    holds((await stage.hears(said))["text"], "Chat.odd, Message.strange")


STORY: dict[str, Scene] = {
    "introduces itself by getMe": introduces_itself,
    "answers a command, with a reaction and a reply": answers,
    "writes 4096 Chinese characters": writes_at_length,
    "answers a press and edits the message": is_pressed,
    "takes the buttons of a message away": takes_buttons_away,
    "sends a document with a Chinese name": sends_a_paper,
    "sends an album and deletes a part of it": sends_an_album,
    "downloads a document and a photo": receives_files,
    "hears of an edit and of a reaction": hears_of_changes,
    "sets its commands and reads them back": sets_commands,
    "raises its own errors for refusals": is_refused,
    "reads how long a flood has to wait": is_told_to_wait,
    "raises its own errors for a broken wire": meets_a_broken_wire,
    "reads where a group moved to": is_sent_after_a_group,
    "is a member, an administrator and then out of a group": administers_a_group,
    "answers in the topic of a forum where it was asked, and opens one": keeps_to_a_topic,
    "shows a message to one member alone, beside another or in its place, changes it and deletes it": whispers,
    "is sent a command that nobody else sees, and answers it to its person alone": is_whispered_to,
    "is told that another poller took its place, and goes on": is_overtaken,
}
OF_THE_STRICT: dict[str, Scene] = {
    "knows every field that it met, and would tell one that it does not": knows_every_field
}
IN_NEW_PROCESSES: dict[str, Scene] = {
    "answers once what was said while it was away": comes_back,
    "is pushed to with its secret, and polls again": is_pushed_to,
}
CLIENTS = (
    Client(
        "aiogram",
        "aiogram_bot.py",
        {
            "no chat": ("TelegramBadRequest", "Bad Request: chat not found"),
            "not modified": ("TelegramBadRequest", "Bad Request: message is not modified"),
            "not started": ("TelegramForbiddenError", "Forbidden: bot can't initiate conversation with a user"),
            "blocked": ("TelegramForbiddenError", "Forbidden: bot was blocked by the user"),
            "wrong token": ("TelegramUnauthorizedError", "Unauthorized"),
            "flood": ("TelegramRetryAfter", "Too Many Requests: retry after 7", "retry_after=7"),
            "status": ("TelegramServerError", "Bad Gateway"),
            "malformed": ("ClientDecodeError",),
            "reset": ("TelegramNetworkError",),
            "migrated": ("TelegramMigrateToChat", "migrate_to_chat_id={new}"),
            "members hidden": ("TelegramBadRequest", "Bad Request: member list is inaccessible"),
        },
        tells_strangers=True,
    ),
    Client(
        "pyTelegramBotAPI",
        "telebot_bot.py",
        {
            "no chat": ("ApiTelegramException; 400; Bad Request: chat not found",),
            "not modified": ("ApiTelegramException; 400; Bad Request: message is not modified",),
            "not started": ("ApiTelegramException; 403; Forbidden: bot can't initiate conversation with a user",),
            "blocked": ("ApiTelegramException; 403; Forbidden: bot was blocked by the user",),
            "wrong token": ("ApiTelegramException; 401; Unauthorized",),
            "flood": ("ApiTelegramException; 429; Too Many Requests: retry after 7; retry_after=7",),
            "status": ("ApiTelegramException; 502; Bad Gateway",),
            "malformed": ("ApiInvalidJSONException",),
            "reset": ("ConnectionError",),
            "migrated": ("ApiTelegramException; 400;", "migrate_to_chat_id={new}"),
            "members hidden": ("ApiTelegramException; 400; Bad Request: member list is inaccessible",),
        },
    ),
)


def story_of(client: Client) -> dict[str, Scene]:
    """The scenes that a client can be held by; a new process of its bot would not know what the first one met."""
    return STORY | (OF_THE_STRICT if client.tells_strangers else {}) | IN_NEW_PROCESSES


async def play(client: Client) -> dict[str, Check]:
    """Every scene with one client's bot, in one world; where something never came, the rest is not tried."""
    found: dict[str, Check] = {}
    story = story_of(client)
    async with staged(client) as stage:
        for what, scene in story.items():
            try:
                await scene(stage)
            except TimeoutError as error:
                found[what] = Check(client.name, what, str(error))
                untried = [each for each in story if each not in found]
                return found | {each: Check(client.name, each, f"not tried after {what!r}") for each in untried}
            except Exception as error:
                found[what] = Check(client.name, what, f"{type(error).__name__}: {error}")
            else:
                found[what] = Check(client.name, what)
    return found
