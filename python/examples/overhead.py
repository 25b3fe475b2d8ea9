"""Prints what a call costs beside NumPy's function and its method, by the number of elements.

    python examples/overhead.py

Each time is the minimum of many interleaved rounds. A ratio is NumPy's time divided by ours: above 1 we are faster.
"""

from __future__ import annotations

import platform
import timeit
from collections.abc import Callable
from pathlib import Path
from typing import Any

import argwhere
import numpy as np

ROUNDS = 9
LENGTHS = [10, 1_000, 100_000, 10_000_000]
DTYPES = ["float32", "float64", "int64", "bool"]


def main() -> None:
    """Measures every case and prints a table in Markdown."""
    print(f"{processor()}, NumPy {np.__version__}, Python {platform.python_version()}\n")
    print("| call | dtype | elements | argwhere | numpy function | ratio | numpy method | ratio |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, dtype, length, contenders in cases():
        ours, function, method = (
            times := measured(contenders)
        )[0], times[1], times[2] if len(times) > 2 else None
        row = [name, dtype, f"{length:,}", shown(ours), shown(function), f"{function / ours:.2f}"]
        row += ["", ""] if method is None else [shown(method), f"{method / ours:.2f}"]
        print("| " + " | ".join(row) + " |", flush=True)


def cases() -> Any:
    """The name, dtype and number of elements of each case, and its contenders: ours, NumPy's function, its method."""
    for dtype in DTYPES:
        for length in LENGTHS:
            x = array(dtype, length)
            yield "argmax(x)", dtype, length, [
                lambda: argwhere.argmax(x), lambda: np.argmax(x), lambda: x.argmax()
            ]
    for dtype in DTYPES:
        for length in LENGTHS:
            x = array(dtype, length)
            matrix = x.reshape(2 if length == 10 else 10 if length == 1_000 else 100, -1)
            for axis in [0, 1]:
                yield f"argmax(x, axis={axis}), {matrix.shape[0]} rows", dtype, length, [
                    lambda: argwhere.argmax(matrix, axis=axis),
                    lambda: np.argmax(matrix, axis=axis),
                    lambda: matrix.argmax(axis=axis),
                ]
    for length in LENGTHS:
        x = array("float32", length)
        mask = x > 0.5
        needles = x[: max(1, length // 100)]
        ordered = np.sort(x)
        yield "count_nonzero(x)", "float32", length, [
            lambda: argwhere.count_nonzero(x), lambda: np.count_nonzero(x)
        ]
        yield "nonzero(mask)", "bool", length, [
            lambda: argwhere.nonzero(mask), lambda: np.nonzero(mask), lambda: mask.nonzero()
        ]
        yield "where(mask, x, 0)", "float32", length, [
            lambda: argwhere.where(mask, x, 0), lambda: np.where(mask, x, np.float32(0))
        ]
        yield "searchsorted(x, y), 1 % in y", "float32", length, [
            lambda: argwhere.searchsorted(ordered, needles),
            lambda: np.searchsorted(ordered, needles),
            lambda: ordered.searchsorted(needles),
        ]


def array(dtype: str, length: int) -> np.ndarray:
    """Random elements. The one true bool is the last, so that all are read."""
    if dtype == "bool":
        x = np.zeros(length, "?")
        x[-1] = True
        return x
    return (np.random.default_rng(0).random(length) * 1000 + 0.01).astype(dtype)


def measured(contenders: list[Callable[[], Any]]) -> list[float]:
    """The seconds of one call of each, in interleaved rounds."""
    once = [timeit.timeit(call, number=1) for call in contenders]
    number = max(1, int(2e-3 / max(min(once), 1e-8)))
    best = [float("inf")] * len(contenders)
    for _ in range(ROUNDS):
        for at, call in enumerate(contenders):
            best[at] = min(best[at], timeit.timeit(call, number=number) / number)
    return best


def shown(seconds: float) -> str:
    """A time with its unit."""
    for unit, scale in [("ns", 1e9), ("us", 1e6), ("ms", 1e3)]:
        if seconds * scale < 1000:
            return f"{seconds * scale:.3g} {unit}"
    return f"{seconds:.3g} s"


def processor() -> str:
    """The name of the processor."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()


if __name__ == "__main__":
    main()
