"""The conformance command sees what is missing, what is of another kind, and what nobody knows."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.market.openplatform import calls
from tests.programmes.conform.not_yet import NOT_YET, calls_of_ours, still_not_read
from tests.programmes.conform.report import KNOWN, conform
from tests.programmes.conform.run import main
from tests.programmes.conform.shape import differences

ORDER = {"order": {"id": 12, "word": "paid", "lines": [{"name": "a"}, {"name": "b", "note": "c"}]}, "success": True}


async def held(**samples: object) -> tuple[int, list[str]]:
    lines: list[str] = []
    code = await conform({name.replace("_", "-"): json.dumps(each) for name, each in samples.items()}, lines.append)
    return code, lines


def test_the_same_form_with_other_values_and_more_fields_has_no_difference() -> None:
    answer = {"order": {"id": 7, "word": "", "lines": [{"name": "x", "note": "y"}], "more": 1}, "success": False}
    assert differences(ORDER, answer) == []


def test_a_missing_field_is_named_at_its_place() -> None:
    answer = {"order": {"id": 7, "word": "", "lines": [{"name": "x"}]}, "success": True}
    assert differences(ORDER, answer) == ["order.lines[].note is missing"]


def test_a_number_as_text_and_a_truth_as_text_are_of_another_kind() -> None:
    answer = {"order": {"id": "7", "word": "", "lines": [{"name": "x", "note": "y"}]}, "success": "true"}
    assert differences(ORDER, answer) == ["order.id is text, not number", "success is text, not truth"]


def test_null_in_an_answer_is_a_fault_where_the_sample_holds_something() -> None:
    assert differences({"a": 1}, {"a": None}) == ["a is null, not number"]


def test_null_in_a_sample_says_nothing_of_the_kind() -> None:
    assert differences({"a": None}, {"a": 1}) == []
    assert differences({"a": None}, {}) == ["a is missing"]


async def test_an_unknown_sample_fails_by_its_name() -> None:
    code, lines = await held(something_new={})
    assert code == 1
    assert lines[0] == "FAIL  something-new: unknown sample: no check names it"
    assert lines[-1] == "0 passed, 1 failed"


async def test_a_sample_that_our_client_and_the_pretend_1688_both_speak_passes() -> None:
    code, lines = await held(order_cancel_success={"success": True})
    assert (code, lines[-1]) == (0, "2 passed, 0 failed")


async def test_a_field_that_the_pretend_1688_does_not_answer_fails() -> None:
    code, lines = await held(order_cancel_success={"success": True, "closedAt": "20261124100000000+0800"})
    assert (code, lines[-1]) == (1, "1 passed, 1 failed")
    assert any("closedAt is missing" in line for line in lines)


def test_a_sample_that_is_read_is_not_listed_as_not_read_yet() -> None:
    assert KNOWN & NOT_YET.keys() == set()


async def test_a_sample_that_is_left_out_and_can_be_read_fails() -> None:
    part = {"status": True, "sumPayment": 4400, "sumCarriage": 800, "sumPaymentNoCarriage": 3600, "cargoList": []}
    preview = {"success": True, "orderPreviewResuslt": [part]}
    code, lines = await held(synth_orderpay_analysis=preview)
    assert code == 1
    assert lines[0].startswith("FAIL  synth-orderpay-analysis: is left out (ways to pay that are not offered): ")
    assert lines[0].endswith("our client reads a preview in it")


@pytest.mark.parametrize(
    ("name", "sample", "read"),
    [
        ("synth-related-recommend", {"result": {"success": True, "orderId": "600000000000000001"}}, "a created order"),
        ("synth-invoice-amounts", {"success": False, "code": "400", "message": "AddressId invalid"}, "a created order"),
        ("synth-related-recommend", {"success": False, "errorMsg": "AddressId invalid"}, "a refusal that it knows"),
        ("synth-arbitration-apply-success", {"success": True, "payUrl": "https://trade.1688.com/a"}, "a link to pay"),
        ("synth-push-data-newton-end", {"orderId": 600000000000000001}, "a message about an order"),
    ],
)
async def test_whatever_our_client_gets_out_of_it_ends_the_reason(name: str, sample: Any, read: str) -> None:
    (check,) = await still_not_read(name, sample)
    assert check.verdict == "FAIL"
    assert read in check.fault


async def test_a_sample_of_a_call_that_our_client_makes_by_now_fails() -> None:
    (check,) = await still_not_read("synth-getOutOrderId", {}, calls_of_ours())
    assert check.verdict == "left"
    (check,) = await still_not_read("synth-getOutOrderId", {}, frozenset({"alibaba.logistics.order.getOutOrderId"}))
    assert check.fault == "our client calls alibaba.logistics.order.getOutOrderId by now"


def test_the_calls_of_our_client_are_all_of_those_that_it_counts() -> None:
    assert {"alibaba.createOrder.preview", "alibaba.trade.createCrossOrder"} < calls_of_ours()
    assert set(calls._KINDS) - calls_of_ours() == {"api.buyProduct"}, "that one is of the other way to buy"


async def test_no_samples_are_no_success() -> None:
    assert (await held())[0] == 1


def test_the_command_prints_a_line_for_each_check_and_the_counts_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "order-cancel-success.json").write_text('{"success": true}', encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    (tmp_path / "pay-url-single.json").write_text('{"success": true, "payUrl": 5}', encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "2 passed, 0 failed" in lines
    assert lines[-1].endswith("failed")
    assert any(line.startswith("FAIL  pay-url-single: ") for line in lines)


@pytest.mark.parametrize("arguments", [[], ["/nowhere/at/all"], ["a", "b"]])
def test_the_command_wants_one_folder(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "FOLDER" in capsys.readouterr().err
