"""NumPy's part of the report. Reads one command per line, with fields separated by tabs, and answers each with one line.

The parent writes the inputs to files. They are mapped here, so both processes read the same kind of memory.
"""

import mmap
import sys
import timeit

import numpy as np

names = {"np": np}
try:
    import bottleneck

    names["bn"] = bottleneck
except ImportError:
    bottleneck = None

timers = {}


def versions():
    return "\t".join([np.__version__, bottleneck.__version__ if bottleneck else ""])


def load(name, path, dtype, shape):
    with open(path, "rb") as file:
        memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    array = np.frombuffer(memory, dtype=dtype)
    names[name] = array.reshape([int(length) for length in shape.split(",")])
    return "done"


def run(statement):
    """Runs an assignment. Later statements can use its names."""
    exec(statement, names)
    return "done"


def answer(expression, path):
    """Writes the arrays of a result to a file, one after the other, and returns their lengths in bytes."""
    result = eval(expression, names)
    arrays = result if isinstance(result, tuple) else (result,)
    lengths = []
    with open(path, "wb") as file:
        for array in map(np.ascontiguousarray, arrays):
            file.write(array.tobytes())
            lengths.append(str(array.nbytes))
    return "\t".join(lengths)


def prepare(key, statement):
    timers[key] = timeit.Timer(statement, globals=names)
    return "done"


def time(key, calls):
    return str(int(timers[key].timeit(int(calls)) * 1e9))


def forget():
    timers.clear()
    for name in set(names) - {"np", "bn", "__builtins__"}:
        del names[name]
    return "done"


commands = {f.__name__: f for f in [versions, load, run, answer, prepare, time, forget]}
for line in sys.stdin:
    command, *fields = line.rstrip("\n").split("\t")
    try:
        print(commands[command](*fields), flush=True)
    except Exception as error:
        print("failed\t" + repr(error).replace("\n", " "), flush=True)
