"""Random arrays, of any dtype, shape, strides and special values: the functions give NumPy's answers bit by bit."""

import argwhere
import argwhere.numpy
import numpy as np
import pytest
from arrays import same
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

settings.register_profile("argwhere", max_examples=150, deadline=None)
settings.load_profile("argwhere")

REAL = st.sampled_from([np.dtype(name) for name in "? i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8".split()])
ANY = REAL | st.sampled_from([np.dtype("c8"), np.dtype("c16")])
SHAPES = hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=9)


@st.composite
def strided(draw, dtypes=REAL, shapes=SHAPES):
    """An array with steps, reversed or repeated axes, and any order of the axes."""
    shape = draw(shapes)
    steps = [draw(st.sampled_from([-2, -1, 0, 1, 2, 3])) for _ in shape]
    stored = tuple(1 if step == 0 else length * abs(step) for length, step in zip(shape, steps))
    order = draw(st.permutations(range(len(shape))))
    x = draw(hnp.arrays(draw(dtypes), tuple(stored[axis] for axis in order)))
    x = x.transpose(np.argsort(order)) if shape else x
    for axis, step in enumerate(steps):
        if step:
            x = x[(slice(None),) * axis + (slice(None, None, step),)]
    x = x[tuple(slice(length) for length in shape)]
    return np.broadcast_to(x, shape)


@st.composite
def with_axis(draw, dtypes=REAL, shapes=SHAPES):
    """An array and one of its axes, or None."""
    x = draw(strided(dtypes, shapes))
    axis = draw(st.sampled_from([None, *range(-x.ndim, x.ndim)]))
    return x, axis


def outcome(function, *arguments, **parameters):
    """The result, or the class of the error."""
    try:
        return function(*arguments, **parameters)
    except (ValueError, TypeError) as error:
        return type(error)


def agree(found, expected):
    if isinstance(expected, type) or isinstance(found, type):
        assert found == expected
    elif isinstance(expected, tuple):
        for mine, theirs in zip(found, expected, strict=True):
            same(mine, theirs)
    else:
        same(found, np.asarray(expected) if np.ndim(expected) else expected)


@given(with_axis(), st.booleans(), st.sampled_from(["argmax", "argmin"]), st.sampled_from([1, 2]))
def test_extremes(array, keepdims, name, threads):
    x, axis = array
    found = outcome(getattr(argwhere, name), x, axis=axis, keepdims=keepdims, threads=threads)
    agree(found, outcome(getattr(np, name), x, axis=axis, keepdims=keepdims))


@given(with_axis(ANY), st.booleans())
def test_counts(array, keepdims):
    x, axis = array
    expected = np.count_nonzero(x, axis=axis, keepdims=keepdims)
    same(argwhere.count_nonzero(x, axis=axis, keepdims=keepdims), np.asarray(expected, "i8"))


@given(strided(ANY))
def test_positions(x):
    agree(outcome(argwhere.nonzero, x), outcome(np.nonzero, x))
    same(argwhere.argwhere(x), np.argwhere(x))
    same(argwhere.flatnonzero(x), np.flatnonzero(x))


@given(st.data())
def test_where(data):
    shapes = data.draw(hnp.mutually_broadcastable_shapes(num_shapes=3, max_dims=3, max_side=5))
    mask, x1, x2 = (
        data.draw(strided(dtypes, st.just(shape)))
        for dtypes, shape in zip([st.just(np.dtype("?")), ANY, ANY], shapes.input_shapes)
    )
    same(argwhere.numpy.where(mask, x1, x2), np.where(mask, x1, x2))
    standard = outcome(argwhere.where, mask, x1, x2)
    if standard is not TypeError:
        same(standard, np.where(mask, x1, x2))


@given(st.data())
def test_extract(data):
    x = data.draw(strided(ANY))
    condition = data.draw(strided(st.just(np.dtype("?")), st.just(x.shape)))
    same(argwhere.extract(condition, x), np.extract(condition, x))


@given(st.data(), st.sampled_from(["left", "right"]))
def test_searchsorted(data, side):
    one = hnp.array_shapes(min_dims=1, max_dims=1, min_side=0, max_side=40)
    x1, x2 = data.draw(strided(REAL, one)), data.draw(strided(REAL))
    order = np.argsort(x1, kind="stable")
    expected = np.searchsorted(x1[order], x2, side)
    found = argwhere.numpy.searchsorted(x1, x2, side=side, sorter=order)
    dtype = np.result_type(x1, x2)
    # Integers that float64 rounds are not in order any more, for NumPy neither.
    if np.array_equal(x1[order].astype(dtype), np.sort(x1[order].astype(dtype)), equal_nan=dtype.kind == "f"):
        same(found, expected)


@given(with_axis(shapes=hnp.array_shapes(min_dims=1, max_dims=3, min_side=1, max_side=9)), st.data())
def test_top_k(array, data):
    x, axis = array
    axis = -1 if axis is None else axis
    k = data.draw(st.integers(0, x.shape[axis]))
    mode = data.draw(st.sampled_from(["largest", "smallest"]))
    found, at = argwhere.top_k(x, k, axis=axis, mode=mode)
    wide = x.astype("i2") if x.dtype == bool else x
    if wide.dtype.kind in "iu":
        ranks = ~wide if mode == "largest" else wide
    else:
        ranks = -wide if mode == "largest" else wide
    order = np.lexsort((ranks, x != x), axis=axis)
    same(at, np.take(order, range(k), axis))
    same(found, np.take_along_axis(x, at, axis))


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner)))
def test_any_object(x):
    """No object crashes: it is searched as NumPy searches it, or there is an error."""
    for function in [argwhere.argmax, argwhere.nonzero, argwhere.count_nonzero]:
        try:
            function(x)
        except (TypeError, ValueError, OverflowError):
            pass
    with pytest.raises((TypeError, ValueError, OverflowError)):
        argwhere.argmax(np.ones(3), axis="x" if isinstance(x, int) or x is None else x)
