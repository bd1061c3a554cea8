"""Orders and goods as the control API and the page show them: their real state, in fen and UTC."""

from datetime import datetime
from typing import Any

from bot.sandbox.world.deals import PretendLine, PretendOrder, PretendParcel, PretendRefund
from bot.sandbox.world.goods import PretendOffer
from bot.sandbox.world.money import yuan_text
from bot.sandbox.world.orderbook import actions


def picture_path(offer: PretendOffer, sku_number: int | None = None) -> str:
    """The path of the picture of an offer or of one variant."""
    tail = "" if sku_number is None else f"-{sku_number}"
    return f"/pictures/{offer.offer_id}{tail}.png"


def iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def order_row(order: PretendOrder) -> dict[str, Any]:
    """The whole order for the control API."""
    refund = order.refunds[-1] if order.refunds else None
    return {
        "id": str(order.order_id),
        "out_order_id": order.out_order_id,
        "status": order.status,
        "channel": order.channel,
        "account": order.account,
        "seller": {"name": order.seller.company.zh, "name_en": order.seller.company.en},
        "address": order.address.area_text,
        "message": order.message,
        "feedback": list(order.feedback),
        "goods_fen": order.goods_fen,
        "freight_fen": order.freight_fen,
        "total_fen": order.total_fen,
        "paid_fen": order.paid_fen,
        "refunded_fen": order.refunded_fen,
        "lines": [_line(line) for line in order.lines],
        "parcels": [_parcel(parcel) for parcel in order.parcels],
        "refund": refund
        and {"id": refund.refund_id, "status": refund.status, "asked_fen": refund.asked_fen,
             "paid_fen": refund.paid_fen, "reason": refund.reason, "goods_back": refund.goods_back,
             "bill_no": refund.bill_no},
        "refunds": refund_rows(order),
        "close_reason": order.close_reason,
        "frozen": order.frozen,
        "times": {
            "created": iso(order.created_at), "modified": iso(order.modified_at),
            "pay_before": iso(order.pay_before), "paid": iso(order.paid_at), "shipped": iso(order.shipped_at),
            "received": iso(order.received_at), "closed": iso(order.closed_at),
        },
        "actions": actions(order),
    }  # fmt: skip


def ledger_row(order: PretendOrder) -> dict[str, Any]:
    """The order as the sandbox's ledger shows it."""
    return {
        "id": str(order.order_id),
        "out_order_id": order.out_order_id,
        "status": order.status,
        "total_fen": order.total_fen,
        "paid_fen": order.paid_fen,
        "refunded_fen": order.refunded_fen,
        "released_fen": order.released_fen,
        "notes": list(order.feedback),
        "urged": [iso(moment) for moment in order.urged],
        "lines": [
            {"offer_id": str(line.offer.offer_id), "spec_id": line.spec_id, "quantity": line.quantity,
             "price_fen": line.price_fen}
            for line in order.lines
        ],
    }  # fmt: skip


def refund_rows(order: PretendOrder) -> list[dict[str, Any]]:
    """Its refunds: `fen` is what came back of one that is paid, else what is asked for."""
    return [
        {"id": each.refund_id, "order": str(order.order_id), "entries": [str(entry) for entry in each.pieces],
         "fen": each.paid_fen if each.status == "refundsuccess" else each.asked_fen, "state": each.status,
         "pieces": {str(entry): count for entry, count in each.pieces.items()}, "asked_fen": each.asked_fen,
         "paid_fen": each.paid_fen, "goods_status": each.goods_word, "back": each.goods_back,
         "description": each.description, "vouchers": list(each.vouchers), "bill_no": each.bill_no,
         "rejection": each.rejection, "ends": iso(each.ends_at), "goods_fen": each.goods_fen,
         "by": each.asked_by, "purpose": each.purpose, "meant": _meant(each), "asked": iso(each.asked_at)}
        for each in order.refunds
    ]  # fmt: skip


def _meant(refund: PretendRefund) -> dict[str, int] | None:
    """The pieces that it is really for, by line; None if nobody told the books."""
    return None if refund.meant is None else {str(entry): count for entry, count in refund.meant.items()}


def parcel_rows(order: PretendOrder) -> list[dict[str, Any]]:
    """What is really in the order's parcels."""
    return [
        {"waybill": each.bill_no, "order": str(order.order_id),
         "lines": [[str(line.sub_id), pieces] for line, pieces in each.really]}
        for each in order.parcels
    ]  # fmt: skip


def offer_row(offer: PretendOffer, short_link: str, ad_link: str) -> dict[str, Any]:
    """The offer for the control API: what a test or the page needs to try it."""
    return {
        "offer_id": str(offer.offer_id),
        "kind": offer.kind,
        "min_order": offer.min_order,
        "lot": offer.lot,
        "price": yuan_text(offer.lowest_fen),
        "link": f"https://detail.1688.com/offer/{offer.offer_id}.html",
        "short_link": short_link,
        "ad_link": ad_link,
        "title": offer.title.zh,
        "title_en": offer.title.en,
        "title_ru": offer.title.ru,
        "seller": offer.seller.company.zh,
        "picture": picture_path(offer),
        "stock": offer.stock,
        "status": offer.status,
        "unit": offer.unit.zh,
        "freight_fen": offer.freight_fen,
        "tiers": [{"start": tier.start, "price": yuan_text(tier.price_fen)} for tier in offer.tiers],
        "skus": [
            {"spec_id": sku.spec_id, "sku_id": str(sku.sku_id), "label": sku.label, "stock": sku.stock,
             "price": yuan_text(sku.price_fen if sku.price_fen is not None else offer.lowest_fen)}
            for sku in offer.skus
        ],
    }  # fmt: skip


def _line(line: PretendLine) -> dict[str, Any]:
    return {
        "entry": str(line.sub_id),
        "received": line.received,
        "offer_id": str(line.offer.offer_id),
        "spec_id": line.spec_id,
        "title": line.offer.title.zh,
        "title_en": line.offer.title.en,
        "variant": line.label,
        "quantity": line.quantity,
        "unit": line.offer.unit.zh,
        "price_fen": line.price_fen,
        "amount_fen": line.amount_fen,
        "picture": picture_path(line.offer, line.sku.number if line.sku else None),
    }


def _parcel(parcel: PretendParcel) -> dict[str, Any]:
    return {
        "logistics_id": parcel.logistics_id,
        "bill_no": parcel.bill_no,
        "company": parcel.company,
        "status": parcel.status,
        "sent": iso(parcel.sent_at),
        "pieces": sum(quantity for _, quantity in parcel.really),
        "lines": [[str(line.sub_id), line.offer.title.en, quantity] for line, quantity in parcel.really],
        "steps": [{"at": iso(moment), "remark": remark} for moment, remark in parcel.steps],
    }
