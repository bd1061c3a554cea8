"""What was true when it was sent stays true: earlier messages lose the buttons that no longer hold, and say so."""

from tests.walk.conftest import Street


async def pay_buttons(street: Street, person: int | None = None) -> list[str]:
    """Every way to pay that somebody is offered in private."""
    told = await street.told("", person=person)
    return [label for each in told for label in each.labels if label.startswith("Pay")]


async def test_a_paid_order_leaves_nobody_a_way_to_pay_it_again(street: Street) -> None:
    order_id = await street.ordered("plain")

    async def offered() -> bool:
        return bool(await pay_buttons(street))

    await street.until(offered, "it can be paid")
    await street.at_1688(order_id, "pay")

    async def nothing_to_pay() -> bool:
        return not await pay_buttons(street)

    await street.until(nothing_to_pay, "no message offers to pay what is paid")
    await street.hears("to be paid", order_id, "As of", "✅ #1 · paid")
