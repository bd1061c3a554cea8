"""`caigou links`: prints what the bot understands of a text, one line for each offer."""

import asyncio
import html
import re
from pathlib import Path

from bot import settings
from bot.cards.answers import link_problem, several_links
from bot.clock import SystemClock
from bot.commands.terminal import complain, show
from bot.market.errors import MarketError
from bot.market.shortlinks import ShortLinks
from bot.purchasing.reading.classify_url import Item, NoOffer, OfferRef, Reason, ShortLink, resolve
from bot.purchasing.reading.links import MOST_LINKS, find, merge


def run(text: str, online: bool, env_file: Path = Path(".env")) -> int:
    """Returns the exit code: 0 if at least one offer was found."""
    links = find(text)
    if online and links.short_links:
        links = merge(links, asyncio.run(_follow(links.short_links, settings.load(env_file).short_link_url)))
    for item in links.items:
        if isinstance(item, OfferRef):
            show(line_of(item))
        if sentence := sentence_of(item):
            complain(sentence)
    if links.left_out:
        complain(plain(several_links(MOST_LINKS, links.left_out, "en").text))
    return 0 if links.offers else 1


async def _follow(links: tuple[ShortLink, ...], replacement: str) -> dict[str, OfferRef | NoOffer]:
    follower, landed = ShortLinks(SystemClock(), replacement), dict[str, OfferRef | NoOffer]()
    for link in links:
        try:
            landed[link.url] = resolve(*await follower.resolve(link.url))
        except MarketError as error:
            landed[link.url] = NoOffer(Reason.SHORT_LINK_UNREADABLE, f"{link.url} ({error.reason})")
    return landed


def line_of(offer: OfferRef) -> str:
    """`id<TAB>SKU id of the link or -<TAB>quantity or -`"""
    return f"{offer.offer_id}\t{offer.sku_id or '-'}\t{offer.quantity or '-'}"


def sentence_of(item: Item) -> str:
    """What is wrong, in one line of plain English; empty if nothing is."""
    if isinstance(item, ShortLink):
        return f"{item.url}: a short link names its offer only after a redirect; type --online to follow it"
    if isinstance(item, NoOffer):
        return plain(link_problem(item, "en").text)
    return f"{item.offer_id}: is {item.doubt} the quantity? The bot would ask" if item.doubt else ""


def plain(markup: str) -> str:
    """The words of a card in one line, without its HTML and its leading symbol."""
    words = html.unescape(re.sub(r"<[^<>]*>", "", markup)).split()
    return " ".join(words[1:] if words and not any(map(str.isalnum, words[0])) else words)
