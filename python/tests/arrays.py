"""Arrays to test: every dtype, many layouts, values that are special."""

import ml_dtypes
import numpy as np

REAL = [np.dtype(name) for name in "? i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8".split()]
REAL.insert(10, np.dtype(ml_dtypes.bfloat16))
COMPLEX = [np.dtype("c8"), np.dtype("c16")]
DTYPES = REAL + COMPLEX
FLOATS = [dtype for dtype in REAL if dtype.kind == "f" or dtype == ml_dtypes.bfloat16]

SHAPES = [(), (1,), (7,), (300,), (3, 5), (1, 4), (4, 1), (40, 33), (2, 3, 4), (5, 1, 70), (2, 3, 2, 3, 2)]


def values(dtype, shape, seed=0):
    """An array with ties, zeros and, for floats, NaN, infinities and both zeros."""
    random = np.random.default_rng(seed)
    if dtype == np.dtype("?"):
        return random.integers(0, 2, shape).astype("?")
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        pool = np.array([0, 0, 1, 2, limits.max, limits.min, limits.max - 1], dtype)
        return np.asarray(random.choice(pool, shape))
    reals = np.array([0.0, -0.0, 1.0, -1.5, np.inf, -np.inf, 3.0, 3.0])
    x = np.asarray(random.choice(reals, shape))
    if dtype.kind == "c":
        x = x + 1j * np.asarray(random.choice(np.array([0.0, -0.0, 2.0]), shape))
    return np.asarray(x).astype(dtype)


def with_nan(x, seed=0):
    """The same array with some NaN."""
    random = np.random.default_rng(seed)
    x = x.copy()
    x[np.asarray(random.random(x.shape) < 0.1)] = np.nan
    return x


def layouts(x):
    """The array in several layouts: each pair is a name and an array that is equal to `x`."""
    yield "C", x
    yield "Fortran", x.copy(order="F")
    if x.ndim:
        yield "reversed", np.ascontiguousarray(x[::-1])[::-1]
        wide = np.zeros((*x.shape[:-1], 2 * x.shape[-1]), x.dtype)
        wide[..., ::2] = x
        yield "stepped", wide[..., ::2]
        backwards = np.ascontiguousarray(x.T[..., ::-1])[..., ::-1].T
        yield "transposed and reversed", backwards
    if not x.dtype.isbuiltin == 2:
        yield "byte-swapped", x.astype(x.dtype.newbyteorder())
    raw = np.zeros(x.nbytes + 1, "u1")
    unaligned = raw[1:].view(x.dtype).reshape(x.shape)
    unaligned[...] = x
    yield "unaligned", unaligned


def comparable(x):
    """An array that NumPy's own functions search right: bfloat16 as float32."""
    return x.astype("f4") if x.dtype == ml_dtypes.bfloat16 else x


def same(found, expected):
    """Asserts that dtype, shape and bits are equal."""
    found, expected = np.asarray(found), np.asarray(expected)
    assert found.dtype == expected.dtype
    assert found.shape == expected.shape
    assert np.array_equal(bits(found), bits(expected))


def bits(x):
    """The elements as bytes, with one NaN for all."""
    x = np.array(x)
    if x.dtype.kind == "c":
        return np.stack([bits(x.real), bits(x.imag)])
    if x.dtype.kind in "fV":
        x[x != x] = np.nan
    return np.ascontiguousarray(x).reshape(-1).view("u1")
