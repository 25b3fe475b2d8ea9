"""The searching functions for Dask arrays.

Each block is searched once, on the worker that has it. The result is an `argwhere.Partial`, whose indices count in the whole
array. Results merge in a tree, in any order and grouping, and become what the function returns for the whole array. So the
first of equal elements wins however the array is chunked, also over several chunked axes, and NaN follows the same rules.

The functions have the parameters of those of `argwhere`, and `split_every` as Dask's own reductions have it. They only build
the graph. Errors that do not depend on the elements are raised at once: for axes, dtypes, empty arrays and broadcasting.

Lengths of searched axes must be known. Call `x.compute_chunk_sizes()` if a filter has made them unknown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import accumulate
from operator import itemgetter
from typing import Any, Literal

import dask.array as da
import numpy as np
from dask.array.utils import meta_from_array
from dask.core import flatten

import argwhere
from argwhere import Partial
from argwhere._blocks import is_number, promoted, searched_axes

__all__ = [
    "argmax",
    "argmin",
    "argminmax",
    "count_nonzero",
    "nanargmax",
    "nanargmin",
    "nonzero",
    "top_k",
    "where",
]

Mode = Literal["largest", "smallest"]
SplitEvery = int | Mapping[int, int] | None

# Makes the result of no block of an array of this shape.
New = Callable[[tuple[int, ...]], Partial]


def argmax(
    x: Any, /, *, axis: int | None = None, keepdims: bool = False, split_every: SplitEvery = None
) -> da.Array:
    """The index of the first occurrence of the largest element.

    Parameters
    ----------
    x : dask.array.Array
        An array of a real dtype. It must not be empty, and neither must the searched axis.
    axis : int, optional
        The axis to search. By default, the whole array is searched in row-major order.
    keepdims : bool, optional
        Whether the searched axes stay in the result with length 1.
    split_every : int or dict of int, optional
        The number of results that are merged at once, as in `dask.array.reduction`.

    Returns
    -------
    dask.array.Array
        The indices, of dtype int64. The first NaN counts as the largest element.

    Raises
    ------
    AxisError
        If the axis is out of range.
    TypeError
        If the dtype has no order.
    ValueError
        If there is no element to search, or if the length of a searched axis is unknown.

    Examples
    --------
    >>> import dask.array as da
    >>> import argwhere.dask
    >>> x = da.from_array([[0, 0, 1, 0], [1, 0, 0, 0]], chunks=(2, 2))
    >>> argwhere.dask.argmax(x).compute()
    np.int64(2)
    """
    return _search(x, "argmax", axis, split_every, keepdims=keepdims)


def argmin(
    x: Any, /, *, axis: int | None = None, keepdims: bool = False, split_every: SplitEvery = None
) -> da.Array:
    """The index of the first occurrence of the smallest element.

    The parameters, the result and the errors are those of `argmax`. The first NaN counts as the smallest element.
    """
    return _search(x, "argmin", axis, split_every, keepdims=keepdims)


def nanargmax(
    x: Any, /, *, axis: int | None = None, keepdims: bool = False, split_every: SplitEvery = None
) -> da.Array:
    """The index of the first occurrence of the largest number, NaN passed over.

    The parameters, the result and the errors are those of `argmax`. If there are only NaN, to compute the result raises a
    `ValueError`.
    """
    return _search(x, "nanargmax", axis, split_every, keepdims=keepdims)


def nanargmin(
    x: Any, /, *, axis: int | None = None, keepdims: bool = False, split_every: SplitEvery = None
) -> da.Array:
    """The index of the first occurrence of the smallest number, NaN passed over.

    The parameters, the result and the errors are those of `nanargmax`.
    """
    return _search(x, "nanargmin", axis, split_every, keepdims=keepdims)


def argminmax(
    x: Any, /, *, axis: int | None = None, keepdims: bool = False, split_every: SplitEvery = None
) -> tuple[da.Array, da.Array]:
    """The indices of the smallest and of the largest element, in one pass.

    The parameters and the errors are those of `argmax`.

    Returns
    -------
    tuple of two dask.array.Array
        What `argmin` and `argmax` return.
    """
    found = _search(x, "argminmax", axis, split_every, keepdims=keepdims)
    smallest, largest = (_item(found, number, found.dtype) for number in (0, 1))
    return smallest, largest


def count_nonzero(
    x: Any,
    /,
    *,
    axis: int | tuple[int, ...] | None = None,
    keepdims: bool = False,
    split_every: SplitEvery = None,
) -> da.Array:
    """The number of elements that are not zero.

    Parameters
    ----------
    x : dask.array.Array
        An array of any dtype. NaN is not zero; -0.0 is.
    axis : int or tuple of int, optional
        The axes to count along. By default, the whole array is counted.
    keepdims : bool, optional
        Whether the counted axes stay in the result with length 1.
    split_every : int or dict of int, optional
        The number of results that are merged at once, as in `dask.array.reduction`.

    Returns
    -------
    dask.array.Array
        The counts, of dtype int64.

    Raises
    ------
    AxisError
        If an axis is out of range.
    ValueError
        If an axis is given twice, or if the length of a counted axis is unknown.
    """
    return _search(x, "count_nonzero", axis, split_every, keepdims=keepdims)


def top_k(
    x: Any, k: int, /, *, axis: int = -1, mode: Mode = "largest", split_every: SplitEvery = None
) -> tuple[da.Array, da.Array]:
    """The `k` largest or smallest elements along an axis, and their indices.

    Parameters
    ----------
    x : dask.array.Array
        An array of a real dtype and of at least one axis.
    k : int
        The number of elements, at most the length of the axis.
    axis : int, optional
        The axis to search, by default the last one.
    mode : {"largest", "smallest"}, optional
        Which elements are wanted.
    split_every : int or dict of int, optional
        The number of results that are merged at once, as in `dask.array.reduction`.

    Returns
    -------
    tuple of two dask.array.Array
        The elements in order, best first, and their indices of dtype int64. Both have one chunk along the axis. Of equal
        elements, the first one comes first. NaN comes after every number.

    Raises
    ------
    AxisError
        If the axis is out of range.
    TypeError
        If the dtype has no order.
    ValueError
        If `k` is negative or larger than the length of the axis, if that length is unknown, or if the mode is unknown.
    """
    x = da.asarray(x)
    found = _search(x, "top_k", axis, split_every, k=k, mode=mode)
    chunks = list(found.chunks)
    chunks[axis] = (k,)
    return _item(found, 0, x.dtype, chunks), _item(found, 1, np.int64, chunks)


def nonzero(x: Any, /, *, split_every: SplitEvery = None) -> tuple[da.Array, ...]:
    """The indices of the elements that are not zero, in row-major order of the whole array.

    Only blocks with the same place along the first axis are merged. So the result has one chunk for each chunk of `x` along
    that axis, and no worker needs all of the indices.

    Parameters
    ----------
    x : dask.array.Array
        An array of any dtype and of at least one axis. NaN is not zero; -0.0 is.
    split_every : int or dict of int, optional
        The number of results that are merged at once, as in `dask.array.reduction`.

    Returns
    -------
    tuple of dask.array.Array
        One array per axis: the indices along that axis, of dtype int64. The chunk sizes are unknown.

    Raises
    ------
    ValueError
        If `x` has rank 0, or if the length of an axis is unknown.
    """
    x = da.asarray(x)
    searched_axes("nonzero", x.shape, meta_from_array(x))
    found = _reduced(
        x, "nonzero", partial(Partial, "nonzero"), tuple(range(1, x.ndim)), False, split_every
    )
    chunks = ((math.nan,) * x.numblocks[0],)
    rows: da.Array = da.map_blocks(
        _rows, found, starts=_ends(x.chunks[0]), chunks=chunks, dtype=np.int64, meta=_meta(1)
    )
    return rows, *(_item(found, axis, np.int64, chunks) for axis in range(1, x.ndim))


def where(condition: Any, x1: Any, x2: Any, /) -> da.Array:
    """The elements of `x1` where a condition is true, and those of `x2` where it is false.

    Parameters
    ----------
    condition : dask.array.Array of bool
        Which of the two elements is chosen.
    x1, x2 : dask.array.Array, bool, int, float or complex
        The elements. At least one of them is an array. The three arrays are broadcast together.

    Returns
    -------
    dask.array.Array
        Its dtype is that to which the standard promotes the dtypes of `x1` and `x2`. A number of Python takes the dtype of the
        other operand.

    Raises
    ------
    OverflowError
        If an int is out of range for the dtype of the other operand.
    TypeError
        If the standard does not promote the two dtypes, or if the condition is not of dtype bool.
    ValueError
        If the shapes cannot be broadcast together.
    """
    operands = [da.asarray(condition), *(x if is_number(x) else da.asarray(x) for x in (x1, x2))]
    shapes = [x.shape for x in operands if not is_number(x)]
    if not any(math.isnan(length) for shape in shapes for length in shape):
        np.broadcast_shapes(*shapes)
    ndim = max(map(len, shapes))
    dtype = promoted(*(x if is_number(x) else meta_from_array(x, ndim=ndim) for x in operands))
    pairs: list[Any] = []
    for x in operands:
        # Axes have numbers from the last one, as broadcasting aligns them.
        pairs += (x, None) if is_number(x) else (x, tuple(range(x.ndim))[::-1])
    chosen: da.Array = da.blockwise(
        argwhere.where, tuple(range(ndim))[::-1], *pairs, dtype=dtype, meta=_meta(ndim, dtype)
    )
    return chosen


def _search(
    x: Any,
    operation: str,
    axis: int | tuple[int, ...] | None,
    split_every: SplitEvery,
    **parameters: Any,
) -> da.Array:
    """The result of a search along some axes. Its blocks are what `Partial.finish` returns."""
    x = da.asarray(x)
    axes = searched_axes(operation, x.shape, meta_from_array(x), axis=axis, **parameters)
    new = partial(Partial, operation, axis=axis, **parameters)
    # `top_k` keeps its axis.
    return _reduced(x, operation, new, axes, parameters.get("keepdims", True), split_every)


def _reduced(
    x: da.Array,
    operation: str,
    new: New,
    axes: tuple[int, ...],
    keepdims: bool,
    split_every: SplitEvery,
) -> da.Array:
    """The finished results of all blocks with the same place along the axes that are not searched."""
    ends = tuple(_ends(chunks) if axis in axes else None for axis, chunks in enumerate(x.chunks))
    found = da.map_blocks(
        _search_block,
        x,
        new=new,
        ends=ends,
        chunks=tuple(
            (1,) * len(chunks) if axis in axes else chunks for axis, chunks in enumerate(x.chunks)
        ),
        dtype=np.int64,
        meta=_meta(x.ndim),
    )
    reduced: da.Array = da.reduction(
        found,
        chunk=_as_it_is,
        combine=partial(_merge, new=new, finish=False),
        aggregate=partial(_merge, new=new, finish=True),
        axis=axes,
        keepdims=keepdims,
        concatenate=False,
        split_every=split_every,
        name=operation,
        dtype=np.int64,
        meta=_meta(x.ndim if keepdims else x.ndim - len(axes)),
    )
    return reduced


def _search_block(
    block: np.ndarray,
    new: New,
    ends: tuple[tuple[int, ...] | None, ...],
    block_id: tuple[int, ...],
) -> Partial:
    """The result of one block, in an array that has the block's length along the axes that are not searched.

    `ends` are the ends of the blocks along each searched axis.
    """
    found = new(tuple(n if end is None else end[-1] for n, end in zip(block.shape, ends)))
    found.update(tuple(0 if end is None else end[at] for end, at in zip(ends, block_id)), block)
    return found


def _as_it_is(found: Partial, axis: tuple[int, ...], keepdims: bool) -> Partial:
    return found


def _merge(
    parts: Any, axis: tuple[int, ...], keepdims: bool, new: New, finish: bool, computing_meta: bool = False
) -> Any:
    """The result of the blocks of several results, which stay as they are: other tasks may need them."""
    if computing_meta:
        return parts
    results = list(flatten([parts]))
    merged = results[0] if len(results) == 1 else new(results[0].shape)
    if len(results) > 1:
        for result in results:
            merged.merge(result)
    return merged.finish() if finish else merged


def _rows(
    found: tuple[np.ndarray, ...], starts: tuple[int, ...], block_id: tuple[int, ...]
) -> np.ndarray:
    """The indices along the first axis, which are counted from the first row of the block until now."""
    return found[0] + starts[block_id[0]]


def _item(found: da.Array, number: int, dtype: Any, chunks: Any = None) -> da.Array:
    """The array with one of the items of blocks that are tuples."""
    items: da.Array = da.map_blocks(
        itemgetter(number), found, chunks=chunks, dtype=dtype, meta=_meta(found.ndim, dtype)
    )
    return items


def _ends(chunks: Sequence[int]) -> tuple[int, ...]:
    """Where the chunks along an axis begin and end."""
    return tuple(accumulate(map(int, chunks), initial=0))


def _meta(ndim: int, dtype: Any = np.int64) -> np.ndarray:
    """An array without elements, which tells Dask what the blocks are."""
    return np.zeros((0,) * ndim, dtype)
