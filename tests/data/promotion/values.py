#!/usr/bin/env python3
"""Writes the results of `where` of NumPy and JAX with two dtypes: numpy_values.json, jax_values.json.

For every pair of dtypes with a promotion, each library selects once only from the left operand and once only from the
right one. An element is written as its bits, an unsigned integer of its width; a complex element as its real and
imaginary parts.

    pip install numpy==2.4.6 jax==0.10.2 && ./values.py
"""

import json
import pathlib

import jax
import numpy as np

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp

HERE = pathlib.Path(__file__).parent


def integers(dtype):
    info = np.iinfo(dtype)
    # The extremes, the smallest odd integers that float32 and float64 cannot represent, ties of rounding, and integers
    # that are exact in float64 but not in float32.
    wanted = [0, 1, info.min, info.max, info.max - 1, 2**24 + 1, 2**24 + 3, 2**31 + 1, 2**53 + 1, 2**53 + 3]
    wanted += [2**53 - 1, 123456789, 2**60 + 2**36 + 1, 2**63 + 1025, -(2**24) - 1, -(2**53) - 1, -1]
    return np.array(sorted({x for x in wanted if info.min <= x <= info.max}), dtype)


def floats(dtype):
    info = np.finfo(dtype)
    # No subnormals: XLA on a CPU flushes them to zero, which concerns its arithmetic and not its promotion.
    return np.array([0.0, -0.0, 1.0, -1.5, 0.1, info.max, info.min, info.tiny, np.inf, -np.inf, np.nan], dtype)


def palette(name):
    dtype = np.dtype(name)
    if dtype.kind == "b":
        return np.array([False, True])
    if dtype.kind in "iu":
        return integers(dtype)
    if dtype.kind == "f":
        return floats(dtype)
    parts = floats(dtype.type(0).real.dtype)
    return np.array([complex(re, im) for re, im in zip(parts, np.roll(parts, 1))], dtype)


def bits(array):
    array = np.asarray(array)
    if array.dtype.kind == "c":
        return [[a, b] for a, b in zip(bits(array.real.copy()), bits(array.imag.copy()))]
    if array.dtype.kind == "b":
        return [int(x) for x in array]
    return [int(x) for x in array.view(f"u{array.dtype.itemsize}")]


def write(library, source, where):
    table = json.loads((HERE / f"{library}.json").read_text())["pairs"]
    names = list(dict.fromkeys(pair.split(",")[0] for pair in table))
    palettes = {name: palette(name) for name in names}
    conversions = {}
    for pair, result in table.items():
        left, right = pair.split(",")
        for takes_left, source_name in ((True, left), (False, right)):
            # The other operand has a single element, which is never selected.
            x1 = palettes[left] if takes_left else palettes[left][:1]
            x2 = palettes[right][:1] if takes_left else palettes[right]
            taken = where(np.full(max(len(x1), len(x2)), takes_left), x1, x2)
            assert str(taken.dtype) == result, (library, pair, taken.dtype)
            found = conversions.setdefault(f"{source_name},{result}", bits(taken))
            assert found == bits(taken), (library, pair)
    lines = [f'"{key}": {json.dumps(value)}' for key, value in conversions.items()]
    inputs = [f'"{name}": {json.dumps(bits(values))}' for name, values in palettes.items()]
    text = '{\n"source": "%s",\n"elements": {\n%s\n},\n"converted": {\n%s\n}\n}\n'
    (HERE / f"{library}_values.json").write_text(text % (source, ",\n".join(inputs), ",\n".join(lines)))


if __name__ == "__main__":
    write("numpy", f"numpy {np.__version__}", np.where)
    write("jax", f"jax {jax.__version__}", lambda c, a, b: jnp.where(jnp.asarray(c), jnp.asarray(a), jnp.asarray(b)))
