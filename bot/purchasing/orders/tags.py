"""Tags: the shop, client or project that lines are for, and what each costs; compared as `label` writes them."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from bot.purchasing.approval.policy import LONGEST_LABEL, label
from bot.purchasing.money import Fen, spread
from bot.purchasing.order_report import OrderLine
from bot.purchasing.orders.purchase_sums import back_by_line, held
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.snapshot import Line, PricedLine, Snapshot, TagSums, sums_by_tag
from bot.purchasing.text import one_line

TAG_WORD = r"(?:(?<!by )\b(?:tag|тег|метка)\b|(?<!按)标签)\s*[:：]?\s*"
"""What people write before a tag, in the three languages; `by tag` names none."""
_TAG_ALONE = re.compile(rf"{TAG_WORD}[\"“”„«「]?(?P<tag>.+?)[\"“”„»」]?", re.IGNORECASE)


def tag_alone(words: str) -> str:
    """The tag of `tag "Shop A"`, if the words say nothing else; else empty."""
    found = _TAG_ALONE.fullmatch(one_line(words))
    return found["tag"].strip() if found else ""


def tag_typed(words: str) -> str:
    """A tag as it is kept: one line; empty if nobody could use it as one."""
    tag = one_line(words)
    return tag if label(tag) and len(tag) <= LONGEST_LABEL and len(label(tag)) <= LONGEST_LABEL else ""


def tag_mark(tag: str) -> str:
    """What stands on a button for a tag, of which the name may be too long; those that are alike have the same."""
    return hashlib.blake2b(label(tag).encode(), digest_size=6).hexdigest()


def without_mark(tag: str) -> str:
    """What people read of a tag that a button of a report carries, as ReportAsk has it."""
    return tag.partition("  ")[0]


def tags_of(asked: Iterable[AskedLine]) -> tuple[str, ...]:
    """The tags of these lines in their order, each once and as it was written first."""
    written = dict[str, str]()
    for tag in dict.fromkeys(each.tag for each in asked if each.tag):
        written.setdefault(label(tag), tag)
    return tuple(written.values())


def only_tag(asked: Sequence[AskedLine]) -> str:
    """The tag that all these lines have; empty if they have none or several."""
    tags = tags_of(asked)
    return tags[0] if len(tags) == 1 and all(each.tag for each in asked) else ""


def tagged(asked: Sequence[AskedLine], tag: str, places: Collection[int] | None = None) -> tuple[AskedLine, ...]:
    """The same with another tag for the lines at these places; None are all."""
    return tuple(replace(each, tag=tag) if places is None or each.place in places else each for each in asked)


def tag_sums(snapshot: Snapshot | None, asked: Sequence[AskedLine]) -> TagSums:
    """What the lines of each tag cost of the total (fen), by the prices of their pieces; of each seller by itself."""
    names = {label(tag): tag for tag in tags_of(asked)}
    if snapshot is None or not names:
        return ()
    bought = [each for each in asked if each.buyable or len(asked) == 1]
    return shared(snapshot, [(names.get(label(each.tag), ""), line) for each in bought for line in each.lines])


def shared(snapshot: Snapshot, lines: Sequence[tuple[str, Line]]) -> TagSums:
    """The same of lines that each stand beside their tag, which is empty if they have none."""
    if snapshot.parts:
        return sums_by_tag(pair for part in snapshot.parts for pair in shared(part, lines))
    prices, weights = {line.variant: line.unit_price for line in snapshot.lines}, Counter[str]()
    for tag, line in lines:
        if (price := prices.get(line.variant)) is not None:
            weights[tag] += price * line.quantity
    shares = zip(weights, spread(snapshot.total, list(weights.values())), strict=True)
    return tuple(sorted((tag, fen) for tag, fen in shares if tag))


def with_tags(snapshot: Snapshot, asked: Sequence[AskedLine]) -> Snapshot:
    """The same with what each tag of these lines costs of it."""
    parts = tuple(replace(each, tags=tag_sums(each, asked)) for each in snapshot.parts)
    return replace(snapshot, tags=tag_sums(snapshot, asked), parts=parts)


def as_left(agreed: Snapshot, told: Sequence[OrderLine], back: Fen) -> Snapshot:
    """What was agreed to at what is left of each piece's price (billionths of a fen), once so much (fen) came back."""
    lines = held(told)
    if not lines or None in [each.share for each in lines]:
        return agreed
    left = zip(lines, back_by_line(lines, back, ()), strict=True)
    prices = [(each.variant, Fen(10**9 * ((each.share or 0) - gone) // each.quantity)) for each, gone in left]
    return replace(agreed, lines=tuple(PricedLine(*variant, 1, price) for variant, price in prices))
