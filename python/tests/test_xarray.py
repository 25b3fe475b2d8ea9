"""The functions on arrays of xarray, by `apply_ufunc` as in `examples/xarray_apply.py`."""

import runpy
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import argwhere
import argwhere.dask

EXAMPLE = Path(__file__).parents[1] / "examples" / "xarray_apply.py"


@pytest.fixture(scope="module")
def example():
    return runpy.run_path(str(EXAMPLE))


@pytest.fixture
def x():
    values = np.random.default_rng(3).choice([0.0, 1.0, 2.0, np.nan], (7, 5, 6))
    return xr.DataArray(values, {"time": np.arange(7) * 10}, ("time", "lat", "lon"))


@pytest.mark.parametrize("dim", [None, "time", "lat", "lon"])
@pytest.mark.parametrize("name", ["argmax", "argmin", "count_nonzero"])
def test_search(example, x, name, dim):
    axis = None if dim is None else x.dims.index(dim)
    expected = getattr(argwhere, name)(x.values, axis=axis)
    for array in (x, x.chunk(time=3, lat=2, lon=4)):
        found = example["search"](name, array, dim)
        assert found.dims == tuple(d for d in x.dims if d != dim and dim is not None)
        assert (found.chunks is None) == (array is x) or dim is None
        assert found.dtype == np.int64
        np.testing.assert_array_equal(found, expected)


def test_coordinates_stay(example, x):
    found = example["search"]("argmax", x.chunk(lat=2), "lat")
    np.testing.assert_array_equal(found.time, x.time)


def test_where(x):
    chunked = x.chunk(time=3, lat=2)
    # A broadcast operand, and a number.
    climate = xr.DataArray(np.arange(6.0), dims="lon")
    found = xr.apply_ufunc(argwhere.dask.where, chunked.isnull(), climate, chunked, dask="allowed")
    np.testing.assert_array_equal(found, xr.where(x.isnull(), climate, x))
    assert found.chunks is not None
    found = xr.apply_ufunc(argwhere.where, x.isnull(), 0, x)
    np.testing.assert_array_equal(found, x.fillna(0))


def test_one_chunk_in_parallel(x):
    """With `dask="parallelized"`, each block is an array of NumPy."""
    found = xr.apply_ufunc(
        argwhere.argmax,
        x.chunk(lat=2, lon=4),
        input_core_dims=[["time"]],
        kwargs={"axis": -1},
        dask="parallelized",
        output_dtypes=[np.int64],
    )
    np.testing.assert_array_equal(found, np.argmax(x.values, axis=0))


def test_a_lazy_array_is_not_loaded_unasked(x):
    with pytest.raises(TypeError, match="argwhere.dask"):
        argwhere.argmax(x.chunk(time=3))


def test_the_example_runs(example, capsys):
    example["main"]()
    assert "the same days: True" in capsys.readouterr().out
