"""Formulas over measures (`B / A * 100`): parsed by Python's own parser, kept to arithmetic, and compiled to SQL.

A division by zero is empty, never 0 and never an error.
"""

import ast
from decimal import Decimal

from weir.errors import Refusal

LETTERS = "ABCDEFGH"
LARGEST = 10**15
# What the builder leaves in a formula for a measure that was taken out of the report.
GONE = "?"
OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}


def formula_sql(text: str, values: list[str], path: tuple[str, ...]) -> str:
    """SQL for a formula; `values` are the SQL of the measures before it, by letter. Raises `Refusal` FORMULA."""
    if GONE in text:
        raise Refusal("FORMULA", path, {"why": ("用到的值已被移除。", "a value it used was taken out.")})
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Refusal("FORMULA", path, {"why": ("写法不完整。", "it is not complete.")}) from None
    return _sql(tree.body, values, path)


def _sql(node: ast.expr, values: list[str], path: tuple[str, ...]) -> str:
    if isinstance(node, ast.BinOp):
        left, right = _sql(node.left, values, path), _sql(node.right, values, path)
        if isinstance(node.op, ast.Div):
            return f"({left} / nullif({right}, 0))"
        if sign := OPERATORS.get(type(node.op)):
            return f"({left} {sign} {right})"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return f"(- {_sql(node.operand, values, path)})"
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        number = Decimal(str(node.value))
        if abs(number) < LARGEST:
            return f"{number:f}::numeric"
    if isinstance(node, ast.Name):
        place = LETTERS.find(node.id.upper()) if len(node.id) == 1 else -1
        if 0 <= place < len(values):
            return f"({values[place]})::numeric"
        raise Refusal(
            "FORMULA",
            path,
            {"why": (f"前面没有度量 {node.id[:20]}。", f"there is no measure {node.id[:20]} before it.")},
        )
    raise Refusal(
        "FORMULA", path, {"why": ("只能使用 + - * / 、括号和数字。", "only + - * /, brackets and numbers can be used.")}
    )
