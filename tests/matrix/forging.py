"""Button codes that nobody wrote for this press: invented, changed, cut, carried over, foreign, expired, replayed."""

import base64
import random
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.cards.blocks.buttons import ButtonAction, Code, Codes
from tests.matrix.goods import Stocked, Target
from tests.matrix.table import ABOUT_A_REQUEST, VIEWS, Asked
from tests.matrix.team_table import ABOUT_A_TEAM
from tests.matrix.world_fixture import Town

TAG = 11
STRANGE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True)
class Forged:
    """A press that must have no effect: who sends it, into which chat, with what."""

    kind: str
    who: int
    chat: int
    data: str


def genuine(town: Town, targets: dict[tuple[str, str], Target], general: Target, chat: int) -> list[Code]:
    """Every code that the bot could have written in a chat."""
    found = dict[Code, None]()
    for row in (*ABOUT_A_REQUEST, *VIEWS, *ABOUT_A_TEAM):
        for target in targets.values() if row not in ABOUT_A_TEAM else (general,):
            made = row.make(Asked(town, target, "every", chat))
            if isinstance(made, Code) and made not in found and made.fits:
                found[made] = None
    return list(found)


def forger_of(stocked: Stocked, codes: Codes, seed: int) -> "Forger":
    """A forger who has seen every code of a town, for everybody in it and a stranger."""
    town = stocked.town
    written = genuine(town, stocked.targets, stocked.general, town.group)
    return Forger(codes, written, [*town.people.values(), 424242], [town.group, town.other_group], seed)


class Forger:
    """Makes forged presses of every kind from what is really written, the same ones for the same seed."""

    def __init__(self, codes: Codes, written: list[Code], people: list[int], groups: list[int], seed: int) -> None:
        self._codes, self._written, self._people, self._groups = codes, written, people, groups
        self._chance = random.Random(seed)
        self._stranger = Codes(b"the secret of another bot")
        self.kinds: tuple[Callable[[], tuple[int, str]], ...] = (
            self.invented, self.other_tag, self.other_arguments, self.other_action, self.cut, self.longer,
            self.carried_over, self.foreign, self.unsigned, self.respelt, self.spliced, self.shorter_tag,
        )  # fmt: skip

    def some(self, count: int) -> Iterator[Forged]:
        """So many, of every kind in turn; what came out genuine by chance is made again."""
        made = 0
        while made < count:
            make = self.kinds[made % len(self.kinds)]
            who = self._chance.choice(self._people)
            chat, data = make()
            chat = chat or who
            if data and len(data.encode()) <= 64 and self._codes.read(data, chat) is None:
                made += 1
                yield Forged(make.__name__, who, chat, data)

    def _one(self) -> tuple[int, str, str]:
        """A chat, and the text and tag of something genuine in it."""
        chat = self._chance.choice(self._groups)
        data = self._codes.make(self._chance.choice(self._written).text, chat)
        return chat, data[:-TAG], data[-TAG:]

    def invented(self) -> tuple[int, str]:
        letters = string.ascii_letters + string.digits + ":~-_%/ é鼠\x00"
        return self._chance.choice(self._groups), "".join(self._chance.choices(letters, k=self._chance.randint(1, 64)))

    def other_tag(self) -> tuple[int, str]:
        chat, text, tag = self._one()
        place = self._chance.randrange(TAG)
        return chat, text + tag[:place] + self._chance.choice(string.ascii_letters) + tag[place + 1 :]

    def other_arguments(self) -> tuple[int, str]:
        chat, text, tag = self._one()
        number = str(self._chance.randrange(60))
        parts = text.split(":")
        parts[self._chance.randrange(1, len(parts)) if len(parts) > 1 else 0] = number
        return chat, ":".join(parts) + tag

    def other_action(self) -> tuple[int, str]:
        chat, text, tag = self._one()
        return chat, ":".join([self._chance.choice(list(ButtonAction)), *text.split(":")[1:]]) + tag

    def cut(self) -> tuple[int, str]:
        chat, text, tag = self._one()
        return chat, (text + tag)[: self._chance.randrange(1, len(text + tag))]

    def longer(self) -> tuple[int, str]:
        chat, text, tag = self._one()
        more = self._chance.choice((":1", "A", " ", ":~x", "\n", tag))
        return chat, self._chance.choice((text + more + tag, text + tag + more, more + text + tag))

    def carried_over(self) -> tuple[int, str]:
        _, text, tag = self._one()
        return self._chance.choice((0, -1009999999999, -(10**12) - 5)), text + tag

    def foreign(self) -> tuple[int, str]:
        chat = self._chance.choice(self._groups)
        return chat, self._stranger.make(self._chance.choice(self._written).text, chat)

    def unsigned(self) -> tuple[int, str]:
        chat, text, _ = self._one()
        return chat, text + self._chance.choice(("", "A" * TAG, "=" * TAG, "\x00" * TAG))

    def respelt(self) -> tuple[int, str]:
        chat, text, tag = self._one()
        spellings = (text.translate(STRANGE_DIGITS), text.upper(), text.replace(":", "："), text + "\u200b", f"+{text}")
        return chat, self._chance.choice(spellings) + tag

    def spliced(self) -> tuple[int, str]:
        """The text of one code with the tag of another."""
        chat, text, _ = self._one()
        return chat, text + self._codes.make(self._chance.choice(self._written).text, chat)[-TAG:]

    def shorter_tag(self) -> tuple[int, str]:
        chat, text, tag = self._one()
        padded = base64.urlsafe_b64decode(tag + "=")
        return chat, text + base64.b64encode(padded[: self._chance.randrange(8)]).decode()
