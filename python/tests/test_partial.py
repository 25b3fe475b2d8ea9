"""Results of blocks: any cut gives what the function gives for the whole array."""

import pickle
from itertools import product

import argwhere
import numpy as np
import pytest
from arrays import DTYPES, FLOATS, REAL, same, values, with_nan

OPERATIONS = {
    "argmax": argwhere.argmax,
    "argmin": argwhere.argmin,
    "nanargmax": argwhere.nanargmax,
    "nanargmin": argwhere.nanargmin,
    "argminmax": argwhere.argminmax,
    "count_nonzero": argwhere.count_nonzero,
    "top_k": lambda x, **parameters: argwhere.top_k(x, parameters.pop("k"), **parameters),
    "nonzero": argwhere.nonzero,
    "argwhere": argwhere.argwhere,
    "flatnonzero": argwhere.flatnonzero,
}


def blocks(x, random):
    """The array in blocks, cut at random along each axis and in random order."""
    cuts = [sorted({0, n, *random.integers(0, n + 1, 2).tolist()}) for n in x.shape]
    boxes = list(product(*(list(zip(cut, cut[1:])) for cut in cuts)))
    random.shuffle(boxes)
    for box in boxes:
        yield tuple(start for start, _ in box), x[tuple(slice(*ends) for ends in box)]


def merged(results, random):
    """The results, merged in a random grouping."""
    while len(results) > 1:
        at = random.integers(0, len(results) - 1)
        other = results.pop(at + 1)
        results[at].merge(other)
    return results[0]


def parameters(name, ndim):
    if name in {"nonzero", "argwhere", "flatnonzero"}:
        return [{}]
    if name == "top_k":
        return [{"k": k, "axis": axis, "mode": mode} for k in [0, 2] for axis in range(-ndim, ndim) for mode in ["largest", "smallest"]]
    axes = [None, *range(-ndim, ndim)]
    if name == "count_nonzero":
        axes += [(), tuple(range(ndim))]
    return [{"axis": axis, "keepdims": keepdims} for axis in axes for keepdims in [False, True]]


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_cut(name):
    random = np.random.default_rng(5)
    dtypes = DTYPES if name in {"nonzero", "argwhere", "flatnonzero", "count_nonzero"} else REAL
    for dtype, shape in product(dtypes, [(9,), (4, 5), (3, 2, 4)]):
        x = values(dtype, shape, seed=int(random.integers(1000)))
        if dtype in FLOATS and not name.startswith("nan"):
            x = with_nan(x)
        for arguments in parameters(name, x.ndim):
            results = []
            for origin, block in blocks(x, random):
                found = argwhere.Partial(name, shape, **arguments)
                found.update(origin, block)
                results.append(pickle.loads(pickle.dumps(found)))
            whole = merged(results, random)
            assert whole.covered == x.size and whole.shape == shape
            expected = OPERATIONS[name](x, **arguments)
            found = whole.finish()
            if isinstance(expected, tuple):
                for mine, theirs in zip(found, expected, strict=True):
                    same(mine, theirs)
            else:
                same(found, expected)


def test_a_block_is_missing():
    found = argwhere.Partial("argmax", (2, 3))
    found.update((0, 0), np.zeros((1, 3)))
    with pytest.raises(ValueError, match="3"):
        found.finish()
    # What there is stays.
    found.update((1, 0), np.ones((1, 3)))
    same(found.finish(), np.int64(3))


def test_errors():
    with pytest.raises(ValueError, match="no partial result"):
        argwhere.Partial("where", (2,))
    for arguments in [("top_k", (2,), {}), ("argmax", (2,), {"k": 1}), ("nonzero", (2,), {"axis": 0})]:
        operation, shape, keywords = arguments
        with pytest.raises(TypeError):
            argwhere.Partial(operation, shape, **keywords)
    with pytest.raises(np.exceptions.AxisError):
        argwhere.Partial("argmax", (2,), axis=1)
    with pytest.raises((OverflowError, ValueError)):
        argwhere.Partial("argmax", (-2,))
    with pytest.raises(ValueError):
        argwhere.Partial("top_k", (2,), k=-1)
    found = argwhere.Partial("argmax", (2,))
    with pytest.raises(ValueError):
        found.update((1,), np.zeros(2))
    with pytest.raises(ValueError):
        found.update((0, 0), np.zeros(2))
    with pytest.raises(TypeError):
        found.update((0,), np.zeros(2, "c8"))
    with pytest.raises(TypeError):
        found.merge(argwhere.Partial("argmin", (2,)))
    with pytest.raises((TypeError, ValueError)):
        found.merge(argwhere.Partial("argmax", (3,)))
    with pytest.raises(TypeError):
        found.merge(3)
    # A result merged into itself has twice the elements.
    found.update((0,), np.zeros(2))
    found.merge(found)
    with pytest.raises(ValueError):
        found.finish()


def test_damaged_bytes():
    found = argwhere.Partial("top_k", (30, 2), k=3, axis=0)
    found.update((0, 0), values(np.dtype("f4"), (20, 2)))
    _, (data,) = found.__reduce__()
    random = np.random.default_rng(0)
    for end in range(len(data)):
        with pytest.raises(ValueError, match="not a partial result"):
            argwhere.Partial.from_bytes(data[:end])
    for _ in range(3000):
        damaged = bytearray(data)
        damaged[random.integers(len(data))] = random.integers(256)
        try:
            other = argwhere.Partial.from_bytes(bytes(damaged))
            other.merge(found)
            other.finish()
        except (MemoryError, TypeError, ValueError):
            pass


def test_size():
    found = argwhere.Partial("nonzero", (10_000,))
    before = found.__sizeof__()
    found.update((0,), np.ones(10_000))
    assert found.__sizeof__() > before + 10_000
