"""What people see: values and a language in, a view out; pure."""

from bot.chat.cards.answers import (
    bare_number,
    gave_up,
    link_problem,
    market_error,
    no_text,
    old_button,
    quantity_problem,
    refusal,
    seller_told,
    several_links,
    sold_out,
    unknown_command,
)
from bot.chat.cards.details import order_details, trace
from bot.chat.cards.health import health
from bot.chat.cards.lists import orders_page, search_page
from bot.chat.cards.notices import notice
from bot.chat.cards.paying import pay_links
from bot.chat.cards.people import (
    ask_cancel,
    ask_note,
    ask_order_number,
    ask_quantity,
    ask_search,
    ask_seller_note,
    cancel_question,
    channel_goodbye,
    group_hello,
    help_text,
    no_identity,
    seller_chat,
    start,
    stranger,
)
from bot.chat.cards.request import request_card
from bot.chat.view import Button, View

__all__ = [
    "Button",
    "View",
    "ask_cancel",
    "ask_note",
    "ask_order_number",
    "ask_quantity",
    "ask_search",
    "ask_seller_note",
    "bare_number",
    "cancel_question",
    "channel_goodbye",
    "gave_up",
    "group_hello",
    "health",
    "help_text",
    "link_problem",
    "market_error",
    "no_identity",
    "no_text",
    "notice",
    "old_button",
    "order_details",
    "orders_page",
    "pay_links",
    "quantity_problem",
    "refusal",
    "request_card",
    "search_page",
    "seller_chat",
    "seller_told",
    "several_links",
    "sold_out",
    "start",
    "stranger",
    "trace",
    "unknown_command",
]
