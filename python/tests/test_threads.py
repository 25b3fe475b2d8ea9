"""Several threads: the same answers, and other threads of Python that run on."""

import multiprocessing
import os
import subprocess
import sys
import threading
import time

import argwhere
import argwhere.numpy
import numpy as np
import pytest
from arrays import REAL, same, values, with_nan


def searches(x, threads):
    """The results of all functions that take threads."""
    for name in ["argmax", "argmin", "nanargmax", "nanargmin", "argminmax", "count_nonzero"]:
        for axis in [None, 0, -1]:
            yield getattr(argwhere, name)(x, axis=axis, threads=threads)
    yield argwhere.top_k(x, 3, threads=threads)
    yield argwhere.nonzero(x, threads=threads)
    yield argwhere.argwhere(x, threads=threads)
    yield argwhere.flatnonzero(x, threads=threads)
    yield argwhere.where(x != 0, x, x[::-1], threads=threads)
    yield argwhere.numpy.where(x, x, 0, threads=threads)


@pytest.mark.parametrize("dtype", REAL, ids=str)
def test_results_do_not_depend_on_threads(dtype):
    x = values(dtype, (1500, 1100))
    for y in [x, x.T, x[::-1, ::2]]:
        for threads in [2, 7]:
            for mine, one in zip(searches(y, threads), searches(y, 1), strict=True):
                mine, one = (found if isinstance(found, tuple) else (found,) for found in (mine, one))
                for found, expected in zip(mine, one, strict=True):
                    same(found, expected)


def test_nan_with_threads():
    x = with_nan(values(np.dtype("f4"), (1500, 1100)))
    for threads in [2, 7]:
        for axis in [None, 0, 1]:
            same(argwhere.argmax(x, axis=axis, threads=threads), np.argmax(x, axis=axis))
            same(argwhere.nanargmin(x, axis=axis, threads=threads), np.nanargmin(x, axis=axis))


def test_large_arrays_with_threads():
    """Positions in arrays of less than 64 MiB are found by one thread on some processors."""
    x = np.zeros((9000, 8000), "?")
    x[::1000, ::700] = x[-1, -1] = True
    for name in ["nonzero", "argwhere", "flatnonzero", "argmax", "argmin", "count_nonzero"]:
        mine, one = (getattr(argwhere, name)(x, threads=threads) for threads in [2, 1])
        for found, expected in zip(np.atleast_1d(mine), np.atleast_1d(one), strict=True):
            same(found, expected)


@pytest.mark.skipif(
    not getattr(sys, "_is_gil_enabled", lambda: True)(), reason="the other thread waits for no lock"
)
def test_an_array_that_another_thread_changes():
    """A search that finds only NaN looks at the array again. Meanwhile the array has got elements of another size."""
    x = np.full(1 << 24, np.nan, "f4")
    starts = threading.Event()

    def changes():
        starts.wait()
        x.dtype = "i1"

    thread = threading.Thread(target=changes)
    thread.start()
    interval = sys.getswitchinterval()
    try:
        # The other thread runs when the search releases the lock.
        sys.setswitchinterval(1000)
        starts.set()
        with pytest.raises(TypeError, match="changed"):
            argwhere.nanargmax(x)
    finally:
        sys.setswitchinterval(interval)
        thread.join()


def test_other_threads_run_during_a_search():
    """A thread that only counts goes on while another one searches for a long time."""
    x = np.ones((4000, 4000), "f8").T
    count = 0
    is_over = threading.Event()

    def counts():
        nonlocal count
        while not is_over.is_set():
            count += 1
            # Gives up the lock, for nobody asks this thread to.
            time.sleep(0)

    thread = threading.Thread(target=counts)
    thread.start()
    interval = sys.getswitchinterval()
    try:
        # No thread is asked to give up the lock: only a search that releases it lets the other one count.
        sys.setswitchinterval(1000)
        before = count
        argwhere.top_k(x, 100, axis=0)
        during = count - before
    finally:
        sys.setswitchinterval(interval)
        is_over.set()
        thread.join()
    assert during > 10


def test_many_threads_of_python():
    x = with_nan(values(np.dtype("f8"), (700, 900)))
    expected = np.argmax(x, axis=0)
    errors = []

    def searches():
        try:
            for _ in range(20):
                same(argwhere.argmax(x, axis=0, threads=2), expected)
                with pytest.raises(np.exceptions.AxisError):
                    argwhere.argmax(x, axis=5)
        except BaseException as error:  # noqa: BLE001 - it is raised below
            errors.append(error)

    threads = [threading.Thread(target=searches) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors


def largest(x):
    return int(argwhere.argmax(x, threads=2))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are forked here")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_has_threads_of_its_own():
    x = np.zeros(3_000_000)
    x[2_000_000] = 1
    assert largest(x) == 2_000_000
    with multiprocessing.get_context("fork").Pool(2) as pool:
        found = pool.map_async(largest, [x] * 4)
        assert found.get(timeout=60) == [2_000_000] * 4


def test_a_search_as_the_interpreter_ends():
    """A thread that searches while the interpreter ends does not crash it."""
    program = """
import threading, numpy, argwhere
x = numpy.ones((3000, 3000))
def searches():
    while True:
        argwhere.argmax(x, axis=0, threads=2)
for _ in range(3):
    threading.Thread(target=searches, daemon=True).start()
argwhere.argmax(x)
"""
    for _ in range(3):
        subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
