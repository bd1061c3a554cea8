"""Which commands Telegram shows to whom: strangers, groups, and each person by their roles."""

from itertools import combinations
from types import SimpleNamespace
from typing import Any

import pytest

from bot.chat.conversation.menus import GROUP_MENU, STRANGERS, PersonalMenus, introduce, menu_of, menus_for
from bot.chat.conversation.registry import COMMANDS
from bot.chat.transport.bot import connect
from bot.desk.teams.teams import Duties
from bot.purchasing.approval.team import Role

GROUP = -1001
ASKS, DECIDES, PAYS, RULES, RECEIVES = (frozenset({each}) for each in Role)


def with_duties(kept: "Kept") -> Any:
    """A desk with nothing but this."""
    return SimpleNamespace(teams=SimpleNamespace(duties=kept))


class Kept:
    """The desk's part: one person's duties, and which menus were set."""

    def __init__(self, duties: Duties) -> None:
        self.duties = duties
        self.kept: tuple[str, dict[str, str]] = ("", {})

    async def of(self, person_id: int) -> Duties:
        return self.duties

    async def everybody(self) -> tuple[int, ...]:
        return (self.duties.person_id,)

    async def shown(self, person_id: int) -> tuple[str, dict[str, str]]:
        return self.kept

    async def show(self, person_id: int, language: str, menus: dict[str, str]) -> None:
        self.kept = (language, menus)


def member(*roles: Role, language: str = "en", reachable: bool = True) -> Duties:
    return Duties(42, language, reachable, groups=((GROUP, frozenset(roles)),))


def test_every_command_stands_in_the_menu_of_whom_it_serves() -> None:
    shown = {name for role in Role for name in menu_of({role}, private=True)}
    assert shown | set(STRANGERS) | {"health"} == set(COMMANDS)


@pytest.mark.parametrize("private", [True, False])
def test_more_roles_never_show_less(private: bool) -> None:
    for one, other in combinations(Role, 2):
        both = menu_of({one, other}, private=private)
        assert {*menu_of({one}, private=private), *menu_of({other}, private=private)} == set(both)
        assert list(both) == [each for each in COMMANDS if each in both]


def test_a_requester_sees_neither_what_admins_nor_what_approvers_do() -> None:
    asks = menu_of(ASKS, private=True)
    assert not {"invite", "rate", "pause", "resume", "approve", "decline", "away"} & set(asks)
    assert {"buy", "search", "orders", "cancel"} <= set(asks)
    assert "cancel" not in menu_of(DECIDES, private=True)
    assert "cancel" in menu_of(PAYS, private=True)


def test_a_receiver_sees_nothing_that_shows_purchases_or_rules() -> None:
    theirs = menu_of(RECEIVES, private=True)
    assert not {"buy", "orders", "pending", "stuck", "policy", "search", "sku", "pay"} & set(theirs)
    assert {"order", "track", "team", "notify", "forget", "help"} <= set(theirs)


async def test_the_common_menus_are_set_for_each_scope_and_language(wire: Any, token: Any) -> None:
    line = connect(token, requests=(wire, wire))
    async with line.application:
        await introduce(line.bot)
    menus = {(c.get("language_code", ""), c["scope"]["type"]): c["commands"] for c in wire.named("setMyCommands")}
    scopes = ("default", "all_private_chats", "all_group_chats")
    assert set(menus) == {(language, scope) for language in ("", "en", "zh", "ru") for scope in scopes}
    assert [each["command"] for each in menus["ru", "all_private_chats"]] == list(STRANGERS)
    assert [each["command"] for each in menus["zh", "all_group_chats"]] == list(GROUP_MENU)
    assert menus["ru", "all_private_chats"][0]["description"] != menus["en", "all_private_chats"][0]["description"]
    for name, limit in (("setMyShortDescription", 120), ("setMyDescription", 512)):
        told = [next(v for k, v in call.items() if k.endswith("description")) for call in wire.named(name)]
        assert len(told) == 4
        assert all(0 < len(text) <= limit for text in told)


async def test_menus_that_telegram_refuses_do_not_stop_the_bot(wire: Any, token: Any) -> None:
    wire.answers["setMyCommands"] = lambda _: (400, "Bad Request: too many commands", {})
    line = connect(token, requests=(wire, wire))
    async with line.application:
        await introduce(line.bot)
    assert len(wire.named("setMyCommands")) == 1


def test_in_a_group_only_those_have_a_menu_of_their_own_whom_the_common_one_does_not_fit() -> None:
    assert set(menus_for(member(Role.REQUESTER))) == {"42"}
    assert set(menus_for(member(Role.APPROVER))) == {"42", str(GROUP)}
    assert set(menus_for(member(Role.APPROVER, reachable=False))) == {str(GROUP)}
    assert menus_for(Duties(42, reachable=True)) == {}


async def test_telegram_is_called_only_for_a_menu_that_changed(wire: Any, token: Any, hand_clock: Any) -> None:
    desk = Kept(member(Role.REQUESTER))
    line = connect(token, requests=(wire, wire))
    menus = PersonalMenus(line.bot, with_duties(desk), hand_clock)

    def called() -> list[tuple[str, str]]:
        made = [(name, call["scope"]["type"]) for name, call in wire.calls if name.endswith("MyCommands")]
        wire.calls.clear()
        return made

    async with line.application:
        await menus.bring_up()
        assert called() == [("setMyCommands", "chat")]
        await menus.bring_up()
        await menus.renew(42)
        assert called() == []
        desk.duties = member(Role.REQUESTER, Role.APPROVER)
        await menus.renew(42)
        assert called() == [("setMyCommands", "chat_member"), ("setMyCommands", "chat")]
        desk.duties = member(Role.REQUESTER, Role.APPROVER, language="ru")
        await menus.renew(42)
        assert len(called()) == 2
        desk.duties = Duties(42, "ru", True)
        await menus.renew(42)
        assert sorted(called()) == [("deleteMyCommands", "chat"), ("deleteMyCommands", "chat_member")]
        assert desk.kept == ("ru", {})


async def test_a_menu_that_telegram_refuses_is_tried_again(wire: Any, token: Any, hand_clock: Any) -> None:
    wire.answers["setMyCommands"] = lambda _: (400, "Bad Request: chat not found", {})
    desk = Kept(member(Role.REQUESTER))
    line = connect(token, requests=(wire, wire))
    menus = PersonalMenus(line.bot, with_duties(desk), hand_clock)
    async with line.application:
        await menus.renew(42)
        await menus.renew(42)
    assert len(wire.named("setMyCommands")) == 2
    assert desk.kept[1] == {}
