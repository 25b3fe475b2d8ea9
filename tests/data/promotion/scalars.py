#!/usr/bin/env python3
"""Writes the results of `where` with an array of each dtype and a Python scalar: {array_api,numpy,jax}_scalars.json.

`results["float32"]["1.5"]` is the dtype of the result and the element that the scalar becomes, as its bits: an unsigned
integer of its width, or two for a complex element. It is null if the library raises an exception. The scalar is tried as
x1 and as x2; both must agree.

    pip install numpy==2.4.6 jax==0.10.2 array-api-strict==2.6.1 && ./scalars.py
"""

import json
import pathlib
import warnings

import array_api_strict as strict
import jax
import numpy as np

from values import bits

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp

HERE = pathlib.Path(__file__).parent
DTYPES = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 complex64 complex128".split()
INTEGERS = [0, 1, 5, -1, 127, 128, -129, 255, 256, 2**31, 2**53 + 1, 2**63 - 1, 2**63, 2**64 - 1, 2**64, -(2**63), -(2**63) - 1]
FLOATS = [0.0, -0.0, 1.5, 0.1, 1e300, float("inf"), float("-inf"), float("nan")]
SCALARS = [True, False, *INTEGERS, *FLOATS, 1j, complex(-0.0, 0.1), complex(1e300, float("nan"))]


def results(where, array, to_numpy):
    found = {}
    for dtype in DTYPES:
        of_dtype = found.setdefault(dtype, {})
        for scalar in SCALARS:
            answers = []
            for takes_left in (True, False):
                other = array(np.zeros(1, dtype))
                condition = array(np.array([takes_left]))
                try:
                    operands = (scalar, other) if takes_left else (other, scalar)
                    taken = to_numpy(where(condition, *operands))
                    answers.append([str(taken.dtype), bits(taken)[0]])
                except (TypeError, OverflowError, ValueError):
                    answers.append(None)
            assert answers[0] == answers[1], (dtype, scalar, answers)
            of_dtype[repr(scalar)] = answers[0]
    return found


def write(library, source, where, array, to_numpy=np.asarray):
    rows = [f'"{dtype}": {json.dumps(row)}' for dtype, row in results(where, array, to_numpy).items()]
    text = '{\n"source": "%s",\n"results": {\n%s\n}\n}\n' % (source, ",\n".join(rows))
    (HERE / f"{library}_scalars.json").write_text(text)


warnings.simplefilter("ignore")
write("numpy", f"numpy {np.__version__}", np.where, lambda x: x)
write("jax", f"jax {jax.__version__}", jnp.where, jnp.asarray)
write("array_api", f"array-api-strict {strict.__version__}", strict.where, strict.asarray, lambda x: np.asarray(x._array))
