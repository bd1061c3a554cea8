"""Decides from the answer to a create call whether the order was placed, refused, not sent, or is unclear."""

from bot.market.errors import BusinessCode, code_in
from bot.market.openplatform.wire.create import failed_lines, failed_parts, hints_at_an_order, placed_orders
from bot.market.openplatform.wire.envelopes import CODES, FINE_CODES, MESSAGES, layers
from bot.market.openplatform.wire.fields import FormError, Json, read_json, text, truth
from bot.market.port import Outcome, Placed, Refused, Unclear, Unsent
from bot.market.transfer import Answer, Failure

REFUSAL_CODES = frozenset(f"500_00{number}" for number in range(1, 10))
"""Business codes that are known to mean that no order was created."""

REFUSAL_WORDS = ("not support tradeType", "AddressId invalid")
"""How refusals begin that have no code of their own."""

GENERAL_CODES = frozenset({"400", "500"})
"""Codes that mean nothing alone; with one of these, the words decide."""

TURNED_AWAY = frozenset(
    {
        "gw.APIACLDecline",
        "gw.APIUnsupported",
        "gw.SignatureMissing",
        "gw.SignatureInvalid",
        "gw.AppKeyMissing",
        "gw.ParamMissing",
    }
)
"""Codes that the gateway returns before it calls the service."""

NOT_GRANTED = frozenset({"gw.APIACLDecline", "gw.APIUnsupported"})
"""Those of them that say that the app was not granted the call."""

TURNED_AWAY_WORDS = "Request need user authorized"
FREQUENCY = "gw.QosAppFrequencyLimit"

RAW_CAP = 65_536
"""The most characters of an answer that are stored."""

Lines = frozenset[tuple[str, str]]


def classify(ending: Answer | Failure, lines: Lines, secrets: tuple[str, ...] = (), call: str = "") -> Outcome:
    """The outcome of a create `call` for `lines` of (offer id, spec id). `secrets` are removed from what is stored."""
    if isinstance(ending, Failure):
        return Unclear(ending.reason) if ending.sent else Unsent(ending.reason)
    raw = kept(ending.text, secrets)
    try:
        content = read_json(ending.text)
    except FormError:
        if ending.status == 401 and ending.text.strip() == TURNED_AWAY_WORDS:
            return Unsent(TURNED_AWAY_WORDS, raw)
        return Unclear(f"HTTP {ending.status}, and the answer is no JSON", raw)
    if not isinstance(content, dict):
        return _turned_away(ending.status, "", content if isinstance(content, str) else "", raw)
    orders = placed_orders(content)
    if orders:
        return Placed(orders, (*failed_lines(content), *failed_parts(content)), raw)
    if hints_at_an_order(content, ending.text):
        return Unclear("the answer may name an order in a form that is not known", raw)
    if text(content, "error_code"):
        words = f"{text(content, 'error_message')} {text(content, 'exception')}".strip()
        return _turned_away(ending.status, text(content, "error_code"), words, raw, call)
    return _refused(ending.status, content, lines, raw)


def kept(body: str, secrets: tuple[str, ...]) -> str:
    """The part of an answer that is stored: cut to the limit, without secrets and NUL characters, as valid UTF-8."""
    clean = body.replace("\x00", "")
    for secret in secrets:
        clean = clean.replace(secret, "***") if secret else clean
    return clean[:RAW_CAP].encode("utf-8", "replace").decode()


def _turned_away(status: int, code: str, said: str, raw: str, call: str = "") -> Outcome:
    """A refusal by the gateway itself. A server error (status 500 and up) proves nothing, whatever it says."""
    if status < 500 and code == FREQUENCY:
        return Unsent(said or code, raw, needs_look=True)
    if status < 500 and (code in TURNED_AWAY or (code in ("401", "") and TURNED_AWAY_WORDS in said)):
        return Unsent(said or code, raw, call if code in NOT_GRANTED else "")
    return Unclear(f"HTTP {status}, {code or 'an answer of an unknown form'}", raw)


def _refused(status: int, content: Json, lines: Lines, raw: str) -> Outcome:
    """Refused, or not taken, only if the allow-list knows the refusal and nothing in the answer contradicts it."""
    spoken = layers(content)
    codes = {code for layer in spoken for name in CODES if (code := text(layer, name)) not in FINE_CODES}
    said = next((word for layer in spoken for name in MESSAGES if (word := text(layer, name))), "")[:500]
    failed = failed_lines(content)
    # A failed line without a spec id stands for all lines of its offer.
    named = {(line.offer_id, line.spec_id) for line in failed}
    all_failed = bool(lines) and all(line in named or (line[0], "") in named for line in lines)
    code = min(codes, default="")
    if status != 200:
        return Unclear(f"HTTP {status}, {code or said or 'without a reason'}", raw)
    if all_failed:
        return Refused(code or failed[0].code, said or failed[0].reason, raw, failed)
    if any(truth(layer, "success") for layer in spoken):
        return Unclear("success without an order number", raw)
    if code_in(said) is BusinessCode.NO_SELLER and codes <= GENERAL_CODES | REFUSAL_CODES:
        return Unsent(said, raw, needs_look=True, lasting=True)  # what was approved can still be ordered on the site
    words_known = said.startswith(REFUSAL_WORDS)
    if codes and (codes <= REFUSAL_CODES or (words_known and codes <= GENERAL_CODES | REFUSAL_CODES)):
        return Refused(code, said or code, raw, failed)
    if words_known and not codes:
        return Refused("", said, raw, failed)
    return Unclear(f"a refusal that is not known: {code} {said}".strip(), raw)
