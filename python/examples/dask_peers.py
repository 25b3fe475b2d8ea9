"""Dask's own searching functions and those of `argwhere.dask`: answers and times, as a table in Markdown.

The arrays have 25 million elements in blocks of 1250 x 1250. They are in the memory of the workers before the clock starts. An
answer is right if it is that of NumPy for the whole array, with the first of equal elements. A time is the best of several
runs.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dask
import dask.array as da
import numpy as np
from distributed import Client, LocalCluster, wait

import argwhere
import argwhere.dask as ad

CHUNKS = ((1250,) * 4, (1250,) * 4)
RUNS = 5


@dataclass
class Case:
    """A search of one of the arrays: with NumPy, with Dask and with `argwhere`."""

    name: str
    array: str
    numpy: Callable[[np.ndarray], Any]
    dask: Callable[[da.Array], Any]
    ours: Callable[[da.Array], Any]


CASES = [
    Case("argmax", "distinct", np.argmax, da.argmax, ad.argmax),
    Case("argmax", "some ties", np.argmax, da.argmax, ad.argmax),
    Case("argmax", "NaN", np.argmax, da.argmax, ad.argmax),
    *(
        Case(
            f"argmax, axis={axis}",
            array,
            lambda x, axis=axis: np.argmax(x, axis=axis),
            lambda x, axis=axis: da.argmax(x, axis=axis),
            lambda x, axis=axis: ad.argmax(x, axis=axis),
        )
        for axis in (0, 1)
        for array in ("some ties", "NaN")
    ),
    Case("nanargmin", "NaN", np.nanargmin, da.nanargmin, ad.nanargmin),
    Case(
        "argmin and argmax",
        "some ties",
        lambda x: (np.argmin(x), np.argmax(x)),
        lambda x: (da.argmin(x), da.argmax(x)),
        ad.argminmax,
    ),
    Case(
        "10 largest per row, indices",
        "many ties",
        lambda x: np.argsort(-x, axis=1, kind="stable")[:, :10],
        lambda x: da.argtopk(x, 10, axis=1),
        lambda x: ad.top_k(x, 10, axis=1)[1],
    ),
    Case("count_nonzero", "mask", np.count_nonzero, da.count_nonzero, ad.count_nonzero),
    Case(
        "count_nonzero, axis=0",
        "mask",
        lambda x: np.count_nonzero(x, axis=0),
        lambda x: da.count_nonzero(x, axis=0),
        lambda x: ad.count_nonzero(x, axis=0),
    ),
    Case("nonzero", "mask", np.nonzero, da.nonzero, ad.nonzero),
    Case(
        "where, then sum",
        "many ties",
        lambda x: np.where(x > 1, x, 0).sum(),
        lambda x: da.where(x > 1, x, 0).sum(),
        lambda x: ad.where(x > 1, x, 0).sum(),
    ),
]


# How each array is made, from a generator of random numbers and a shape.
ARRAYS: dict[str, Callable[[np.random.Generator, tuple[int, ...]], np.ndarray]] = {
    "distinct": lambda rng, shape: rng.random(shape),
    # Each number is there some 25 times, in other blocks.
    "some ties": lambda rng, shape: np.floor(rng.random(shape) * 1e6),
    "many ties": lambda rng, shape: np.floor(rng.random(shape) * 1e3),
    "NaN": lambda rng, shape: np.where(
        rng.random(shape) < 1e-4, np.nan, np.floor(rng.random(shape) * 1e6)
    ),
    "mask": lambda rng, shape: rng.random(shape) < 0.01,
}


def block(name: str, block_info: Any) -> np.ndarray:
    """A block of one of the arrays, the same each time."""
    rng = np.random.default_rng(block_info[None]["chunk-location"])
    return ARRAYS[name](rng, block_info[None]["chunk-shape"])


def array(name: str) -> da.Array:
    dtype = bool if name == "mask" else float
    return da.map_blocks(block, name, chunks=CHUNKS, dtype=dtype, meta=np.empty((0, 0), dtype))


def timed(lazy: Any) -> tuple[Any, float]:
    """The result and the best time in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        (found,) = dask.compute(lazy)
        times.append(time.perf_counter() - start)
    return found, min(times) * 1000


def is_right(found: Any, expected: Any) -> bool:
    if isinstance(expected, tuple):
        return all(map(is_right, found, expected))
    return np.array_equal(found, expected, equal_nan=True)


Load = Callable[[da.Array], da.Array]


@contextmanager
def threads() -> Iterator[Load]:
    """A scheduler, as what loads an array into the memory of its workers."""
    with dask.config.set(scheduler="threads", num_workers=2):
        yield da.Array.persist


@contextmanager
def processes() -> Iterator[Load]:
    with (
        LocalCluster(
            n_workers=2,
            processes=True,
            threads_per_worker=1,
            dashboard_address=None,
            host="127.0.0.1",
        ) as cluster,
        Client(cluster),
    ):

        def load(x: da.Array) -> da.Array:
            x = x.persist()
            wait(x)
            return x

        yield load


def table(schedulers: dict[str, Callable[[], Any]]) -> Iterator[str]:
    """The rows of the table."""
    whole = {name: array(name).compute() for name in ARRAYS}
    expected = [case.numpy(whole[case.array]) for case in CASES]
    answers: list[list[bool]] = [[True, True] for _ in CASES]
    times: list[list[str]] = [[] for _ in CASES]
    for scheduler in schedulers.values():
        with scheduler() as load:
            lazy = {name: load(array(name)) for name in ARRAYS}
            for number, case in enumerate(CASES):
                for which, search in enumerate((case.dask, case.ours)):
                    found, milliseconds = timed(search(lazy[case.array]))
                    answers[number][which] &= is_right(found, expected[number])
                    times[number].append(f"{milliseconds:.0f} ms")
    heads = [f"{whose}, {name}" for name in schedulers for whose in ("Dask", "ours")]
    yield "| search | array | Dask's answer | ours | " + " | ".join(heads) + " |"
    yield "|" + " --- |" * (4 + len(heads))
    for case, right, row in zip(CASES, answers, times):
        verdicts = ["right" if is_it else "**wrong**" for is_it in right]
        yield "| " + " | ".join([case.name, case.array, *verdicts, *row]) + " |"


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def main() -> None:
    print(
        f"{processor()}; Python {platform.python_version()}, NumPy {np.__version__}, Dask {dask.__version__}, "
        f"argwhere {argwhere.__version__}; 2 workers; best of {RUNS}.\n"
    )
    for line in table({"2 threads": threads, "2 processes": processes}):
        print(line, flush=True)


if __name__ == "__main__":
    main()
