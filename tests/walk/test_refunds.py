"""Refunds of a team's order, as everybody reads them: one refund is one refund, and its sum is the same everywhere."""

import re

from tests.walk.teams import Group

WORDS = {"asked": "refund asked for", "closed": "refund closed without payment", "done": "refunded"}
HEADS = WORDS | {"done": "partly refunded"}
ALL = "¥ 1,370.00"
OF_ALL = f" of {ALL}"
"""Of how much a part is; a refund of all says it once."""


class Paid:
    """A paid order of the team, and what its people read of its refunds."""

    def __init__(self, group: Group, number: str, order_id: str) -> None:
        self.group, self.number, self.order_id = group, number, order_id

    async def refund(self, stage: str, **body: object) -> None:
        await self.group.street.at_1688(self.order_id, "refund", stage=stage, **body)

    async def reads(self, state: str, *sums: str) -> None:
        """The group's card, the buyer's news and all details say exactly these sums."""
        head = f"#{self.number} · {HEADS[state]}"
        amount = sums[0].partition(" ")[2].partition(" · ")[0]
        emil = self.group.cast.alone["Emil"].person
        told = await self.group.street.hears(head, amount, person=emil)
        _, _, mine, *rest = told.text.split("\n")
        assert said("\n".join([f"{WORDS[state]} · {mine}", *rest])) == list(sums), told.text
        card = await self.group.reads(f"#{self.number} · ", "Approved by", f"{WORDS[state]} · {amount}")
        assert said(card.text) == list(sums), card.text
        emil_asks = self.group.cast.alone["Emil"]
        await emil_asks.writes(f"/order {self.number}")
        details = await emil_asks.sees("What happened")
        assert said(details.text) == list(sums), details.text


def said(text: str) -> list[str]:
    """The states and sums of refunds in a message, in its order."""
    lines = re.findall(r"^(refund asked for|refund closed without payment|refunded) · (¥ .*)$", text, re.M | re.I)
    names = {words: state for state, words in WORDS.items()}
    assert all((OF_ALL in amount) != amount.startswith(ALL) for _, amount in lines), text
    return [f"{names[words.casefold()]} {amount.replace(OF_ALL, '', 1)}" for words, amount in lines]


async def paid(group: Group) -> Paid:
    number, card = await group.asks()
    await group.cast.here["Boris"].presses(card, "Approve")
    await group.cast.here["Chen"].presses(card, "Approve")
    await group.reads("1688 no.", f"#{number} ")
    order_id = await group.play.newest_order()
    await group.street.at_1688(order_id, "pay")
    await group.reads(f"#{number} · paid")
    return Paid(group, number, order_id)


async def test_goods_that_go_back_are_refunded_once_with_their_freight(group: Group) -> None:
    bought = await paid(group)
    total = (await group.street.ledger())["orders"][0]["paid_fen"]
    whole = f"¥ {total / 100:,.2f}"
    await group.street.at_1688(bought.order_id, "ship")
    await group.reads(f"#{bought.number} · shipped")
    await bought.refund("ask", goods_back=True)
    await bought.reads("asked", f"asked {whole}")
    await bought.refund("agree")
    await bought.reads("asked", f"asked {whole}")
    await bought.refund("send")
    await bought.reads("asked", f"asked {whole}")
    await bought.refund("done")
    closed = (f"#{bought.number} · closed on 1688", f"Refunded · {whole}")
    await group.reads(*closed)
    await group.street.hears(*closed, person=group.cast.alone["Emil"].person)
    await group.reads(f"#{bought.number} · closed", "Approved by", f"Refunded · {whole}")
    assert await group.told(f"#{bought.number} · refund") == []
