"""Surveys an array in a file of NumPy: the positions of its extremes, its nonzero elements, its elements above a level.

    python -m argwhere FILE.npy [--axis N] [--keepdims] [--above X] [--png FILE] [--threads N]

The report is that of the Rust example `survey`. The file is mapped into memory and its elements are found in blocks, so that it may
be larger than memory. A picture of a 2-D array is drawn by matplotlib, and needs all of it in memory.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

import argwhere

#: The number of indices to print of a long result.
SHOWN = 5
#: The number of elements of a block, about.
BLOCK = 1 << 20


def main(arguments: list[str] | None = None) -> int:
    """Prints the survey of the file that the command line names, and returns the exit code."""
    options = parser().parse_args(arguments)
    try:
        x = np.load(options.file, mmap_mode=mapping(options.file), allow_pickle=False)
        # All of the report first, so that an error leaves no partial one.
        report = [options.file, *survey(np.asarray(x), options)]
        if options.png:
            report += ["", picture(np.asarray(x), options)]
    except Exception as error:  # noqa: BLE001 - the reader of a damaged header raises many kinds
        print(f"argwhere: {options.file}: {' '.join(str(error).split())}", file=sys.stderr)
        return 2
    try:
        print("\n".join(report), flush=True)
    except BrokenPipeError:
        # The reader has closed the pipe, as in `python -m argwhere FILE | head -1`.
        sys.stderr.close()
    except OSError as error:
        print(f"argwhere: standard output: {error}", file=sys.stderr)
        sys.stdout = None  # so that nothing is written again at the end
        return 2
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line."""
    found = argparse.ArgumentParser("python -m argwhere", description=__doc__.splitlines()[0])
    found.add_argument("file", metavar="FILE.npy")
    found.add_argument("--axis", type=int, metavar="N", help="also search along axis N; -1 is the last")
    found.add_argument("--keepdims", action="store_true", help="keep the searched axes, with length 1")
    found.add_argument("--above", metavar="X", help="count the elements above X and show the first")
    found.add_argument("--png", metavar="FILE", help="draw a 2-D array of real numbers, those above X marked")
    found.add_argument("--threads", type=int, default=1, metavar="N", help="search with N threads (1)")
    return found


def mapping(file: str) -> Any:
    """How the file is mapped. An empty array cannot be.

    Raises
    ------
    ValueError
        If the file is an archive.
    """
    with open(file, "rb") as opened:
        if opened.read(2) == b"PK":
            raise ValueError("the file is an archive of several arrays; extract one of its npy files")
    return "r" if Path(file).stat().st_size > 1 << 20 else None


def survey(x: np.ndarray, options: argparse.Namespace) -> Iterator[str]:
    """The lines of the report, without the name of the file."""
    order = "Fortran" if x.flags.fnc else "C"
    yield f"dtype    {x.dtype.name}, stored as {x.dtype.str}"
    yield f"shape    {place(x.shape)} in {order} order, {x.size} elements"
    yield ""
    threads = options.threads
    is_ordered = True
    for name in ["argmax", "argmin"]:
        try:
            found = int(getattr(argwhere, name)(x, threads=threads))
        except TypeError as error:
            if "needs an order" not in str(error):
                raise
            is_ordered = False
            yield f"order    none: {error}"
            break
        except ValueError as error:
            if x.size:
                raise
            yield f"{name}   none: {error}"
            continue
        yield f"{name}   {element(x, found)}"
    if is_ordered and x.size and is_nan(x.flat[found]):
        yield from without_nan(x, threads)
    if is_ordered and (options.axis is not None or options.keepdims):
        yield from along(x, options)
    yield ""
    if x.ndim == 0:
        yield "nonzero  none: a 0-d array has no axis, so that its elements have no indices"
    else:
        yield f"nonzero  {positions(x, lambda block: block, threads)}"
    if options.above is not None:
        found_above = positions(x, lambda block: above(block, options.above), threads)
        yield f"{f'> {level(x, options.above)}':<8} {found_above}"


def without_nan(x: np.ndarray, threads: int) -> Iterator[str]:
    """The lines about the extremes of an array with NaN."""
    count = sum(int(argwhere.count_nonzero(block != block)) for _, block in blocks(x))
    yield f"         NaN wins over every number; {count} of {x.size} elements are NaN. Without them:"
    for name, search in [("argmax", argwhere.nanargmax), ("argmin", argwhere.nanargmin)]:
        try:
            yield f"{name}   {element(x, int(search(x, threads=threads)))}"
        except ValueError as error:
            yield f"{name}   none: {error}"


def along(x: np.ndarray, options: argparse.Namespace) -> Iterator[str]:
    """The lines about the search along an axis."""
    title = "along all axes" if options.axis is None else f"along axis {options.axis}"
    yield ""
    yield title + (", keepdims" if options.keepdims else "")
    for name in ["argmax", "argmin"]:
        search: Callable[..., Any] = getattr(argwhere, name)
        found = np.asarray(
            search(x, axis=options.axis, keepdims=options.keepdims, threads=options.threads)
        )
        yield f"{name}   int64, shape {place(found.shape)}{first(found.flat, found.size)}"


def level(x: np.ndarray, text: str) -> Any:
    """The level as a number of the kind of the array."""
    if x.dtype.kind == "c":
        raise TypeError(f"--above: {x.dtype.name} has no order")
    try:
        return int(text)
    except ValueError:
        return float(text)


def above(x: np.ndarray, text: str) -> np.ndarray:
    """Which elements are above the level."""
    number = level(x, text)
    if isinstance(number, int) and x.dtype.kind in "iu":
        limits = np.iinfo(x.dtype)
        if not limits.min <= number <= limits.max:
            return np.full(x.shape, number < limits.min)
    return np.asarray(x > number)


def blocks(x: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """The array in blocks along its first axis, each with the position of its first element in row-major order."""
    if x.ndim == 0 or x.size == 0:
        yield 0, x
        return
    row = x.size // len(x)
    step = max(1, BLOCK // row)
    for start in range(0, len(x), step):
        yield start * row, x[start : start + step]


def positions(x: np.ndarray, marked: Callable[[np.ndarray], np.ndarray], threads: int) -> str:
    """The number of elements that are marked by one that is not zero, and the indices of the first."""
    count = 0
    shown: list[int] = []
    for start, block in blocks(x):
        marks = marked(block)
        count += int(argwhere.count_nonzero(marks, threads=threads))
        if len(shown) < SHOWN:
            shown += [start + int(at) for at in argwhere.flatnonzero(marks)[:SHOWN]]
    indices = (np.unravel_index(at, x.shape) for at in shown)
    return f"{count} of {x.size} elements{first(map(place, indices), count)}"


def element(x: np.ndarray, found: int) -> str:
    """An element and its position."""
    index = tuple(int(at) for at in np.unravel_index(found, x.shape))
    return f"{number(x[index])} at {place(index)}, flat index {found}"


def number(value: Any) -> str:
    """A number as the Rust example writes it."""
    if is_nan(value):
        return "NaN"
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, np.integer):
        return str(int(value))
    return np.format_float_positional(value, trim="-") if np.isfinite(value) else str(float(value))


def is_nan(value: Any) -> bool:
    """Whether an element is NaN."""
    return bool(value != value)


def place(index: Iterable[Any]) -> str:
    """A shape or an index."""
    items = [str(int(at)) for at in index]
    return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"


def first(items: Iterable[Any], count: int) -> str:
    """The first few of `count` items, and the number of the others."""
    if count == 0:
        return ""
    shown = [str(item) for _, item in zip(range(SHOWN), items)]
    more = f" and {count - SHOWN} more" if count > SHOWN else ""
    return f": {', '.join(shown)}{more}"


def picture(x: np.ndarray, options: argparse.Namespace) -> str:
    """Draws a 2-D array with its extremes, and says where the picture is."""
    if x.ndim != 2 or x.dtype.kind == "c" or not x.size:
        raise ValueError("--png: a picture needs a 2-D array of real numbers with elements")
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(8, 8 * min(max(x.shape[0] / x.shape[1], 0.4), 1.5)), layout="constrained")
    image = axes.imshow(x, cmap="terrain" if x.dtype.kind in "iuf" else "gray", interpolation="nearest")
    figure.colorbar(image, ax=axes, shrink=0.8)
    if options.above is not None:
        marked = np.ma.masked_equal(above(x, options.above), False)
        axes.imshow(marked, cmap="autumn", alpha=0.6, interpolation="nearest")
    for name, search, marker in [
        ("largest", argwhere.nanargmax, "^"),
        ("smallest", argwhere.nanargmin, "v"),
    ]:
        try:
            row, column = np.unravel_index(int(search(x)), x.shape)
        except ValueError:
            # Only NaN.
            continue
        label = f"{name}: {number(x[row, column])} at {place((row, column))}"
        axes.plot(column, row, marker, color="black", markeredgecolor="white", markersize=10, label=label)
    axes.set(xlabel="index along axis 1", ylabel="index along axis 0", title=Path(options.file).name)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.06), ncols=2, frameon=False)
    figure.savefig(options.png, dpi=120)
    plt.close(figure)
    return f"picture  {options.png}"


if __name__ == "__main__":
    sys.exit(main())
