"""The searching functions of the Array API standard, for NumPy arrays.

The functions have the standard's signatures: arrays are positional, everything else is a keyword. Two dtypes promote as the
standard says. `argwhere.numpy` has the same functions with NumPy's promotion.

Arrays are those of NumPy, of any layout and without a copy, or objects with `__dlpack__` on the CPU. Arrays that are not
aligned or not in native byte order are copied first. See `README.md` for all that is accepted.
"""

from argwhere._argwhere import (
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
    searchsorted,
    top_k,
    where,
)

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

__version__ = "0.1.0"
