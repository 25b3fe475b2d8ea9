"""NumPy's tests that do not hold of our functions, by the reason.

These tests run, and must fail by an assertion: one that passes, raises another error or does not exist fails the session.
Their calls are compared with NumPy's as those of all other tests.
"""

NANFUNCTIONS = "numpy/lib/tests/test_nanfunctions.py::TestNanFunctions_ArgminArgmax"
MULTIARRAY = "numpy/_core/tests/test_multiarray.py"
NUMERIC = "numpy/_core/tests/test_numeric.py"

LEFT_OUT: dict[str, list[str]] = {
    "It tests the text of NumPy's message. Ours is of the same class, and says what is empty, of rank 0 or only NaN.": [
        f"{NUMERIC}::TestNonzero::test_nonzero_zerodim",
        f"{NANFUNCTIONS}::test_allnans[0d-e-None]",
        f"{NANFUNCTIONS}::test_allnans[0d-f-None]",
        f"{NANFUNCTIONS}::test_allnans[0d-d-None]",
        f"{NANFUNCTIONS}::test_allnans[2d-e-None]",
        f"{NANFUNCTIONS}::test_allnans[2d-e-0]",
        f"{NANFUNCTIONS}::test_allnans[2d-e-1]",
        f"{NANFUNCTIONS}::test_allnans[2d-f-None]",
        f"{NANFUNCTIONS}::test_allnans[2d-f-0]",
        f"{NANFUNCTIONS}::test_allnans[2d-f-1]",
        f"{NANFUNCTIONS}::test_allnans[2d-d-None]",
        f"{NANFUNCTIONS}::test_allnans[2d-d-0]",
        f"{NANFUNCTIONS}::test_allnans[2d-d-1]",
        f"{NANFUNCTIONS}::test_empty",
    ],
    "It wants a RuntimeWarning where a float of Python is out of range for float32. Ours is infinity too, without a warning.": [
        f"{MULTIARRAY}::TestWhere::test_exotic",
    ],
}
