"""The functions for Cubed arrays give what those of the whole array give, however it is chunked."""

import cubed
import ml_dtypes
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argwhere
import argwhere.cubed as ac

EXTREMES = ["argmax", "argmin", "nanargmax", "nanargmin"]
REAL = [
    "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
    "float16", "float32", "float64",
]  # fmt: skip

SPEC = cubed.Spec(allowed_mem="100MB", reserved_mem="1MB")


def from_array(x, chunks):
    return cubed.from_array(np.asarray(x), chunks=chunks, spec=SPEC)


def same(lazy, expected):
    """A Cubed array knows what it is before it is computed, and computes to the expected array."""
    expected = np.asarray(expected)
    assert isinstance(lazy, cubed.Array)
    assert lazy.dtype == expected.dtype
    assert lazy.shape == expected.shape
    computed = np.asarray(lazy.compute())
    assert computed.dtype == expected.dtype
    np.testing.assert_array_equal(computed, expected)


@st.composite
def chunked(draw, min_ndim=0):
    """A small array of floats with many ties and some NaN, and chunks for it."""
    shape = draw(st.lists(st.integers(1, 5), min_size=min_ndim, max_size=3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    x = rng.choice([0.0, -0.0, 1.0, 2.0, np.nan], shape, p=[0.3, 0.2, 0.25, 0.1, 0.15])
    return x, from_array(x, tuple(draw(st.integers(2, 4)) for _ in shape))


def test_the_first_of_equal_elements_of_the_whole_array_wins():
    x = np.zeros((4, 4))
    x.flat[2] = x.flat[4] = 1
    assert ac.argmax(from_array(x, 2)).compute() == np.argmax(x) == 2
    x.flat[2] = x.flat[4] = np.nan
    assert ac.argmax(from_array(x, 2)).compute() == np.argmax(x) == 2
    assert ac.argmin(from_array(x, 2)).compute() == 2


@settings(deadline=None, max_examples=30)
@given(chunked(), st.sampled_from(EXTREMES), st.booleans(), st.sampled_from([None, 2, 16]), st.data())
def test_extremes_of_any_chunks(arrays, name, keepdims, split_every, data):
    x, lazy = arrays
    axis = data.draw(st.sampled_from([None, *range(-x.ndim, x.ndim)]))
    found = getattr(ac, name)(lazy, axis=axis, keepdims=keepdims, split_every=split_every)
    try:
        expected = getattr(argwhere, name)(x, axis=axis, keepdims=keepdims)
    except ValueError:
        with pytest.raises(ValueError, match="only NaN"):
            found.compute()
    else:
        same(found, expected)


@settings(deadline=None, max_examples=20)
@given(chunked(), st.booleans(), st.data())
def test_counts_of_any_chunks(arrays, keepdims, data):
    x, lazy = arrays
    axes = st.lists(st.integers(0, max(x.ndim - 1, 0)), unique=True, max_size=x.ndim).map(tuple)
    axis = data.draw(st.one_of(st.sampled_from([None, *range(-x.ndim, x.ndim)]), axes))
    found = ac.count_nonzero(lazy, axis=axis, keepdims=keepdims, split_every=2)
    same(found, argwhere.count_nonzero(x, axis=axis, keepdims=keepdims))


@settings(deadline=None, max_examples=20)
@given(chunked(min_ndim=1), st.sampled_from(["largest", "smallest"]), st.data())
def test_top_k_of_any_chunks(arrays, mode, data):
    x, lazy = arrays
    axis = data.draw(st.integers(-x.ndim, x.ndim - 1))
    k = data.draw(st.integers(0, x.shape[axis]))
    values, indices = ac.top_k(lazy, k, axis=axis, mode=mode, split_every=2)
    expected = argwhere.top_k(x, k, axis=axis, mode=mode)
    same(values, expected[0])
    same(indices, expected[1])


@pytest.mark.parametrize("dtype", REAL)
def test_real_dtypes(dtype):
    x = np.random.default_rng(5).integers(0, 3, (5, 6)).astype(dtype)
    lazy = from_array(x, (2, 4))
    for name in EXTREMES:
        same(getattr(ac, name)(lazy), getattr(argwhere, name)(x))
    same(ac.argmin(lazy, axis=0), argwhere.argmin(x, axis=0))
    same(ac.count_nonzero(lazy), argwhere.count_nonzero(x))
    for found, expected in zip(ac.top_k(lazy, 3, axis=1), argwhere.top_k(x, 3, axis=1), strict=True):
        same(found, expected)
    same(ac.where(from_array(x != 0, (2, 4)), lazy, lazy), x)


@pytest.mark.parametrize("dtype", ["complex64", "complex128"])
def test_complex_dtypes(dtype):
    x = np.random.default_rng(5).integers(0, 3, (5, 6)).astype(dtype)
    lazy = from_array(x, (2, 4))
    same(ac.count_nonzero(lazy, axis=0), argwhere.count_nonzero(x, axis=0))
    same(ac.where(lazy != 0, lazy, 1), argwhere.where(x != 0, x, 1))
    for function in (ac.argmax, ac.nanargmin, lambda x: ac.top_k(x, 1)):
        with pytest.raises(TypeError, match="order"):
            function(lazy)


def test_where_broadcasts():
    rng = np.random.default_rng(6)
    condition, x1, x2 = rng.random((6, 1)) < 0.5, rng.integers(0, 9, (2, 6, 5), "int8"), np.arange(5)
    lazy = from_array(condition, (2, 1)), from_array(x1, 2), from_array(x2, 2)
    same(ac.where(*lazy), np.where(condition, x1, x2))
    same(ac.where(lazy[0], 7, lazy[1]), argwhere.where(condition, 7, x1))
    same(ac.where(lazy[0], lazy[1], x2), np.where(condition, x1, x2))


def test_errors_come_before_computing():
    x = from_array(np.ones((4, 6)), 2)
    for name in [*EXTREMES, "count_nonzero"]:
        with pytest.raises(np.exceptions.AxisError):
            getattr(ac, name)(x, axis=2)
        with pytest.raises(TypeError, match="array of Cubed"):
            getattr(ac, name)(np.ones(3))
    with pytest.raises(ValueError, match="k"):
        ac.top_k(x, 7)
    with pytest.raises(ValueError, match="empty"):
        ac.argmax(from_array(np.ones((3, 0)), (2, 1)))
    with pytest.raises(TypeError, match="promot"):
        ac.where(x > 0, x, from_array(np.ones((4, 6), "int64"), 2))
    with pytest.raises(TypeError, match="bool"):
        ac.where(x, x, x)
    with pytest.raises(OverflowError, match="300"):
        ac.where(x > 0, from_array(np.ones((4, 6), "int8"), 2), 300)
    with pytest.raises(ValueError, match="broadcast"):
        ac.where(x > 0, x, from_array(np.ones(5), 2))


def test_an_axis_of_length_0():
    x = np.ones((3, 0, 4))
    lazy = from_array(x, (2, 1, 2))
    same(ac.argmax(lazy, axis=0), argwhere.argmax(x, axis=0))
    same(ac.count_nonzero(lazy), 0)
    same(ac.count_nonzero(lazy, axis=1), np.zeros((3, 4), np.int64))
    for found, expected in zip(ac.top_k(lazy, 3, axis=2), argwhere.top_k(x, 3, axis=2), strict=True):
        same(found, expected)


def test_the_whole_array_is_searched_without_rechunking():
    """No task may hold a third of the array."""
    spec = cubed.Spec(allowed_mem="5MB", reserved_mem=0)
    x = np.random.default_rng(7).random((1100, 2000))
    assert x.nbytes > 3 * spec.allowed_mem
    lazy = cubed.from_array(x, chunks=(300, 300), spec=spec)
    found = ac.argmax(lazy)
    assert cubed.plan(found).max_projected_mem < spec.allowed_mem
    same(found, np.argmax(x))


def test_results_of_top_k_share_a_pass():
    x = np.random.default_rng(8).random((6, 8))
    values, indices = ac.top_k(from_array(x, 3), 2)
    alone = [cubed.plan(one).num_tasks for one in (values, indices)]
    assert cubed.plan(values, indices).num_tasks < sum(alone)
    for found, expected in zip(cubed.compute(values, indices), argwhere.top_k(x, 2), strict=True):
        np.testing.assert_array_equal(found, expected)


def test_results_are_computed_more_than_once():
    x = np.random.default_rng(8).random((6, 8))
    found = ac.argmax(from_array(x, 3), axis=1)
    for _ in range(2):
        same(found, np.argmax(x, axis=1))
    same(found + found, 2 * np.argmax(x, axis=1))


def test_bfloat16_is_searched():
    x = np.random.default_rng(8).integers(0, 3, (5, 6)).astype(ml_dtypes.bfloat16)
    lazy = from_array(x, (2, 4))
    for name in EXTREMES:
        same(getattr(ac, name)(lazy, axis=1), getattr(argwhere, name)(x, axis=1))
    same(ac.count_nonzero(lazy), argwhere.count_nonzero(x))
    same(ac.top_k(lazy, 2)[1], argwhere.top_k(x, 2)[1])


def test_processes():
    """Cubed sends its functions to other processes."""
    options = {"executor_name": "processes", "executor_options": {"max_workers": 2}}
    spec = cubed.Spec(allowed_mem="100MB", reserved_mem="1MB", **options)
    x = np.random.default_rng(9).integers(0, 5, (6, 8))
    lazy = cubed.from_array(x, chunks=(4, 3), spec=spec)
    assert ac.argmax(lazy).compute() == np.argmax(x)
    np.testing.assert_array_equal(ac.argmin(lazy, axis=1).compute(), np.argmin(x, axis=1))
