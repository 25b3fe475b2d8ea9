"""The examples in docstrings and in README run; the signatures are those of the standard; the stubs tell the truth."""

import doctest
import importlib
import inspect
import subprocess
import sys
from pathlib import Path

import argwhere
import argwhere.numpy
import pytest

ROOT = Path(__file__).parents[1]

# The parameters of the standard, as its pages write them.
SIGNATURES = {
    "argmax": "(x, /, *, axis=None, keepdims=False)",
    "argmin": "(x, /, *, axis=None, keepdims=False)",
    "count_nonzero": "(x, /, *, axis=None, keepdims=False)",
    "nonzero": "(x, /)",
    "searchsorted": "(x1, x2, /, *, side='left', sorter=None)",
    "top_k": "(x, k, /, *, axis=-1, mode='largest')",
    "where": "(condition, x1, x2, /)",
}
FUNCTIONS = [
    (module, name)
    for module in (argwhere, argwhere.numpy)
    for name in module.__all__
]


@pytest.mark.parametrize("name", SIGNATURES)
@pytest.mark.parametrize("module", [argwhere, argwhere.numpy])
def test_signatures(module, name):
    signature = inspect.signature(getattr(module, name))
    added = signature.parameters.get("threads")
    if added is not None:
        assert added.kind is added.KEYWORD_ONLY and added.default == 1
    parameters = [p for p in signature.parameters.values() if p.name != "threads"]
    # A function whose only parameters are positional shows no star once the added one is gone.
    assert str(signature.replace(parameters=parameters)) == SIGNATURES[name]


@pytest.mark.parametrize("module, name", FUNCTIONS, ids=lambda x: getattr(x, "__name__", x))
def test_docstrings(module, name):
    text = inspect.getdoc(getattr(module, name))
    test = doctest.DocTestParser().get_doctest(text, {}, name, None, 0)
    assert test.examples
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed == 0
    for section in ["Parameters", "Examples"]:
        assert f"{section}\n{'-' * len(section)}\n" in text
    for parameter in inspect.signature(getattr(module, name)).parameters:
        assert parameter in text


@pytest.mark.parametrize("name", ["argwhere", "argwhere.numpy", "argwhere._arrays"])
def test_modules(name):
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0
    for function in getattr(module, "__all__", []):
        assert getattr(module, function) is not None


def test_readme():
    found = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert found.failed == 0 and found.attempted > 5


def test_stubs():
    modules = ["argwhere._argwhere", "argwhere.numpy"]
    command = [sys.executable, "-P", "-m", "mypy.stubtest", *modules, "--ignore-missing-stub"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr
