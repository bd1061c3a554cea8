"""Says what is told of money that is asked back only with a second word."""

from bot.cards.blocks import sums
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, bold
from bot.cards.blocks.view import Keyboard
from bot.cards.blocks.writer import NEEDS_YOU, WAITS, Writer, of_1688, rows, show
from bot.cards.notices.forms import details, form, goods, order_number, until
from bot.purchasing.notices.second_words import RefundWordNotice, RefundWordOverNotice


def _asked(w: Writer, m: RefundWordNotice | RefundWordOverNotice) -> list[Html]:
    """The sum that is asked back, of how much."""
    return [bold(each) for each in sums.refund_of(w, m.asked, m.about.total)]


def _who(w: Writer, m: RefundWordNotice) -> list[Html]:
    """Who asks for it, for which reason, and what of it is carriage."""
    carriage = [w.line("refund-word-carriage", sum=show(m.carriage))] if m.carriage else []
    return [*carriage, w.line("refund-word-by", name=m.by), *of_1688(w, m.reason)]


def _decide(w: Writer, m: RefundWordNotice) -> Keyboard:
    about = (m.about.order_id, m.errand)
    yes = w.button("refund-word-yes", Code(ButtonAction.REFUND_AGREE, about), "success", sum=show(m.asked))
    return rows([yes, w.button("refund-word-no", Code(ButtonAction.REFUND_TURN_DOWN, about), "danger")], *details(w, m))


def _over(w: Writer, m: RefundWordOverNotice) -> list[Html]:
    return [w.line(f"refund-word-over-{m.how}", name=m.by)]


FORMS = dict(
    [
        form(RefundWordNotice, NEEDS_YOU, goods, _asked, _who, until, order_number, keyboard=_decide, few=True),
        form(RefundWordOverNotice, WAITS, goods, _asked, _over, order_number, keyboard=details),
    ]
)
"""How each is told."""
