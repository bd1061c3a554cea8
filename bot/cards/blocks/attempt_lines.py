"""Says what is to be said of an attempt that made no certain order: not taken, in doubt, in conflict, or at rest."""

from collections.abc import Sequence
from datetime import datetime

from bot.cards.blocks import order_lines, sums, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief
from bot.cards.blocks.view import Button, Keyboard
from bot.cards.blocks.writer import NEEDS_YOU, WAITS, Writer, dotted, gap, rows
from bot.market.openplatform.wire.create import CREATE_CALLS
from bot.purchasing.lifecycle import AttemptState
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.requests.attempt import Attempt, SimilarOrder

_MOST_ALIKE = 5
_MOST_NAMES, _NAME_WIDTH = 3, 14


def waiting(attempt: Attempt) -> tuple[str, str]:
    """The sign and the text's key of a request that is agreed to and waits for a person, or for the next try."""
    if attempt.by_hand is not None:
        return NEEDS_YOU, "head-by-hand"
    if attempt.waits_for_a_person:
        return NEEDS_YOU, "notice-rests" if attempt.rests_since_restore else "notice-not-sent"
    return WAITS, "notice-not-sent"


def turned_away(w: Writer, attempt: Attempt) -> bool:
    """Whether 1688 did not take it and the next try is still to come."""
    waits = attempt.due_at is None or (w.now is not None and attempt.due_at > w.now)
    return attempt.state is AttemptState.READY and bool(attempt.reason) and waits


def next_try(w: Writer, at: datetime | None) -> Html:
    """When the program tries by itself, or that a person has to."""
    return w.line("next-try", when=w.when(at)) if at else w.line("press-again")


def ready_keyboard(w: Writer, number: int, attempt: Attempt) -> Keyboard:
    """What people can do about a request of this number that is agreed to and waits; nothing while it is placed."""
    if attempt.state is AttemptState.READY and attempt.by_hand is not None:
        again = w.button("by-hand-again", Code(ButtonAction.BY_HAND, (number,)))
        return rows([hand_number(w, number)], [again, withdraw(w, number)])
    if attempt.rests_since_restore and attempt.alike:  # it is one of these, beside which it is not placed
        return rows(*alike_buttons(w, attempt.id, attempt.alike, give_to=number), [withdraw(w, number)])
    if attempt.rests_since_restore:
        return again_keyboard(w, number, "go-on")
    return again_keyboard(w, number) if turned_away(w, attempt) else ()


def hand_number(w: Writer, request_id: int) -> Button | None:
    """The way to say the number of the order that somebody placed by hand."""
    return w.button("hand-number", Code(ButtonAction.HAND_NUMBER, (request_id,)), "primary")


def again_keyboard(w: Writer, request_id: int, key: str = "try-again") -> Keyboard:
    """The card of what 1688 did not take, or what waits since a restore: place it now, or not at all."""
    again = w.button(key, Code(ButtonAction.RETRY, (request_id,)), "primary")
    if key == "go-on":
        return rows([again], [withdraw(w, request_id)])
    by_hand = w.button("by-hand", Code(ButtonAction.BY_HAND, (request_id,)))
    return rows([again, withdraw(w, request_id)], [by_hand])


def withdraw(w: Writer, request_id: int) -> Button | None:
    """The button that takes the consent back before anything is sent."""
    return w.button("cancel", Code(ButtonAction.WITHDRAW, (request_id,)), "danger")


def rests_text(w: Writer, known: bool) -> list[Html]:
    """Why a person must look first; `known` says whether an earlier order would carry the reference we have."""
    return [w.line("rests-text"), w.line("rests-press" if known else "rests-look")]


def rests_lines(w: Writer, attempt: Attempt) -> list[Html]:
    """What a person must look at first: the orders that may be it, or whatever 1688 shows since the copy."""
    if not attempt.alike:
        return rests_text(w, known=attempt.epoch > 0)
    return [w.line("rests-alike"), *alike_lines(w, attempt.alike, "rests-alike-there")]


def doubt_text(w: Writer, looked_for: bool, since: datetime | None, blind: bool = False) -> list[Html]:
    """What a doubt means, since when there is one, and that nothing is sent again by itself.

    `blind`: 1688 does not show our reference, so that a look which finds nothing proves nothing.
    """
    lines = [w.line("doubt-looking" if looked_for else "doubt-no-reference"), *blind_line(w, looked_for and blind)]
    lines += [w.line("doubt-since", when=w.when(since))] if since and not blind else []
    then = [w.line("doubt-then")] if looked_for and not blind else []
    return [*lines, w.sentences(w.line("never-again"), *then)]


def blind_line(w: Writer, blind: bool) -> list[Html]:
    """Says that not finding the order proves nothing, and what to do."""
    return [w.line("doubt-blind")] if blind else []


def person_text(
    w: Writer, looked_for: bool, since: datetime | None, settle_from: datetime | None, two: bool, blind: bool = False
) -> list[Html]:
    """Since when the bot looks, what a person can do, and from when on; `blind` as in `doubt_text`."""
    lines = [w.line("looked", since=w.when(since))] if looked_for and since else []
    please = [w.line("please-look" if looked_for else "please-look-yourself")]
    lines += blind_line(w, looked_for and blind) or please
    return lines + ([w.line("settle-two" if two else "settle-alone", when=w.when(settle_from))] if settle_from else [])


def who_settles(w: Writer, names: Sequence[str] | None) -> list[Html]:
    """Who can decide, by name, for those who read it and may not; None if it is not known."""
    if not names:
        return [] if names is None else [w.line("who-settles-nobody")]
    return [
        w.line("who-settles", names=team_lines.listed(w, [brief(each, _NAME_WIDTH) for each in names], _MOST_NAMES))
    ]


def settle_keyboard(w: Writer, attempt_id: int, two_deciders: bool, alike: Sequence[SimilarOrder] = ()) -> Keyboard:
    """Buttons: it was found; or it does not exist: order again (takes two people and no similar order) or give up."""
    able = two_deciders and not alike
    again = w.button("place-anew", Code(ButtonAction.PLACE_ANEW, (attempt_id,))) if able else None
    return rows(
        *alike_buttons(w, attempt_id, alike),
        [found_it(w, attempt_id)],
        [again],
        [w.button("give-up", Code(ButtonAction.GIVE_UP, (attempt_id,)))],
    )


def found_it(w: Writer, attempt_id: int) -> Button | None:
    """The way to say which order it is."""
    return w.button("found-it", Code(ButtonAction.FOUND, (attempt_id,)), "primary")


def would_order(w: Writer, gateway: str) -> Html:
    """By which call of 1688 it would have been ordered; a dry run orders nothing."""
    return w.line("dry-run-by", call=CREATE_CALLS.get(gateway, gateway))


def conflict_key(reason: str) -> str:
    """The text that says what does not match."""
    if reason == OwnReason.ORDER_TAKEN:
        return "conflict-taken"
    return "conflict-different" if reason == OwnReason.OTHER_ORDER else "conflict-text"


def given_up(w: Writer, looked_for: bool) -> Html:
    """What giving up means: the looks go on for a while, if the order can be found by our reference."""
    return w.line("abandoned-text" if looked_for else "abandoned-no-reference")


def alike_lines(w: Writer, alike: Sequence[SimilarOrder], key: str = "alike-there") -> list[Html]:
    """Says that there are orders which may be the one in doubt, and lists each."""
    if not alike:
        return []
    lines = [gap(), w.line(key, n=len(alike))]
    for each in alike[:_MOST_ALIKE]:
        lines.append(order_lines.number_line(w, each.order_id))
        lines.append(dotted([sums.total(each.total), *order_lines.made_at(w, each.created_at)]))
    return lines


def alike_buttons(
    w: Writer, attempt_id: int, alike: Sequence[SimilarOrder], give_to: int | None = None
) -> list[list[Button | None]]:
    """Buttons for each: it is this one; and its page on 1688. Without a doubt the order is given to a request."""
    buttons: list[list[Button | None]] = []
    for each in alike[:_MOST_ALIKE]:
        this = Code(ButtonAction.FOUND_THIS, (attempt_id, each.order_id))
        if give_to is not None:
            this = Code(ButtonAction.UNKNOWN_LINK, (each.order_id, give_to, 0))
        buttons.append([w.button("found-this", this, "primary", number=each.order_id)])
        buttons.append([w.link("open-this", order_lines.ORDER_PAGE.format(each.order_id), number=each.order_id)])
    return buttons
