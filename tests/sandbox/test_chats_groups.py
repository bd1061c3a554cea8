"""Groups: privacy, members, topics, anonymous admins, and the move to a supergroup."""

from typing import Any

import pytest


async def heard(town: Any) -> list[str]:
    """Texts of the messages that the bot got."""
    return [u["message"]["text"] for u in await town.updates() if "text" in u.get("message", {})]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hello all", False),
        ("/buy 5", True),
        ("/buy@caigou_bot 5", True),
        ("/buy@Caigou_Bot 5", True),
        ("/buy@other_bot 5", False),
        ("look, /buy 5", False),
        ("what do you say @caigou_bot", True),
        ("ask @other_bot", False),
    ],
)
async def test_privacy_mode_hides_what_is_not_for_the_bot(town: Any, text: str, told: bool) -> None:
    group = await town.group(town.anna)
    await town.updates()
    await town.say(town.anna, text, chat=group)
    assert await heard(town) == ([text] if told else [])
    assert (await town.rows(town.anna, chat=group))[-1]["text"] == text


async def test_a_reply_to_the_bot_is_heard(town: Any) -> None:
    group = await town.group(town.anna)
    sent = await town.bot("sendMessage", chat_id=group, text="how many?")
    await town.updates()
    mine = await town.say(town.anna, "fifty", chat=group, reply_to=sent["message_id"])
    await town.say(town.anna, "and more", chat=group, reply_to=mine)
    assert await heard(town) == ["fifty"]


async def test_everything_is_heard_without_privacy_or_as_admin(town: Any) -> None:
    open_group = await town.group(town.anna, privacy=False)
    ruled = await town.group(town.anna, bot_admin=True)
    plain = await town.group(town.anna)
    await town.updates()
    for group in (open_group, ruled, plain):
        await town.say(town.anna, str(group), chat=group)
    assert await heard(town) == [str(open_group), str(ruled)]
    await town.sim("telegram", privacy=False)
    assert (await town.bot("getMe"))["can_read_all_group_messages"] is True
    await town.say(town.anna, "now", chat=plain)
    assert await heard(town) == ["now"]


async def test_being_added_is_told_with_who_did_it(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, added_by=boris)
    member, service = await town.updates()
    assert member["my_chat_member"]["from"]["id"] == boris
    assert member["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert service["message"]["new_chat_members"][0]["username"] == "caigou_bot"
    (row,) = await town.look("chats")
    assert (row["id"], row["members"], row["admins"], row["topics"]) == (group, [town.anna, boris], [], False)


async def test_group_ids_look_like_telegrams(town: Any) -> None:
    assert -(10**9) < await town.group(town.anna) < 0
    assert str(await town.group(town.anna, topics=True)).startswith("-100")


async def test_a_group_becomes_a_supergroup_with_a_new_id(town: Any) -> None:
    group = await town.group(town.anna, admins=[town.anna])
    await town.bot("sendMessage", chat_id=group, text="before")
    await town.updates()
    new = (await town.sim(f"chats/{group}/migrate", person=town.anna))["id"]
    old_told, new_told = (u["message"] for u in await town.updates())
    assert (old_told["chat"]["id"], old_told["migrate_to_chat_id"]) == (group, new)
    assert (new_told["chat"]["id"], new_told["migrate_from_chat_id"]) == (new, group)
    refused = await town.refusal("sendMessage", chat_id=group, text="a")
    assert refused["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert refused["parameters"] == {"migrate_to_chat_id": new}
    assert (await town.bot("sendMessage", chat_id=new, text="a"))["message_id"] == 2
    await town.sim("say", expect=409, person=town.anna, chat=group, text="x")
    assert [row["id"] for row in await town.look("chats")] == [new]


async def test_an_anonymous_admin_speaks_as_the_group(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris, admins=[town.anna])
    await town.updates()
    await town.say(town.anna, "/approve 1", chat=group, anonymous=True)
    (update,) = await town.updates()
    assert update["message"]["from"]["id"] == 1087968824
    assert update["message"]["sender_chat"]["id"] == group
    await town.sim("say", expect=409, person=boris, chat=group, text="/x", anonymous=True)


async def test_a_forwarded_message_says_where_it_came_from(town: Any) -> None:
    boris = await town.person("Boris")
    await town.say(town.anna, "a", forwarded=True)
    await town.say(town.anna, "b", forwarded=boris)
    hidden, known = (u["message"]["forward_origin"] for u in await town.updates())
    assert hidden["type"] == "hidden_user"
    assert known["sender_user"]["id"] == boris


async def test_topics_travel_with_messages_and_replies(town: Any) -> None:
    forum = await town.group(town.anna, topics=True, bot_admin=True)
    topic = (await town.bot("createForumTopic", chat_id=forum, name="Orders"))["message_thread_id"]
    await town.updates()
    said = await town.say(town.anna, "here", chat=forum, topic="Orders")
    (update,) = await town.updates()
    assert update["message"]["message_thread_id"] == topic
    assert update["message"]["is_topic_message"] is True
    assert update["message"]["reply_to_message"]["forum_topic_created"]["name"] == "Orders"
    sent = await town.bot("sendMessage", chat_id=forum, text="a", reply_parameters={"message_id": said})
    assert sent["message_thread_id"] == topic
    assert (await town.rows(town.anna, chat=forum))[-1]["topic"] == topic
    plain = await town.group(town.anna)
    await town.sim("say", expect=409, person=town.anna, chat=plain, text="x", topic=1)


async def test_who_is_not_in_a_group_can_neither_speak_nor_press(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna)
    sent = await town.bot("sendMessage", chat_id=group, text="a")
    await town.sim("say", expect=409, person=boris, chat=group, text="/x")
    press = {"chat": group, "message_id": sent["message_id"], "button": "x"}
    await town.sim("press", expect=409, person=boris, **press)
    await town.sim(f"chats/{group}/join", person=boris)
    await town.say(boris, "/x", chat=group)
    await town.sim(f"chats/{group}/leave", person=boris)
    await town.sim(f"chats/{group}/leave", expect=409, person=boris)


async def test_shared_users_carry_the_request_that_asked_for_them(town: Any) -> None:
    boris = await town.person("Boris")
    await town.say(town.anna, "/start")
    ask = {"text": "Pick", "request_users": {"request_id": 42, "request_name": True}}
    await town.bot("sendMessage", chat_id=town.anna, text="who?", reply_markup={"keyboard": [[ask]]})
    await town.updates()
    await town.sim("say", person=town.anna, users_shared=[boris])
    (update,) = await town.updates()
    assert update["message"]["users_shared"] == {
        "request_id": 42, "users": [{"user_id": boris, "first_name": "Boris"}],
    }  # fmt: skip


async def test_no_more_people_are_shared_than_the_button_lets(town: Any) -> None:
    people = [await town.person(f"Twin {n}") for n in range(3)]
    await town.say(town.anna, "/start")
    for most in (0, 11):
        ask = {"text": "Pick", "request_users": {"request_id": 1, "max_quantity": most}}
        call = {"chat_id": town.anna, "text": "who?", "reply_markup": {"keyboard": [[ask]]}}
        assert "BUTTON_INVALID" in (await town.refusal("sendMessage", **call))["description"]
    ask = {"text": "Pick", "request_users": {"request_id": 1, "max_quantity": 2}}
    await town.bot("sendMessage", chat_id=town.anna, text="who?", reply_markup={"keyboard": [[ask]]})
    await town.updates()
    await town.sim("say", expect=409, person=town.anna, users_shared=people)
    await town.sim("say", person=town.anna, users_shared=people[:2])
    (update,) = await town.updates()
    assert [user["user_id"] for user in update["message"]["users_shared"]["users"]] == people[:2]


async def test_a_kicked_bot_hears_no_more(town: Any) -> None:
    group = await town.group(town.anna)
    await town.sim(f"chats/{group}/kick_bot", person=town.anna)
    await town.updates()
    await town.say(town.anna, "/x", chat=group)
    assert await town.updates() == []
