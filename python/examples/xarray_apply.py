"""The searching functions on labelled arrays, by `xarray.apply_ufunc`: in memory, and on Dask without rechunking.

With `dask="allowed"`, xarray hands the Dask array itself to the function. So the searched dimension may have any chunks. With
`dask="parallelized"`, it would have to be one chunk.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

import argwhere
import argwhere.dask


def search(name: str, x: xr.DataArray, dim: Hashable | None = None) -> xr.DataArray:
    """The result of a function of `argwhere` along a dimension, or in the whole array."""

    def function(array: Any, axis: int | None) -> Any:
        module = argwhere if isinstance(array, np.ndarray) else argwhere.dask
        return getattr(module, name)(array, axis=axis)

    return xr.apply_ufunc(
        function,
        x,
        input_core_dims=[x.dims if dim is None else [dim]],
        # The core dimensions are the last ones.
        kwargs={"axis": None if dim is None else -1},
        dask="allowed",
    )


def where_first(x: xr.DataArray, flat: xr.DataArray) -> dict[Hashable, Any]:
    """The labels of the element at a position in row-major order."""
    at = np.unravel_index(int(flat), x.shape)
    return {dim: x[dim].values[i] for dim, i in zip(x.dims, at)}


def temperatures() -> xr.DataArray:
    """A year of temperatures in tenths of a degree at 40 x 60 places, with gaps. Such values have many ties."""
    rng = np.random.default_rng(1)
    season = 12 * np.sin(2 * np.pi * (np.arange(365) - 110) / 365)
    values = np.round(10 + season[:, None, None] + rng.normal(0, 4, (365, 40, 60)), 1)
    values[rng.random(values.shape) < 0.01] = np.nan
    coordinates = {
        "time": pd.date_range("2025-01-01", periods=365),
        "lat": np.linspace(50, 59.75, 40),
        "lon": np.linspace(0, 14.75, 60),
    }
    return xr.DataArray(values, coordinates, ("time", "lat", "lon"), name="temperature")


def main() -> None:
    x = temperatures()
    chunked = x.chunk(time=100, lat=16, lon=25)
    warmest = x.time[search("nanargmax", x, "time")]
    lazy = search("nanargmax", chunked, "time")
    print("the warmest day, of a Dask array:", type(lazy.data).__name__, dict(lazy.chunksizes))
    warmest_of_chunks = x.time[lazy.compute()]
    print("the same days:", bool((warmest == warmest_of_chunks).all()))
    print("the warmest day of one place:", warmest.sel(lat=50, lon=0).dt.date.item())

    for name in ("nanargmax", "nanargmin"):
        found = where_first(x, search(name, x))
        assert found == where_first(chunked, search(name, chunked).compute())
        value = x.sel(found).item()
        day, lat, lon = pd.Timestamp(found["time"]).date(), found["lat"], found["lon"]
        print(f"{name} of all: {value} on {day} at {lat}, {lon}")

    hot = search("count_nonzero", chunked > 25, "time")
    print("days above 25 degrees: between", int(hot.min()), "and", int(hot.max()))

    values, days = xr.apply_ufunc(
        lambda array: argwhere.dask.top_k(array, 3, axis=-1),
        chunked.fillna(-np.inf),
        input_core_dims=[["time"]],
        output_core_dims=[["rank"], ["rank"]],
        dask="allowed",
    )
    print("the three warmest days of one place:", values.sel(lat=50, lon=0).values, days.sel(lat=50, lon=0).values)


if __name__ == "__main__":
    main()
