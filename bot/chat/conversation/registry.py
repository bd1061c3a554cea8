"""The commands, and which function does what each command and each button asks for: a decorator above it says so."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.cards.blocks.buttons import ButtonAction
from bot.purchasing.approval.rights import Action
from bot.purchasing.approval.team import Role

ALL, NOBODY = frozenset(Role), frozenset[Role]()
READS = ALL - {Role.RECEIVER}
ASKS, DECIDES, PAYS, RULES = (frozenset({each}) for each in (Role.REQUESTER, Role.APPROVER, Role.BUYER, Role.ADMIN))
COUNTS = Action.COUNT.roles


@dataclass(frozen=True)
class Command:
    """A command, and in whose menus it stands; one that is in nobody's can still be typed."""

    name: str
    serves: frozenset[Role]
    in_groups: bool = False


COMMANDS = {
    each.name: each
    for each in (
        Command("buy", ASKS, in_groups=True),
        Command("list", ASKS, in_groups=True),
        Command("orders", READS, in_groups=True),
        Command("order", ALL, in_groups=True),
        Command("pay", PAYS, in_groups=True),
        Command("cancel", ASKS | PAYS, in_groups=True),
        Command("track", ALL, in_groups=True),
        Command("stuck", READS, in_groups=True),
        Command("refunds", READS, in_groups=True),
        Command("report", READS, in_groups=True),
        Command("cost", READS, in_groups=True),
        Command("arrivals", COUNTS, in_groups=True),
        Command("export", PAYS | RULES),
        Command("search", ASKS),
        Command("compare", READS, in_groups=True),
        Command("template", ASKS),
        Command("sku", ASKS | PAYS | RULES, in_groups=True),
        Command("pending", READS, in_groups=True),
        Command("approve", DECIDES),
        Command("decline", DECIDES),
        Command("team", ALL, in_groups=True),
        Command("invite", RULES),
        Command("policy", READS, in_groups=True),
        Command("away", DECIDES | RULES, in_groups=True),
        Command("back", DECIDES | RULES, in_groups=True),
        Command("rate", RULES),
        Command("notify", ALL, in_groups=True),
        Command("alerts", PAYS | RULES),
        Command("forget", ALL),
        Command("status", ALL),
        Command("health", NOBODY),
        Command("pause", RULES),
        Command("resume", RULES),
        Command("help", ALL, in_groups=True),
        Command("start", NOBODY),
    )
}
"""Every command that we know, in the order of the menu."""

Handler = Callable[..., Awaitable[None]]
H = TypeVar("H", bound=Handler)
TYPED: dict[str, Handler] = {}
"""What each command does."""
PRESSED: dict[ButtonAction, Handler] = {}
"""What a press on each button does."""


def command(name: str) -> Callable[[H], H]:
    """The function below does what this command asks for."""
    return _registered(TYPED, COMMANDS[name].name)


def pressed(action: ButtonAction) -> Callable[[H], H]:
    """The function below does what a press on this button asks for; the button's arguments are its own."""
    return _registered(PRESSED, action)


def _registered(registry: dict[Any, Handler], key: str) -> Callable[[H], H]:
    def register(handler: H) -> H:
        assert key not in registry, f"{key} has two handlers"
        registry[key] = handler
        return handler

    return register
