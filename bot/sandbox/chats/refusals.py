"""The two kinds of refusals: Telegram's to the bot, and the control API's to its caller."""

from typing import Any


class BotApiRefused(Exception):
    """Telegram's refusal of a bot's call: error code, description and parameters."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(reason: str, **parameters: Any) -> BotApiRefused:
    return BotApiRefused(400, f"Bad Request: {reason}", **parameters)


def forbidden(reason: str) -> BotApiRefused:
    return BotApiRefused(403, f"Forbidden: {reason}")


class SimRefused(Exception):
    """The control API's refusal: HTTP status (400 wrong, 404 unknown, 409 not now) and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
