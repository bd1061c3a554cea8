"""How a cell of the fault matrix must end, and the check of it against the ledger, the chat and the database."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from tests.programmes.torture.virtual_stage import Stage

CREATE, REFUND, WITHDRAW = "alibaba.trade.createCrossOrder", "alibaba.trade.createRefund", "alibaba.trade.cancelRefund"
CANCEL = "alibaba.trade.cancel"
IN_DOUBT = "1688 did not answer clearly"
UNRECORDED = "answer could not be recorded"
DOUBT_TOLD_WITHIN = timedelta(seconds=60)


@dataclass(frozen=True)
class End:
    """The states of request and attempt, the orders on 1688, and what Anna was told on the way and not."""

    states: tuple[str, ...]
    orders: int = 1
    told: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    status: str = "waitbuyerpay"
    """1688's word for every order."""
    once: tuple[str, ...] = ()
    """What one message of the chat says, and no second one."""
    because: str = ""
    """What the attempt's reason names."""
    refunds: tuple[str, ...] = ()
    """1688's word for every refund."""
    errand: str = ""
    """What else 1688 was asked to do with the order, and did."""
    claims: int = 0
    """How often that was claimed; the last time it was done."""
    kept: bool = False
    """The answer stands in the side file, and nothing was sent until the order was looked for."""


PLACED = ("approved", "placed")
ORDERED = End(PLACED, told=("ordered, to be paid",), never=(IN_DOUBT, "not ordered yet"))
RESENT = End(PLACED, told=("not ordered yet", "ordered, to be paid"), never=(IN_DOUBT,))
FOUND = End(PLACED, told=(IN_DOUBT, "found: the order exists on 1688", "ordered, to be paid"))
TURNED_UP = End(PLACED, told=("not ordered yet", "found: the order exists on 1688"), never=(IN_DOUBT,))
"""The gateway says that it turned the call away, and did not: the look before the second one finds the order."""
KEPT = End(
    PLACED,
    told=(
        IN_DOUBT,
        "found: the order exists on 1688",
        "ordered, to be paid",
        "It was found on 1688, and buying goes on",
    ),
    once=(UNRECORDED,),
    kept=True,
)
"""The database did not take the answer: the order is looked for, and the admins hear what happened."""
LATE = End(PLACED, told=("ordered, to be paid",), never=(UNRECORDED,))
"""The server took the answer in the end; or the order was looked for before, since its lease was over."""
EITHER = End(PLACED, told=("ordered, to be paid",))
"""Recorded while others waited for the database too, or kept and looked for: the promises hold it to either."""
ABSENT = End(("approved", "needs_person"), 0, told=(IN_DOUBT, "still not found on 1688"), never=("ordered, to",))
IN_PART = End(PLACED, told=("only partly ordered", "ordered, to be paid"), never=(IN_DOUBT,))
SAID_NO = End(PLACED, told=("ordered, to be paid",), never=(IN_DOUBT,))
"""What failed was a question before anything was sent: the person may try again, and then it is ordered."""
UNREAD = replace(ABSENT, because="WriteTimeout")
"""The request was never read to its end, and the call ended while it was still being written."""
PAID = End(PLACED, told=("ordered, to be paid",), once=("The seller ships next",), status="waitsellersend")
SHIPPED = End(PLACED, told=("ordered, to be paid", "· shipped"), once=("350 ml\n1688 no.",), status="waitbuyerreceive")
"""On the news of a parcel the number stands right below the goods; on the card the money is between them."""
CLOSED = End(("closed", "placed"), told=("ordered, to be paid",), once=("closed on 1688",), status="cancel")
CANCELLED = End(("closed", "placed"), told=("cancelled",), never=(IN_DOUBT,), status="cancel", errand="cancel")
ASKED_BACK = replace(SAID_NO, status="waitsellersend", refunds=("waitselleragree",), errand="refund")
TAKEN_BACK = replace(ASKED_BACK, refunds=("refundclose",), errand="withdraw")
NOT_CLEAR = {
    "refund": "refund: not clear",
    "withdraw": "taking the refund back: not clear",
    "cancel": "cancelling: not clear",
}


def _acts(claims: int, told: bool | None) -> dict[str, End]:
    """The end of each of the three; whether it was `told` to be not clear, if that is so at all."""
    ends = {}
    for call, end in (("refund", ASKED_BACK), ("withdraw", TAKEN_BACK), ("cancel", CANCELLED)):
        never = (NOT_CLEAR[call],) if told is False else ()
        # A press of cancelling is answered with it, and the order's card tells the rest.
        words = () if call == "cancel" and claims == 1 else (NOT_CLEAR[call],)
        ends[call] = replace(end, claims=claims, told=end.told + (words if told else ()), never=end.never + never)
    return ends


DONE, ANEW = _acts(1, told=False), _acts(2, told=False)
"""1688 took it at once; or nothing of it left, and she pressed again."""
PRESSED_MEANWHILE = _acts(2, told=None)
"""Nothing of it left, and she pressed again, perhaps while it was still tried."""
LOOKED_UP, LET_GO = _acts(1, told=True), _acts(2, told=True)
"""Its answer was lost: it was found; or it was not there, she said so, and had it done anew."""
ONCE = _acts(1, told=None)
"""It was found, whether anybody was told meanwhile or not."""


async def mismatches(stage: Stage, end: End) -> list[str]:
    """What is otherwise than the end says; empty where all three histories agree with it."""
    ledger = await stage.ledger()
    wrong = []
    if (states := await stage.states()) != end.states:
        wrong.append(f"states {states}, not {end.states}")
    if len(ledger["orders"]) != end.orders:
        wrong.append(f"{len(ledger['orders'])} orders, not {end.orders}")
    if odd := {row["status"] for row in ledger["orders"]} - {end.status}:
        wrong.append(f"orders are {odd}, not {end.status}")
    if [row["state"] for row in ledger["refunds"]] != [*end.refunds]:
        wrong.append(f"refunds {ledger['refunds']}, not {end.refunds}")
    if end.errand:
        wrong += await _errands(stage, end)
    wrong += [f"never said {phrase!r}" for phrase in end.told if not stage.heard(phrase)]
    wrong += [f"said {phrase!r}" for phrase in end.never if stage.heard(phrase)]
    for phrase in end.once:
        if (messages := len({each.message for each in stage.heard(phrase)})) != 1:
            wrong.append(f"{messages} messages say {phrase!r}, not one")
    reasons = await stage.rows("SELECT reason FROM attempt ORDER BY id DESC LIMIT 1") if end.because else []
    if reasons and end.because not in reasons[0][0]:
        wrong.append(f"the reason is {reasons[0][0]!r}, not {end.because}")
    if end.kept and not stage.held:
        wrong.append("buying went on before the order was looked for")
    return wrong


async def _errands(stage: Stage, end: End) -> list[str]:
    """What is otherwise with what 1688 was asked to do beside."""
    last = await stage.rows(
        f"SELECT state FROM errand WHERE kind = '{end.errand}' AND state <> 'draft' ORDER BY id DESC"
    )
    claims = await _claims(stage, end.errand)
    wrong = [] if last and last[0][0] == "done" else [f"the {end.errand} is {last}, not done"]
    return wrong + ([] if claims == end.claims else [f"the {end.errand} was claimed {claims} times, not {end.claims}"])


async def _claims(stage: Stage, errand: str) -> int:
    return len(await stage.rows(f"SELECT 1 FROM event WHERE kind = 'errand_{errand}_asked'"))


async def sent_twice(stage: Stage, turned_away: int) -> list[str]:
    """What arrived more often than it was claimed, beside those that 1688's gateway said it turned away."""
    wrong = []
    for errand, call in (("refund", REFUND), ("withdraw", WITHDRAW), ("cancel", CANCEL)):
        arrived, claims = stage.calls.count(call), await _claims(stage, errand)
        if arrived > claims + turned_away:
            wrong.append(f"the {errand} was sent {arrived} times, claimed {claims} times")
    return wrong


def moment(microseconds: int) -> datetime:
    """A time of the database, UTC."""
    return datetime.fromtimestamp(microseconds / 1_000_000, UTC)


async def broken_promises(stage: Stage) -> list[str]:
    """What may be so in no cell: bought twice, an order that nobody knows, a message owed, a doubt not told."""
    orders = (await stage.ledger())["orders"]
    references = [row["out_order_id"] for row in orders]
    wrong = [f"bought twice under {each}" for each in set(references) if references.count(each) > 1]
    known = {str(row[0]) for row in await stage.rows("SELECT order_id FROM remote_order")}
    doubted = await stage.rows("SELECT id FROM attempt WHERE state IN ('in_doubt', 'needs_person', 'conflict')")
    wrong += [f"order {row['id']} is on no record" for row in orders if row["id"] not in known and not doubted]
    owed = await stage.rows("SELECT kind, state, error FROM outbox WHERE state <> 'sent'")
    wrong += [f"a message is {state}: {kind} {error}" for kind, state, error in owed]
    if await stage.rows("SELECT id FROM attempt WHERE state = 'submitting'"):
        wrong.append("an attempt is still on the wire")
    return wrong + await untold(stage) + await _unkept(stage)


async def _unkept(stage: Stage) -> list[str]:
    """What is missing where an answer could not be recorded: its line in the file, its notice, buying that goes on."""
    doubted = await stage.rows("SELECT attempt_id, facts FROM event WHERE kind = 'in_doubt'")
    lost = [str(attempt) for attempt, facts in doubted if UNRECORDED in str(facts)]
    wrong = []
    for (reference,) in await stage.rows(f"SELECT out_order_id FROM attempt WHERE id IN ({', '.join(lost or ['0'])})"):
        files = stage.answers.parent.glob("answers*.log")  # one of an earlier month has its name
        lines = [line for file in files for line in file.read_text().splitlines()]
        if sum(reference in line for line in lines) != 1:
            wrong.append(f"the answer to {reference} does not stand in the side file once")
    if (told := len({each.message for each in stage.heard(UNRECORDED)})) != len(lost):
        wrong.append(f"{told} notices of {len(lost)} answers that could not be recorded")
    if lost and not stage.tenant.house.desk.create_call.may_place.is_set():
        wrong.append("buying does not go on")
    return wrong


async def untold(stage: Stage) -> list[str]:
    """Doubts that nobody was told of within a minute."""
    wrong = []
    for attempt, at in await stage.rows("SELECT attempt_id, at FROM event WHERE kind = 'in_doubt'"):
        told = stage.heard(IN_DOUBT)
        if not told or told[0].at - moment(int(at)) + stage.ahead > DOUBT_TOLD_WITHIN:
            wrong.append(f"the doubt of attempt {attempt} was not told within a minute")
    return wrong
