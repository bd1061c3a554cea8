"""`make one` with words collects the files that have them, and says so if none has."""

from pathlib import Path

import pytest

from tests.house.finding import files_named, main


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Three files of tests and one of something else."""
    texts = {
        "desk/test_refunds.py": "async def test_a_lost_answer_is_looked_for():\n    assert 1\n",
        "market/test_client.py": "CASES = ['slow_answer']\n\n\ndef test_what_comes_late():\n    assert 'lost_answer'\n",
        "market/test_lost_parcels.py": "class TestAll:\n    def test_one(self):\n        assert 1\n",
        "market/helpers.py": "def test_lost_answer():\n    assert 1\n",
    }
    for name, text in texts.items():
        path = tmp_path / "tests" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "files"),
    [
        ("lost answer", ["desk/test_refunds.py"]),
        ("  Lost   Answer ", ["desk/test_refunds.py"]),
        ("test one", ["market/test_lost_parcels.py"]),
        ("lost parcels", ["market/test_lost_parcels.py"]),
        ("lost", ["desk/test_refunds.py", "market/test_lost_parcels.py"]),
        ("slow answer", ["market/test_client.py"]),
        ("nowhere", []),
    ],
)
def test_files_are_found_by_a_test_s_name_or_their_own_and_else_by_a_line(
    words: str, files: list[str], tree: Path
) -> None:
    assert files_named(words, tree) == [f"tests/{file}" for file in files]


def test_words_that_no_test_has_are_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("no such words" * 2) == 2
    assert "Try fewer of them" in capsys.readouterr().err
