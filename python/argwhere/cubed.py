"""The searching functions for Cubed arrays.

Each block is searched once. Its result is one candidate per lane: an element and its index in the whole array. The candidates
of several blocks, in the order of their indices, are a small array themselves, and the same function finds the best of them.
So the first of equal elements wins however the array is chunked, and NaN follows the same rules. With `axis=None` the blocks
are searched as they are: nothing is reshaped or rechunked, and no task needs more memory than a few blocks.

The functions have the parameters of those of `argwhere`, and `split_every` as Cubed's own reductions have it. Errors that do
not depend on the elements are raised before anything is computed.

Cubed lacks arrays whose size is found by computing. So there is no `nonzero` here: `count_nonzero` and `where` often replace
it. There is no `argminmax` either, because its two results would be two passes. Results and candidates are stored with Zarr,
which has no bfloat16: arrays of it are searched, but `top_k` and `where` cannot return them.
"""
# Candidates are in structured arrays of NumPy, and in arrays of bytes with one more axis for Cubed. It has structured arrays
# itself, but cannot store them again when a result is computed twice: that raises a `ContainsArrayError` of Zarr.

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Literal

import cubed
import numpy as np
from cubed.core import elemwise, map_blocks, reduction

import argwhere
from argwhere._blocks import is_number, promoted, searched_axes

__all__ = [
    "argmax",
    "argmin",
    "count_nonzero",
    "nanargmax",
    "nanargmin",
    "top_k",
    "where",
]

Mode = Literal["largest", "smallest"]
SplitEvery = int | Mapping[int, int] | None

# The index of a candidate that is not there: it is after all others.
NONE = np.iinfo(np.int64).max


def argmax(
    x: cubed.Array,
    /,
    *,
    axis: int | None = None,
    keepdims: bool = False,
    split_every: SplitEvery = None,
) -> cubed.Array:
    """The index of the first occurrence of the largest element.

    Parameters
    ----------
    x : cubed.Array
        An array of a real dtype. It must not be empty.
    axis : int, optional
        The axis to search. By default, the whole array is searched in row-major order.
    keepdims : bool, optional
        Whether the searched axes stay in the result with length 1.
    split_every : int or dict of int, optional
        The number of blocks that are merged at once along each axis.

    Returns
    -------
    cubed.Array
        The indices, of dtype int64. The first NaN counts as the largest element.

    Raises
    ------
    AxisError
        If the axis is out of range.
    TypeError
        If the dtype has no order.
    ValueError
        If there is no element to search.

    Examples
    --------
    >>> import cubed
    >>> import argwhere.cubed
    >>> x = cubed.asarray([[0, 0, 1, 0], [1, 0, 0, 0]], chunks=(2, 2))
    >>> int(argwhere.cubed.argmax(x).compute())
    2
    """
    return _extreme(x, "argmax", axis, keepdims, split_every)


def argmin(
    x: cubed.Array,
    /,
    *,
    axis: int | None = None,
    keepdims: bool = False,
    split_every: SplitEvery = None,
) -> cubed.Array:
    """The index of the first occurrence of the smallest element.

    The parameters, the result and the errors are those of `argmax`. The first NaN counts as the smallest element.
    """
    return _extreme(x, "argmin", axis, keepdims, split_every)


def nanargmax(
    x: cubed.Array,
    /,
    *,
    axis: int | None = None,
    keepdims: bool = False,
    split_every: SplitEvery = None,
) -> cubed.Array:
    """The index of the first occurrence of the largest number, NaN passed over.

    The parameters, the result and the errors are those of `argmax`. If there are only NaN, to compute the result raises a
    `ValueError`.
    """
    return _extreme(x, "nanargmax", axis, keepdims, split_every)


def nanargmin(
    x: cubed.Array,
    /,
    *,
    axis: int | None = None,
    keepdims: bool = False,
    split_every: SplitEvery = None,
) -> cubed.Array:
    """The index of the first occurrence of the smallest number, NaN passed over.

    The parameters, the result and the errors are those of `nanargmax`.
    """
    return _extreme(x, "nanargmin", axis, keepdims, split_every)


def count_nonzero(
    x: cubed.Array,
    /,
    *,
    axis: int | tuple[int, ...] | None = None,
    keepdims: bool = False,
    split_every: SplitEvery = None,
) -> cubed.Array:
    """The number of elements that are not zero.

    Parameters
    ----------
    x : cubed.Array
        An array of any dtype. NaN is not zero; -0.0 is.
    axis : int or tuple of int, optional
        The axes to count along. By default, the whole array is counted.
    keepdims : bool, optional
        Whether the counted axes stay in the result with length 1.
    split_every : int or dict of int, optional
        The number of blocks that are merged at once along each axis.

    Returns
    -------
    cubed.Array
        The counts, of dtype int64.

    Raises
    ------
    AxisError
        If an axis is out of range.
    ValueError
        If an axis is given twice.
    """
    axes = _searched_axes(x, "count_nonzero", axis=axis)
    if not axes:
        return map_blocks(partial(_count, axis=()), x, dtype=np.int64)
    return reduction(
        x,
        _count,
        combine_func=np.sum,
        axis=axes,
        dtype=np.int64,
        keepdims=keepdims,
        split_every=split_every,
    )


def top_k(
    x: cubed.Array,
    k: int,
    /,
    *,
    axis: int = -1,
    mode: Mode = "largest",
    split_every: SplitEvery = None,
) -> tuple[cubed.Array, cubed.Array]:
    """The `k` largest or smallest elements along an axis, and their indices.

    Both results come from one pass if they are computed together, with `cubed.compute(values, indices)`.

    Parameters
    ----------
    x : cubed.Array
        An array of a real dtype and of at least one axis.
    k : int
        The number of elements, at most the length of the axis.
    axis : int, optional
        The axis to search, by default the last one.
    mode : {"largest", "smallest"}, optional
        Which elements are wanted.
    split_every : int or dict of int, optional
        The number of blocks that are merged at once along the axis.

    Returns
    -------
    tuple of two cubed.Array
        The elements in order, best first, and their indices of dtype int64. Of equal elements, the first one comes first. NaN
        comes after every number.

    Raises
    ------
    AxisError
        If the axis is out of range.
    TypeError
        If the dtype has no order.
    ValueError
        If `k` is negative or larger than the length of the axis, or if the mode is unknown.
    """
    axes = _searched_axes(x, "top_k", axis=axis, k=k, mode=mode)
    (along,) = axes
    chunks = [(k,) if axis == along else sizes for axis, sizes in enumerate(x.chunks)]
    if k == 0:
        shape = [sum(sizes) for sizes in chunks]
        return cubed.zeros(shape, dtype=x.dtype, spec=x.spec), cubed.zeros(shape, dtype=np.int64, spec=x.spec)
    search_block = partial(_best_of_block, k=k, mode=mode, axis=along, size=x.chunksize[along])
    found = _reduced(x, search_block, partial(_best, k=k, mode=mode), axes, split_every, k)
    values, indices = (
        map_blocks(partial(_field, name=name, dtype=x.dtype), found, dtype=dtype, chunks=tuple(chunks), drop_axis=x.ndim)
        for name, dtype in (("element", x.dtype), ("index", np.int64))
    )
    return values, indices


def where(condition: Any, x1: Any, x2: Any, /) -> cubed.Array:
    """The elements of `x1` where a condition is true, and those of `x2` where it is false.

    Parameters
    ----------
    condition : cubed.Array of bool
        Which of the two elements is chosen.
    x1, x2 : cubed.Array, bool, int, float or complex
        The elements. At least one of them is an array. The three arrays are broadcast together.

    Returns
    -------
    cubed.Array
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
    operands = (condition, x1, x2)
    spec = next((x.spec for x in operands if isinstance(x, cubed.Array)), None)
    arrays = [cubed.asarray(x, spec=spec) for x in operands if not is_number(x)]
    numbers = [x if is_number(x) else None for x in operands]
    dtype = promoted(*_with_numbers([_meta(x) for x in arrays], numbers))
    np.broadcast_shapes(*(x.shape for x in arrays))
    return elemwise(partial(_where, numbers=numbers), *arrays, dtype=dtype)


def _searched_axes(x: cubed.Array, operation: str, **parameters: Any) -> tuple[int, ...]:
    """The axes that a search runs along, if it can be done."""
    if not isinstance(x, cubed.Array):
        raise TypeError(f"{operation}: x is a {type(x).__name__} and must be an array of Cubed")
    return searched_axes(operation, x.shape, _meta(x), **parameters)


def _meta(x: cubed.Array) -> np.ndarray:
    """An array of the same dtype and rank without elements."""
    return np.empty((0,) * x.ndim, x.dtype)


def _extreme(
    x: cubed.Array, operation: str, axis: int | None, keepdims: bool, split_every: SplitEvery
) -> cubed.Array:
    """The indices of the first best elements."""
    axes = _searched_axes(x, operation, axis=axis, keepdims=keepdims)
    if x.ndim == 0:
        return _extreme(cubed.expand_dims(x, axis=0), operation, None, False, split_every)
    search = getattr(argwhere, operation)
    if operation.startswith("nan"):
        search = partial(_passing_nan, search=search)
    found = _reduced(
        x,
        partial(_first_of_block, search=search, axis=axis, shape=x.shape, chunksize=x.chunksize),
        partial(_first, search=search),
        axes,
        split_every,
    )
    dropped = () if keepdims else axes
    return map_blocks(
        partial(_indices, dtype=x.dtype, operation=operation, dropped=dropped),
        found,
        dtype=np.int64,
        chunks=tuple(sizes for axis, sizes in enumerate(found.chunks[:-1]) if axis not in dropped),
        drop_axis=[*dropped, x.ndim],
    )


def _reduced(
    x: cubed.Array,
    search_block: Callable[..., np.ndarray],
    merge: Callable[..., np.ndarray],
    axes: tuple[int, ...],
    split_every: SplitEvery,
    width: int = 1,
) -> cubed.Array:
    """The candidates, so many per lane, of all blocks with the same place along the axes that are not searched.

    They are bytes. `search_block` finds those of a block, and `merge` the best of several ones.
    """
    nbytes = _candidates(x.dtype).itemsize
    chunks = [(width,) * len(sizes) if axis in axes else sizes for axis, sizes in enumerate(x.chunks)]
    return reduction(
        map_blocks(
            partial(_searched, search_block=search_block),
            x,
            dtype=np.uint8,
            chunks=(*chunks, (nbytes,)),
            new_axis=x.ndim,
        ),
        None,
        combine_func=partial(_merged, merge=merge, dtype=x.dtype),
        axis=axes,
        dtype=np.uint8,
        keepdims=True,
        split_every=split_every,
        combine_sizes=dict.fromkeys(axes, width),
    )


def _searched(
    block: np.ndarray, search_block: Callable[..., np.ndarray], block_id: tuple[int, ...]
) -> np.ndarray:
    """The candidates of a block, as bytes."""
    return _as_bytes(search_block(block, block_id=block_id))


def _merged(
    found: np.ndarray,
    axis: tuple[int, ...],
    keepdims: bool,
    merge: Callable[..., np.ndarray],
    dtype: np.dtype,
) -> np.ndarray:
    """The best of the candidates of two blocks, as bytes. Cubed concatenates them along the first of the axes."""
    candidates = _from_bytes(found, dtype)
    in_order = np.argsort(candidates["index"], axis=axis[0], kind="stable")
    return _as_bytes(merge(np.take_along_axis(candidates, in_order, axis[0]), axis[0]))


def _first_of_block(
    block: np.ndarray,
    search: Callable[..., Any],
    axis: int | None,
    shape: tuple[int, ...],
    chunksize: tuple[int, ...],
    block_id: tuple[int, ...],
) -> np.ndarray:
    """The first best element of each lane of a block."""
    if axis is not None:
        at = search(block, axis=axis, keepdims=True)
        return _paired(np.take_along_axis(block, at, axis), at + block_id[axis] * chunksize[axis])
    at = np.unravel_index(search(block), block.shape)
    whole = [i + number * size for i, number, size in zip(at, block_id, chunksize)]
    element = block[at].reshape((1,) * block.ndim)
    return _paired(element, np.ravel_multi_index(whole, shape))


def _first(found: np.ndarray, axis: int, search: Callable[..., Any]) -> np.ndarray:
    """The first best of the candidates of each lane."""
    at = search(_elements(found), axis=axis, keepdims=True)
    return np.take_along_axis(found, at, axis)


def _passing_nan(
    x: np.ndarray, search: Callable[..., Any], axis: int | None = None, keepdims: bool = False
) -> Any:
    """The index of the first best number, or of the first NaN of a lane that has no number."""
    try:
        return search(x, axis=axis, keepdims=keepdims)
    except ValueError:
        without_number = np.isnan(x).all(axis=axis, keepdims=True)
        return search(np.where(without_number, x.dtype.type(0), x), axis=axis, keepdims=keepdims)


def _indices(found: np.ndarray, dtype: np.dtype, operation: str, dropped: tuple[int, ...]) -> np.ndarray:
    """The indices of candidates, if NaN has not been passed over for want of a number."""
    candidates = _from_bytes(found, dtype)
    if operation.startswith("nan") and np.isnan(candidates["element"]).any():
        raise ValueError(f"{operation}: there are only NaN to search")
    return candidates["index"].squeeze(dropped)


def _best_of_block(
    block: np.ndarray,
    k: int,
    mode: Mode,
    axis: int,
    size: int,
    block_id: tuple[int, ...],
) -> np.ndarray:
    """The best elements of each lane of a block."""
    elements, at = argwhere.top_k(block, min(k, block.shape[axis]), axis=axis, mode=mode)
    return _filled(_paired(elements, at + block_id[axis] * size), k, axis)


def _best(found: np.ndarray, axis: int, k: int, mode: Mode) -> np.ndarray:
    """The best of the candidates of each lane."""
    # Each lane has as many, and those that are none come last.
    lanes = tuple(other for other in range(found.ndim) if other != axis)
    found = np.compress((found["index"] != NONE).all(axis=lanes), found, axis=axis)
    _, at = argwhere.top_k(_elements(found), min(k, found.shape[axis]), axis=axis, mode=mode)
    return _filled(np.take_along_axis(found, at, axis), k, axis)


def _filled(found: np.ndarray, k: int, axis: int) -> np.ndarray:
    """`k` candidates per lane, of which the last are none if fewer have been found."""
    shape = [k if other == axis else n for other, n in enumerate(found.shape)]
    filled = np.zeros(shape, found.dtype)
    filled["index"] = NONE
    filled[tuple(map(slice, found.shape))] = found
    return filled


def _candidates(dtype: np.dtype) -> np.dtype:
    """The structured dtype of elements and their indices."""
    return np.dtype([("element", dtype), ("index", np.int64)])


def _paired(element: np.ndarray, index: np.ndarray) -> np.ndarray:
    """Candidates from elements and their indices."""
    found = np.empty(element.shape, _candidates(element.dtype))
    found["element"] = element
    found["index"] = index
    return found


def _elements(found: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(found["element"])


def _as_bytes(found: np.ndarray) -> np.ndarray:
    """Candidates as bytes along one more axis."""
    return np.ascontiguousarray(found)[..., np.newaxis].view(np.uint8)


def _from_bytes(found: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """Candidates that have been bytes along one more axis."""
    return np.ascontiguousarray(found).view(_candidates(dtype))[..., 0]


def _field(found: np.ndarray, name: str, dtype: np.dtype) -> np.ndarray:
    return _from_bytes(found, dtype)[name]


def _count(block: np.ndarray, axis: tuple[int, ...], keepdims: bool = False) -> np.ndarray:
    return np.asarray(argwhere.count_nonzero(block, axis=axis, keepdims=keepdims))


def _where(*arrays: np.ndarray, numbers: list[Any]) -> np.ndarray:
    return argwhere.where(*_with_numbers(arrays, numbers))


def _with_numbers(arrays: Sequence[np.ndarray], numbers: list[Any]) -> list[Any]:
    """Operands in their order: a number, or the next array."""
    rest = iter(arrays)
    return [next(rest) if number is None else number for number in numbers]
