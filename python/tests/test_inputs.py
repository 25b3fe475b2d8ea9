"""What the functions take as an array, and what they say of all other objects."""

import array
import collections
import enum
import pickle

import argwhere
import argwhere.numpy
import ml_dtypes
import numpy as np
import pandas as pd
import pytest
from arrays import DTYPES, same, values

AS_SORTER = lambda x: argwhere.searchsorted(np.ones(2), np.ones(2), sorter=x)  # noqa: E731
ONE_ARRAY = [
    argwhere.argmax,
    argwhere.argmin,
    argwhere.nanargmax,
    argwhere.nanargmin,
    argwhere.argminmax,
    argwhere.count_nonzero,
    argwhere.nonzero,
    argwhere.argwhere,
    argwhere.flatnonzero,
    lambda x: argwhere.top_k(x, 1),
    lambda x: argwhere.where(np.ones(2, "?"), x, np.ones(2)),
    lambda x: argwhere.where(np.ones(2, "?"), np.ones(2), x),
    lambda x: argwhere.where(x, np.ones(2), np.ones(2)),
    lambda x: argwhere.extract(np.ones(2, "?"), x),
    lambda x: argwhere.extract(x, np.ones(2)),
    lambda x: argwhere.searchsorted(x, np.ones(2)),
    lambda x: argwhere.searchsorted(np.ones(2), x),
    AS_SORTER,
    lambda x: argwhere.Partial("argmax", (2,)).update((0,), x),
]


class Shouts:
    """An object all of whose attributes raise."""

    def __getattr__(self, name):
        raise RuntimeError(name)


class Lies:
    """An object whose array is none."""

    def __array__(self, dtype=None, copy=None):
        return "no array"


class Overriding(np.ndarray):
    """A subclass with functions of its own."""

    def __array_function__(self, function, types, args, kwargs):
        return NotImplemented


class Plain(np.ndarray):
    """A subclass without."""


@pytest.mark.parametrize(
    "x",
    [
        None,
        object(),
        "text",
        b"bytes",
        {1: 2},
        {1, 2},
        range(2),
        Ellipsis,
        NotImplemented,
        type,
        lambda: 0,
        Lies(),
        np.array(["a", "b"]),
        np.array([b"a", b"b"]),
        np.array([None, 1]),
        np.array([1 << 80, 1]),
        np.array([("a", 1), ("b", 2)], [("name", "U1"), ("number", "i4")]),
        np.zeros(2, "V8"),
        np.zeros(2, "M8[s]"),
        np.zeros(2, "m8[s]"),
        np.zeros(2, "g"),
        np.zeros(2, "G"),
        np.zeros(2, np.dtypes.StringDType()),
        np.zeros(2, ml_dtypes.float8_e5m2),
        np.zeros(2, ml_dtypes.int4),
        np.ma.masked_array([1, 2], [False, True]),
        np.zeros((1, 2)).view(np.matrix),
        np.zeros(2).view(Overriding),
        [1, "a"],
        [[1, 2], [3]],
        [None],
        (1, object()),
        pd.Series(["a", "b"]),
    ],
    ids=lambda x: type(x).__name__,
)
def test_other_objects_are_refused(x):
    for function in ONE_ARRAY:
        if x is None and function is AS_SORTER:
            continue
        with pytest.raises(TypeError):
            function(x)


def test_an_object_that_raises():
    for function in ONE_ARRAY:
        with pytest.raises(RuntimeError):
            function(Shouts())


def test_what_is_converted():
    x = np.array([3.0, 7.0, 5.0])
    tensors = [
        [3.0, 7.0, 5.0],
        (3.0, 7.0, 5.0),
        x.view(Plain),
        pd.Series(x),
        pd.Series(x).array,
        pd.Index(x),
        Exported(x),
        np.lib.stride_tricks.as_strided(x),
    ]
    for tensor in tensors:
        same(argwhere.argmax(tensor), np.int64(1))
    same(argwhere.argmax(pd.DataFrame({"a": [1, 9], "b": [8, 0]}), axis=0), np.array([1, 0]))
    same(argwhere.argmax(5), np.int64(0))
    same(argwhere.argmax(np.float32(5)), np.int64(0))
    same(argwhere.count_nonzero([[0, 1], [2, 0]], axis=0), np.array([1, 1]))


class Exported:
    """An object of which nothing is known but `__dlpack__`."""

    def __init__(self, x):
        self.x = x

    def __dlpack__(self, **arguments):
        return self.x.__dlpack__(**arguments)

    def __dlpack_device__(self):
        return self.x.__dlpack_device__()


class OnAnotherDevice(Exported):
    def __dlpack_device__(self):
        return (2, 0)

    def __dlpack__(self, **arguments):
        raise BufferError("the array is on another device")


def test_another_device():
    with pytest.raises(TypeError, match="another device"):
        argwhere.argmax(OnAnotherDevice(np.ones(3)))


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_nothing_is_copied(dtype):
    """The memory of a large array does not grow during a search."""
    import tracemalloc

    x = np.zeros((1 << 11, 1 << 11), dtype)[::-2, ::2].T
    tracemalloc.start()
    argwhere.count_nonzero(x)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1 << 16


def test_memory_map(tmp_path):
    np.save(tmp_path / "x.npy", np.array([[1, 5, 5], [9, 2, 9]]))
    same(argwhere.argmax(np.load(tmp_path / "x.npy", mmap_mode="r"), axis=1), np.array([1, 0]))


def test_strides_that_are_no_multiple_of_an_element():
    records = np.zeros(5, [("z", "c8"), ("pad", "i4")])
    records["z"] = [0, 1, 0, 1j, 0]
    z = records["z"]
    assert z.flags.aligned and z.strides == (12,)
    same(argwhere.flatnonzero(z), np.array([1, 3]))


def test_repeated_elements():
    x = np.broadcast_to(np.array([1, 9, 9]), (1000, 3))
    same(argwhere.argmax(x), np.int64(1))
    same(argwhere.argmax(x, axis=0), np.zeros(3, "i8"))
    same(argwhere.count_nonzero(np.broadcast_to(np.int8(1), (1 << 20, 1 << 20))[:, :0]), np.int64(0))
    same(argwhere.count_nonzero(np.broadcast_to(np.int8(1), (1 << 10, 1 << 10))), np.int64(1 << 20))


def test_many_axes():
    x = np.ones((1,) * 64)
    same(argwhere.argmax(x), np.int64(0))
    same(argwhere.argmax(x, axis=63), np.zeros((1,) * 63, "i8"))
    assert len(argwhere.nonzero(x)) == 64
    y = values(np.dtype("f8"), (2,) * 18)
    same(argwhere.argmin(y.T, axis=7), np.argmin(y.T, axis=7))


def test_bytes_that_are_no_bools():
    """NumPy lets any byte be an element of a bool array. It is true unless it is 0."""
    raw = np.array([0, 2, 1, 255, 0, 1], "u1")
    for x in [raw.view("?"), np.repeat(raw, 3)[::3].view("?"), raw.view("?").reshape(2, 3)]:
        truth = x.view("u1") != 0
        same(argwhere.argmax(x), np.argmax(truth))
        same(argwhere.argmin(x), np.argmin(truth))
        same(argwhere.argmax(x, axis=-1), np.argmax(truth, axis=-1))
        same(argwhere.argmin(x, axis=0), np.argmin(truth, axis=0))
        same(argwhere.count_nonzero(x), np.int64(truth.sum()))
        same(argwhere.flatnonzero(x), np.flatnonzero(truth))
        same(argwhere.where(x, x, ~truth), np.where(truth, truth, ~truth))
        same(argwhere.extract(x, x), truth[truth])
        best, at = argwhere.top_k(x, 2)
        same(at, argwhere.top_k(truth, 2)[1])
        assert set(best.view("u1").ravel()) <= {0, 1}
        one = argwhere.Partial("argmax", x.shape)
        one.update((0,) * x.ndim, x)
        same(one.finish(), np.argmax(truth))


@pytest.mark.parametrize("at", [10, 5000, 300_000, 900_000])
def test_bytes_that_are_no_bools_in_long_arrays(at):
    raw = np.zeros(1_000_000, "u1")
    raw[at], raw[at + 1 :: 999] = 2, 3
    same(argwhere.argmax(raw.view("?")), np.int64(at))
    raw = 255 - raw
    raw[at] = 0
    same(argwhere.argmin(raw.view("?")), np.int64(at))


def test_axes():
    x = np.zeros((2, 3))
    for axis in [2, -3, 100, -100]:
        for function in [argwhere.argmax, argwhere.nanargmin, argwhere.argminmax, argwhere.count_nonzero]:
            with pytest.raises(np.exceptions.AxisError) as caught:
                function(x, axis=axis)
            assert (caught.value.axis, caught.value.ndim) == (axis, 2)
            assert isinstance(caught.value, IndexError) and isinstance(caught.value, ValueError)
    with pytest.raises(np.exceptions.AxisError):
        argwhere.top_k(x, 1, axis=2)
    # The standard has no axis of a 0-d array. NumPy accepts 0 and -1.
    for axis in [0, -1]:
        with pytest.raises(np.exceptions.AxisError):
            argwhere.argmax(np.array(1), axis=axis)
    with pytest.raises(OverflowError):
        argwhere.argmax(x, axis=1 << 70)
    for axis in [0.5, "0", (0,), [0], True]:
        with pytest.raises(TypeError):
            argwhere.argmax(x, axis=axis)
    with pytest.raises(ValueError, match="twice"):
        argwhere.count_nonzero(x, axis=(0, -2))
    same(argwhere.argmax(x, axis=np.int8(1)), np.zeros(2, "i8"))


def test_parameters():
    x = np.zeros(3)
    for call in [
        lambda: argwhere.argmax(x=x),
        lambda: argwhere.argmax(x, 0),
        lambda: argwhere.argmax(x, out=x),
        lambda: argwhere.argmax(),
        lambda: argwhere.where(x > 0),
        lambda: argwhere.where(condition=x > 0, x1=x, x2=x),
        lambda: argwhere.searchsorted(x, x, "left"),
        lambda: argwhere.top_k(x),
        lambda: argwhere.top_k(x, "1"),
        lambda: argwhere.top_k(x, 1.0),
    ]:
        with pytest.raises(TypeError):
            call()
    for threads in [0, -1]:
        for function in [argwhere.argmax, argwhere.nonzero, argwhere.count_nonzero]:
            with pytest.raises(ValueError, match="at least 1"):
                function(x, threads=threads)
    for k in [-1, 4]:
        with pytest.raises(ValueError):
            argwhere.top_k(x, k)
    with pytest.raises(ValueError, match="largest"):
        argwhere.top_k(x, 1, mode="best")
    with pytest.raises(ValueError, match="0-d|axis"):
        argwhere.top_k(np.array(1.0), 1)
    with pytest.raises(ValueError, match="shape"):
        argwhere.extract(np.ones(2, "?"), x)


def test_numbers_of_other_classes():
    class Colour(enum.IntEnum):
        RED = 2

    mask = np.array([True, False])
    same(argwhere.where(mask, np.array([1, 1], "u1"), Colour.RED), np.array([1, 2], "u1"))


def test_read_only():
    x = np.array([3, 1, 2])
    x.flags.writeable = False
    same(argwhere.argmin(x), np.int64(1))


def test_results_are_arrays_of_their_own():
    x = np.arange(5000.0)
    found = argwhere.where(x > 2, x, 0)
    found[0] = 7
    assert x[0] == 0 and found.flags.writeable and found.flags.c_contiguous
    (at,) = argwhere.nonzero(x)
    at += 1
    assert found.flags.aligned
    assert pickle.loads(pickle.dumps(at)).sum() == at.sum()


def test_buffers_and_sequences_of_other_classes():
    with pytest.raises(TypeError):
        argwhere.argmax(collections.deque([1, 2]))
    same(argwhere.argmax(array.array("d", [1.0, 2.0])), np.int64(1))
    same(argwhere.argmax(bytearray([1, 3, 2])), np.int64(1))
    same(argwhere.argmax(memoryview(np.array([1, 3, 2]))), np.int64(1))


def test_a_bool_array_that_fits_in_no_memory():
    """Its one byte is checked once, and its copy is as large."""
    x = np.broadcast_to(np.array(2, "u1").view("?"), (1 << 45,))
    same(argwhere.argmax(x, axis=0), np.int64(0))
    mask = np.broadcast_to(True, (1 << 45,))
    with pytest.raises(MemoryError):
        argwhere.where(mask, 1.0, np.float64(2))


def test_an_array_that_another_argument_changes():
    class Changes:
        def __array__(self, dtype=None, copy=None):
            z.dtype = "u1"
            return np.ones(2)

    z = np.arange(6, dtype="i4")
    with pytest.raises(TypeError, match="changed"):
        argwhere.where(np.ones(2, "?"), z, Changes())


def test_an_array_that_an_axis_changes():
    """The axis is read before the array, because an `__index__` may run anything."""

    class Axis:
        def __init__(self, x, shape):
            self.x, self.shape = x, shape

        def __index__(self):
            self.x.resize(self.shape, refcheck=False)
            return 0

    functions = [argwhere.argmax, argwhere.nanargmin, argwhere.argminmax, argwhere.count_nonzero]
    functions.append(lambda x, axis: argwhere.top_k(x, 2, axis=axis))
    for function in functions:
        x = np.arange(100_000.0)
        expected = function(np.arange(5.0), axis=0)
        assert str(function(x, axis=Axis(x, 5))) == str(expected)
        x = np.arange(5.0)
        expected = function(np.r_[np.arange(5.0), np.zeros(100_000)], axis=0)
        assert str(function(x, axis=Axis(x, 100_005))) == str(expected)


def test_lengths_that_lie():
    for shape in [range(1 << 44), "ab", 3, np.array([2, 3]), {2: 3}]:
        with pytest.raises(TypeError):
            argwhere.Partial("argmax", shape)
    with pytest.raises(ValueError, match="64"):
        argwhere.Partial("argmax", (1,) * 65)
    with pytest.raises(ValueError, match="negative"):
        argwhere.Partial("argmax", (3, -1))
    found = argwhere.Partial("argmax", (3,))
    with pytest.raises(TypeError):
        found.update(range(1 << 62), np.arange(3))


def test_large_integers():
    mask = np.array([True, False])
    for module in [argwhere, argwhere.numpy]:
        same(module.where(mask, 10**50, np.zeros(2)), np.array([1e50, 0]))
        with pytest.raises(OverflowError):
            module.where(mask, 10**50, np.zeros(2, "i8"))
        with pytest.raises(OverflowError):
            module.where(mask, 10**400, np.zeros(2))
    same(argwhere.numpy.where(mask, 1 << 64, 2.0), np.array([2.0**64, 2.0]))


def test_objects_that_have_every_attribute():
    from unittest.mock import MagicMock

    with pytest.raises((TypeError, ValueError)):
        argwhere.argmax(MagicMock())
