"""The functions of `argwhere`, where two dtypes promote as in NumPy: every pair of NumPy's dtypes has a result.

`where` and `searchsorted` differ from those of `argwhere`. All others are the same functions.
"""

from argwhere import (
    Partial,
    argmax,
    argmin,
    argminmax,
    argwhere,
    count_nonzero,
    extract,
    flatnonzero,
    nanargmax,
    nanargmin,
    nonzero,
    top_k,
)
from argwhere._argwhere import numpy as _numpy

searchsorted = _numpy.searchsorted
where = _numpy.where

__all__ = [
    "Partial",
    "argmax",
    "argmin",
    "argminmax",
    "argwhere",
    "count_nonzero",
    "extract",
    "flatnonzero",
    "nanargmax",
    "nanargmin",
    "nonzero",
    "searchsorted",
    "top_k",
    "where",
]
