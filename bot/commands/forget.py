"""`caigou forget`: takes names, texts and private data of a person out of the database."""

import asyncio
import sys

from bot.commands.terminal import Ask, complain, show
from bot.desk.shared.refusal import PlainWhy, Refusal, RefusalReason, Why
from bot.desk.shared.refusals import OnlyAdmin, StillGoesOn
from bot.purchasing.people.forgotten import exported
from bot.purchasing.person import Person
from bot.settings import Settings
from bot.wiring.forgetting import Ending, Terminal

_YES = frozenset({"yes", "y"})
_MOST = 10


def run(known: Settings, who: str, sure: bool, ask: Ask) -> int:
    """Returns the exit code: 0 if they are forgotten, 1 if not, 2 if it is not clear who is meant."""
    terminal = Terminal(known)
    try:
        people = asyncio.run(terminal.called(who))
        if len(people) != 1:
            return _unclear(who, people)
        person = people[0]
        asyncio.run(terminal.require_free(person.id))
        if not (sure or _agreed(person, ask)):
            complain("Nobody was forgotten.")
            return 1
        match asyncio.run(terminal.forget(person.id)):
            case Ending.DONE:
                show("Forgotten. What was sent to chats is Telegram's; copies are gone in at most 400 days.")
                return 0
            case Ending.GOES_ON:
                show("It is written down, and the bot that has the database does it as soon as it can.")
                return 0
            case Ending.REFUSED:
                complain("Something came between. Type it again: then it says what.")
    except Refusal as refusal:
        complain(_why_not(refusal.why))
    return 1


def _unclear(who: str, people: tuple[Person, ...]) -> int:
    if not people:
        complain(f"Nobody is known as {who}. Name a number (/start shows everybody their own), or the whole name.")
        return 2
    complain(f"{len(people)} people are known as {who}. Name one by number:")
    for each in people:
        complain(f"  {each.id}  {exported(each.name)}")
    return 2


def _agreed(person: Person, ask: Ask) -> bool:
    """Whether the person at the terminal is sure; nobody is asked without one."""
    if not sys.stdin.isatty():
        complain("Nobody can be asked here; to do it all the same: --yes")
        return False
    show(f"{exported(person.name)} ({person.id}) leaves every team, and their name, words and private data go.")
    show("Numbers, sums and votes stay as a former member's. It cannot be undone; copies are gone in at most 400 days.")
    try:
        return ask("Forget them? [yes/no] ", False).casefold() in _YES
    except EOFError:
        return False


def _why_not(why: Why) -> str:
    """Why they are not forgotten, and what to do."""
    match why:
        case StillGoesOn():
            numbers = ", ".join(f"#{number}" for number in why.requests[:_MOST])
            more = f" and {len(why.requests) - _MOST} more" if len(why.requests) > _MOST else ""
            return f"Requests of theirs are not over: {numbers}{more}. Cancel them, or wait until they are received."
        case PlainWhy(which=RefusalReason.FORGET_SETTINGS):
            return "TELEGRAM_ADMINS names them. Take them out there (name another admin first), restart, type it again."
        case OnlyAdmin():
            return f"They are the only admin of the team {why.title}. Make somebody else one first, or close the team."
        case PlainWhy(which=RefusalReason.FORGET_UNKNOWN):
            return "Nobody of this number is known."
    raise AssertionError(f"no words for {why.key}")
