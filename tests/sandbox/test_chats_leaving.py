"""Who leaves a group, is thrown out of it or comes back: what a bot is told, and what it may ask."""

from typing import Any

from bot.sandbox.chats import acts

ASKED = ["message", "my_chat_member", "chat_member"]


async def test_an_administrator_hears_of_a_member_twice_where_it_asked_to(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris, bot_admin=True)
    await town.updates(allowed_updates=ASKED)
    await town.sim(f"chats/{group}/leave", person=boris)
    member, service = await town.updates()
    change = member["chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "left")
    assert change["new_chat_member"]["user"]["id"] == change["from"]["id"] == boris
    assert service["message"]["left_chat_member"]["id"] == boris
    await town.sim(f"chats/{group}/join", person=boris)
    member, service = await town.updates()
    assert member["chat_member"]["new_chat_member"]["status"] == "member"
    assert [each["id"] for each in service["message"]["new_chat_members"]] == [boris]


async def test_a_bot_that_did_not_ask_or_is_no_administrator_hears_of_it_once(town: Any) -> None:
    boris = await town.person("Boris")
    ruled, plain = await town.group(town.anna, boris, bot_admin=True), await town.group(town.anna, boris)
    await town.updates()
    await town.sim(f"chats/{ruled}/leave", person=boris)
    assert [sorted(each)[0] for each in await town.updates()] == ["message"]
    await town.updates(allowed_updates=ASKED)
    await town.sim(f"chats/{plain}/leave", person=boris)
    assert [sorted(each)[0] for each in await town.updates()] == ["message"]


async def test_who_is_thrown_out_comes_back_only_once_he_may(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris, admins=[town.anna], bot_admin=True)
    await town.updates(allowed_updates=ASKED)
    await town.sim(f"chats/{group}/kick", person=boris)
    member, service = await town.updates()
    assert member["chat_member"]["new_chat_member"]["status"] == "kicked"
    assert member["chat_member"]["from"]["id"] == service["message"]["from"]["id"] == town.anna
    assert service["message"]["left_chat_member"]["id"] == boris
    assert (await town.bot("getChatMember", chat_id=group, user_id=boris))["status"] == "kicked"
    await town.sim(f"chats/{group}/join", expect=409, person=boris)
    await town.sim(f"chats/{group}/kick", expect=409, person=boris)
    await town.sim(f"chats/{group}/unban", person=boris)
    await town.sim(f"chats/{group}/unban", expect=409, person=boris)
    await town.sim(f"chats/{group}/join", person=boris)
    assert (await town.bot("getChatMember", chat_id=group, user_id=boris))["status"] == "member"


async def test_nobody_throws_the_creator_out_nor_anybody_where_there_is_no_admin(town: Any) -> None:
    boris = await town.person("Boris")
    ruled, plain = await town.group(town.anna, boris, admins=[town.anna]), await town.group(town.anna, boris)
    await town.sim(f"chats/{ruled}/kick", expect=409, person=town.anna)
    await town.sim(f"chats/{plain}/kick", expect=409, person=boris)


async def test_telegram_tells_of_others_only_to_administrators_and_of_itself_to_every_bot(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris)
    me = (await town.bot("getMe"))["id"]
    assert (await town.bot("getChatMember", chat_id=group, user_id=me))["status"] == "member"
    refused = await town.refusal("getChatMember", chat_id=group, user_id=boris)
    assert refused["description"] == "Bad Request: member list is inaccessible"
    await town.sim(f"chats/{group}/promote", person="bot")
    assert (await town.bot("getChatMember", chat_id=group, user_id=boris))["status"] == "member"


async def test_where_telegram_is_lenient_it_tells_others_too(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris)
    await town.sim("telegram", members_hidden=False)
    assert (await town.bot("getChatMember", chat_id=group, user_id=boris))["status"] == "member"


async def test_in_a_public_group_anybody_reads_and_presses_and_only_members_write(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, username="buying_team")
    assert str(group).startswith("-100")
    sent = await town.bot("sendMessage", chat_id=group, text="a", reply_markup={
        "inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]})  # fmt: skip
    assert sent["chat"]["username"] == "buying_team"
    await town.updates()
    assert [row["text"] for row in await town.rows(boris, chat=group) if row["text"] == "a"] == ["a"]
    await town.sim("say", expect=409, person=boris, chat=group, text="/x")
    acts.press(town.world.chats, {"person": boris, "chat": group, "message_id": sent["message_id"], "button": "Yes"})
    (update,) = await town.updates()
    assert update["callback_query"]["from"]["id"] == boris
    assert update["callback_query"]["message"]["chat"]["username"] == "buying_team"
