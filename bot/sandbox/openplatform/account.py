"""Answers about the account: its name, its addresses, links to sellers' chats; and the platform's time."""

from typing import Any

from bot.sandbox.openplatform.call import Call, PlatformCall
from bot.sandbox.openplatform.wire import CHINA
from bot.sandbox.world.account import BUYER
from bot.sandbox.world.sellers import PretendAddress


def current_time(call: Call) -> str:
    """system/currentTime: a JSON string."""
    now = call.world.now().astimezone(CHINA)
    return f"{now:%Y%m%d%H%M%S}{now.microsecond // 1000:03d}+0800"


def basic(call: Call) -> dict[str, Any]:
    """alibaba.account.basic."""
    inner = {
        "loginId": call.world.switches.account,
        "maturity": 0,
        "categoryName": "百货",
        "trustScore": 0,
        "userId": BUYER.user_id,
        "enterpriseAccount": True,
        "createDate": "20190408101530000+0800",
        "joinFrom": "CJ_COMMON_JOIN_M",
        "rateNum": 0,
        "gmtPaidJoin": "20200102000000000+0800",
        "buyRate": 4,
        "categoryId": 15,
        "companyName": BUYER.company,
        "personAccount": False,
        "saleKeywords": "百货",
        "tpYear": 0,
        "buyKeywords": "T恤,收纳盒,灯具",
        "memberBizType": "ENTERPRISE",
        "rateSum": 0,
        "memberId": BUYER.member_id,
        "supplierName": BUYER.company,
        "icon": "/cms/upload/account.png",
        "fm": False,
        "openUid": f"BBB{BUYER.user_id:x}Openid",
        "status": "enabled",
        "kuaJingBao": True,
    }
    return {"result": inner, "success": True}


def addresses(call: Call) -> dict[str, Any]:
    """alibaba.trade.receiveAddress.get."""
    return {
        "result": {"receiveAddressItems": [_address(each) for each in call.world.addresses]},
        "success": True,
    }


def wangwang(call: Call) -> dict[str, Any]:
    """account.wangwangUrl.get: the chat link of the seller with an open id."""
    open_id = call.text("toOpenUid")
    if not any(offer.seller.open_id == open_id for offer in call.world.offers.values()):
        return {"result": {"code": "400", "message": "toOpenUid is invalid", "result": None, "success": False}}
    url = f"https://air.1688.com/app/ocms-fusion-components-1688/def_cbu_web_im/index.html?touid={open_id}"
    return {"result": {"code": "200", "message": "success", "result": url, "success": True}}


def _address(address: PretendAddress) -> dict[str, Any]:
    return {
        "id": address.id,
        "fullName": address.full_name,
        "address": address.address,
        "post": address.post,
        "phone": address.phone,
        "mobilePhone": address.mobile,
        "addressCode": address.code,
        "addressCodeText": address.area_text,
        "townCode": address.town_code,
        "townName": address.town,
        "isDefault": address.default,
    }


ACCOUNT_CALLS = (
    PlatformCall("system", "currentTime", current_time, needs_token=False),
    PlatformCall("com.alibaba.account", "alibaba.account.basic", basic),
    PlatformCall("com.alibaba.account", "account.wangwangUrl.get", wangwang, ("toOpenUid",)),
    PlatformCall("com.alibaba.trade", "alibaba.trade.receiveAddress.get", addresses),
)
