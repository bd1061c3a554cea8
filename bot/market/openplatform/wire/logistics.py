"""Parcels and their traces. Times are in China's local time; one order may have several parcels."""

from bot.market.openplatform.wire.fields import Json, moment, rows, text
from bot.purchasing.order import Parcel, TraceStep

NOT_SHIPPED = "500_2"
"""The code for an order that has no parcel yet."""

NO_TRACE = frozenset({"404", ""})
"""The codes for a parcel that has no trace yet; live answers carry a text and no code."""


def parse_parcels(answer: Json) -> tuple[Parcel, ...]:
    """Read getLogisticsInfos: one entry for each parcel."""
    return tuple(
        Parcel(
            logistics_id=text(row, "logisticsId"),
            bill_no=text(row, "logisticsBillNo"),
            company=text(row, "logisticsCompanyName"),
            status=text(row, "status"),
            signed=text(row, "status").upper() == "SIGN",
        )
        for row in rows(answer, "result")
    )


def parse_trace(answer: Json, logistics_id: str) -> tuple[TraceStep, ...]:
    """Read getLogisticsTraceInfo: the steps of one parcel, or of all if the id is empty, oldest first."""
    steps = (
        (moment(step, "acceptTime"), text(step, "remark"))
        for parcel in rows(answer, "logisticsTrace")
        if not logistics_id or text(parcel, "logisticsId") in ("", logistics_id)
        for step in rows(parcel, "logisticsSteps")
    )
    return tuple(sorted((TraceStep(at, remark) for at, remark in steps if at), key=lambda step: step.at))
