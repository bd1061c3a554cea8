"""What a message is read as before anything acts on it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Chat, Message, MessageEntity, User

from bot.chat.conversation.incoming import addressed

WHEN = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Us:
    """As much of a bot as is asked for."""

    id, username = 1, "caigou_bot"


def in_a_group(text: str, *entities: MessageEntity) -> Message:
    who = User(5, "Anna", is_bot=False)
    return Message(7, WHEN, Chat(-9, Chat.GROUP), from_user=who, text=text, entities=entities)


def entity(kind: str, offset: int, length: int) -> MessageEntity:
    return MessageEntity(kind, offset, length)


@pytest.mark.parametrize(
    ("text", "mark", "meant"),
    [
        ("@caigou_bot 采购", entity("mention", 0, 11), True),
        ("🛒🛒 @caigou_bot", entity("mention", 5, 11), True),
        ("🛒🛒 @another_bot", entity("mention", 5, 12), False),
        ("/orders@caigou_bot", entity("bot_command", 0, 18), True),
        ("/orders@another_bot", entity("bot_command", 0, 19), False),
        ("/unheard_of", entity("bot_command", 0, 11), False),
    ],
)
def test_in_a_group_the_bot_is_meant_by_its_name_and_by_its_commands(
    text: str, mark: MessageEntity, meant: bool
) -> None:
    us: Any = Us()
    assert addressed(in_a_group(text, mark), us) is meant


@pytest.mark.parametrize(("offset", "length"), [(1, 2), (0, 1), (1, 1), (3, 40), (90, 5), (0, 0)])
def test_an_entity_that_cuts_a_character_or_lies_outside_makes_nobody_fall(offset: int, length: int) -> None:
    us: Any = Us()
    assert not addressed(in_a_group("🛒🛒", entity("mention", offset, length)), us)
