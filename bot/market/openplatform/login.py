"""Login to 1688: the address to open, reading what a person pastes back, and the account that it belongs to."""

import hmac
import re
from urllib.parse import parse_qs, urlencode, urlsplit

from bot.market.openplatform.client import OpenPlatformClient
from bot.market.openplatform.gateway import OpenPlatformGateway
from bot.market.port import Account

AUTHORISE_ORIGIN = "https://auth.1688.com"
_CODE = re.compile(r"[A-Za-z0-9_.~-]{6,200}", re.ASCII)


class PasteError(ValueError):
    """The pasted text contains no usable code; the message says what to do."""


def authorise_url(app_key: str, redirect_uri: str, state: str, origin: str = AUTHORISE_ORIGIN) -> str:
    """The address at which the account's owner grants the app access; `state` comes back with the code."""
    asked = {"client_id": app_key, "site": "1688", "redirect_uri": redirect_uri, "state": state}
    return f"{origin}/oauth/authorize?{urlencode(asked)}"


def read_pasted(pasted: str, state: str) -> str:
    """The code in a pasted redirect address, or a bare code. Raises PasteError with a sentence for the person."""
    text = pasted.strip()
    if "://" not in text and "code=" not in text:
        return _code(text)
    try:
        query = urlsplit(text).query
    except ValueError:  # an address that is cut off in its host
        query = ""
    fields = parse_qs(query or text.partition("?")[2] or text)
    given = fields.get("state", [""])[0].encode("utf-8", "replace")
    if not hmac.compare_digest(given, state.encode()):
        raise PasteError("this address belongs to another log-in: start again and paste the newest address")
    return _code(fields.get("code", [""])[0])


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise PasteError("there is no code in this: paste the whole address that the browser ended at")
    return text


async def log_in(client: OpenPlatformClient, code: str, redirect_uri: str) -> Account:
    """Exchange the code, save the tokens, and return the account that they belong to. Raises MarketError."""
    await client.keeper.exchange(code, redirect_uri)
    return await OpenPlatformGateway(client).account()
