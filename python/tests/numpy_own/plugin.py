"""A plugin of pytest that runs NumPy's own tests with our functions in place of NumPy's.

NumPy's tests call `numpy.argmax(x)`, `x.argmax()`, or a function of NumPy that calls one of these. The plugin replaces the
functions in every module that has them, and the methods of `numpy.ndarray`, by wrappers. A wrapper sends a call to
`argwhere.numpy` if its dtypes and arguments are those of our functions. Every other call goes to NumPy's original, and the
plugin counts it under a reason. What our function raises, the test sees.

Three things fail the session beside a test that fails:

- Two answers differ. A call that reaches us also goes to NumPy, and the two results must have the same dtype, shape and
  elements, or be errors of related classes. A difference shows even if no test looks at it.
- Few calls reach us: fewer than `FLOORS` for some function.
- A test in `left_out.py` does not exist, passes, or fails by another error than an assertion.
"""

from __future__ import annotations

import ast
import ctypes
import functools
import gc
import inspect
import sys
import threading
import warnings
from collections import Counter
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import argwhere.numpy as ours

from left_out import LEFT_OUT

# Calls that must reach us, by function. About nine tenths of those of the tests of NumPy 2.4.6 that `run` selects.
FLOORS: dict[str, int] = {
    "argmax": 770,
    "argmin": 730,
    "argwhere": 73,
    "count_nonzero": 15900,
    "extract": 2,
    "flatnonzero": 2,
    "nanargmax": 38,
    "nanargmin": 50,
    "nonzero": 4000,
    "searchsorted": 650,
    "where": 7500,
}

# The functions, and those that are also methods of arrays.
FUNCTIONS = (
    "argmax",
    "argmin",
    "argwhere",
    "count_nonzero",
    "extract",
    "flatnonzero",
    "nanargmax",
    "nanargmin",
    "nonzero",
    "searchsorted",
    "where",
)
METHODS = ("argmax", "argmin", "nonzero", "searchsorted")

# Some of NumPy's functions that call these, so that more tests reach us.
CALLERS = (
    "bartlett",
    "digitize",
    "flatnotmasked_edges",
    "histogramdd",
    "insert",
    "ix_",
    "mask_indices",
    "mask_rowcols",
    "matrix_rank",
    "nanmedian",
    "quantile",
    "roots",
    "rpartition",
    "sinc",
    "tril",
    "trim_zeros",
    "trimcoef",
    "triu",
    "unique",
)

# NumPy's functions and methods, before the wrappers take their places.
FUNCTIONS_OF_NUMPY: dict[str, Callable[..., Any]] = {name: getattr(np, name) for name in FUNCTIONS}
METHODS_OF_NUMPY: dict[str, Callable[..., Any]] = {name: getattr(np.ndarray, name) for name in METHODS}

# The characters of the dtypes of our tables.
INTEGERS = "bhilqBHILQ"
COMPLEX = "FD"
DTYPES = frozenset("?" + INTEGERS + "efd" + COMPLEX)

# Why a call is one of NumPy's.
OUT = "has the argument out"
SUBCLASS = "has an array of a subclass"
NO_ARRAY = "has an object that is no array, list or number"
RAGGED = "has a list that is no array"
SIGNATURE = "has arguments that NumPy refuses"
NO_ORDER = "orders complex numbers, which the standard does not"
KEEPDIMS = "has a keepdims that is not a bool"
AXIS_OF_0D = "has an axis of a 0-d array, which the standard does not have"
CONDITION = "extracts by a condition of another dtype than bool, or of another shape"
KINDS = {
    "O": "has objects",
    "M": "has datetime64 or timedelta64",
    "m": "has datetime64 or timedelta64",
    "S": "has strings",
    "U": "has strings",
    "T": "has strings",
    "V": "has structures or void",
    "f": "has longdouble",
    "c": "has clongdouble",
}


class Refused(Exception):
    """A call is not one of ours. Its argument is the reason."""


def array_of(x: Any) -> np.ndarray:
    """The array that an argument is, if our functions take it.

    Raises
    ------
    Refused
        If they do not.
    """
    if type(x) is np.ndarray:
        array = x
    elif isinstance(x, np.ndarray):
        raise Refused(SUBCLASS)
    elif isinstance(x, (np.generic, bool, int, float, complex)):
        array = np.asarray(x)
    elif type(x) in (list, tuple):
        try:
            array = np.asarray(x)
        except Exception:
            raise Refused(RAGGED) from None
    else:
        raise Refused(NO_ARRAY)
    if array.dtype.char not in DTYPES:
        raise Refused(KINDS.get(array.dtype.kind, "has another dtype"))
    return array


def ordered(x: Any) -> np.ndarray:
    """As `array_of`, for a function that needs an order."""
    array = array_of(x)
    if array.dtype.char in COMPLEX:
        raise Refused(NO_ORDER)
    return array


# Of each function: how NumPy's arguments become ours. The parameters are those of NumPy's function.


def _keywords(axis: Any, keepdims: Any) -> dict[str, Any]:
    keywords = {} if axis is None else {"axis": axis}
    if keepdims is not np._NoValue:
        if not isinstance(keepdims, (bool, np.bool)):
            raise Refused(KEEPDIMS)
        keywords["keepdims"] = keepdims
    return keywords


def _extreme(a: Any, axis: Any = None, out: Any = None, *, keepdims: Any = np._NoValue) -> Any:
    if out is not None:
        raise Refused(OUT)
    if ordered(a).ndim == 0 and axis is not None:
        raise Refused(AXIS_OF_0D)
    return (a,), _keywords(axis, keepdims)


def _count(a: Any, axis: Any = None, *, keepdims: Any = False) -> Any:
    array_of(a)
    return (a,), _keywords(axis, keepdims)


def _positions(a: Any) -> Any:
    array_of(a)
    return (a,), {}


def _search(a: Any, v: Any, side: Any = "left", sorter: Any = None) -> Any:
    ordered(a)
    ordered(v)
    keywords = {"side": side}
    if sorter is not None:
        array_of(sorter)
        keywords["sorter"] = sorter
    return (a, v), keywords


def _where(condition: Any, x: Any, y: Any, /) -> Any:
    for array in (condition, x, y):
        array_of(array)
    return (condition, x, y), {}


def _extract(condition: Any, arr: Any) -> Any:
    mask, array = array_of(condition), array_of(arr)
    if mask.dtype != bool or mask.shape != array.shape:
        raise Refused(CONDITION)
    return (condition, arr), {}


ADAPTERS: dict[str, Callable[..., Any]] = {
    "argmax": _extreme,
    "argmin": _extreme,
    "argwhere": _positions,
    "count_nonzero": _count,
    "extract": _extract,
    "flatnonzero": _positions,
    "nanargmax": _extreme,
    "nanargmin": _extreme,
    "nonzero": _positions,
    "searchsorted": _search,
    "where": _where,
}
SIGNATURES = {name: inspect.signature(adapter) for name, adapter in ADAPTERS.items()}


# Differences that are documented.
WARNS = "NumPy warns of an overflow to infinity"
NAN_AND_INFINITY = "NumPy says that its nanargmax and nanargmin cannot be trusted with NaN and infinities"


class Calls:
    """What the wrappers count.

    Attributes
    ----------
    reached : Counter of str
        Calls that reached us, by function.
    passed_on : Counter of (str, str)
        Calls that went to NumPy, by function and reason.
    documented : Counter of (str, str)
        Of the calls that reached us, those with a documented difference, by function and difference.
    differences : list of str
        All other differences.
    test : str
        The test that runs.
    tests : set of str
        The tests of which a call reached us.
    left_out : dict of str to str
        The reasons of the tests that are left out.
    failures : list of str
        What fails the session beside tests.
    """

    def __init__(self) -> None:
        self.reached: Counter[str] = Counter()
        self.passed_on: Counter[tuple[str, str]] = Counter()
        self.documented: Counter[tuple[str, str]] = Counter()
        self.differences: list[str] = []
        self.test = ""
        self.tests: set[str] = set()
        self.left_out: dict[str, str] = {}
        self.failures: list[str] = []


CALLS = Calls()


class Comparing(threading.local):
    """Whether this thread makes a call to NumPy only to compare. NumPy's functions then must not reach us in turn."""

    now = False


COMPARING = Comparing()


@dataclass
class Outcome:
    """What a call returned, or raised."""

    result: Any = None
    error: Exception | None = None

    @classmethod
    def of(cls, function: Callable[..., Any], args: Any, kwargs: Any) -> Outcome:
        """The outcome of a call."""
        try:
            return cls(result=function(*args, **kwargs))
        except Exception as error:
            return cls(error=error)

    def __str__(self) -> str:
        return f"{self.result!r:.300}" if self.error is None else f"{self.error!r:.300}"


def _same(mine: Outcome, theirs: Outcome) -> bool:
    """Whether two outcomes are the same, or errors of related classes."""
    if mine.error is None and theirs.error is None:
        return _same_result(mine.result, theirs.result)
    if mine.error is None or theirs.error is None:
        return False
    return isinstance(mine.error, type(theirs.error)) or isinstance(theirs.error, type(mine.error))


def _bits(x: np.ndarray) -> bytes:
    """The elements in native byte order. The sign of a zero counts; the sign and payload of NaN do not."""
    x = x.astype(x.dtype.newbyteorder("="))
    if x.dtype.kind in "fc":
        x[np.isnan(x)] = np.nan
    return x.tobytes()


def _same_result(mine: Any, theirs: Any) -> bool:
    """Whether two results have the same class, dtype, shape and elements. A count of NumPy may be an int of Python."""
    if isinstance(theirs, tuple):
        return isinstance(mine, tuple) and len(mine) == len(theirs) and all(map(_same_result, mine, theirs))
    if type(mine) is not type(theirs) and not (isinstance(mine, np.integer) and type(theirs) is int):
        return False
    a, b = np.asarray(mine), np.asarray(theirs)
    if a.dtype != b.dtype or a.shape != b.shape:
        return False
    return _bits(a) == _bits(b)


def _has_nan_and_infinity(x: Any) -> bool:
    array = np.asarray(x)
    return array.dtype.kind == "f" and bool(np.isnan(array).any() and np.isinf(array).any())


def _compare(name: str, mine: Outcome, original: Callable[..., Any], args: Any, kwargs: Any) -> None:
    """Makes a call to NumPy too, and counts a difference between the two outcomes."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        COMPARING.now = True
        try:
            theirs = Outcome.of(original, args, kwargs)
        finally:
            COMPARING.now = False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        same = _same(mine, theirs)
        if same and not warned:
            return
        if same and name == "where" and all("overflow encountered in cast" in str(w.message) for w in warned):
            CALLS.documented[name, WARNS] += 1
        elif not warned and name in ("nanargmax", "nanargmin") and _has_nan_and_infinity(args[0]):
            CALLS.documented[name, NAN_AND_INFINITY] += 1
        else:
            text = f"ours {mine}, NumPy's {theirs}" + "".join(f", with {w.category.__name__}" for w in warned)
            CALLS.differences.append(f"{CALLS.test}: {name}{args!r:.300} {kwargs!r}: {text}")


def _redirecting(name: str, original: Callable[..., Any], *, is_method: bool = False) -> Callable[..., Any]:
    """The wrapper of one function or method."""

    @functools.wraps(original)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        if COMPARING.now:
            return original(*args, **kwargs)
        function = name
        if name == "where" and len(args) == 1 and not kwargs:
            # As NumPy documents it, this is `nonzero`.
            function = "nonzero"
        try:
            try:
                bound = SIGNATURES[function].bind(*args, **kwargs)
            except TypeError:
                raise Refused(SIGNATURE) from None
            positional, keywords = ADAPTERS[function](*bound.args, **bound.kwargs)
        except Refused as reason:
            CALLS.passed_on[name, str(reason)] += 1
            return original(*args, **kwargs)
        CALLS.reached[name] += 1
        CALLS.tests.add(CALLS.test)
        mine = Outcome.of(getattr(ours, function), positional, keywords)
        if threading.current_thread() is threading.main_thread():
            _compare(name, mine, original, args, kwargs)
        if mine.error is not None:
            raise mine.error
        return mine.result

    if is_method:
        wrapper.__qualname__ = f"ndarray.{name}"
    return wrapper


def _replace_functions() -> None:
    """Puts the wrappers in every module that has an original."""
    wrappers = {id(original): _redirecting(name, original) for name, original in FUNCTIONS_OF_NUMPY.items()}
    for module in list(sys.modules.values()):
        if not isinstance(module, type(sys)) or module.__name__ == __name__:
            continue
        for name, value in list(vars(module).items()):
            if id(value) in wrappers:
                setattr(module, name, wrappers[id(value)])


def _replace_methods() -> None:
    """Puts the wrappers in the type of arrays.

    The type is immutable, but the mapping behind `__dict__` is a dictionary. The caches of methods must know of the change.
    """
    (methods,) = (x for x in gc.get_referents(np.ndarray.__dict__) if isinstance(x, dict))
    for name, original in METHODS_OF_NUMPY.items():
        methods[name] = _redirecting(name, original, is_method=True)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(np.ndarray))


def _remaining() -> Iterator[str]:
    """The names of originals that a module still has."""
    originals = {id(original) for original in FUNCTIONS_OF_NUMPY.values()}
    for module in list(sys.modules.values()):
        if isinstance(module, type(sys)) and module.__name__ != __name__:
            for name, value in list(vars(module).items()):
                if id(value) in originals:
                    yield f"{module.__name__}.{name}"


def _uses(code: ast.AST, names: Container[str]) -> bool:
    """Whether a piece of code has one of these names: as a name, an attribute or a string."""
    for node in ast.walk(code):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Constant(value=str(name)) if name in names:
                return True
    return False


@functools.cache
def _mentions(path: Path) -> frozenset[str]:
    """The tests in a file whose code mentions our functions or their callers, as `name` or `class.name`.

    What else is in a class counts for each test of the class, such as its decorators and a list of functions to test: then the
    class itself is in the set. A name of the module counts too if its code mentions them, such as a list or a helper.
    """
    body = ast.parse(path.read_text(encoding="utf-8")).body
    mentioned = frozenset(FUNCTIONS + CALLERS)
    names = set(mentioned)
    for node in body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=code) if _uses(code, mentioned):
                names.add(name)
            case ast.FunctionDef(name=name) if not name.startswith("test") and _uses(node, mentioned):
                names.add(name)
    found: set[str] = set()
    for node in body:
        match node:
            case ast.FunctionDef(name=name) if _uses(node, names):
                found.add(name)
            case ast.ClassDef(name=name, body=parts, decorator_list=decorators):
                for part in [*parts, *decorators]:
                    if _uses(part, names):
                        test = part.name if isinstance(part, ast.FunctionDef) else ""
                        found.add(f"{name}.{test}" if test.startswith("test") else name)
    return frozenset(found)


def _concerns_us(path: Path, cls: type | None, name: str) -> bool:
    """Whether a test mentions one of our functions."""
    mentions = _mentions(path)
    if cls is None:
        return name in mentions
    classes = [base.__name__ for base in cls.__mro__]
    return any(text in mentions for base in classes for text in (base, f"{base}.{name}"))


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("argwhere")
    group.addoption("--selected", action="store_true", help="run only the tests whose code mentions our functions")
    group.addoption("--whole", action="store_true", help="fail if too few calls reach us, or a test left out does not exist")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Passes over a file without a test that concerns us, so that it is not imported."""
    is_test = collection_path.name.startswith("test_") and collection_path.suffix == ".py"
    if config.getoption("selected") and is_test and not _mentions(collection_path):
        return True
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(collector: pytest.Collector, name: str, obj: object) -> list[pytest.Item] | None:
    """Passes over a test that does not concern us, before its parameters make many tests of it."""
    if collector.config.getoption("selected") and name.startswith("test") and not isinstance(obj, type):
        cls = collector.obj if isinstance(collector, pytest.Class) else None
        if not _concerns_us(collector.path, cls, name):
            return []
    return None


def pytest_configure(config: pytest.Config) -> None:
    _replace_functions()
    _replace_methods()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    reasons = {test: reason for reason, tests in LEFT_OUT.items() for test in tests}
    fails = (AssertionError, pytest.fail.Exception)
    for item in items:
        if (reason := reasons.pop(item.nodeid, None)) is not None:
            item.add_marker(pytest.mark.xfail(reason=reason, raises=fails, strict=True))
            CALLS.left_out[item.nodeid] = reason
    if config.getoption("whole") and reasons:
        raise pytest.UsageError(f"left_out.py names tests that do not exist: {', '.join(reasons)}")
    if remaining := sorted(_remaining()):
        raise pytest.UsageError(f"modules that still have NumPy's functions: {', '.join(remaining)}")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    CALLS.test = item.nodeid


def _too_few() -> Iterator[str]:
    """What fails the session if few calls reach us."""
    for name, floor in FLOORS.items():
        if CALLS.reached[name] < floor:
            yield f"{name}: {CALLS.reached[name]} calls reached us, and at least {floor} must"


def pytest_sessionfinish(session: pytest.Session) -> None:
    CALLS.failures = [f"the answers differ: {difference}" for difference in CALLS.differences]
    if session.config.getoption("whole"):
        CALLS.failures += _too_few()
    if CALLS.failures and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    write = terminalreporter.write_line
    terminalreporter.section("calls of NumPy's tests")
    for name in FUNCTIONS:
        write(f"{name}: {CALLS.reached[name]} reached us")
        for counts, text in ((CALLS.documented, "of them:"), (CALLS.passed_on, "went to NumPy:")):
            for (function, reason), count in sorted(counts.items()):
                if function == name:
                    write(f"    {count} {text} {reason}")
    write(f"{CALLS.reached.total()} calls of {len(CALLS.tests)} tests reached us, {CALLS.passed_on.total()} went to NumPy")
    if CALLS.left_out:
        terminalreporter.section("tests left out")
    for reason in dict.fromkeys(CALLS.left_out.values()):
        write(reason)
        for test, its_reason in CALLS.left_out.items():
            if its_reason == reason:
                write(f"    {test}")
    for failure in CALLS.failures:
        write(failure, red=True)
