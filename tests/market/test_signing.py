"""The signature against vectors computed by other tools."""

import json

import pytest

from bot.market.openplatform.signing import SIGNATURE, signature, signed

SECRET = "test123"
TOKEN = "00000000-0000-0000-0000-000000000001"
ADDRESS = (
    '{"fullName":"测试甲","mobile":"13800000000","provinceText":"浙江省",'
    '"cityText":"杭州市","areaText":"滨江区","address":"测试路1号"}'
)
CARGO = '[{"offerId":600000000001,"specId":"00000000000000000000000000000001","quantity":2}]'
PUSH = (
    '{"bizKey":"600000000000000001","data":{"buyerMemberId":"b2b-100000001","orderId":600000000000000001,'
    '"currentStatus":"waitsellersend","sellerMemberId":"b2b-100000002","msgSendTime":"2026-11-24 12:00:00"},'
    '"gmtBorn":1795492800000,"msgId":90000000001,"type":"ORDER_BUYER_VIEW_ORDER_PAY","userInfo":"b2b-100000001"}'
)

VECTORS = {
    "published": (
        "param2/1/system/currentTime/1000000",
        {"b": "2", "a": "1"},
        "33E54F4F7B989E3E0E912D3FBD2F1A03CA7CCE88",
    ),
    "create with chinese text": (
        "param2/1/com.alibaba.trade/alibaba.trade.fastCreateOrder/1000000",
        {
            "flow": "general",
            "message": "测试留言",
            "addressParam": ADDRESS,
            "cargoParamList": CARGO,
            "outOrderId": "PB-0001",
            "access_token": TOKEN,
            "_aop_timestamp": "1795478400000",
        },
        "C78BFE72B8FAFE9E751CECC2B309EFDEB37478EA",
    ),
    "times with a plus sign": (
        "param2/1/com.alibaba.trade/alibaba.trade.getBuyerOrderList/1000000",
        {
            "page": "1",
            "pageSize": "20",
            "orderStatus": "waitbuyerpay",
            "modifyStartTime": "20261101000000000+0800",
            "modifyEndTime": "20261124000000000+0800",
            "isHis": "false",
            "access_token": TOKEN,
        },
        "07ACE44FAAFDF01E040DA56D873670350C63AC5E",
    ),
    "push message under an empty path": ("", {"message": PUSH}, "2971646B3507456EF1297B0D4546E3E2E8DF46F1"),
    "sorted by the joined text": (
        "param2/1/system/currentTime/1000000",
        {"a": "z", "ab": "1"},
        "8455C1445CD6FD189617EBA7A8A5C98E78786564",
    ),
    "order detail": (
        "param2/1/com.alibaba.trade/alibaba.trade.get.buyerView/1000000",
        {"webSite": "1688", "orderId": "600000000000000001", "access_token": TOKEN},
        "89D2C4B58C76170384A6CB1E92DBC26BED5DFC3D",
    ),
}


@pytest.mark.parametrize(("path", "params", "expected"), VECTORS.values(), ids=VECTORS.keys())
def test_the_signature_equals_what_other_tools_compute(path: str, params: dict[str, str], expected: str) -> None:
    assert signature(SECRET, path, params) == expected


def test_an_old_signature_is_not_signed_again() -> None:
    path, params, expected = VECTORS["published"]
    once = signed(SECRET, path, params)
    assert once == {**params, SIGNATURE: expected}
    assert signed(SECRET, path, once) == once


def test_the_push_text_of_the_vector_is_the_json_that_it_seems() -> None:
    assert json.loads(PUSH)["data"]["orderId"] == 600000000000000001
