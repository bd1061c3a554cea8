"""Small wrongs put into a module, one at a time: a comparison, a constant, a branch, a condition, an answer."""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A module with one wrong in it: where, what, and its whole text."""

    line: int
    what: str
    text: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module, in order of its lines."""
    tree = ast.parse(source)
    _without_docstrings(tree)
    types = set(_annotations(tree))
    for at, node in enumerate(ast.walk(tree)):
        if node in types:
            continue
        for what, change in _ways(node):
            twin = copy.deepcopy(tree)
            change(next(each for number, each in enumerate(ast.walk(twin)) if number == at))
            yield Mutant(getattr(node, "lineno", 0), what, ast.unparse(ast.fix_missing_locations(twin)))


def _without_docstrings(tree: ast.AST) -> None:
    """Words that no test can miss are none of the wrongs."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            body[:] = [each for each in body if not _is_words(each)] or [ast.Pass()]


def _annotations(tree: ast.AST) -> Iterator[ast.AST]:
    """What the type checker reads, and no run: nothing is decided by it."""
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            if isinstance(written := getattr(node, name, None), ast.AST):
                yield from ast.walk(written)


def _is_words(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


Change = Callable[[ast.AST], None]


def _ways(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if isinstance(node, ast.Compare):
        for at, sign in enumerate(node.ops):
            if other := COMPARISONS.get(type(sign)):
                yield f"{type(sign).__name__} is {other.__name__}", _set_sign(at, other)
    elif isinstance(node, ast.BinOp) and (sum_ := SUMS.get(type(node.op))):
        yield f"{type(node.op).__name__} is {sum_.__name__}", _put("op", sum_())
    elif isinstance(node, ast.BoolOp):
        other_op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield f"{type(node.op).__name__} is {type(other_op).__name__}", _put("op", other_op)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not is left out", _doubled
    elif isinstance(node, ast.Constant):
        yield from _other_constants(node)
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield "the condition always holds", _put("test", ast.Constant(True))
        yield "the condition never holds", _put("test", ast.Constant(False))
    elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield "nothing is answered", _put("value", ast.Constant(None))
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield "nothing is filtered", _put("ifs", [])
    elif isinstance(node, ast.Set | ast.Tuple) and len(node.elts) > 1 and _is_read(node):
        yield "the last entry is missing", _short


def _is_read(node: ast.Set | ast.Tuple) -> bool:
    return isinstance(node, ast.Set) or isinstance(node.ctx, ast.Load)


def _set_sign(at: int, sign: type[ast.cmpop]) -> Change:
    def change(node: ast.AST) -> None:
        assert isinstance(node, ast.Compare)
        node.ops[at] = sign()

    return change


def _put(name: str, value: object) -> Change:
    return lambda node: setattr(node, name, value)


def _doubled(node: ast.AST) -> None:
    """`not x` becomes `not not x`."""
    assert isinstance(node, ast.UnaryOp)
    node.operand = ast.UnaryOp(ast.Not(), node.operand)


def _short(node: ast.AST) -> None:
    assert isinstance(node, ast.Set | ast.Tuple)
    node.elts = node.elts[:-1]


def _other_constants(node: ast.Constant) -> Iterator[tuple[str, Change]]:
    value = node.value
    if isinstance(value, bool):
        yield f"{value} is {not value}", _put("value", not value)
    elif isinstance(value, int):
        yield f"{value} is {value + 1}", _put("value", value + 1)
    elif isinstance(value, str) and value and " " not in value:  # a sentence is worded, not decided
        yield f"{value[:20]!r} is another word", _put("value", value + "#")
