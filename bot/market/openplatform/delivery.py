"""What the calls send as the delivery address: its number, and its area in words if 1688 refuses the number alone."""

from collections.abc import Mapping

from bot.market.errors import Rejected

ADDRESS_REFUSED = "AddressId invalid"
"""How 1688 refuses an address; it says the same if only the words are missing."""


class Delivery:
    """Knows the area of each address of the account, and for which addresses 1688 wants it.

    The documents ask for the number alone. So the words are sent only after 1688 refused a preview without them, and
    from then on in every preview and create call of this process: what is bought is exactly what was priced.
    """

    def __init__(self) -> None:
        self._areas: Mapping[str, Mapping[str, str]] = {}
        self._wanted: set[str] = set()

    def learn(self, areas: Mapping[str, Mapping[str, str]]) -> None:
        """Store the areas of all addresses of the account, as 1688 has just returned them."""
        self._areas = areas

    def area(self, address_id: str) -> Mapping[str, str]:
        """The words to send with an address; empty if its number is enough."""
        return self._areas.get(address_id, {}) if address_id in self._wanted else {}

    def knows(self, address_id: str) -> bool:
        """Whether the words of this address are known."""
        return address_id in self._areas

    def sends_words(self, address_id: str) -> bool:
        """Whether the words are sent with this address."""
        return address_id in self._wanted

    def send_words(self, address_id: str, send: bool = True) -> None:
        """Start or stop sending the words with this address."""
        (self._wanted.add if send else self._wanted.discard)(address_id)


def refuses_address(refusal: Rejected) -> bool:
    """Whether 1688 refuses the address; perhaps it only misses the words."""
    return refusal.reason.startswith(ADDRESS_REFUSED)
