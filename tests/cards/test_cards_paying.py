"""The card on which a payer chooses among orders, where its pages and its numbers matter."""

from bot.cards.blocks.html import plain
from bot.cards.money.pay_runs import pay_run
from bot.purchasing.orders.pay_run import PayRunState
from tests.cards import pay_samples as pay
from tests.cards import samples as s


def test_every_page_tells_until_when_the_first_of_all_must_be_paid() -> None:
    view = pay.view(pay.orders(12), PayRunState.CHOOSING, ticked=0)
    first, second = (plain(pay_run(view, "en", s.NOW, page).text).splitlines()[1] for page in (1, 2))
    assert "to pay by" in first
    assert second == first
