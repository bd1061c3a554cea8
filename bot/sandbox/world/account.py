"""The buyer's account in the sandbox; every order belongs to it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PretendAccount:
    """The account that buys."""

    login_id: str
    user_id: int
    company: str
    contact: str
    mobile: str
    phone: str
    alipay_id: str

    @property
    def member_id(self) -> str:
        return f"b2b-{self.user_id}"


BUYER = PretendAccount(
    "caigou_demo",
    2209000001,
    "采购演示贸易有限公司",
    "王海燕",
    "13600000021",
    "86-0579-80000001",
    "2088700000000017",
)
