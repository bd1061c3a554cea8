"""What the product is made of is counted as it stands in the files."""

from pathlib import Path

from tests.house.weight import weight


def test_what_is_cut_small_is_counted(tmp_path: Path) -> None:
    method = (
        '    def one(self):\n        """C."""\n        return self._two()\n\n    def _two(self):\n        return 2\n'
    )
    code = f'"""A."""\n\n\nclass A:\n    """B."""\n\n{method}'
    (tmp_path / "a.py").write_text(code, encoding="utf-8")
    (tmp_path / "b.py").write_text('"""B."""\n\n\nclass A:\n    """C."""\n', encoding="utf-8")
    figures = weight([tmp_path / "a.py", tmp_path / "b.py"])
    assert figures["lines without the pretend world"] == 17
    assert figures["classes"] == 2
    assert figures["class names that stand twice"] == 1
    assert figures["private helpers of 3 lines used once"] == 1
    assert figures["mean body of a function, lines"] == 1.0
