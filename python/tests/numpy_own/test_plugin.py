"""The plugin finds what it is there to find: each test runs it on a small file of tests in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import argwhere
import pytest

HERE = Path(__file__).parent

CALLS = """
import numpy as np
from numpy import argmax, count_nonzero

def test_calls():
    x = np.array([3, 1, 5])
    assert argmax(x) == np.argmax([3, 1, 5]) == x.argmax() == 2
    assert count_nonzero(x, axis=0) == 3
    out = np.empty((), np.intp)
    x.argmax(out=out)
    x.astype(object).argmax()
"""


def run(tmp_path: Path, tests: str, *options: str, left_out: str = "") -> subprocess.CompletedProcess[str]:
    """Runs the plugin on a file of tests, with a list of tests that are left out."""
    (tmp_path / "test_it.py").write_text(tests)
    # An empty list too, so that it is this one that is imported.
    (tmp_path / "left_out.py").write_text(f"LEFT_OUT = {{{left_out}}}\n")
    paths = [tmp_path, HERE, Path(argwhere.__file__).parent.parent]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, paths))}
    command = [sys.executable, "-m", "pytest", "-c", str(HERE / "numpy.ini"), "--rootdir", str(tmp_path), "-p", "plugin"]
    command += [*options, "test_it.py"]
    return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)


def test_calls_are_redirected_and_counted(tmp_path: Path) -> None:
    result = run(tmp_path, CALLS)
    assert result.returncode == 0, result.stdout
    for line in (
        "argmax: 3 reached us",
        "1 went to NumPy: has objects",
        "1 went to NumPy: has the argument out",
        "count_nonzero: 1 reached us",
    ):
        assert line in result.stdout


@pytest.mark.parametrize(
    "wrong",
    [
        "lambda x, **keywords: np.int64(1)",
        "lambda x, **keywords: 2",
        "lambda x, **keywords: np.array(2)",
        "lambda x, **keywords: 1 / 0",
    ],
)
def test_another_answer_fails_the_session(tmp_path: Path, wrong: str) -> None:
    tests = f"""
import argwhere.numpy, numpy as np

def test_no_assertion():
    argwhere.numpy.argmax = {wrong}
    x = np.array([3, 1, 5])
    for call in (x.argmax, lambda: np.argmax(x), lambda: np.argmax([3, 1, 5])):
        try:
            call()
        except ZeroDivisionError:
            pass
"""
    result = run(tmp_path, tests)
    assert result.returncode == 1
    assert result.stdout.count("the answers differ: test_it.py::test_no_assertion: argmax") == 3


def test_too_few_calls_fail_the_session(tmp_path: Path) -> None:
    result = run(tmp_path, CALLS, "--whole")
    assert result.returncode == 1
    assert "argmax: 3 calls reached us, and at least" in result.stdout


def test_a_test_left_out_must_exist_and_fail_by_an_assertion(tmp_path: Path) -> None:
    result = run(tmp_path, CALLS, "--whole", left_out='"why": ["test_it.py::test_gone"]')
    assert result.returncode != 0
    assert "left_out.py names tests that do not exist: test_it.py::test_gone" in result.stdout + result.stderr

    left_out = '"why": ["test_it.py::test_it"]'
    for body, code in (("assert False", 0), ("pass", 1), ("1 / 0", 1)):
        assert run(tmp_path, f"def test_it():\n    {body}\n", left_out=left_out).returncode == code


def test_only_tests_that_mention_a_function_are_selected(tmp_path: Path) -> None:
    tests = """
import numpy as np
import pytest

SEARCHES = [np.argmax]

def test_other():
    np.sort([2, 1])  # not an argmax

@pytest.mark.parametrize("search", SEARCHES)
def test_list(search):
    search([2, 1])

class TestSetup:
    name = "nonzero"

    def test_it(self):
        getattr(np, self.name)([2, 1])

class TestOne:
    def test_other(self): pass

    def test_it(self):
        np.where([True], 1, 2)
"""
    result = run(tmp_path, tests, "--selected")
    assert result.returncode == 0, result.stdout
    assert "3 passed" in result.stdout
