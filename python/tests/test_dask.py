"""The functions for Dask arrays give what those of the whole array give, however it is chunked and wherever it is computed."""

import os
import pickle
import signal
import subprocess
import sys
import time
from functools import partial

import dask
import dask.array as da
import ml_dtypes
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argwhere
import argwhere.dask as ad

REAL = [
    "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
    "float16", ml_dtypes.bfloat16, "float32", "float64",
]  # fmt: skip
DTYPES = [*REAL, "complex64", "complex128"]
EXTREMES = ["argmax", "argmin", "nanargmax", "nanargmin", "argminmax"]


@pytest.fixture(autouse=True, scope="module")
def in_this_thread():
    with dask.config.set(scheduler="synchronous"):
        yield


def same(lazy, expected):
    """A Dask array knows what it is before it is computed, and computes to the expected array."""
    if isinstance(expected, tuple):
        assert isinstance(lazy, tuple) and len(lazy) == len(expected)
        for part, expected_part in zip(lazy, expected, strict=True):
            same(part, expected_part)
        return
    expected = np.asarray(expected)
    assert isinstance(lazy, da.Array)
    assert lazy.dtype == expected.dtype
    assert lazy.ndim == expected.ndim
    assert all(np.isnan(n) or n == m for n, m in zip(lazy.shape, expected.shape))
    computed = np.asarray(lazy.compute())
    assert computed.dtype == expected.dtype
    if expected.dtype == ml_dtypes.bfloat16:
        # NumPy's comparison has no NaN of other dtypes.
        computed, expected = computed.astype("float32"), expected.astype("float32")
    np.testing.assert_array_equal(computed, expected)
    # Each block has the shape that its chunks say.
    blocks = lazy.to_delayed()
    for at, block in zip(np.ndindex(blocks.shape), dask.compute(*blocks.ravel()), strict=True):
        lengths = [chunks[i] for chunks, i in zip(lazy.chunks, at, strict=True)]
        assert all(np.isnan(n) or n == m for n, m in zip(lengths, np.shape(block), strict=True))


def small_values(rng, shape, dtype):
    """An array with many ties, and with NaN if there is one."""
    x = rng.integers(0, 3, shape).astype(dtype)
    if x.dtype.kind in "fcV":
        x[rng.random(shape) < 0.1] = np.nan
    return x


@st.composite
def chunked(draw, min_ndim=0, min_len=1):
    """A small array of floats with many ties and some NaN, and chunks for it."""
    shape = draw(st.lists(st.integers(min_len, 5), min_size=min_ndim, max_size=4))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    x = rng.choice([0.0, -0.0, 1.0, 2.0, np.nan], shape, p=[0.3, 0.2, 0.25, 0.1, 0.15])
    chunks = []
    for n in shape:
        ends = sorted(draw(st.lists(st.integers(0, n), max_size=2)))
        chunks.append(tuple(np.diff([0, *ends, n]).tolist()))
    return x, da.from_array(x, chunks=tuple(chunks))


def axes_of(x):
    return [None, *range(-x.ndim, x.ndim)]


def outcome(function, *args, **parameters):
    """The result of a call, or the class of its error."""
    try:
        return function(*args, **parameters)
    except ValueError as error:
        return type(error)


def test_the_first_of_equal_elements_of_the_whole_array_wins():
    x = np.zeros((4, 4))
    x.flat[2] = x.flat[4] = 1
    lazy = da.from_array(x, chunks=(2, 2))
    assert ad.argmax(lazy).compute() == np.argmax(x) == 2
    assert ad.argmin(-lazy).compute() == 2
    assert [int(at) for at in dask.compute(*ad.argminmax(lazy))] == [0, 2]
    x.flat[2] = x.flat[4] = np.nan
    assert ad.argmax(lazy).compute() == np.argmax(x) == 2


@settings(deadline=None, max_examples=40)
@given(chunked(), st.sampled_from(EXTREMES), st.booleans(), st.sampled_from([None, 2, 16]), st.data())
def test_extremes_of_any_chunks(arrays, name, keepdims, split_every, data):
    x, lazy = arrays
    axis = data.draw(st.sampled_from(axes_of(x)))
    expected = outcome(getattr(argwhere, name), x, axis=axis, keepdims=keepdims)
    found = getattr(ad, name)(lazy, axis=axis, keepdims=keepdims, split_every=split_every)
    if expected is ValueError:
        with pytest.raises(ValueError, match="NaN"):
            found.compute()
        return
    same(found, expected)
    if name in ("argmax", "argmin"):
        same(found, getattr(np, name)(x, axis=axis, keepdims=keepdims))


@settings(deadline=None, max_examples=40)
@given(chunked(min_len=0), st.booleans(), st.data())
def test_counts_of_any_chunks(arrays, keepdims, data):
    x, lazy = arrays
    axes = st.lists(st.integers(0, max(x.ndim - 1, 0)), unique=True, max_size=x.ndim).map(tuple)
    axis = data.draw(st.one_of(st.sampled_from(axes_of(x)), axes))
    found = ad.count_nonzero(lazy, axis=axis, keepdims=keepdims, split_every=2)
    same(found, argwhere.count_nonzero(x, axis=axis, keepdims=keepdims))
    if axis is not None:
        same(found, np.count_nonzero(x, axis=axis, keepdims=keepdims))


@settings(deadline=None, max_examples=40)
@given(chunked(min_ndim=1, min_len=0), st.sampled_from([None, 2]))
def test_nonzero_of_any_chunks(arrays, split_every):
    x, lazy = arrays
    found = ad.nonzero(lazy, split_every=split_every)
    same(found, np.nonzero(x))


@settings(deadline=None, max_examples=40)
@given(chunked(min_ndim=1), st.sampled_from(["largest", "smallest"]), st.data())
def test_top_k_of_any_chunks(arrays, mode, data):
    x, lazy = arrays
    axis = data.draw(st.integers(-x.ndim, x.ndim - 1))
    k = data.draw(st.integers(0, x.shape[axis]))
    found = ad.top_k(lazy, k, axis=axis, mode=mode, split_every=2)
    same(found, argwhere.top_k(x, k, axis=axis, mode=mode))


@pytest.mark.parametrize("dtype", DTYPES)
def test_dtypes(dtype, rng=np.random.default_rng(5)):
    x = small_values(rng, (5, 6), dtype)
    lazy = da.from_array(x, chunks=((2, 3), (1, 4, 1)))
    same(ad.count_nonzero(lazy, axis=(0, 1)), argwhere.count_nonzero(x))
    same(ad.nonzero(lazy), argwhere.nonzero(x))
    same(ad.where(lazy != 0, lazy, lazy), argwhere.where(x != 0, x, x))
    ordered = dtype in REAL
    for name in ("argmax", "argmin", "argminmax", "nanargmax", "nanargmin"):
        for axis in (None, 0, 1):
            if ordered:
                same(getattr(ad, name)(lazy, axis=axis), getattr(argwhere, name)(x, axis=axis))
            else:
                with pytest.raises(TypeError, match="order"):
                    getattr(ad, name)(lazy, axis=axis)
    if ordered:
        same(ad.top_k(lazy, 3, axis=1), argwhere.top_k(x, 3, axis=1))
    else:
        with pytest.raises(TypeError, match="order"):
            ad.top_k(lazy, 3)


def test_chunks_of_the_kept_axes_stay():
    x = da.zeros((6, 10, 4), chunks=((1, 5), (3, 3, 4), 2))
    assert ad.argmax(x, axis=1).chunks == ((1, 5), (2, 2))
    assert ad.argmax(x, axis=1, keepdims=True).chunks == ((1, 5), (1,), (2, 2))
    assert ad.count_nonzero(x, axis=(0, 2)).chunks == ((3, 3, 4),)
    values, indices = ad.top_k(x, 5, axis=1)
    assert values.chunks == indices.chunks == ((1, 5), (5,), (2, 2))
    assert ad.argmin(x).chunks == ()


def test_each_block_is_read_once():
    read = []

    def block(block_id=None):
        read.append(block_id)
        return np.ones((2, 2))

    x = da.map_blocks(block, chunks=((2, 2), (2, 2)), dtype=float, meta=np.empty((0, 0)))
    blocks = [(0, 0), (0, 1), (1, 0), (1, 1)]
    for found in (ad.argmax(x), ad.argminmax(x), ad.top_k(x, 3), ad.nonzero(x)):
        read.clear()
        dask.compute(found)
        assert sorted(read) == blocks


def test_results_are_not_changed_by_merging():
    x = np.arange(24.0).reshape(4, 6) % 5
    lazy = da.from_array(x, chunks=(2, 2))
    # Computed together, the graphs share the results of blocks.
    together = [ad.argmax(lazy, axis=1, split_every=split_every) for split_every in (2, 3, 8)]
    for found in dask.compute(*together):
        np.testing.assert_array_equal(found, np.argmax(x, axis=1))


def test_positions_stay_apart_by_rows():
    x = np.arange(120).reshape(4, 3, 2, 5) % 4
    found = ad.nonzero(da.from_array(x, chunks=(1, 2, 2, 2)))
    assert all(axis.numblocks == (4,) for axis in found)
    same(found, np.nonzero(x))


@pytest.mark.parametrize(
    "shapes", [((6, 5), (6, 5), (6, 5)), ((5,), (6, 1), ()), ((2, 6, 5), (5,), (1, 1)), ((), (), ())]
)
def test_where_broadcasts(shapes, rng=np.random.default_rng(6)):
    condition, x1, x2 = (rng.integers(0, 2, shape) for shape in shapes)
    condition, x1 = condition.astype(bool), x1.astype("int8")
    lazy = [da.from_array(x, chunks=2) for x in (condition, x1, x2)]
    expected = argwhere.where(condition, x1, x2)
    assert expected.dtype == "int64"
    same(ad.where(*lazy), expected)
    # Arrays of NumPy among them.
    same(ad.where(condition, lazy[1], x2), expected)


def test_where_takes_numbers():
    x = np.array([[1.5, np.nan], [2.5, np.nan]], dtype=np.float32)
    lazy = da.from_array(x, chunks=1)
    same(ad.where(da.isnan(lazy), 0, lazy), argwhere.where(np.isnan(x), 0, x))
    same(ad.where(da.isnan(lazy), lazy, np.float64(3)), argwhere.where(np.isnan(x), x, np.float64(3)))
    same(ad.where(True, lazy, 1), x)
    with pytest.raises(TypeError, match="both Python scalars"):
        ad.where(da.isnan(lazy), 0, 1)
    with pytest.raises(OverflowError, match="300"):
        ad.where(lazy > 0, 300, da.ones((2, 2), chunks=1, dtype="int8"))
    with pytest.raises(TypeError):
        ad.where(lazy > 0, 0.5, da.ones((2, 2), chunks=1, dtype="int8"))


def test_where_refuses_what_the_standard_does():
    x = da.ones(4, chunks=2)
    with pytest.raises(TypeError, match="promot"):
        ad.where(x > 0, x, da.ones(4, chunks=2, dtype="int64"))
    with pytest.raises(TypeError, match="bool"):
        ad.where(x, x, x)
    with pytest.raises(ValueError, match="broadcast"):
        ad.where(x > 0, x, da.ones(3, chunks=2))


def test_errors_come_before_computing():
    x = da.from_array(np.ones((4, 6)), chunks=2)
    for name in [*EXTREMES, "count_nonzero"]:
        for axis in (2, -3):
            with pytest.raises(np.exceptions.AxisError):
                getattr(ad, name)(x, axis=axis)
    with pytest.raises(np.exceptions.AxisError):
        ad.argmax(da.ones(()), axis=0)
    with pytest.raises(np.exceptions.AxisError):
        ad.top_k(x, 1, axis=2)
    with pytest.raises(ValueError, match="k"):
        ad.top_k(x, 7)
    with pytest.raises(ValueError, match="k"):
        ad.top_k(x, -1)
    with pytest.raises(ValueError, match="mode"):
        ad.top_k(x, 1, mode="best")
    with pytest.raises(ValueError, match="twice|repeated|duplicate|more than once"):
        ad.count_nonzero(x, axis=(0, -2))
    with pytest.raises(ValueError, match="0-d"):
        ad.nonzero(da.ones(()))
    for name in EXTREMES:
        with pytest.raises(ValueError, match="empty"):
            getattr(ad, name)(x[:0])
        with pytest.raises(ValueError, match="empty"):
            getattr(ad, name)(x[:, :0], axis=1)
    for dtype in ("complex64", object, "datetime64[s]", "U3"):
        with pytest.raises(TypeError):
            ad.argmax(x.astype(dtype))
    with pytest.raises(TypeError, match="masked"):
        ad.argmax(da.ma.masked_greater(x, 0))
    with pytest.raises(TypeError):
        ad.argmax(x, 1)


def test_arrays_without_elements():
    x = da.zeros((3, 0, 4), chunks=2)
    for name in EXTREMES:
        same(getattr(ad, name)(x, axis=0), getattr(argwhere, name)(np.zeros((3, 0, 4)), axis=0))
    same(ad.top_k(x, 2, axis=2), argwhere.top_k(np.zeros((3, 0, 4)), 2, axis=2))
    same(ad.top_k(x, 0, axis=1), argwhere.top_k(np.zeros((3, 0, 4)), 0, axis=1))
    same(ad.count_nonzero(x), 0)
    same(ad.count_nonzero(x, axis=1), np.zeros((3, 4), np.int64))
    same(ad.nonzero(x), np.nonzero(np.zeros((3, 0, 4))))
    same(ad.where(x > 0, x, 1), np.zeros((3, 0, 4)))


def test_arrays_of_rank_0():
    x = da.from_array(np.float32(3))
    for name in EXTREMES:
        same(getattr(ad, name)(x, keepdims=True), getattr(argwhere, name)(np.float32(3)))
    same(ad.count_nonzero(x), 1)
    with pytest.raises(ValueError, match="NaN"):
        ad.nanargmin(x * np.nan).compute()


def test_unknown_chunk_sizes():
    x = np.arange(60).reshape(12, 5) % 7
    lazy = da.from_array(x, chunks=(4, 2))
    rows = x[:, 0] > 2
    some = lazy[lazy[:, 0] > 2]
    for name in ("argmax", "count_nonzero", "nonzero"):
        with pytest.raises(ValueError, match=r"axis 0 are unknown; call x.compute_chunk_sizes\(\) first"):
            getattr(ad, name)(some)
    with pytest.raises(ValueError, match="axis 0 are unknown"):
        ad.top_k(some, 3, axis=0)
    # The axis that is searched is known.
    same(ad.argmax(some, axis=1), np.argmax(x[rows], axis=1))
    same(ad.top_k(some, 2), argwhere.top_k(x[rows], 2))
    same(ad.where(some > 3, some, 0), np.where(x[rows] > 3, x[rows], 0))
    some.compute_chunk_sizes()
    same(ad.argmax(some), np.argmax(x[rows]))
    same(ad.nonzero(some), np.nonzero(x[rows]))


def test_other_layouts():
    x = np.arange(60).reshape(12, 5) % 7
    lazy = da.from_array(x, chunks=(4, 2))
    same(ad.argmax(lazy.T), np.argmax(x.T))
    same(ad.argmax(lazy[::-2, ::-1], axis=0), np.argmax(x[::-2, ::-1], axis=0))
    same(ad.nonzero(lazy.T), np.nonzero(x.T))
    same(ad.argmax(da.from_array(x.astype(">i4"), chunks=3)), np.argmax(x))
    # An array that is not lazy has one chunk.
    same(ad.argmax(x, axis=0), np.argmax(x, axis=0))


def test_graphs_have_the_same_names_each_time():
    x = da.from_array(np.arange(12).reshape(3, 4), chunks=2)
    for function in (ad.argmax, ad.count_nonzero, partial(ad.argmin, axis=1)):
        assert function(x).name == function(x).name
    assert ad.argmax(x).name != ad.argmin(x).name != ad.argmin(x, axis=0).name
    assert ad.top_k(x, 1)[0].name != ad.top_k(x, 1)[1].name
    assert ad.top_k(x, 1)[0].name != ad.top_k(x, 2)[0].name
    found = pickle.loads(pickle.dumps(ad.argmax(x)))
    same(found, 11)


def test_query_planning_of_dask():
    """Dask's other arrays, which are chosen when it is imported. They do not have unknown chunk sizes yet."""
    code = """
import dask.array as da, numpy as np, argwhere.dask as ad
assert da.array_expr_enabled()
x = np.arange(60).reshape(6, 10) % 7
lazy = da.from_array(x, chunks=(2, 3))
assert ad.argmax(lazy).compute() == np.argmax(x)
assert (ad.argmin(lazy, axis=0).compute() == np.argmin(x, axis=0)).all()
assert (ad.count_nonzero(lazy, axis=1, keepdims=True).compute() == np.count_nonzero(x, axis=1, keepdims=True)).all()
values, indices = ad.top_k(lazy, 3, axis=0)
assert values.shape == indices.shape == (3, 10)
assert (np.take_along_axis(x, indices.compute(), 0) == values.compute()).all()
assert (ad.where(lazy > 3, lazy, 0).compute() == np.where(x > 3, x, 0)).all()
"""
    environment = {**os.environ, "DASK_ARRAY__QUERY_PLANNING": "True"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def start(folder, block, block_id=None):
    """A slow source, which tells by a file that it has started on a block and in which process."""
    (folder / f"{'-'.join(map(str, block_id))}.{os.getpid()}").touch()
    time.sleep(0.15)
    return block


@pytest.fixture(scope="module")
def cluster():
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2,
            processes=True,
            threads_per_worker=1,
            dashboard_address=None,
            host="127.0.0.1",
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def test_two_processes(cluster, rng=np.random.default_rng(7)):
    x = small_values(rng, (40, 60), "float32")
    lazy = da.from_array(x, chunks=(7, 11))
    calls = [
        ("argmax", (), {}),
        ("argmin", (), {"axis": 0}),
        ("nanargmax", (), {"axis": 1, "keepdims": True}),
        ("nanargmin", (), {}),
        ("count_nonzero", (), {"axis": (0, 1)}),
        ("nonzero", (), {}),
        ("top_k", (5,), {"axis": 0}),
    ]
    futures = cluster.compute(
        [getattr(ad, name)(lazy, *args, **parameters) for name, args, parameters in calls]
    )
    for (name, args, parameters), found in zip(calls, cluster.gather(futures), strict=True):
        expected = getattr(argwhere, name)(x, *args, **parameters)
        np.testing.assert_equal(found, expected, err_msg=name)
    found = cluster.compute(ad.where(lazy > 1, lazy, 0.0)).result()
    np.testing.assert_array_equal(found, np.where(x > 1, x, np.float32(0)))


def test_a_killed_worker(cluster, tmp_path, rng=np.random.default_rng(8)):
    x = small_values(rng, (12, 40), "float64")
    lazy = da.from_array(x, chunks=(3, 8)).map_blocks(partial(start, tmp_path), dtype=x.dtype)
    found = [ad.argmax(lazy), ad.count_nonzero(lazy, axis=0), *ad.top_k(lazy, 3), *ad.nonzero(lazy)]
    futures = cluster.compute(found)
    workers = set(cluster.run(os.getpid).values())
    for _ in range(200):
        started = list(tmp_path.iterdir())
        if len(started) >= 6:
            break
        time.sleep(0.05)
    # One that has finished some of the blocks: their results are lost with it.
    (killed,) = {int(started[0].suffix[1:])} & workers
    os.kill(killed, signal.SIGKILL)
    results = cluster.gather(futures)
    expected = [
        argwhere.argmax(x), argwhere.count_nonzero(x, axis=0), *argwhere.top_k(x, 3), *argwhere.nonzero(x),
    ]  # fmt: skip
    for result, wanted in zip(results, expected, strict=True):
        np.testing.assert_array_equal(result, wanted)
    assert len(started) < 20
    blocks = [path.stem for path in tmp_path.iterdir()]
    assert len(set(blocks)) == 20
    # The blocks of the killed worker were read again.
    assert len(blocks) > 20
    cluster.wait_for_workers(2, timeout=30)
    assert killed not in cluster.run(os.getpid).values()
