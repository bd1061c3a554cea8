"""The checker itself: silent about a true history, and naming each lie in a doctored one."""

import copy
from typing import Any

import pytest

from tests.programmes.torture.checker import (
    BOUGHT_TWICE,
    CARD_UNTRUE,
    INVENTED,
    JOURNAL,
    LINE_WRONG,
    LOST_ORDER,
    MESSAGE_WRONG,
    NOTICE_DOUBLED,
    NOTICE_LOST,
    SENT_TWICE,
    UNDECIDED,
    UPDATE_DOUBLED,
    UPDATE_LOST,
    Histories,
    check,
    stale,
)

ANNA = 51


def order(number: str, reference: str, status: str = "waitbuyerpay") -> dict[str, Any]:
    return {
        "id": number,
        "out_order_id": reference,
        "status": status,
        "total_fen": 100,
        "paid_fen": 0,
        "lines": [{"offer_id": "7", "spec_id": None, "quantity": 2}],
    }


def said(message_id: int, text: str, *, sender: Any = "bot", buttons: Any = ()) -> dict[str, Any]:
    row = {"chat": ANNA, "message_id": message_id, "from": sender, "text": text, "deleted": False}
    return row | {"buttons": [[{"text": label, "data": "x"} for label in buttons]]}


def attempt(number: int, state: str) -> dict[str, Any]:
    return {"id": number, "request_id": number, "state": state, "out_order_id": f"CG{number}", "due_at": None}


def owed(number: int, kind: str, dedupe: str, message_id: int | None, state: str = "sent") -> dict[str, Any]:
    row = {"id": number, "kind": kind, "dedupe": dedupe, "chat_id": ANNA, "message_id": message_id, "payload": "{}"}
    return row | {"state": state, "error": "", "request_id": 1}


def true_story() -> dict[str, Any]:
    """One order that was placed at once, and one that is in a person's hands."""
    ours = {
        "request": [{"id": 1, "chat_id": ANNA}, {"id": 2, "chat_id": ANNA}],
        "order_line": [{"request_id": n, "offer_id": "7", "spec_id": "", "quantity": n + 1} for n in (1, 2)],
        "attempt": [attempt(1, "placed"), attempt(2, "needs_person")],
        "remote_order": [{"order_id": "900", "attempt_id": 1, "request_id": 1, "state": "to_pay"}],
        "ghost": [],
        "outbox": [
            owed(1, "placed", "placed:900", 5),
            owed(2, "in_doubt", "in_doubt:2:1", 6),
            owed(3, "needs_person", "needs_person:2:1", 7),
        ],
        "card": [{"request_id": 1, "chat_id": ANNA, "message_id": 4}],
        "event": [
            {"id": 1, "kind": "placed", "attempt_id": 1, "previous": "", "hash": "a"},
            {"id": 2, "kind": "in_doubt", "attempt_id": 2, "previous": "a", "hash": "b"},
            {"id": 3, "kind": "needs_person", "attempt_id": 2, "previous": "b", "hash": "c"},
        ],
    }
    chat = [
        said(1, "/buy 7 2", sender=ANNA),
        said(2, "/buy 7 3", sender=ANNA),
        said(4, "💴 #1 · ordered, to be paid\n1688 no. 900", buttons=["Cancel order"]),
        said(5, "💴 #1 · ordered, to be paid\n1688 no. 900"),
        said(6, "#2 · 1688 did not answer clearly"),
        said(7, "#2 · still not found on 1688", buttons=["give up"]),
    ]
    return {"ours": ours, "ledger": [order("900", "CG1")], "chat": chat, "creates": ["CG1", "CG2"]}


def kinds(story: dict[str, Any]) -> set[str]:
    return {each.kind for each in check(Histories(**story))}


def test_a_true_history_is_let_pass_without_a_word() -> None:
    assert kinds(true_story()) == set()


def test_news_that_a_message_about_several_orders_tells_is_not_lost() -> None:
    story = true_story()
    _told_together(story, '"901", "900"')
    assert kinds(story) == set()


def test_an_alarm_that_was_over_before_it_could_be_read_is_not_lost() -> None:
    story = true_story()
    _alarm(story, begun={"error": "off"})
    assert kinds(story) == set()


def _second_order(story: dict[str, Any]) -> None:
    story["ledger"].append(order("901", "CG1"))


def _second_reference(story: dict[str, Any]) -> None:
    story["ours"]["attempt"].append(attempt(3, "placed") | {"request_id": 1})
    story["ledger"].append(order("901", "CG3"))


def _line_bought_twice(story: dict[str, Any]) -> None:
    story["ledger"][0]["lines"] *= 2


def _line_never_bought(story: dict[str, Any]) -> None:
    story["ours"]["order_line"].append({"request_id": 1, "offer_id": "7", "spec_id": "red", "quantity": 1})


def _second_call(story: dict[str, Any]) -> None:
    story["creates"].append("CG2")


def _forgotten_order(story: dict[str, Any]) -> None:
    story["ours"]["remote_order"].clear()


def _forgotten_attempt(story: dict[str, Any]) -> None:
    story["ledger"].append(order("902", "CGother"))


def _invented_order(story: dict[str, Any]) -> None:
    story["ledger"].clear()


def _left_on_the_wire(story: dict[str, Any]) -> None:
    story["ours"]["attempt"][1]["state"] = "submitting"


def _doubt_never_shown(story: dict[str, Any]) -> None:
    story["chat"] = [row for row in story["chat"] if row["message_id"] != 7]


def _told_together(story: dict[str, Any], told: str) -> None:
    """The news of an order counts as told by a message about several, which names these."""
    row = owed(4, "placed", "placed:900:h", None) | {"error": "together"}
    story["ours"]["outbox"].append(row)
    beside = owed(5, "placed_together", "placed:901:h", 8) | {"payload": f'{{"told": [{told}]}}'}
    story["ours"]["outbox"].append(beside)
    story["chat"].append(said(8, "💴 #1 · 2 orders to be paid"))


def _told_by_none(story: dict[str, Any]) -> None:
    _told_together(story, '"901"')


def _alarm(story: dict[str, Any], begun: dict[str, Any]) -> None:
    """Buying was paused and goes on; both messages count as sent and stand nowhere."""
    began = owed(6, "paused", "paused:noon:51", None) | begun
    ended = owed(7, "trouble_over", "over:paused:noon:51", None)
    story["ours"]["outbox"] += [began, ended]


def _alarm_never_read(story: dict[str, Any]) -> None:
    """It was not left out: nobody knows where it stands, or that it is over."""
    _alarm(story, begun={})


def _alarm_left_out_without_an_end(story: dict[str, Any]) -> None:
    _alarm(story, begun={"error": "off"})
    del story["ours"]["outbox"][-1]


def _notice_never_sent(story: dict[str, Any]) -> None:
    story["ours"]["outbox"][0]["state"] = "due"


def _notice_sent_into_the_void(story: dict[str, Any]) -> None:
    story["ours"]["outbox"][0]["message_id"] = 99


def _notice_never_owed(story: dict[str, Any]) -> None:
    del story["ours"]["outbox"][0]


def _doubt_never_owed(story: dict[str, Any]) -> None:
    del story["ours"]["outbox"][1]


def _notice_said_again(story: dict[str, Any]) -> None:
    story["chat"].append(said(8, "#2 · 1688 did not answer clearly (sent again)"))


def _card_posted_again(story: dict[str, Any]) -> None:
    story["chat"].append(said(8, "#1 · check and confirm", buttons=["Buy now"]))


def _message_without_effect(story: dict[str, Any]) -> None:
    story["chat"].append(said(9, "/buy 7 4", sender=ANNA))


def _message_with_two_effects(story: dict[str, Any]) -> None:
    story["ours"]["request"].append({"id": 3, "chat_id": ANNA})


def _card_that_lies(story: dict[str, Any]) -> None:
    story["chat"][2]["text"] = "#1 · being placed on 1688"


def _card_that_is_gone(story: dict[str, Any]) -> None:
    story["chat"][2]["deleted"] = True


def _journal_with_a_hole(story: dict[str, Any]) -> None:
    del story["ours"]["event"][1]


def _message(story: dict[str, Any], kind: str, state: str, told: bool = True) -> None:
    """A note or an urge of the order that was claimed, as it stands now."""
    errand = {"id": 8, "order_id": "900", "kind": kind, "state": state, "person_id": ANNA, "refund_id": ""}
    story["ours"]["errand"] = [errand]
    if state in ("done", "unclear"):
        _journaled(story, f"errand_{kind}_{state}")
    if told and state == "unclear":
        story["ours"]["outbox"].append(owed(9, "errand_unclear", "errand_unclear:8:0", 5))


def _journaled(story: dict[str, Any], kind: str) -> None:
    event = {"id": 4, "kind": kind, "order_id": "900", "attempt_id": None, "previous": "c", "hash": "d"}
    story["ours"]["event"].append(event)


def _note_done_and_not_there(story: dict[str, Any]) -> None:
    _message(story, "note", "done")


def _urge_in_the_history_before_it_was_sent(story: dict[str, Any]) -> None:
    _journaled(story, "urged_seller")


def _note_sent_twice(story: dict[str, Any]) -> None:
    _message(story, "note", "done")
    story["ledger"][0]["notes"] = ["快点", "快点"]


def _urge_unclear_and_untold(story: dict[str, Any]) -> None:
    _message(story, "urge", "unclear", told=False)


def _urge_left_on_the_wire(story: dict[str, Any]) -> None:
    _message(story, "urge", "asked")


LIES = [
    *(
        (lie, MESSAGE_WRONG)
        for lie in (
            _note_done_and_not_there, _urge_in_the_history_before_it_was_sent, _note_sent_twice,
            _urge_unclear_and_untold, _urge_left_on_the_wire,
        )
    ),
    (_line_bought_twice, LINE_WRONG), (_line_never_bought, LINE_WRONG),
    (_second_order, BOUGHT_TWICE), (_second_reference, BOUGHT_TWICE), (_second_call, SENT_TWICE),
    (_forgotten_order, LOST_ORDER), (_forgotten_attempt, LOST_ORDER), (_invented_order, INVENTED),
    (_left_on_the_wire, UNDECIDED), (_doubt_never_shown, UNDECIDED), (_notice_never_sent, NOTICE_LOST),
    (_told_by_none, NOTICE_LOST),
    (_alarm_never_read, NOTICE_LOST), (_alarm_left_out_without_an_end, NOTICE_LOST),
    (_notice_sent_into_the_void, NOTICE_LOST), (_notice_never_owed, NOTICE_LOST), (_doubt_never_owed, NOTICE_LOST),
    (_notice_said_again, NOTICE_DOUBLED), (_card_posted_again, NOTICE_DOUBLED),
    (_message_without_effect, UPDATE_LOST), (_message_with_two_effects, UPDATE_DOUBLED),
    (_card_that_lies, CARD_UNTRUE), (_card_that_is_gone, CARD_UNTRUE), (_journal_with_a_hole, JOURNAL),
]  # fmt: skip


@pytest.mark.parametrize(("doctor", "kind"), LIES, ids=[each[0].__name__.strip("_") for each in LIES])
def test_each_lie_is_named_by_what_it_is(doctor: Any, kind: str) -> None:
    story = copy.deepcopy(true_story())
    doctor(story)
    assert kind in kinds(story)


def test_what_takes_buttons_off_earlier_messages_stands_nowhere_itself() -> None:
    story = copy.deepcopy(true_story())
    story["ours"]["outbox"].append(story["ours"]["outbox"][0] | {"kind": "buttons", "message_id": None, "dedupe": "b"})
    assert kinds(story) == kinds(true_story())


@pytest.mark.parametrize(("state", "there"), [("done", 1), ("unclear", 0), ("unclear", 1), ("dropped", 0)])
def test_a_note_that_is_told_as_it_is_is_no_lie(state: str, there: int) -> None:
    story = true_story()
    _message(story, "note", state)
    story["ledger"][0]["notes"] = ["快点"] * there
    assert kinds(story) == set()


def test_a_call_that_two_people_let_be_sent_again_is_no_lie() -> None:
    story = true_story()
    story["creates"].append("CG2")
    assert kinds(story | {"let_again": frozenset({"CG2"})}) == set()


def test_an_order_that_moved_on_without_us_is_stale() -> None:
    story = true_story()
    story["ledger"] = [order("900", "CG1", "waitsellersend")]
    assert [each.what for each in stale(Histories(**story))] == ["900: waitsellersend there, to_pay here"]
