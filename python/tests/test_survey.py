"""`python -m argwhere`: the report of the Rust example `survey`, whose answers are written here."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from argwhere.__main__ import main

REPORTS = {
    "small": (
        np.array([[1, 5, 0], [9, 2, 9]], "i2"),
        ["--axis", "1", "--above", "3"],
        """dtype    int16, stored as <i2
shape    (2, 3) in C order, 6 elements

argmax   9 at (1, 0), flat index 3
argmin   0 at (0, 2), flat index 2

along axis 1
argmax   int64, shape (2,): 1, 0
argmin   int64, shape (2,): 2, 1

nonzero  5 of 6 elements: (0, 0), (0, 1), (1, 0), (1, 1), (1, 2)
> 3      3 of 6 elements: (0, 1), (1, 0), (1, 2)
""",
    ),
    "nan": (
        np.array([1.5, np.nan, -np.inf, 2]),
        ["--axis", "0", "--above", "1", "--keepdims"],
        """dtype    float64, stored as <f8
shape    (4,) in C order, 4 elements

argmax   NaN at (1,), flat index 1
argmin   NaN at (1,), flat index 1
         NaN wins over every number; 1 of 4 elements are NaN. Without them:
argmax   2 at (3,), flat index 3
argmin   -inf at (2,), flat index 2

along axis 0, keepdims
argmax   int64, shape (1,): 1
argmin   int64, shape (1,): 1

nonzero  4 of 4 elements: (0,), (1,), (2,), (3,)
> 1      2 of 4 elements: (0,), (3,)
""",
    ),
    "complex": (
        np.array([1j, 0]),
        [],
        """dtype    complex128, stored as <c16
shape    (2,) in C order, 2 elements

order    none: argmax needs an order, and the dtype complex128 has none in the table standard; search a real quantity of it, such as its magnitude

nonzero  1 of 2 elements: (0,)
""",
    ),
    "empty": (
        np.zeros((0, 3)),
        [],
        """dtype    float64, stored as <f8
shape    (0, 3) in C order, 0 elements

argmax   none: argmax of an array of shape [0, 3] would search zero elements; it must not be empty
argmin   none: argmin of an array of shape [0, 3] would search zero elements; it must not be empty

nonzero  0 of 0 elements
""",
    ),
    "fortran": (
        np.asfortranarray(np.arange(40.0).reshape(5, 8)),
        ["--axis", "1", "--threads", "2"],
        """dtype    float64, stored as <f8
shape    (5, 8) in Fortran order, 40 elements

argmax   39 at (4, 7), flat index 39
argmin   0 at (0, 0), flat index 0

along axis 1
argmax   int64, shape (5,): 7, 7, 7, 7, 7
argmin   int64, shape (5,): 0, 0, 0, 0, 0

nonzero  39 of 40 elements: (0, 1), (0, 2), (0, 3), (0, 4), (0, 5) and 34 more
""",
    ),
}


@pytest.mark.parametrize("name", REPORTS)
def test_reports(name, tmp_path, capsys):
    x, options, expected = REPORTS[name]
    file = str(tmp_path / f"{name}.npy")
    np.save(file, x)
    assert main([file, *options]) == 0
    assert capsys.readouterr().out == f"{file}\n{expected}"


def test_a_mapped_file(tmp_path, capsys):
    file = str(tmp_path / "large.npy")
    x = np.zeros((1 << 10, 1 << 10), ">f4")
    x[700, 3] = 7.5
    np.save(file, x)
    assert main([file, "--above", "7"]) == 0
    out = capsys.readouterr().out
    assert "float32, stored as >f4" in out
    assert "argmax   7.5 at (700, 3), flat index 716803\n" in out
    assert "> 7      1 of 1048576 elements: (700, 3)\n" in out


@pytest.mark.parametrize("level, found", [("300", 0), ("-1", 3), ("1.5", 2), ("255", 0)])
def test_levels_of_integers(level, found, tmp_path, capsys):
    np.save(tmp_path / "x.npy", np.array([1, 2, 255], "u1"))
    assert main([str(tmp_path / "x.npy"), "--above", level]) == 0
    assert f"> {level}" in (out := capsys.readouterr().out)
    assert f" {found} of 3 elements" in out.splitlines()[-1]


def test_pictures(tmp_path, capsys):
    np.save(tmp_path / "x.npy", np.array([[1.0, np.nan], [3.0, 2.0]]))
    picture = tmp_path / "x.png"
    assert main([str(tmp_path / "x.npy"), "--png", str(picture), "--above", "2"]) == 0
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert capsys.readouterr().out.endswith(f"picture  {picture}\n")


@pytest.mark.parametrize(
    "x, options, message",
    [
        (None, [], "No such file"),
        (b"not an array", [], ""),
        (b"PK\x03\x04", [], ""),
        (b"\x93NUMPY\x01\x00\x10\x00{'descr': ',>i2'\n", [], ""),
        (b"\x93NUMPY\x01\x00\x10\x00{'descr': (((((\n", [], ""),
        (np.array(["a"]), [], "dtype"),
        (np.array([None]), [], "allow_pickle"),
        (np.array([1j]), ["--above", "1"], "order"),
        (np.array([1.0]), ["--above", "high"], "high"),
        (np.array([1.0]), ["--axis", "3"], "axis 3"),
        (np.array([1.0]), ["--threads", "0"], "at least 1"),
        (np.array([1.0]), ["--png", "x.png"], "2-D"),
    ],
)
def test_errors(x, options, message, tmp_path, capsys):
    file = tmp_path / "x.npy"
    if isinstance(x, bytes):
        file.write_bytes(x)
    elif x is not None:
        np.save(file, x)
    assert main([str(file), *options]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith(f"argwhere: {file}: ") and err.count("\n") == 1
    assert message in err


def test_the_command_line():
    raster = Path(__file__).parents[2] / "core/examples/data/jacksboro_elevation_i16.npy"
    command = [sys.executable, "-P", "-m", "argwhere", str(raster), "--above", "1000"]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "argmax   1076 at (297, 219), flat index 119910\n" in found.stdout
    assert "> 1000   419 of 138632 elements" in found.stdout
    assert found.stderr == ""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of data")
def test_a_file_that_is_larger_than_memory(tmp_path):
    """256 MiB of elements, all found, within 64 MiB more than the imports take."""
    file = tmp_path / "ones.npy"
    x = np.lib.format.open_memmap(file, "w+", "f4", (1 << 13, 1 << 13))
    x[:] = 1
    x[7, 7] = np.nan
    x.flush()
    program = """
import re, resource, sys
from argwhere.__main__ import main
data = int(re.search(r"VmData:\\s+(\\d+)", open("/proc/self/status").read())[1]) << 10
resource.setrlimit(resource.RLIMIT_DATA, (data + (64 << 20),) * 2)
sys.exit(main(sys.argv[1:]))
"""
    command = [sys.executable, "-c", program, str(file), "--above", "0"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    assert "1 of 67108864 elements are NaN" in found.stdout
    assert "nonzero  67108864 of 67108864 elements: (0, 0)," in found.stdout
    assert "> 0      67108863 of 67108864 elements" in found.stdout
