"""The functions of one array, against those of NumPy: every dtype, shape, layout, axis."""

import warnings

import argwhere
import numpy as np
import pytest
from arrays import COMPLEX, DTYPES, FLOATS, REAL, SHAPES, comparable, layouts, same, values, with_nan

EXTREMES = ["argmax", "argmin", "nanargmax", "nanargmin"]


def axes(x):
    return [None, *range(-x.ndim, x.ndim)]


def int64(x):
    return np.asarray(x, "i8")


@pytest.mark.parametrize("dtype", REAL, ids=str)
@pytest.mark.parametrize("name", EXTREMES)
def test_extremes(name, dtype):
    function, oracle = getattr(argwhere, name), getattr(np, name)
    for shape in SHAPES:
        x = values(dtype, shape)
        for layout, array in layouts(x):
            for axis in axes(x):
                expected = oracle(comparable(x), axis=axis, keepdims=True)
                same(function(array, axis=axis, keepdims=True), int64(expected))
                found = function(array, axis=axis)
                same(found, int64(oracle(comparable(x), axis=axis)))
                if np.ndim(found) == 0:
                    assert type(found) is np.int64, layout


@pytest.mark.parametrize("dtype", FLOATS, ids=str)
@pytest.mark.parametrize("name", EXTREMES)
def test_nan(name, dtype):
    function, oracle = getattr(argwhere, name), getattr(np, name)
    for shape in SHAPES:
        if shape in [(), (1,)]:
            continue
        x = with_nan(values(dtype, shape))
        for _, array in layouts(x):
            for axis in axes(x):
                expected = nan_oracle(oracle, comparable(x), axis)
                if expected is None:
                    with pytest.raises(ValueError, match="only NaN"):
                        function(array, axis=axis)
                else:
                    same(function(array, axis=axis), int64(expected))


def nan_oracle(oracle, x, axis):
    """What a function returns; None if a lane has only NaN. `numpy.nanargmax` finds a NaN among NaN and -inf."""
    if oracle in (np.argmax, np.argmin):
        return oracle(x, axis=axis)
    plain = np.argmax if oracle is np.nanargmax else np.argmin
    lanes = x.reshape(1, -1) if axis is None else np.moveaxis(x, axis, -1)
    found = []
    for lane in lanes.reshape(-1, lanes.shape[-1]):
        (numbers,) = np.nonzero(lane == lane)
        if len(numbers) == 0:
            return None
        found.append(numbers[plain(lane[numbers])])
    return np.reshape(found, () if axis is None else lanes.shape[:-1])


@pytest.mark.parametrize("dtype", REAL, ids=str)
def test_argminmax(dtype):
    for shape in SHAPES:
        x = values(dtype, shape)
        for axis in axes(x):
            smallest, largest = argwhere.argminmax(x, axis=axis, keepdims=True)
            same(smallest, argwhere.argmin(x, axis=axis, keepdims=True))
            same(largest, argwhere.argmax(x, axis=axis, keepdims=True))


@pytest.mark.parametrize("dtype", COMPLEX, ids=str)
@pytest.mark.parametrize("name", [*EXTREMES, "argminmax"])
def test_complex_has_no_order(name, dtype):
    with pytest.raises(TypeError, match="needs an order"):
        getattr(argwhere, name)(np.zeros(3, dtype))
    with pytest.raises(TypeError, match="needs an order"):
        argwhere.top_k(np.zeros(3, dtype), 1)


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_counts(dtype):
    for shape in SHAPES:
        x = values(dtype, shape)
        for _, array in layouts(x):
            several = [tuple(range(x.ndim)), tuple(range(0, x.ndim, 2)), ()]
            for axis in axes(x) + several:
                expected = np.sum(x.astype(bool), axis=axis, dtype="i8", keepdims=True)
                same(argwhere.count_nonzero(array, axis=axis, keepdims=True), expected)
                expected = np.sum(x.astype(bool), axis=axis, dtype="i8")
                same(argwhere.count_nonzero(array, axis=axis), expected)


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_positions(dtype):
    for shape in SHAPES:
        x = values(dtype, shape)
        expected = x.astype(bool)
        for _, array in layouts(x):
            same(argwhere.argwhere(array), np.argwhere(expected))
            same(argwhere.flatnonzero(array), np.flatnonzero(expected))
            if x.ndim == 0:
                with pytest.raises(ValueError, match="0-d"):
                    argwhere.nonzero(array)
                continue
            found = argwhere.nonzero(array)
            assert type(found) is tuple and len(found) == x.ndim
            for mine, theirs in zip(found, np.nonzero(expected)):
                same(mine, theirs)


@pytest.mark.parametrize("dtype", REAL, ids=str)
@pytest.mark.parametrize("mode", ["largest", "smallest"])
def test_top_k(dtype, mode):
    for shape in SHAPES[1:]:
        x = values(dtype, shape)
        if dtype in FLOATS and x.size > 1:
            x = with_nan(x)
        for axis in range(-x.ndim, x.ndim):
            order = by_rank(comparable(x), axis, mode)
            for k in {0, 1, min(3, x.shape[axis]), x.shape[axis]}:
                best = np.take(order, range(k), axis)
                for _, array in layouts(x):
                    found, at = argwhere.top_k(array, k, axis=axis, mode=mode)
                    same(at, best)
                    same(found, np.take_along_axis(x, best, axis))
    values_found, at = argwhere.top_k(np.array([[3, 1], [0, 2]]), 1)
    same(values_found, np.array([[3], [2]]))
    same(at, np.array([[0], [1]]))


def by_rank(x, axis, mode):
    """The indices along an axis from the best element to the worst: ties in order, NaN last."""
    is_nan = x != x
    if mode == "smallest":
        ranks = x
    elif x.dtype.kind in "?bu":
        ranks = np.subtract(np.iinfo("u8").max, x, dtype="u8") if x.dtype != bool else ~x
    elif x.dtype.kind == "i":
        ranks = ~x
    else:
        ranks = -x
    return np.lexsort((ranks, is_nan), axis=axis)


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_extract(dtype):
    for shape in SHAPES:
        x = values(dtype, shape)
        condition = values(np.dtype("?"), shape, seed=1)
        for (_, mask), (_, array) in zip(layouts(condition), layouts(x)):
            same(argwhere.extract(mask, array), np.extract(condition, x))


@pytest.mark.parametrize("size", [1 << 10, 1 << 17, 1 << 22])
def test_bools_end_early(size):
    x = np.zeros(size, "?")
    same(argwhere.argmax(x), np.int64(0))
    same(argwhere.argmin(~x), np.int64(0))
    for at in [0, 1, size // 3, size - 1]:
        x[at] = True
        same(argwhere.argmax(x), np.int64(at))
        same(argwhere.argmin(~x), np.int64(at))
        rows = x.reshape(4, -1)
        for keepdims in [False, True]:
            for axis in [1, -1]:
                same(argwhere.argmax(rows, axis=axis, keepdims=keepdims), np.argmax(rows, axis, keepdims=keepdims))
                same(argwhere.argmin(~rows, axis=axis, keepdims=keepdims), np.argmin(~rows, axis, keepdims=keepdims))
        x[at] = False


def test_empty():
    x = np.zeros((0, 3))
    for name in [*EXTREMES, "argminmax"]:
        function = getattr(argwhere, name)
        with pytest.raises(ValueError, match="zero elements"):
            function(x)
        with pytest.raises(ValueError, match="zero elements"):
            function(x, axis=0)
        with pytest.raises(ValueError, match="zero elements"):
            function(np.zeros(0, "?"))
    same(argwhere.argmax(x, axis=1), np.zeros(0, "i8"))
    same(argwhere.count_nonzero(x), np.int64(0))
    same(argwhere.count_nonzero(x, axis=0), np.zeros(3, "i8"))
    same(argwhere.argwhere(x), np.zeros((0, 2), "i8"))
    assert [axis.shape for axis in argwhere.nonzero(x)] == [(0,), (0,)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        same(argwhere.extract(x > 0, x), np.zeros(0))
