# The functions promote differently, and have the same types.
from argwhere import (
    Partial as Partial,
    argmax as argmax,
    argmin as argmin,
    argminmax as argminmax,
    argwhere as argwhere,
    count_nonzero as count_nonzero,
    extract as extract,
    flatnonzero as flatnonzero,
    nanargmax as nanargmax,
    nanargmin as nanargmin,
    nonzero as nonzero,
    searchsorted as searchsorted,
    top_k as top_k,
    where as where,
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
