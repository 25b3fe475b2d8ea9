from types import ModuleType
from typing import Any, Literal, SupportsIndex, final

import numpy as np
from numpy.typing import ArrayLike, NDArray

# `where` and `searchsorted` that promote as NumPy does: see `argwhere/numpy.pyi`.
numpy: ModuleType

_Indices = np.int64 | NDArray[np.int64]
_Number = bool | int | float | complex

def argmax(
    x: ArrayLike, /, *, axis: SupportsIndex | None = None, keepdims: bool = False, threads: int = 1
) -> _Indices: ...
def argmin(
    x: ArrayLike, /, *, axis: SupportsIndex | None = None, keepdims: bool = False, threads: int = 1
) -> _Indices: ...
def nanargmax(
    x: ArrayLike, /, *, axis: SupportsIndex | None = None, keepdims: bool = False, threads: int = 1
) -> _Indices: ...
def nanargmin(
    x: ArrayLike, /, *, axis: SupportsIndex | None = None, keepdims: bool = False, threads: int = 1
) -> _Indices: ...
def argminmax(
    x: ArrayLike, /, *, axis: SupportsIndex | None = None, keepdims: bool = False, threads: int = 1
) -> tuple[_Indices, _Indices]: ...
def count_nonzero(
    x: ArrayLike,
    /,
    *,
    axis: SupportsIndex | tuple[SupportsIndex, ...] | None = None,
    keepdims: bool = False,
    threads: int = 1,
) -> _Indices: ...
def nonzero(x: ArrayLike, /, *, threads: int = 1) -> tuple[NDArray[np.int64], ...]: ...
def argwhere(x: ArrayLike, /, *, threads: int = 1) -> NDArray[np.int64]: ...
def flatnonzero(x: ArrayLike, /, *, threads: int = 1) -> NDArray[np.int64]: ...
def top_k(
    x: ArrayLike,
    k: int,
    /,
    *,
    axis: int = -1,
    mode: Literal["largest", "smallest"] = "largest",
    threads: int = 1,
) -> tuple[NDArray[Any], NDArray[np.int64]]: ...
def extract(condition: ArrayLike, x: ArrayLike, /) -> NDArray[Any]: ...
def where(
    condition: ArrayLike, x1: ArrayLike | _Number, x2: ArrayLike | _Number, /, *, threads: int = 1
) -> NDArray[Any]: ...
def searchsorted(
    x1: ArrayLike,
    x2: ArrayLike | _Number,
    /,
    *,
    side: Literal["left", "right"] = "left",
    sorter: ArrayLike | None = None,
) -> _Indices: ...
@final
class Partial:
    def __new__(
        cls,
        operation: str,
        shape: tuple[int, ...],
        /,
        *,
        axis: SupportsIndex | tuple[SupportsIndex, ...] | None = None,
        keepdims: bool = False,
        k: int | None = None,
        mode: Literal["largest", "smallest"] = "largest",
    ) -> Partial: ...
    def update(self, origin: tuple[int, ...], block: ArrayLike, /) -> None: ...
    def merge(self, other: Partial, /) -> None: ...
    def finish(self) -> Any: ...
    @property
    def shape(self) -> tuple[int, ...]: ...
    @property
    def covered(self) -> int: ...
    @staticmethod
    def from_bytes(data: bytes, /) -> Partial: ...
    def __sizeof__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, tuple[bytes]]: ...
