"""An attack on the Mini App's session: launches that Telegram did not sign for this bot, or not lately."""

import hashlib
import hmac
import json
import random
from collections.abc import Awaitable, Callable, Iterator
from urllib.parse import quote, urlencode

OTHER_TOKEN = "5000000002:AAthe-token-of-another-bot-of-somebody-else"
HOUR = 3600
Fields = list[tuple[str, str]]


def sealed(token: str, fields: Fields) -> str:
    """The fields with the hash that belongs to them, as Telegram documents it."""
    key = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    lines = "\n".join(sorted(f"{name}={value}" for name, value in fields))
    return written([*fields, ("hash", hmac.new(key, lines.encode(), hashlib.sha256).hexdigest())])


def written(fields: Fields) -> str:
    return urlencode(fields, quote_via=quote)


def fields_of(person: int, at: int, name: str = "Anna", language: str = "en") -> Fields:
    """What Telegram tells of whoever opens an app."""
    user = {"id": person, "first_name": name, "last_name": "", "language_code": language, "allows_write_to_pm": True}
    return [("query_id", "AAE1"), ("user", json.dumps(user, ensure_ascii=False)), ("auth_date", str(at))]


def forgeries(token: str, person: int, now: int, count: int, seed: int) -> Iterator[str]:
    """So many launches, each wrong in one way, of all ways alike; `person` is one who would be let in."""
    chance = random.Random(seed)
    ways = (_guessed, _of_another_bot, _of_another_person, _old, _of_the_future, _twice, _hidden, _bare, _broken)
    for number in range(count):
        yield ways[number % len(ways)](chance, token, person, now)


async def accepted(
    opens: Callable[[str], Awaitable[bool]], token: str, person: int, now: int, count: int, seed: int
) -> list[str]:
    """The forgeries for which a session was opened."""
    return [launch for launch in forgeries(token, person, now, count, seed) if await opens(launch)]


def _guessed(chance: random.Random, token: str, person: int, now: int) -> str:
    right = sealed(token, fields_of(person, now))
    at = len(right) - 1 - chance.randrange(64)
    other = chance.choice([each for each in "0123456789abcdefABCDEF" if each != right[at]])
    return chance.choice([
        right[:at] + other + right[at + 1 :],
        right[: -chance.randrange(1, 64)],
        written([*fields_of(person, now), ("hash", f"{chance.getrandbits(256):064x}")]),
        written([*fields_of(person, now), ("hash", "")]),
        written([*fields_of(person, now), ("hash", "é" * 64)]),
        written(fields_of(person, now)),
    ])  # fmt: skip


def _of_another_bot(chance: random.Random, token: str, person: int, now: int) -> str:
    other = chance.choice([OTHER_TOKEN, "", token[:-1], token.swapcase(), token.partition(":")[0]])
    return sealed(other, fields_of(person, now - chance.randrange(HOUR)))


def _of_another_person(chance: random.Random, token: str, person: int, now: int) -> str:
    """Signed for a stranger, then with the number of somebody who is known."""
    stranger = person + chance.randrange(1, 10**6)
    return sealed(token, fields_of(stranger, now)).replace(str(stranger), str(person), 1)


def _old(chance: random.Random, token: str, person: int, now: int) -> str:
    return sealed(token, fields_of(person, chance.choice([now - HOUR - 1 - chance.randrange(10**8), 0])))


def _of_the_future(chance: random.Random, token: str, person: int, now: int) -> str:
    return sealed(token, fields_of(person, now + 61 + chance.randrange(10**9)))


def _twice(chance: random.Random, token: str, person: int, now: int) -> str:
    right = sealed(token, fields_of(person, now))
    again = chance.choice([*fields_of(person, now), ("hash", "0" * 64), ("user", '{"id": 1}')])
    return chance.choice([f"{right}&{written([again])}", f"{written([again])}&{right}", f"{right}&{right}"])


def _hidden(chance: random.Random, token: str, person: int, now: int) -> str:
    """Fields inside of another field's value, which have the same hash as if each stood alone."""
    (_, query), user, date = fields_of(person, now)
    inside = f"{query}\nuser={user[1]}"
    right = sealed(token, fields_of(person, now)).rpartition("hash=")[2]
    hidden = [("auth_date", f"{date[1]}\nquery_id={inside}"), ("query_id", inside), date]
    chosen = chance.choice([hidden[:1], hidden[1:]])
    return written([*chosen, *chance.choice([[], [user]]), ("hash", right)])


def _bare(chance: random.Random, token: str, person: int, now: int) -> str:
    """Well signed, and of nobody: Telegram never signs this."""
    users = ["", "null", "[]", "5", "{}", '{"id": true}', '{"id": "7"}', '{"id": -1}', '{"id": 0}', '{"id": 1e3}',
             f'{{"id": {2**70}}}', "[" * 100_000]  # fmt: skip
    fields = [("auth_date", str(now)), *chance.choice([[], [("user", chance.choice(users))]])]
    dates = ["", "now", f"{now}.5", f"-{now}", "٣", f"{now}0000000"]
    return chance.choice(
        [sealed(token, fields), sealed(token, [*fields_of(person, now)[:2], ("auth_date", chance.choice(dates))])]
    )


def _broken(chance: random.Random, token: str, person: int, now: int) -> str:
    right = sealed(token, fields_of(person, now))
    forty = "&".join("a=b" for _ in range(40))
    return chance.choice([
        "", "&", "hash", "=", "%ff=%ff", right + "&", "&" + right, right + "&x", "x" * 15_000, f"{right}&new=1",
        right.replace("query_id", "query_Id"), forty,
    ])  # fmt: skip
