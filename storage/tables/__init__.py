"""The tables, by subject. Statuses are text with a CHECK, money is fen, times are UTC; nothing is deleted by a cascade.

All of them are loaded here, so whoever imports one has the whole metadata.
"""

from storage.tables.base import Base
from storage.tables.journal import EventRow, JournalBeforeRow, JournalPersonalRow
from storage.tables.messages import CardRow, ChatRow, DialogRow, InboxRow, OutboxRow
from storage.tables.orders import (
    AlarmRow,
    ArrivalPhotoRow,
    ArrivalRow,
    AttemptRow,
    ClaimedPieceRow,
    CountDraftRow,
    ErrandRow,
    OrderEntryRow,
    OtherCostPartRow,
    OtherCostRow,
    ParcelRow,
    PayRunOrderRow,
    PayRunRow,
    RefundClaimRow,
    RefundRow,
    RemoteOrderRow,
    UnknownOrderRow,
    VerdictRow,
    WaybillRow,
)
from storage.tables.requests import (
    AskedLineRow,
    AskedOfferRow,
    ComparisonRow,
    DecisionRow,
    ListLineRow,
    OfferWordsRow,
    OrderLineRow,
    QuestionRow,
    RequestRow,
    SearchRow,
    SellerAnswerRow,
    ToIndexRow,
    WishRow,
)
from storage.tables.teams import (
    AwayRow,
    ErasureRow,
    InvitationRow,
    MemberRow,
    OwnSkuRow,
    PersonRow,
    PolicyRow,
    ProposalRow,
    TeamRateRow,
    TeamRow,
    TopicTagRow,
)
from storage.tables.upkeep import FactRow, MarketCallRow, PushRow, TokenRow, TurnRow
