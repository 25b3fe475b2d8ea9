#!/usr/bin/env python3
"""Writes the golden results in this folder: the results of NumPy and array-api-strict for a set of calls.

    python3 -m pip install numpy==2.4.6 array-api-strict==2.6.1
    python3 tests/golden/make.py

The results are those of array-api-strict. NumPy must agree (`agreed` fails otherwise), except where the two differ by
design and argwhere follows its own table of semantics:

- argmax and argmin of bool: the standard leaves them out, NumPy orders false < true. NumPy's result is recorded.
- argmax and argmin of complex: NumPy orders lexicographically, the standard refuses. "unordered" is recorded.
- an axis of a 0-d array: both libraries accept 0 and -1, because both call NumPy. The standard's range -N..N is empty,
  so "axis" is recorded.
- nonzero of a 0-d array: an error in both, with different texts. "zero-dimensional" is recorded.
- count_nonzero without axes: the standard leaves it open. NumPy's result is recorded.
- nanargmax, nanargmin, argwhere, flatnonzero, extract and unravel_index are not in the standard. NumPy's results are recorded.
- top_k is in neither library. The results are those of NumPy's stable argsort, of the negated (or inverted) elements for
  the largest ones. It has NaN last; the draft of the standard leaves that open.

Elements: bools and integers are JSON values. Floats are the strings of Python's repr, which are exact; a JSON reader
may round a number. A complex number is the pair of its parts.
"""

import itertools
import json
import pathlib
import warnings

import array_api_strict as strict
import numpy as np

HERE = pathlib.Path(__file__).parent
SOURCE = f"numpy {np.__version__}, array-api-strict {strict.__version__}"

INTEGERS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
FLOATS = ["float32", "float64"]
COMPLEX = ["complex64", "complex128"]
DTYPES = ["bool", *INTEGERS, *FLOATS, *COMPLEX]

SHAPES = [(), (1,), (2,), (7,), (33,), (0,), (1, 1), (3, 4), (4, 3), (1, 5), (0, 3), (3, 0), (0, 0)]
SHAPES += [(2, 3, 4), (3, 1, 2), (2, 0, 3), (2, 2, 3, 2), (1, 3, 1, 2), (2, 1, 0, 2)]


def palettes(dtype):
    """Sets of few values, so that elements tie."""
    if dtype == "bool":
        return [[False, True]]
    if dtype in INTEGERS:
        info = np.iinfo(dtype)
        return [[0, 1, 2], [int(info.min), int(info.max), 0, 1, int(info.max) - 1]]
    real = np.finfo(dtype)
    tiny, largest = float(real.smallest_subnormal), float(real.max)
    reals = [
        [0.0, -0.0, 1.0, -1.0],
        [np.inf, -np.inf, largest, -largest, tiny, -tiny, 0.0, -0.0],
        [np.nan, 1.0, -1.0, 0.0, np.inf, -np.inf],
    ]
    if dtype in FLOATS:
        return reals
    return [[complex(re, im) for re, im in itertools.product(values, values)] for values in reals]


def inputs(dtype, shapes=SHAPES):
    """Arrays of every shape with every palette."""
    for number, palette in enumerate(palettes(dtype)):
        for shape in shapes:
            random = np.random.default_rng([DTYPES.index(dtype), number, *shape])
            picks = random.integers(0, len(palette), shape)
            yield np.asarray(np.asarray(palette, dtype=dtype)[picks])


def element(value):
    """One element as JSON."""
    if isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return repr(value)
    return [repr(value.real), repr(value.imag)]


def elements(array):
    """All elements, in row-major order, as JSON."""
    return [element(value) for value in np.asarray(array).ravel().tolist()]


def described(array):
    """An array as JSON."""
    return {"dtype": array.dtype.name, "shape": array.shape, "values": elements(array)}


def call(function, *arguments, **options):
    """The result of a library, or the name of the reason for its error."""
    reasons = {
        "out of bounds for array": "axis",
        "of an empty sequence": "empty",
        "Only real numeric dtypes": "unordered",
        "not allowed on 0-dimensional": "zero-dimensional",
        "must be have a boolean data type": "condition",
        "cannot be type promoted": "promotion",
        "could not be broadcast": "broadcast",
        "scalars can only be promoted with": "scalar kind",
        "scalars cannot be promoted with": "scalar kind",
        "must be within the bounds": "scalar range",
    }
    try:
        return function(*arguments, **options)
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        return next(reason for text, reason in reasons.items() if text in str(error))


def plain(answer):
    """A result of either library in a form that can be compared."""
    if isinstance(answer, str):
        return answer
    if isinstance(answer, tuple):
        return [plain(part) for part in answer]
    answer = np.asarray(answer)
    return [answer.dtype.name, answer.shape, elements(answer)]


def agreed(first, second, question):
    """The common result of two libraries, which must be equal."""
    assert plain(first) == plain(second), (question, first, second)
    return first


def search(array, name, axis, keepdims):
    """argmax or argmin along one axis."""
    numpy = call(getattr(np, name), array, axis=axis, keepdims=keepdims)
    reference = call(getattr(strict, name), strict.asarray(array), axis=axis, keepdims=keepdims)
    if array.dtype.name in COMPLEX:
        return reference
    if axis is not None and array.ndim == 0:
        return "axis"
    if array.dtype == bool:
        assert reference == "unordered", reference
        return numpy
    return agreed(reference, numpy, (name, array, axis))


def both_searches(array, axis):
    """argmax and argmin along one axis, and the shape of their results without and with keepdims."""
    largest, smallest = search(array, "argmax", axis, False), search(array, "argmin", axis, False)
    if isinstance(largest, str):
        assert largest == smallest, (largest, smallest)
        return {"axis": axis, "error": largest}
    kept = search(array, "argmax", axis, True)
    assert elements(kept) == elements(largest)
    shapes = {"shape": np.asarray(largest).shape, "kept": np.asarray(kept).shape}
    return {"axis": axis, **shapes, "argmax": elements(largest), "argmin": elements(smallest)}


def searches():
    for dtype in DTYPES:
        for array in inputs(dtype):
            axes = [None, *range(-array.ndim - 1, array.ndim + 1)]
            yield {**described(array), "searches": [both_searches(array, axis) for axis in axes]}


def nonzeros():
    for dtype in DTYPES:
        for array in inputs(dtype):
            answer = call(strict.nonzero, strict.asarray(array))
            if array.ndim > 0:
                agreed(answer, np.nonzero(array), array)
            found = answer if isinstance(answer, str) else [elements(part) for part in answer]
            yield {**described(array), "nonzero": found}


def where(condition, x1, x2):
    """`where` of the reference implementation. NumPy must agree."""
    wrapped = [x if isinstance(x, (bool, int, float, complex)) else strict.asarray(x) for x in [condition, x1, x2]]
    with warnings.catch_warnings():
        # A float literal beyond float32 becomes infinite.
        warnings.filterwarnings("ignore", "overflow encountered in cast", RuntimeWarning)
        answer = call(strict.where, *wrapped)
        if isinstance(answer, str):
            return answer
        agreed(answer, np.where(condition, x1, x2), (condition, x1, x2))
    return described(np.asarray(answer))


def operand(x):
    """An array, or a scalar with its kind. An int is written as a string, because it may have more than 64 bits."""
    if isinstance(x, np.ndarray):
        return described(x)
    kind = type(x).__name__
    return {"scalar": kind, "value": str(x) if kind == "int" else element(x)}


def selection(condition, x1, x2):
    return {"condition": described(condition), "x1": operand(x1), "x2": operand(x2), "where": where(condition, x1, x2)}


def selections():
    mask = np.asarray([True, False, True, True, False, False, True])
    for first, second in itertools.product(DTYPES, DTYPES):
        left = np.resize(np.concatenate([np.asarray(p, dtype=first) for p in palettes(first)]), 7)
        right = np.resize(np.concatenate([np.asarray(p, dtype=second) for p in palettes(second)])[::-1], 7)
        yield selection(mask, left, right)

    shapes = [(), (1,), (3,), (0,), (2, 1), (2, 3), (0, 3), (4, 1, 1), (2, 1, 1, 3)]
    for first, second, third in itertools.product(shapes, shapes, shapes):
        condition = next(inputs("bool", [first]))
        x1, x2 = next(inputs("int16", [second])), next(inputs("uint8", [third]))
        # `where` treats x1 and x2 alike, so one order of each pair of shapes is enough.
        if second <= third:
            yield selection(condition, x1, x2)

    for dtype in DTYPES[1:]:
        x = next(inputs(dtype, [(2,)]))
        yield selection(x, x, x)

    pair = np.asarray([True, False])
    scalars = [True, False, 0, 1, -1, 127, 128, 255, 256, 65536, -(2**31), 2**63, 2**64 - 1, 2**64]
    scalars += [2.5, -0.0, 1e300, float("inf"), float("nan"), 1.5 - 2j, 0j]
    for dtype, scalar in itertools.product(DTYPES, scalars):
        if isinstance(scalar, complex) and dtype in FLOATS:
            # The only mixture whose result does not have the array's dtype: it is complex with the array's precision.
            continue
        x = next(inputs(dtype, [(2,)]))
        if isinstance(scalar, bool) or not isinstance(scalar, int) or dtype in INTEGERS or abs(scalar) < 2**24:
            yield selection(pair, scalar, x)
            yield selection(pair, x, scalar)


SOME_SHAPES = [(), (1,), (7,), (33,), (0,), (3, 4), (3, 0), (2, 3, 4), (2, 0, 3)]


def counts():
    """count_nonzero over all axes, none, each one and pairs of them."""
    for dtype in DTYPES:
        for array in inputs(dtype, SOME_SHAPES):
            axes = [None, (), *range(-array.ndim, array.ndim), *itertools.combinations(range(array.ndim), 2)]
            found = []
            for axis in axes:
                count = np.asarray(np.count_nonzero(array, axis=axis))
                kept = np.asarray(np.count_nonzero(array, axis=axis, keepdims=True))
                if axis != ():
                    reference = strict.count_nonzero(strict.asarray(array), axis=axis)
                    agreed(reference, count, ("count_nonzero", array, axis))
                assert elements(kept) == elements(count)
                found.append({"axis": axis, "shape": count.shape, "kept": kept.shape, "counts": elements(count)})
            yield {**described(array), "searches": found}


def nan_search(array, name, axis):
    """nanargmax or nanargmin. Where the numbers of a slice are all the worst infinity, NumPy finds the first NaN or number,
    because it replaces NaN by that infinity. There the first number is recorded."""

    def first_number(lane, found):
        return found if not np.isnan(lane[found]) else int(np.argmin(np.isnan(lane)))

    try:
        found = np.asarray(getattr(np, name)(array, axis=axis))
        if axis is None:
            return np.asarray(first_number(array.ravel(), found))
        lanes = np.moveaxis(array, axis, -1)
        fixed = [first_number(lanes[at], found[at]) for at in np.ndindex(found.shape)]
        return np.asarray(fixed, dtype=found.dtype).reshape(found.shape)
    except ValueError as error:
        return "all NaN" if "All-NaN" in str(error) else "empty"


def nan_searches():
    """nanargmax and nanargmin along each axis."""
    for dtype in FLOATS:
        for array in [*inputs(dtype, SOME_SHAPES), np.full((2, 3), np.nan, dtype), np.asarray([[np.nan, -np.inf], [1, np.nan]], dtype)]:
            for axis in [None, *range(array.ndim)]:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    largest, smallest = nan_search(array, "nanargmax", axis), nan_search(array, "nanargmin", axis)
                if isinstance(largest, str):
                    assert largest == smallest
                    yield {**described(array), "axis": axis, "error": largest}
                else:
                    answers = {"nanargmax": elements(largest), "nanargmin": elements(smallest)}
                    yield {**described(array), "axis": axis, "result": largest.shape, **answers}


def positions():
    """argwhere, flatnonzero, and the elements that a mask chooses."""
    for dtype in DTYPES:
        for array in inputs(dtype, SOME_SHAPES):
            rows, flat = np.argwhere(array), np.flatnonzero(array)
            mask = np.random.default_rng([array.ndim, array.size]).random(array.shape) < 0.5
            chosen = np.extract(mask, array) if array.ndim > 0 else np.atleast_1d(array)[np.atleast_1d(mask)]
            unraveled = np.unravel_index(flat, array.shape) if array.ndim > 0 and array.size > 0 else ()
            yield {
                **described(array),
                "argwhere": {"shape": rows.shape, "values": elements(rows)},
                "flatnonzero": elements(flat),
                "unravel_index": [elements(axis) for axis in unraveled],
                "mask": elements(mask),
                "extract": elements(chosen),
            }


ORDERED = ["bool", *INTEGERS, *FLOATS]


def sorted_searches():
    """searchsorted of each pair of dtypes that the standard promotes."""
    for first, second in itertools.product(ORDERED, ORDERED):
        if isinstance(call(strict.result_type, getattr(strict, first), getattr(strict, second)), str):
            continue
        row = np.sort(np.resize(np.concatenate([np.asarray(p, dtype=first) for p in palettes(first)]), 23))
        keys = np.resize(np.concatenate([np.asarray(p, dtype=second) for p in palettes(second)]), (3, 5))
        answers = {side: np.searchsorted(row, keys, side=side) for side in ["left", "right"]}
        sorter = np.argsort(row[::-1], kind="stable")
        for side, answer in answers.items():
            assert elements(np.searchsorted(row[::-1], keys, side=side, sorter=sorter)) == elements(answer)
            if "bool" not in (first, second):
                reference = strict.searchsorted(strict.asarray(row), strict.asarray(keys), side=side)
                agreed(reference, answer, ("searchsorted", first, second, side))
        answers = {side: elements(answer) for side, answer in answers.items()}
        yield {"x1": described(row), "x2": described(keys), "sorter": elements(sorter), **answers}


def top(array, k, axis, mode):
    """The indices of the first k elements in order."""
    if mode == "largest":
        array = -array if array.dtype.name in FLOATS else ~array
    return np.take(np.argsort(array, axis=axis, kind="stable"), range(k), axis=axis)


def tops():
    """top_k along each axis."""
    for dtype in ORDERED:
        for array in inputs(dtype, [(1,), (7,), (33,), (3, 4), (2, 3, 4)]):
            for axis in range(array.ndim):
                for k in {1, 2, array.shape[axis]}:
                    if k > array.shape[axis]:
                        continue
                    case = {**described(array), "k": k, "axis": axis}
                    for mode in ["largest", "smallest"]:
                        indices = top(array, k, axis, mode)
                        values = np.take_along_axis(array, indices, axis)
                        case[mode] = {"shape": indices.shape, "indices": elements(indices), "values": elements(values)}
                    yield case


def write(name, cases):
    cases = [json.dumps(case, separators=(",", ":")) for case in cases]
    text = '{"source":' + json.dumps(SOURCE) + ',"cases":[\n' + ",\n".join(cases) + "\n]}\n"
    (HERE / name).write_text(text)
    print(f"{name}: {len(cases)} cases, {len(text)} bytes")


def check_promotion():
    """Checks `data/promotion/array_api.json`, the oracle's promotion, against the installed library."""
    table = json.loads((HERE.parent / "data/promotion/array_api.json").read_text())["pairs"]
    assert len(table) == len(DTYPES) ** 2
    for first, second in itertools.product(DTYPES, DTYPES):
        answer = call(strict.result_type, getattr(strict, first), getattr(strict, second))
        answer = None if answer == "promotion" else answer._np_dtype.name
        assert table[f"{first},{second}"] == answer, (first, second)


if __name__ == "__main__":
    check_promotion()
    write("extremum.json", searches())
    write("nonzero.json", nonzeros())
    write("where.json", selections())
    write("count_nonzero.json", counts())
    write("nan_skipping.json", nan_searches())
    write("positions.json", positions())
    write("searchsorted.json", sorted_searches())
    write("top_k.json", tops())
