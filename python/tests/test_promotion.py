"""`where` and `searchsorted`: the dtype of every pair, scalars, broadcasting."""

import json
from itertools import product
from pathlib import Path

import argwhere
import argwhere.numpy
import ml_dtypes
import numpy as np
import pytest
from arrays import DTYPES, REAL, layouts, same, values

BFLOAT16 = np.dtype(ml_dtypes.bfloat16)
HALVES = [np.dtype("f2"), BFLOAT16]
STANDARD = json.loads(
    (Path(__file__).parents[2] / "tests/data/promotion/array_api.json").read_text()
)["pairs"]
PAIRS = list(product(DTYPES, DTYPES))


def standard(left, right):
    """What the standard says of two dtypes, with float16 and bfloat16 below float32. None if it says nothing."""
    if left == right:
        return left
    if left in HALVES and right in HALVES:
        return np.dtype("f4")
    wide = [np.dtype("f4") if dtype in HALVES else dtype for dtype in (left, right)]
    if (left in HALVES or right in HALVES) and wide[0] == wide[1]:
        return wide[0]
    name = STANDARD[f"{wide[0].name},{wide[1].name}"]
    return None if name is None else np.dtype(name)


def numpy_(left, right):
    """What NumPy says; for bfloat16, what it says of float16 where it refuses."""
    try:
        return np.result_type(left, right)
    except TypeError:
        if {left, right} == set(HALVES):
            return np.dtype("f4")
        return np.result_type(*(np.dtype("f2") if dtype == BFLOAT16 else dtype for dtype in (left, right)))


def chosen(mask, x1, x2, dtype):
    """The oracle of `where`."""
    return np.where(mask, x1.astype(dtype), x2.astype(dtype)).astype(dtype)


@pytest.mark.parametrize("module, promote", [(argwhere, standard), (argwhere.numpy, numpy_)])
def test_where(module, promote):
    for left, right in PAIRS:
        x1, x2 = values(left, (4, 5)), values(right, (5,), seed=1)
        mask = values(np.dtype("?"), (4, 1), seed=2)
        dtype = promote(left, right)
        if dtype is None:
            with pytest.raises(TypeError, match="defines no promotion"):
                module.where(mask, x1, x2)
            continue
        expected = chosen(mask, x1, x2, dtype)
        for (_, first), (_, second) in zip(layouts(x1), layouts(x2)):
            same(module.where(mask, first, second), expected)


@pytest.mark.parametrize("module, promote", [(argwhere, standard), (argwhere.numpy, numpy_)])
@pytest.mark.parametrize("side", ["left", "right"])
def test_searchsorted(module, promote, side):
    for left, right in product(REAL, REAL):
        dtype = promote(left, right)
        x2 = values(right, (3, 4), seed=1)
        x1 = np.sort(comparable(values(left, (50,)))).astype(left)
        if dtype is None:
            with pytest.raises(TypeError, match="defines no promotion"):
                module.searchsorted(x1, x2)
            continue
        wide = comparable_dtype(dtype)
        expected = np.searchsorted(x1.astype(wide), x2.astype(wide), side)
        for (_, haystack), (_, needles) in zip(layouts(x1), layouts(x2)):
            same(module.searchsorted(haystack, needles, side=side), expected)
        order = np.random.default_rng(0).permutation(50)
        shuffled = np.empty_like(x1)
        shuffled[order] = x1
        for integers in ["i8", "u1", "i4"]:
            same(module.searchsorted(shuffled, x2, side=side, sorter=order.astype(integers)), expected)


def comparable(x):
    return x.astype("f4") if x.dtype == BFLOAT16 else x


def comparable_dtype(dtype):
    return np.dtype("f4") if dtype == BFLOAT16 else dtype


@pytest.mark.parametrize("module", [argwhere, argwhere.numpy])
def test_scalars_take_the_dtype_of_the_array(module):
    mask = np.array([True, False])
    for dtype in DTYPES:
        x = values(dtype, (2,))
        scalar = {"?": True, "i": 1, "u": 1}.get(dtype.kind if dtype != bool else "?", 0.5)
        if dtype.kind == "c":
            scalar = 0.5 + 2j
        same(module.where(mask, x, scalar), np.array([x[0], scalar], dtype))
        same(module.where(mask, scalar, x), np.array([scalar, x[1]], dtype))


def test_scalars_of_the_standard():
    mask, x = np.array([True, False]), np.array([1, 2], "u1")
    for scalar in [0.5, 1j, True]:
        with pytest.raises(TypeError, match="does not promote"):
            argwhere.where(mask, x, scalar)
    for scalar in [-1, 256, 1 << 70, 1 << 200]:
        with pytest.raises(OverflowError, match="out of range"):
            argwhere.where(mask, x, scalar)
    for dtype in ["f2", "f4", BFLOAT16]:
        same(argwhere.where(mask, x.astype(dtype), 2j), np.array([1, 2j], "c8"))
    with pytest.raises(TypeError, match="both Python scalars"):
        argwhere.where(mask, 1, 2)
    with pytest.raises(TypeError, match="must be bool"):
        argwhere.where(x, x, x)


def test_scalars_of_numpy():
    mask = np.array([True, False])
    weak = [True, 3, 0.5, 1j]
    for dtype in DTYPES:
        x = values(dtype, (2,))
        for scalar in weak:
            if dtype == BFLOAT16:
                # NumPy does not promote it with every number.
                wide = "c8" if scalar == 1j else BFLOAT16
                expected = np.array([x[0], np.array(scalar, wide)], wide)
            else:
                expected = np.where(mask, x, scalar)
            same(argwhere.numpy.where(mask, x, scalar), expected)
    for first, second in product(weak, repeat=2):
        same(argwhere.numpy.where(True, first, second), np.where(True, first, second))
        same(argwhere.numpy.where(mask, first, second), np.where(mask, first, second))
    # NumPy wraps an integer above int64.
    same(argwhere.numpy.where(mask, 3, 1 << 63), np.array([3, 1 << 63], "u8"))
    same(argwhere.numpy.where(mask, True, 1 << 63), np.array([1, 1 << 63], "u8"))
    for first, second in [(-1, 1 << 63), (1 << 64, 1), (1, 1 << 100)]:
        with pytest.raises(OverflowError, match="out of range"):
            argwhere.numpy.where(mask, first, second)
    # A scalar of NumPy has a dtype.
    same(argwhere.numpy.where(mask, np.ones(2, "f4"), np.float64(2)), np.array([1.0, 2.0]))
    same(argwhere.where(mask, np.ones(2, "f4"), np.float64(2)), np.array([1.0, 2.0]))
    with pytest.raises(TypeError):
        argwhere.where(mask, np.ones(2, "i4"), np.float64(2))
    with pytest.raises(OverflowError):
        argwhere.numpy.where(mask, np.ones(2, "u1"), 300)


def test_any_condition_is_truth_in_numpy():
    x, y = np.array([1, 2, 3]), np.array([0.5, 1.5, 2.5])
    for condition in [[1, 0, 2], np.array([0.0, np.nan, -0.0]), np.array([1j, 0, 0])]:
        same(argwhere.numpy.where(condition, x, y), np.where(condition, x, y))


def test_broadcasting():
    for shapes in [[(), (), ()], [(), (3,), ()], [(2, 1), (3,), (4, 1, 1)], [(0,), (1,), ()], [(1, 0), (5, 1), ()]]:
        mask = values(np.dtype("?"), shapes[0])
        x1, x2 = values(np.dtype("f8"), shapes[1], 1), values(np.dtype("f4"), shapes[2], 2)
        same(argwhere.where(mask, x1, x2), np.where(mask, x1, x2))
    with pytest.raises(ValueError, match="broadcast"):
        argwhere.where(np.ones(2, "?"), np.ones(3), np.ones(1))


def test_search_errors():
    x = np.arange(3)
    with pytest.raises(ValueError, match="1-D"):
        argwhere.searchsorted(np.ones((2, 2)), np.ones(1))
    with pytest.raises(ValueError, match='must be "left" or "right"'):
        argwhere.searchsorted(x, x, side="middle")
    for sorter in [np.array([0, 1, 3]), np.array([0, 1, -1])]:
        with pytest.raises(ValueError, match="sorter"):
            argwhere.searchsorted(x, x, sorter=sorter)
    with pytest.raises(ValueError, match="sorter"):
        argwhere.searchsorted(x, x, sorter=np.array([0, 1]))
    with pytest.raises(TypeError, match="sorter"):
        argwhere.searchsorted(x, x, sorter=np.array([0.0, 1.0, 2.0]))
    with pytest.raises(TypeError, match="order"):
        argwhere.searchsorted(x.astype("c8"), x.astype("c8"))
    same(argwhere.searchsorted(x, 1), np.int64(1))
    assert type(argwhere.searchsorted(x, 1)) is np.int64
    same(argwhere.searchsorted(x, np.int64(2), side="right"), np.int64(3))
    same(argwhere.searchsorted(np.array([1.0, np.nan]), np.nan), np.int64(1))


def test_numbers_that_numpy_searches_for():
    """A number of Python is an array of its own dtype there. In the standard's module, it takes that of `x1`."""
    tenths, small, large = np.array([0.1], "f4"), np.array([1, 2], "u1"), np.array([1, 2])
    for x1, number in [(tenths, 0.1), (small, 300), (small, -1), (large, 1 << 63), (large, 1.5)]:
        for side in ["left", "right"]:
            same(argwhere.numpy.searchsorted(x1, number, side=side), np.searchsorted(x1, number, side))
    same(argwhere.searchsorted(tenths, 0.1, side="right"), np.int64(1))
    with pytest.raises(OverflowError):
        argwhere.searchsorted(small, 300)
