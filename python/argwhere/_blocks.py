"""What the functions of `argwhere.dask` and `argwhere.cubed` check before anything is computed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.lib.array_utils import normalize_axis_tuple

import argwhere
from argwhere import Partial


def searched_axes(
    operation: str,
    shape: Sequence[float],
    meta: Any,
    axis: int | tuple[int, ...] | None = None,
    **parameters: Any,
) -> tuple[int, ...]:
    """The axes that a search runs along.

    Parameters
    ----------
    operation : str
        The name of the function.
    shape : sequence of int or NaN
        The shape of the whole array. A length that is not known is NaN.
    meta : array
        An array of the dtype and the rank of the whole array, but without its elements.
    axis, **parameters
        The parameters of `argwhere.Partial`.

    Raises
    ------
    AxisError, TypeError, ValueError
        What the function raises for the whole array, as far as it does not depend on the elements.
    """
    ndim = len(shape)
    axes = tuple(range(ndim)) if axis is None else normalize_axis_tuple(axis, ndim)
    for searched in axes:
        if math.isnan(shape[searched]):
            raise ValueError(
                f"{operation}: the chunk sizes of x along axis {searched} are unknown; call x.compute_chunk_sizes() first"
            )
    # A length that is not known can be any. Only 0 matters here.
    lengths = tuple(1 if math.isnan(n) else int(n) for n in shape)
    whole = Partial(operation, lengths, axis=axis, **parameters)
    whole.update((0,) * ndim, meta)
    if 0 in shape or (ndim == 0 and operation == "nonzero"):
        whole.finish()
    return axes


def is_number(x: Any) -> bool:
    """Whether an operand is a number of Python, which has no dtype. A number of NumPy has one."""
    return isinstance(x, (int, float, complex)) and not isinstance(x, np.generic)


def promoted(condition: Any, x1: Any, x2: Any) -> np.dtype:
    """The dtype of `where`, from arrays without elements and numbers of Python."""
    return argwhere.where(condition, x1, x2).dtype
