"""Positions on a page: matrices of six numbers (ISO 32000-1, 8.3.3) and boxes, in points from the lower left corner."""

from __future__ import annotations

from collections.abc import Iterable

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top
Point = tuple[float, float]

SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(a: Matrix, b: Matrix) -> Matrix:
    """First `a`, then `b`."""
    return (
        a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5],
    )  # fmt: skip


def moved(x: float, y: float, m: Matrix) -> Point:
    """Where a point comes to lie."""
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


def around(points: Iterable[Point]) -> Box:
    """The box around points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def inverse(m: Matrix) -> Matrix | None:
    """The way back; None where there is none."""
    by = m[0] * m[3] - m[1] * m[2]
    if abs(by) < 1e-12:
        return None
    return (
        m[3] / by, -m[1] / by, -m[2] / by, m[0] / by,
        (m[2] * m[5] - m[3] * m[4]) / by, (m[1] * m[4] - m[0] * m[5]) / by,
    )  # fmt: skip
