"""Objects as arrays of NumPy that a kernel can read: aligned, in native byte order, and of NumPy's own class."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np


def as_array(x: Any, function: str, name: str) -> np.ndarray:
    """The array that an argument is.

    It is called for everything but an aligned array of NumPy's own class in native byte order.

    Parameters
    ----------
    x : object
        The argument.
    function, name : str
        The function that was called and the name of the argument, for error messages.

    Raises
    ------
    TypeError
        If the object has no clear meaning as an array of a dtype of the tables.
    """

    def refused(reason: str) -> TypeError:
        return TypeError(f"{function}: {name} is {reason}")

    if isinstance(x, np.ndarray):
        array = _plain(x, refused)
    elif isinstance(x, (np.generic, bool, int, float, complex)):
        array = np.asarray(x)
    elif isinstance(x, (list, tuple)):
        try:
            array = np.asarray(x)
        except ValueError as error:
            raise refused(f"a {type(x).__name__} that is not an array: {error}") from None
    elif _is_lazy(x):
        raise refused(
            f"a lazy array of {type(x).__module__.partition('.')[0]}, which would be loaded as a whole; "
            "use argwhere.dask or argwhere.cubed, or call compute() first"
        )
    elif hasattr(x, "__dlpack__"):
        try:
            array = np.from_dlpack(x)
        except (BufferError, RuntimeError, TypeError, ValueError) as error:
            raise refused(f"a {type(x).__name__} that NumPy cannot read: {error}") from None
    elif hasattr(x, "__array__"):
        try:
            array = np.asarray(x)
        except ValueError as error:
            raise refused(f"a {type(x).__name__} that is not an array: {error}") from None
    elif _is_buffer(x):
        array = np.asarray(x)
    else:
        raise refused(f"a {type(x).__name__}; pass an array of NumPy, or one with __dlpack__")

    dtype = array.dtype
    if dtype.kind == "O":
        raise refused("an array of objects; convert it to a dtype of numbers with astype()")
    if dtype.names is not None:
        raise refused(f"a structured array; pass one of its fields, such as {name}[{dtype.names[0]!r}]")
    if dtype.kind in "mM":
        raise refused(
            f"an array of {dtype}; pass {name}.view('int64'), in which NaT is the smallest integer"
        )
    if not dtype.isnative:
        array = array.astype(dtype.newbyteorder("="))
    if not array.flags.aligned or any(stride % dtype.itemsize for stride in array.strides):
        array = array.copy()
    return array


def _plain(x: np.ndarray, refused: Any) -> np.ndarray:
    """An array of a subclass as one of NumPy's own class, if that keeps its meaning."""
    if isinstance(x, np.ma.MaskedArray):
        raise refused("a masked array; pass its filled() values, or use numpy.ma")
    if isinstance(x, np.matrix):
        raise refused("a matrix, which never loses an axis; pass numpy.asarray() of it")
    if type(x).__array_function__ is not np.ndarray.__array_function__:
        raise refused(
            f"a {type(x).__name__}, which has functions of its own; pass numpy.asarray() of it"
        )
    return x.view(np.ndarray)


def _is_buffer(x: Any) -> bool:
    """Whether an object shows its memory, as `array.array` does."""
    try:
        memoryview(x)
    except TypeError:
        return False
    return True


def _is_lazy(x: Any) -> bool:
    """Whether an array computes its elements only when it is asked to: one of Dask or cubed, or an xarray object of one."""
    classes = tuple(
        lazy
        for name in ("dask.array", "cubed")
        if isinstance(lazy := getattr(sys.modules.get(name), "Array", None), type)
    )
    if isinstance(x, classes):
        return True
    xarray = sys.modules.get("xarray")
    labelled = getattr(xarray, "DataArray", None)
    is_labelled = isinstance(labelled, type) and isinstance(x, labelled)
    return is_labelled and isinstance(getattr(x, "data", None), classes)
