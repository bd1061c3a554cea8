"""The account, its delivery addresses, and the link to a seller's chat."""

from bot.market.openplatform.wire.fields import FormError, Json, part, rows, text, truth
from bot.market.port import Account
from bot.purchasing.offers.offer import Address


def parse_addresses(answer: Json) -> tuple[Address, ...]:
    """Read receiveAddress.get; its field names differ from those of the create call."""
    return tuple(_address(row) for row in rows(part(answer, "result"), "receiveAddressItems") if text(row, "id"))


def areas(answer: Json) -> dict[str, dict[str, str]]:
    """Read receiveAddress.get: the area of each address, in the words that the create call expects.

    Street and person are left out: the address's number stands for them.
    """
    areas = {}
    for row in rows(part(answer, "result"), "receiveAddressItems"):
        area = dict(zip(("provinceText", "cityText", "areaText"), text(row, "addressCodeText").split(), strict=False))
        areas[text(row, "id")] = area | ({"townText": text(row, "townName")} if text(row, "townName") else {})
    return areas


def _address(row: Json) -> Address:
    areas = text(row, "addressCodeText").split()
    whole = [*areas, text(row, "townName"), text(row, "address")]
    return Address(
        address_id=text(row, "id"),
        name=text(row, "fullName"),
        phone=text(row, "mobilePhone", "phone"),
        city=areas[1] if len(areas) > 1 else "".join(areas),
        full=" ".join(piece for piece in whole if piece),
        default=truth(row, "isDefault") is True,
    )


def parse_account(answer: Json) -> Account:
    """Read account.basic."""
    account = part(answer, "result")
    if not text(account, "loginId", "memberId"):
        raise FormError("the account has no name")
    return Account(text(account, "loginId"), text(account, "memberId"), text(account, "companyName"))


def parse_chat_link(answer: Json) -> str:
    """Read wangwangUrl.get."""
    link = text(part(answer, "result"), "result")
    if not link.startswith(("https://", "http://")):
        raise FormError("the chat link is no address")
    return link
