#!/usr/bin/env python3
"""Writes what JAX answers for float16 and bfloat16: jax_half.json.

For every pair of the standard's dtypes and these two the promoted dtype; for the pairs with one of the two, the results
of `where` that selects once only from the left operand and once only from the right one; and the results of searches.
An element is written as its bits, as in values.py.

    pip install numpy==2.4.6 jax==0.10.2 ml_dtypes==0.6.0 && ./half.py
"""

import json
import pathlib

import jax
import ml_dtypes
import numpy as np

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp

from values import HERE, palette

NAMES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
NAMES += ["float16", "bfloat16", "float32", "float64", "complex64", "complex128"]
HALVES = {"float16": np.dtype(np.float16), "bfloat16": np.dtype(ml_dtypes.bfloat16)}


def elements(name):
    if name not in HALVES:
        return palette(name)
    info = ml_dtypes.finfo(HALVES[name])
    # No subnormals: see values.py.
    values = [0.0, -0.0, 1.0, -1.5, 0.1, info.max, info.min, info.tiny, np.inf, -np.inf, np.nan, -np.nan]
    return np.array([float(value) for value in values], HALVES[name])


def bits(array):
    array = np.asarray(array)
    if array.dtype.kind == "c":
        return [[a, b] for a, b in zip(bits(array.real.copy()), bits(array.imag.copy()))]
    if array.dtype == bool:
        return [int(x) for x in array]
    return [int(x) for x in array.view(f"u{array.dtype.itemsize}")]


def searches(dtype):
    """Arrays of several lengths, with ties, zeros of both signs, infinities and NaN, and what JAX finds in them."""
    random = np.random.default_rng(1)
    palettes = [[0.0, -0.0, 1.0, -1.0], [-2.0, -3.0, -0.5], [np.inf, -np.inf, 5.0], [0.0, np.nan, 7.0, -np.nan], [np.nan]]
    for length in (1, 2, 7, 16, 33, 100, 700):
        for values in palettes:
            x = np.array(values, dtype)[random.integers(len(values), size=length)]
            # One element in most arrays that has no equal.
            x[random.integers(length)] = np.array(random.normal() * 4, dtype)
            array = jnp.asarray(x)
            ascending = jnp.sort(array)
            found = {"x": bits(x), "sorted": bits(ascending)}
            for name in ("argmax", "argmin", "count_nonzero"):
                found[name] = int(getattr(jnp, name)(array))
            if not np.isnan(x.astype(np.float32)).all():
                found["nanargmax"] = int(jnp.nanargmax(array))
                found["nanargmin"] = int(jnp.nanargmin(array))
            found["nonzero"] = jnp.nonzero(array)[0].tolist()
            for side in ("left", "right"):
                found[f"searchsorted_{side}"] = jnp.searchsorted(ascending, array, side=side).tolist()
            yield found


def main():
    pairs, converted = {}, {}
    for left in NAMES:
        for right in NAMES:
            types = [HALVES.get(name, name) for name in (left, right)]
            result = pairs[f"{left},{right}"] = str(jnp.promote_types(*types))
            if not HALVES.keys() & {left, right}:
                continue
            for takes_left, source in ((True, left), (False, right)):
                x1, x2 = (elements(name) for name in (left, right))
                # The other operand has a single element, which is never selected.
                x1, x2 = (x1, x2[:1]) if takes_left else (x1[:1], x2)
                condition = jnp.full(max(len(x1), len(x2)), takes_left)
                taken = jnp.where(condition, jnp.asarray(x1), jnp.asarray(x2))
                assert str(taken.dtype) == result, (left, right)
                found = converted.setdefault(f"{source},{result}", bits(taken))
                assert found == bits(taken), (left, right)
    parts = {
        "pairs": pairs,
        "elements": {name: bits(elements(name)) for name in NAMES},
        "converted": converted,
    }
    text = '{\n"source": "jax %s, ml_dtypes %s",\n' % (jax.__version__, ml_dtypes.__version__)
    for title, part in parts.items():
        lines = [f'"{key}": {json.dumps(value)}' for key, value in part.items()]
        text += '"%s": {\n%s\n},\n' % (title, ",\n".join(lines))
    text += '"searches": {\n'
    lists = [f'"{name}": [\n' + ",\n".join(map(json.dumps, searches(dtype))) + "\n]" for name, dtype in HALVES.items()]
    (HERE / "jax_half.json").write_text(text + ",\n".join(lists) + "\n}\n}\n")


if __name__ == "__main__":
    main()
