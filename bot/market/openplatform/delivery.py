"""Where an order goes: the number of an address, and its area in words where 1688 does not take the number alone."""

from collections.abc import Mapping

from bot.market.errors import Rejected

ADDRESS_REFUSED = "AddressId invalid"
"""How 1688 refuses an address; it says so as well where it only misses the words."""


class Delivery:
    """What the account's addresses are called, and for which of them 1688 wanted to hear it.

    The documents take the number alone, so the words are sent only after a preview was refused without them, and then
    in every preview and create call of this process: what is bought is exactly what was priced.
    """

    def __init__(self) -> None:
        self._areas: Mapping[str, Mapping[str, str]] = {}
        self._wanted: set[str] = set()

    def learn(self, areas: Mapping[str, Mapping[str, str]]) -> None:
        """The areas of every address of the account, as 1688 told them just now."""
        self._areas = areas

    def area(self, address_id: str) -> Mapping[str, str]:
        """The words that go with an address; none where its number is enough."""
        return self._areas.get(address_id, {}) if address_id in self._wanted else {}

    def knows(self, address_id: str) -> bool:
        """Whether the words of this address were told."""
        return address_id in self._areas

    def sends_words(self, address_id: str) -> bool:
        """Whether they are sent with it."""
        return address_id in self._wanted

    def send_words(self, address_id: str, send: bool = True) -> None:
        """Send the words with this address from now on, or no longer."""
        (self._wanted.add if send else self._wanted.discard)(address_id)


def refuses_address(refusal: Rejected) -> bool:
    """Whether 1688 refuses the address, for which it may only miss the words."""
    return refusal.reason.startswith(ADDRESS_REFUSED)
