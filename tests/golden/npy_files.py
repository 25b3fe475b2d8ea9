#!/usr/bin/env python3
"""Writes npy_files.json in this folder: the files that `numpy.save` writes for every dtype of the Array API.

    python3 -m pip install numpy==2.4.6
    python3 tests/golden/npy_files.py

A case is a dtype, a shape and a whole file, written as text with one character per byte (Latin-1). The elements in C order are
0, 1, 2, .. of the dtype; of a complex dtype they are multiples of 1 + 0.5j.
"""

import io
import json
import pathlib
import platform

import numpy as np

HERE = pathlib.Path(__file__).parent
SOURCE = f"numpy {np.__version__}, Python {platform.python_version()}"

DTYPES = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 complex64 complex128".split()
SHAPES = [(), (1,), (7,), (100,), (2, 3), (3, 1, 2), (0,), (0, 3), (10**12, 0), (1, 1, 2) + (1,) * 61]


def cases():
    for dtype in DTYPES:
        for shape in SHAPES:
            size = int(np.prod(shape, dtype=object))
            factor = 1 + 0.5j if dtype.startswith("complex") else 1
            array = (np.arange(size) * factor).astype(dtype).reshape(shape)
            file = io.BytesIO()
            np.save(file, array)
            yield {"dtype": dtype, "shape": shape, "file": file.getvalue().decode("latin-1")}


if __name__ == "__main__":
    lines = [json.dumps(case, separators=(",", ":")) for case in cases()]
    text = '{"source":' + json.dumps(SOURCE) + ',"cases":[\n' + ",\n".join(lines) + "\n]}\n"
    (HERE / "npy_files.json").write_text(text)
    print(f"npy_files.json: {len(lines)} cases, {len(text)} bytes")
