#!/usr/bin/env python3
"""Writes npy_headers.json in this folder: the results of `numpy.load` for unusual npy files.

    python3 -m pip install numpy==2.4.6
    python3 tests/golden/npy_headers.py

A case is a whole file, written as text with one character per byte (Latin-1), and NumPy's result. This is either the
error, or the array's dtype, shape, memory order, flat nonzero indices and extremes, and the number of bytes left over
in the file. A file that NumPy reads as a dtype outside the Array API's table is recorded as an error that names the
dtype.

The byte order `=` and C's `long` depend on the machine: run this on a little-endian 64-bit machine, not on Windows.
NumPy reads a control character as the number of a dtype, for example a tab as int64. No case has this accident.
"""

import json
import pathlib
import platform
import re
import tempfile
import warnings

import numpy as np

HERE = pathlib.Path(__file__).parent
SOURCE = f"numpy {np.__version__}, Python {platform.python_version()}"

DTYPES = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 complex64 complex128".split()
NAMES = sorted(name for name in np._core.numerictypes.sctypeDict if isinstance(name, str))


def magic(text, version=(1, 0), pad=False):
    """The bytes of a file up to its elements."""
    encoded = text.encode("utf-8" if version == (3, 0) else "latin-1")
    width = 2 if version[0] == 1 else 4
    if pad:
        encoded += b" " * (-(8 + width + len(encoded) + 1) % 64) + b"\n"
    return b"\x93NUMPY" + bytes(version) + len(encoded).to_bytes(width, "little") + encoded


def header(descr="'<i4'", fortran_order="False", shape="(3,)"):
    """A header, with some of its values replaced by the given source texts."""
    return f"{{'descr': {descr}, 'fortran_order': {fortran_order}, 'shape': {shape}, }}"


def elements(dtype, count):
    """Mostly nonzero elements, which differ if their bytes are swapped."""
    if dtype.kind == "b":
        return np.resize([True, False, True, True], count).tobytes()
    if dtype.kind == "c":
        values = np.resize([0.5, 0, -2.5j, 1.5 + 1j], count)
    elif dtype.kind == "f":
        values = np.resize([0.5, 0, -2.5, 1.5], count)
    else:
        values = np.resize([1, 0, 100, 3], count)
    return values.astype(dtype).tobytes()


def files():
    """Pairs of a file's name and its bytes."""
    yield from descriptors()
    yield from texts()
    yield from shapes()
    yield from structures()


def descriptors():
    """Every spelling of a dtype."""
    spellings = ["", "<", "float", "Int64", "INT64", "bool8", "int0", "float_", "bool1", "int128", "uint7", "T"]
    spellings += NAMES
    codes = "?bBhHiIlLqQnNpPefdgFDGOSUVMmcaT"
    codes = [*codes, *(kind + str(size) for kind in "biufcOSUVMm?B" for size in [0, 1, 2, 3, 4, 8, 12, 16, 24, 32])]
    spellings += [order + code for order in ["", "<", ">", "=", "|"] for code in codes]
    spellings += ["<int64", ">int64", "=float64", "|bool", "<bool", ">?", "!i4", "@i4", ">>i4", "==i4", "<|i4", "><i4"]
    spellings += ["i04", "i+4", "i 4", "<i08", "c016", "i-4", "i4 ", " i4", "i4L", "i0x4", "f8.", "i\t4", "i4\n"]
    spellings += ["< i4"]
    spellings += ["i4,", "i4,f8", "f4, f4", "()i4", "()<i4", ">()i4", "1i4", "(1,)i4", "(1,1)>i4", "(2,)i4", "2i4"]
    spellings += ["0i4", "(1)i4"]
    spellings += ["()1i4", "( 1 ,)i4", " 1,i4", "1,1i4 ", "1, i4", "( )i4", "()i 4", "1i 4", "01i4", ">1>i4", "<1>i4"]
    spellings += [">1<i4", "=1>i4", "((1,))i4", "()()i4", "|1=i4", "1|1i4", "<1=i4"]
    spellings += ["<M8[s]", "<m8[ns]", "|S4", "<U4", "|V8", "|O", "O8", "bf16", "bfloat16", "float8_e4m3", "<i4<"]
    spellings += ["\u00b5", "i\u0664"]
    for spelling in dict.fromkeys(spellings):
        yield f"descr {spelling}", described(ascii(spelling))
    others = ["('<i4', ())", "('<i4', (1,))", "('<i4', 1)", "('<i4', (1, 1))", "(('<i4', (1,)), (1,))"]
    others += ["('<i4', (2,))", "('<i4', 2)"]
    others += ["('<i4', [1])", "('<i4', (True,))", "('<i4', True)", "('<i4',)", "()", "[]", "{}", "5", "None", "True"]
    others += ["b'<i4'", "1.5", "('<i4', [])", "('<i4', (1.0,))", "('<i4', 0)", "('<i4', -1)", "('<i4', (1, True))"]
    others += ["('<i4', 1, 1)", "('<i4', '')", "('<i4', b'')", "('<i4', 1.0)", "('<i4', (2, 2))", "('<i4', {1})"]
    # A dtype beside another one of its size.
    others += ["('<i4', '<f4')", "('>i4', '<f4')", "('<i4', '>i4')", "('<i4', 'int32')", "('<i4', '|V4')", "('<i4', 'U1')"]
    others += ["('<i4', '<f8')", "('<i4', 'x')", "('<i4', 'O')", "('<f8', 'O')", "('<f8', None)", "('<i4', None)"]
    others += ["('<f8', '<M8[s]')", "('<f8', 'm8')", "('<f8', '<c8')", "('?', 'i1')", "('|i1', 'S1')", "('|i1', 'c')"]
    others += ["('<i4', b'<f4')", "('<i4', ('<i2', (2,)))", "('<i4', ('<i2', 2))", "('<i4', ('<i4', ()))", "('<i4', {})"]
    others += ["('<i4', ('<i2', (3,)))", "(('<i4', '<f4'), '<u4')", "('O', '<i8')", "('V', '<i4')", "('S', 4)"]
    others += ["('<i4', [('a', '<i2'), ('b', '<i2')])", "('<i4', {'names': ['a'], 'formats': ['<i4']})", "(b'<i4', 1)"]
    others += ["[('x', '<i4'), ('', '|V4')]", "[]", "[['x', '<i4']]", "[('x',)]", "['x', '<i4']", "{'x': ('<i4', 0)}"]
    others += ["'<i4',", "('<i4',),", "{'<i4'}", "...", "set()", "lambda: 1", "-'<i4'", "'<i4' if 1 else 0", "'<i4'[:]"]
    others = list(dict.fromkeys(others))
    others += ["[('x', '<i4')]", "[('x', '<f4'), ('y', '<f4')]", "[('x', '<i4', (2,))]", "[('', '|V4')]", "['<i4']"]
    others += ["('<i4')"]
    others += ["'<' 'i4'", "'\\x3ci4'", "'\\74i4'", "'\\u003ci4'", "'''<i4'''", '"<i4"', "u'<i4'", "U'<i4'", "r'<i4'"]
    others += ["R'<i4'"]
    others += ["br'<i4'", "ur'<i4'", "f'<i4'", "'<i4", "'<i4\\'", "'<\\\ni4'", "'\\<i4'", "'<i4' b''", "np.int32"]
    others += ["int32", "'\\xzz'"]
    for other in others:
        yield f"descr as {other}", described(other)


def described(descr):
    """A file with three elements of this descriptor, or three of int32 if the descriptor is invalid."""
    try:
        dtype = np.lib.format.descr_to_dtype(eval(descr, {}))
    except Exception:
        dtype = np.dtype("<i4")
    # Elements of other dtypes are zeros, because the padding of a longdouble has no fixed value.
    data = elements(dtype, 3) if dtype.name in DTYPES and not dtype.names else bytes(3 * dtype.itemsize)
    return magic(header(descr)) + data


def texts():
    """Other variations of a header's text."""
    plain, data = header(), elements(np.dtype("<i4"), 3)
    python2 = "{'descr': '<i4', 'fortran_order': False, 'shape': (3L,), }"
    odd = {
        "python 2 strings": "{u'descr': u'<i4', u'fortran_order': False, u'shape': (3,), }",
        "python 2 long": python2,
        "python 2 long, spaced": header(shape="(3 L,)"),
        "python 2 long twice": header(shape="(3L L,)"),
        "python 2 long on the next line": header(shape="(3\nL,)"),
        "python 2 long, small letter": header(shape="(3l,)"),
        "python 2 long in hexadecimal": header(shape="(0x3L,)"),
        "python 2 long, glued": header(shape="(3Lx,)"),
        "python 2 long, underscored": header(shape="(0_0L,)"),
        "python 2 long, signed": header(shape="(+3L,)"),
        "python 2 long and comment": header(shape="(3L # three\n,)"),
        "python 2 long continued": header(shape="(3 \\\nL,)"),
        "python 2 long after a float": header(shape="(3.5L,)"),
        "python 2 octal": header(shape="(03,)"),
        "L without a number": header(shape="(L,)"),
        "no spaces": plain.replace(" ", ""),
        "no last comma": plain.replace(", }", "}"),
        "two last commas": plain.replace(", }", ",, }"),
        "spaces everywhere": "  " + plain.replace("(", " ( ").replace(":", " : ").replace(",", " ,  "),
        "tabs and form feeds": "\t" + plain.replace(" ", "\t\f "),
        "line breaks": plain.replace(", ", ",\n ") + "\n\n",
        "CRLF": plain.replace(", ", ",\r\n ") + "\r\n",
        "carriage returns": plain.replace(", ", ",\r "),
        "leading line break": "\n" + plain,
        "leading line break and space": "\n " + plain,
        "leading comment": "# saved by hand\n" + plain,
        "comment inside": plain.replace(", ", ", # a comment ' {\n"),
        "comment behind": plain + " # a comment",
        "continued line": plain.replace(", ", ", \\\n"),
        "backslash": plain.replace(", ", ", \\ "),
        "backslash behind": plain + " \\",
        "no-break spaces": plain.replace(" ", "\xa0"),
        "vertical tab": plain.replace(" ", "\x0b"),
        "continued to the end": plain + " \\\n",
        "continued first": "\\\n" + plain,
        "continued and indented": "\\\n  " + plain,
        "form feed first": "\f" + plain,
        "line break and form feed first": "\n \f" + plain,
        "line break and space behind": plain + "\n  ",
        "line break and tab behind": plain + "\n\t",
        "line break and form feed behind": plain + "\n  \f",
        "line break, form feed and space behind": plain + "\n\f ",
        "line break and comment behind": plain + "\n  # a comment",
        "line breaks and spaces behind": plain + "\n  \n  \n",
        "CRLF and space behind": plain + "\r\n ",
        "carriage return and space behind": plain + "\r ",
        "comment, line break and space behind": plain + "# a comment\n ",
        "line break before the padding": (plain + "\n").ljust(118),
        "line break before and behind the padding": (plain + "\n").ljust(117) + "\n",
        "space, comment, line break": "  # note\n" + plain,
        "tab first": "\t" + plain,
        "byte order mark": "\ufeff" + plain,
        "null byte in a comment": plain + "# \0",
        "null byte": plain + "\0",
        "null byte inside": plain.replace("<", "\0"),
        "keys in another order": "{'shape': (3,), 'fortran_order': False, 'descr': '<i4'}",
        "double quotes": plain.replace("'", '"'),
        "triple quotes": plain.replace("'", "'''"),
        "keys in pieces": plain.replace("'descr'", "'de' 'scr'").replace("'shape'", "'sh'\n'ape'"),
        "raw keys": plain.replace("'descr'", "r'descr'").replace("'shape'", "R'shape'"),
        "bytes as keys": plain.replace("'descr'", "b'descr'"),
        "parentheses around": "(" + plain + ")",
        "parentheses within": header("('<i4')", "(False)", "((3,))"),
        "key in parentheses": plain.replace("'descr'", "('descr')"),
        "same key twice": "{'descr': '<f8', " + plain[1:],
        "tuple around": plain + ",",
        "list around": "[" + plain + "]",
        "two dictionaries": plain + plain,
        "text behind": plain + "x",
        "semicolon behind": plain + ";",
        "extra key": plain.replace("}", "'version': 1}"),
        "number as a key": plain.replace("}", "1: 1}"),
        "key missing": "{'descr': '<i4', 'fortran_order': False}",
        "key with a capital": plain.replace("descr", "Descr"),
        "call": "dict(descr='<i4', fortran_order=False, shape=(3,))",
        "set": "{'descr'}",
        "unpacked": "{**" + plain + "}",
        "no dictionary": "[1, 2, 3]",
        "empty text": "",
        "unclosed": plain[:-3],
        "unclosed string": "{'descr': '<i4",
        "wrong bracket": plain.replace("}", ")"),
        "no colon": plain.replace(":", ""),
        "equals for colon": plain.replace(":", "="),
        "json": '{"descr": "<i4", "fortran_order": false, "shape": [3]}',
        "bare descriptor": header("<i4"),
        "nested": "[" * 400,
        "nested parentheses": "(" * 150 + plain + ")" * 150,
        "nested parentheses, too many": "(" * 250 + plain + ")" * 250,
        "order 0": header(fortran_order="0"),
        "order 1": header(fortran_order="1"),
        "order None": header(fortran_order="None"),
        "order as text": header(fortran_order="'False'"),
        "order true": header(fortran_order="true"),
        "order not False": header(fortran_order="not False"),
        "every key twice": "{" + plain[1:-1] * 2 + "}",
        "shape twice": plain.replace("}", "'shape': (1, 3)}"),
        "shape twice, first invalid": "{'shape': [9], " + plain[1:],
        "order twice": plain.replace("}", "'fortran_order': True}"),
        "order twice, last invalid": plain.replace("}", "'fortran_order': 1}"),
        "keys only": "{'descr', 'fortran_order', 'shape'}",
        "two keys missing": "{'descr': '<i4'}",
        "no keys": "{}",
        "key with a space": plain.replace("'shape'", "'shape '"),
        "key of another language": plain.replace("'shape'", "'sh\xe4pe'"),
        "key None": plain.replace("}", "None: 1}"),
        "key as a tuple": plain.replace("'shape'", "('shape',)"),
        "key as a list": plain.replace("'shape'", "['shape']"),
        "key of python 2": plain.replace("'shape'", "ur'shape'"),
        "mixed quotes": plain.replace("'descr'", '"descr"'),
        "quotes do not match": plain.replace("'descr'", "'descr\""),
        "typographic quotes": plain.replace("'descr'", "\xb4descr\xb4"),
        "semicolons": plain.replace(",", ";"),
        "space inside a word": plain.replace("False", "Fal se"),
        "word glued": plain.replace("False", "Falsely"),
        "number glued": header(shape="(3if)"),
        "python 2 long, backslash": header(shape="(3\\L,)"),
        "python 2 long, backslash and space": header(shape="(3\\ L,)"),
        "python 2 long, backslashes and line breaks": header(shape="(3\\\n\\\nL,)"),
        "python 2 long, tab": header(shape="(3\tL,)"),
        "python 2 long, form feed": header(shape="(3\fL,)"),
        "python 2 long, indented": "  " + python2,
        "python 2 long, tab first": "\t" + python2,
        "python 2 long, line break first": "\n" + python2,
        "python 2 long, comment first": "# old\n" + python2,
        "python 2 long, CRLF": python2.replace(", ", ",\r\n ") + "\r\n",
        "python 2 long, carriage returns": python2.replace(", ", ",\r "),
        "python 2 long, line breaks": python2.replace(", ", ",\n\t") + "\n\n",
        "python 2 long, padded": python2.ljust(117) + "\n",
        "python 2 long, no spaces": python2.replace(" ", ""),
        "python 2 long, long text": python2.replace("'descr'", "'''descr'''").replace("'shape'", "'sh' \\\n'ape'"),
        "python 2 long, text of lines": python2.replace("'<i4'", "'''<\\\ni4'''"),
        "python 2 long, unicode": python2.replace("'", "u'", 1).replace("'<", "u'<"),
        "python 2 long, several": header(shape="(1L, 3L, 1L)"),
        "python 2 long, none": header(shape="(0L, 4L)"),
        "python 2 long, negative": header(shape="(-3L,)"),
        "python 2 long of True": header(shape="(True L,)"),
        "python 2 long in brackets": header(shape="((3L),)"),
        "python 2 long after an octal": header(shape="(0o3L,)"),
        "python 2 long after an old octal": header(shape="(03L,)"),
        "python 2 long after a binary": header(shape="(0b11L,)"),
        "python 2 long after an exponent": header(shape="(3e0L,)"),
        "python 2 long, imaginary": header(shape="(3jL,)"),
        "python 2 long in another value": header(fortran_order="1L"),
        "python 2 long in a descriptor": header("('<i4', 1L)"),
        "python 2 long and unclosed": python2[:-1],
        "python 2 long and text behind": python2 + "x",
        "python 2 long and a dollar": python2 + "$",
        "python 2 long and an accent": python2 + " # h\xe9",
        "python 2 long and no-break spaces": python2.replace(" ", "\xa0"),
        "longest": plain.ljust(10_000 - 1) + "\n",
        "too long": plain.ljust(10_000) + "\n",
    }
    for name, text in odd.items():
        data = b"" if name == "python 2 long, none" else elements(np.dtype("<i4"), 3)
        spaced = ["behind", "first", "leading", "line", "comment", "continued", "CRLF", "carriage", "tab"]
        several = "python 2" in name or any(word in name for word in spaced)
        versions = [(1, 0), (2, 0), (3, 0)] if several and "order mark" not in name else [(3, 0)] if "order mark" in name else [(1, 0)]
        for version in versions:
            yield f"text {name}, version {version[0]}", magic(text, version) + data
    accents = "{'descr': '<i4', # h\xe9\n'fortran_order': False, 'shape': (3,)}"
    for version in [(1, 0), (2, 0), (3, 0)]:
        yield f"text accents, version {version[0]}", magic(accents, version) + data
    # More than 10,000 bytes, but not more characters.
    wide = (plain + "#" + "\u20ac" * 100).ljust(9_999) + "\n"
    yield "text long in UTF-8", magic(wide, (3, 0)) + data
    yield "text not UTF-8", magic(accents, (3, 0)).replace(b"\xc3\xa9", b"\xe9\xe9") + data


def shapes():
    """Shapes, memory orders and elements."""
    data = elements(np.dtype("<i4"), 6)
    spellings = ["(2, 3)", "(2,3,)", "(6)", "6", "[2, 3]", "'(2, 3)'", "None", "(2, 3.0)", "(6.0,)", "('6',)"]
    spellings += ["(6j,)", "(-6,)", "(-1,)"]
    spellings += ["(-2, -3)", "(-1, -6)", "(-1, 0)", "(+6,)", "(- 6,)", "(--6,)", "(-(6),)", "(~6,)", "(2+4,)"]
    spellings += ["(6+0j,)", "(6, True)", "(6, False)"]
    spellings += ["(-True,)", "(6, None)", "(6, (1,))", "(0x6,)", "(0b110,)", "(0o6,)", "(0_6,)", "(6_,)", "(06,)"]
    spellings += ["(00,)", "(1_0,)", "(6e0,)", "(6,,)"]
    spellings += ["(,)", "()", "( )", "(0,)", "(-0,)", "(0, 5)", "(3, 0, 2)", "(1,) * 6", "(2 3)", "(*(2, 3),)"]
    spellings += ["({2, 3})", "(2, 3", "2, 3"]
    spellings += ["(7,)", "(5,)", "(1, 1, 6)", "(1099511627776,)", "(2147483648, 2147483648)"]
    spellings += ["(4294967296, 4294967296)", "(9223372036854775807,)"]
    spellings += ["(9223372036854775808,)", "(18446744073709551615,)", "(18446744073709551622,)"]
    spellings += ["(9999999999999999999999,)", "(4294967298, 4294967299)"]
    spellings += ["(0, 1099511627776, 1099511627776)", "(0, 9223372036854775807)", "(0, 9223372036854775808)"]
    spellings += ["(1, 2, 3)", "(3, 2, 1)", "(1, 6, 1, 1)", "(2, 1, 3, 1)", "(1, 1, 2, 1, 3)", "(6, 0x1)", "(6, 1,)"]
    spellings += ["((2, 3))", "((2), (3))", "((2, 3),)", "(2, [3])", "{2, 3}", "range(6)", "(6, '1')", "(b'6',)", "(True,)"]
    spellings += ["(False,)", "(True, 6)", "(None,)", "(...,)", "(6L,)", "(-0, 5)", "(0, -1)", "(-1, -1)", "(0, -5)", "(--0,)"]
    spellings += ["(6,) ", "\t(6,)", "(\n6,\n)", "(6 ,)", "(6,)#", "(1_2_3,)", "(6__0,)", "(_6,)", "(0_0,)", "(0X6,)", "(0O6,)"]
    spellings += ["(0B110,)", "(0x_6,)", "(0x,)", "(6.,)", "(.6,)", "(6J,)", "(+-6,)", "(not 6,)", "(6,),", "(6;)", "(\u0666,)"]
    spellings += ["(1e400,)", "(6 if 1 else 2,)"]
    spellings += ["(6," + "1," * 63 + ")", "(6," + "1," * 64 + ")", "(0," * 1 + "1," * 100 + ")"]
    spellings += ["(" + "9" * 5_000 + ",)"]
    for spelling in spellings:
        for order in ["False", "True"]:
            name = f"shape {spelling[:40]} of {len(spelling)} characters, order {order}"
            used = {"()": 4, "( )": 4}.get(spelling, 0 if re.search(r"\b0+\b", spelling) else len(data))
            version = (1, 0) if spelling.isascii() else (3, 0)
            yield name, magic(header(fortran_order=order, shape=spelling), version) + data[:used]
    for descr in ["'|b1'", "'?'", "'bool'"]:
        yield f"bool bytes {descr}", magic(header(descr, shape="(6,)")) + bytes([0, 255, 2, 1, 0, 128])
    for dtype in DTYPES:
        for order in "<>=|":
            descr = order + np.dtype(dtype).str[1:]
            data = elements(np.dtype(descr), 6)
            for fortran_order, shape in [("False", "(2, 3)"), ("True", "(2, 3)"), ("False", "()"), ("True", "(0, 3)")]:
                used = {"()": 1, "(0, 3)": 0}.get(shape, 6) * np.dtype(dtype).itemsize
                text = header(repr(descr), fortran_order, shape)
                yield f"dtype {descr}, shape {shape}, order {fortran_order}", magic(text) + data[:used]


def structures():
    """Files with unusual bytes before or after the header's text."""
    data = elements(np.dtype("<i4"), 3)
    whole = magic(header(), pad=True) + data
    for version in [(1, 0), (2, 0), (3, 0)]:
        yield f"file of version {version}", magic(header(), version, pad=True) + data
    for version in [(0, 0), (0, 1), (1, 1), (2, 1), (3, 1), (4, 0), (1, 255), (255, 0)]:
        yield f"file of version {version}", magic(header(), version, pad=True) + data
    for size in [0, 1, 5, 6, 7, 8, 9, 10, 11, 40, len(whole) - len(data) - 1, len(whole) - len(data), len(whole) - 1]:
        yield f"file cut to {size} bytes", whole[:size]
    text = header()
    for align in [1, 2, 8, 16, 32, 64, 128, 4096]:
        padded = text + " " * (-(10 + len(text) + 1) % align) + "\n"
        yield f"file aligned to {align} bytes", magic(padded) + data
        yield f"file aligned to {align} bytes without a line break", magic(padded[:-1] + " ") + data
    yield "file padded with tabs", magic(text.ljust(100, "\t") + "\n") + data
    yield "file padded with line breaks", magic(text.ljust(100, "\n")) + data
    yield "file padded with null bytes", magic(text.ljust(100, "\0")) + data
    yield "file padded with form feeds", magic(text.ljust(100, "\f") + "\n") + data
    # Lengths that are not those of the text: a byte less is the closing bracket, a byte more is the first of the data.
    for version in [(1, 0), (2, 0), (3, 0)]:
        for more in [-len(text), -1, 1, 2, 12, 13, 1000]:
            start = 8 + (2 if version[0] == 1 else 4)
            length = (len(text) + more).to_bytes(start - 8, "little")
            yield f"file of version {version}, length {more:+}", magic(text, version)[:8] + length + text.encode() + data
        for cut in [8, 9, 10, 11, 12]:
            yield f"file of version {version}, cut to {cut} bytes", magic(text, version)[:cut]
    yield "file with the length of version 2 in version 1", magic(text, (2, 0)).replace(b"Y\2", b"Y\1") + data
    yield "file with the length of version 1 in version 2", magic(text).replace(b"Y\1", b"Y\2") + data
    yield "file with a big-endian length", b"\x93NUMPY\1\0" + len(text).to_bytes(2, "big") + text.encode() + data
    yield "file with a byte order mark first", b"\xef\xbb\xbf" + whole
    yield "file with a line break first", b"\n" + whole
    yield "file as text mode wrote it", whole.replace(b"\n", b"\r\n")
    yield "file as UTF-8 of Latin-1", whole.decode("latin-1").encode()
    yield "file in UTF-16", b"\x93NUMPY\1\0" + (2 * len(text)).to_bytes(2, "little") + text.encode("utf-16-le") + data
    for dtype, count in [("<f8", 3), (">c16", 3), ("|b1", 3), ("<i2", 5)]:
        whole_of = magic(header(repr(dtype), shape=f"({count},)"), pad=True) + elements(np.dtype(dtype), count)
        for left in sorted({0, 1, np.dtype(dtype).itemsize - 1, np.dtype(dtype).itemsize}):
            yield f"file of {count} {dtype} without {left} bytes", whole_of[: len(whole_of) - left]
        yield f"file of {count} {dtype} and more", whole_of + b"more"
    yield "file without padding", magic(header()) + data
    yield "file with two arrays", whole + whole
    yield "file with a byte left over", whole + b"!"
    yield "file of spaces only", magic(" " * 50) + data
    yield "file with a length beyond its end", b"\x93NUMPY\x02\x00\xff\xff\xff\xff{}"
    yield "file with another magic string", b"\x92" + whole[1:]
    yield "file with a small magic string", whole.replace(b"NUMPY", b"numpy")
    yield "file that is text", b"row,column,height\n1,2,3\n"
    yield "file that is a zip archive", b"PK\x03\x04" + bytes(60)
    yield "file that is a pickle", b"\x80\x04K\x01."


def answer(path):
    """The result of NumPy."""
    with path.open("rb") as file:
        try:
            array = np.load(file)
        except Exception as error:
            text = f"{type(error).__name__}: {error}".splitlines()[0][:100]
            return {"error": re.sub(" object at 0x.*", ">", text)}
        left_over = len(file.read())
    if not isinstance(array, np.ndarray) or array.dtype.name not in DTYPES or array.dtype.names:
        return {"error": f"read as {getattr(array, 'dtype', type(array))}"}
    flat = array.ravel()
    order = {} if array.flags.c_contiguous == array.flags.f_contiguous else {"fortran": not array.flags.c_contiguous}
    result = {"dtype": array.dtype.name, "shape": array.shape, **order, "left_over": left_over}
    result["nonzero"] = np.flatnonzero(flat).tolist()
    if flat.size and flat.dtype.kind != "c":
        for name, place in [("argmax", int(flat.argmax())), ("argmin", int(flat.argmin()))]:
            result[name] = {"value": str(flat[place]).lower(), "flat": place}
    return result


def cases():
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as directory:
        path = pathlib.Path(directory) / "case.npy"
        names = set()
        for name, file in files():
            assert name not in names, name
            names.add(name)
            path.write_bytes(file)
            yield {"name": name, "file": file.decode("latin-1"), **answer(path)}


if __name__ == "__main__":
    lines = [json.dumps(case, separators=(",", ":")) for case in cases()]
    text = '{"source":' + json.dumps(SOURCE) + ',"cases":[\n' + ",\n".join(lines) + "\n]}\n"
    (HERE / "npy_headers.json").write_text(text)
    print(f"npy_headers.json: {len(lines)} cases, {len(text)} bytes")
