//! The descriptor of a dtype, as `numpy.dtype` reads it: `<f8`, `f8`, `=d`, `float64`, `double`.

use super::literal::{Literal, Value, shortened};
use std::ffi::c_long;
use std::format;
use std::prelude::rust_2024::*;

/// The descriptor of a file, and its meaning.
#[derive(Debug, Clone)]
pub(super) struct Descriptor {
    /// The spelling in the file.
    pub(super) text: String,
    /// The spelling in an error message: shortened, and in quotes if it is a string.
    pub(super) quoted: String,
    pub(super) meaning: Described,
}

impl Descriptor {
    pub(super) fn new(literal: &Literal<'_>) -> Self {
        let (text, quoted) = match &literal.value {
            Value::Str(text) => (text.clone(), format!("'{}'", shortened(text))),
            _ => (literal.text.to_owned(), shortened(literal.text)),
        };
        Self {
            text,
            quoted,
            meaning: described(literal),
        }
    }
}

/// The element type that a descriptor stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stored {
    /// A letter of the array interface.
    pub(super) kind: char,
    /// The size in bytes.
    pub(super) size: usize,
    /// Has no meaning if an element has one byte.
    pub(super) big_endian: bool,
    /// NumPy's name.
    pub(super) name: &'static str,
}

/// An element type that this module reads, or the meaning of any other descriptor.
pub(super) type Described = Result<Stored, &'static str>;

const UNKNOWN: &str = "unknown to NumPy";
const STRUCTURED: &str = "a structured dtype";
const SUBARRAY: &str = "a subarray dtype";

fn described(literal: &Literal<'_>) -> Described {
    match &literal.value {
        Value::Str(text) => repeated(text),
        Value::Tuple(items) => match &items[..] {
            [dtype, other, ..] => refined(described(dtype)?, other),
            _ => Err(UNKNOWN),
        },
        Value::List(_) | Value::Dict(_) => Err(STRUCTURED),
        _ => Err(UNKNOWN),
    }
}

/// A dtype beside the shape of a subarray, or beside another dtype. A subarray of one element is equivalent to the
/// element. Another dtype only gives names to parts of an element, and has its size.
fn refined(found: Stored, other: &Literal<'_>) -> Described {
    let is_one = |length: &Literal<'_>| matches!(length.value, Value::Integer(1));
    let is_integer = |length: &Literal<'_>| matches!(length.value, Value::Integer(_));
    let single = match &other.value {
        Value::Integer(_) => is_one(other),
        Value::Tuple(lengths) if lengths.iter().all(is_integer) => lengths.iter().all(is_one),
        Value::List(lengths) if !lengths.is_empty() && lengths.iter().all(is_integer) => {
            lengths.iter().all(is_one)
        }
        Value::List(_) | Value::Dict(_) => return Err(STRUCTURED),
        Value::Str(text) | Value::Bytes(text) if text.is_empty() => true,
        _ if size(other) == Some(found.size) => true,
        _ => return Err(UNKNOWN),
    };
    if single { Ok(found) } else { Err(SUBARRAY) }
}

/// The size in bytes of a dtype without names, if another dtype may have its size.
fn size(literal: &Literal<'_>) -> Option<usize> {
    match &literal.value {
        Value::Str(text) | Value::Bytes(text) => match kind_and_size(text)? {
            ('O' | 'T', _) => None,
            ('U', characters) => characters.checked_mul(4),
            (kind, size) => {
                let known = name(kind, size).is_some() || outside(kind, size) != UNKNOWN;
                known.then_some(size)
            }
        },
        // NumPy's default.
        Value::None => Some(size_of::<f64>()),
        Value::Tuple(items) => match &items[..] {
            [dtype, shape] => {
                let lengths = match &shape.value {
                    Value::Tuple(lengths) => lengths,
                    _ => std::slice::from_ref(shape),
                };
                lengths
                    .iter()
                    .try_fold(size(dtype)?, |size, length| match length.value {
                        Value::Integer(length) => size.checked_mul(usize::try_from(length).ok()?),
                        _ => None,
                    })
            }
            _ => None,
        },
        _ => None,
    }
}

/// A descriptor that may start with the shape of a subarray: `(1,)<i4`, `1i4`, `>()i4`.
fn repeated(text: &str) -> Described {
    let (outer_order, rest) = split_order(text);
    let shaped = rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with("()");
    if !shaped && !text.contains(',') {
        return scalar(text);
    }
    let start = rest.trim_start_matches(' ');
    let (open, start) = split_while(start, |c| c == '(');
    let (lengths, start) = split_while(start, |c| matches!(c, ' ' | ',') || c.is_ascii_digit());
    let (close, start) = split_while(start, |c| c == ')');
    let (inner_order, name) = split_order(start.trim_start_matches(' '));
    let name = name.trim_end();

    if name.contains(',') {
        return Err(STRUCTURED);
    }
    if !name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || ".?[]".contains(c))
    {
        return Err(UNKNOWN);
    }
    let order = match (outer_order, inner_order) {
        ("", order) | (order, "") => order,
        (outer, inner) if outer.replace('=', NATIVE) == inner.replace('=', NATIVE) => outer,
        _ => return Err(UNKNOWN),
    };
    let order = native(order);
    let found = repeated(&format!("{order}{name}"))?;

    let parts: Vec<_> = lengths.split(',').map(str::trim).collect();
    let single = match (open, &parts[..], close) {
        ("(", [""], ")") | ("", ["1"], "") => true,
        // In parentheses, a length without a comma is not a tuple.
        ("(", [_], ")") => return Err(UNKNOWN),
        ("(", [ones @ .., last], ")") | ("", [ones @ .., last], "") => {
            !ones.is_empty() && ones.iter().all(|&length| length == "1") && ["", "1"].contains(last)
        }
        _ => return Err(UNKNOWN),
    };
    if single { Ok(found) } else { Err(SUBARRAY) }
}

/// Splits a text after its leading characters for which `belongs` is true.
fn split_while(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    text.split_at(end)
}

/// Splits a descriptor after its byte order.
fn split_order(text: &str) -> (&str, &str) {
    text.split_at(usize::from(text.starts_with(['<', '>', '=', '|'])))
}

/// The machine's byte order.
const NATIVE: &str = if cfg!(target_endian = "big") {
    ">"
} else {
    "<"
};

/// The byte order, or the empty string if it is the machine's own.
fn native(order: &str) -> &str {
    if ["=", "|", NATIVE].contains(&order) {
        ""
    } else {
        order
    }
}

/// The descriptor of one element: a name, or a byte order and a code.
fn scalar(text: &str) -> Described {
    let (order, _) = split_order(text);
    let big_endian = match native(order) {
        "" => NATIVE == ">",
        order => order == ">",
    };
    let (kind, size) = kind_and_size(text).ok_or(UNKNOWN)?;
    let name = name(kind, size).ok_or_else(|| outside(kind, size))?;
    Ok(Stored {
        kind,
        size,
        big_endian,
        name,
    })
}

/// The kind (a letter of the array interface) and the size in bytes of one element; for `U` in characters.
fn kind_and_size(text: &str) -> Option<(char, usize)> {
    let (order, code) = split_order(text);
    let found = if order.is_empty() { named(code) } else { None };
    found
        .or_else(|| character(code))
        .or_else(|| sized(code))
        .or_else(|| match code.split_once('[')?.0 {
            "M8" => Some(('M', 8)),
            "m8" => Some(('m', 8)),
            "datetime64" if order.is_empty() => Some(('M', 8)),
            "timedelta64" if order.is_empty() => Some(('m', 8)),
            _ => None,
        })
}

/// The kind and the size of a dtype with the given name.
fn named(name: &str) -> Option<(char, usize)> {
    Some(match name {
        "bool" | "bool_" => ('b', 1),
        "int8" | "byte" => ('i', 1),
        "int16" | "short" => ('i', 2),
        "int32" | "intc" => ('i', 4),
        "int64" | "longlong" => ('i', 8),
        "int" | "int_" | "intp" => ('i', size_of::<isize>()),
        "long" => ('i', size_of::<c_long>()),
        "uint8" | "ubyte" => ('u', 1),
        "uint16" | "ushort" => ('u', 2),
        "uint32" | "uintc" => ('u', 4),
        "uint64" | "ulonglong" => ('u', 8),
        "uint" | "uintp" => ('u', size_of::<usize>()),
        "ulong" => ('u', size_of::<c_long>()),
        "float16" | "half" => ('f', 2),
        "float32" | "single" => ('f', 4),
        "float64" | "double" | "float" => ('f', 8),
        "float128" | "longdouble" => ('f', 16),
        "complex64" | "csingle" => ('c', 8),
        "complex128" | "cdouble" | "complex" => ('c', 16),
        "complex256" | "clongdouble" => ('c', 32),
        "object" | "object_" => ('O', 8),
        "bytes" | "bytes_" => ('S', 0),
        "str" | "str_" | "unicode" => ('U', 0),
        "void" => ('V', 0),
        "datetime64" => ('M', 8),
        "timedelta64" => ('m', 8),
        _ => return None,
    })
}

/// The kind and the size of a dtype with the given character code.
fn character(code: &str) -> Option<(char, usize)> {
    Some(match code {
        "?" => ('b', 1),
        "b" => ('i', 1),
        "h" => ('i', 2),
        "i" => ('i', 4),
        "l" => ('i', size_of::<c_long>()),
        "q" => ('i', 8),
        "n" | "p" => ('i', size_of::<isize>()),
        "B" => ('u', 1),
        "H" => ('u', 2),
        "I" => ('u', 4),
        "L" => ('u', size_of::<c_long>()),
        "Q" => ('u', 8),
        "N" | "P" => ('u', size_of::<usize>()),
        "e" => ('f', 2),
        "f" => ('f', 4),
        "d" => ('f', 8),
        "g" => ('f', 16),
        "F" => ('c', 8),
        "D" => ('c', 16),
        "G" => ('c', 32),
        "O" => ('O', 8),
        "S" | "a" => ('S', 0),
        "c" => ('S', 1),
        "U" => ('U', 0),
        "V" => ('V', 0),
        "M" => ('M', 8),
        "m" => ('m', 8),
        "T" => ('T', 16),
        _ => return None,
    })
}

/// The kind and the size of a code such as `f8`. The size is parsed like C's `strtol`, so `f08` and `f +8` are valid.
fn sized(code: &str) -> Option<(char, usize)> {
    let kind = code.chars().next()?;
    let size = code[kind.len_utf8()..].trim_start_matches([' ', '\t', '\n', '\x0b', '\x0c', '\r']);
    let digits = size.strip_prefix('+').unwrap_or(size);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some((kind, digits.parse().ok()?))
}

/// NumPy's name of an element type that this module reads.
fn name(kind: char, size: usize) -> Option<&'static str> {
    Some(match (kind, size) {
        ('b', 1) => "bool",
        ('i', 1) => "int8",
        ('i', 2) => "int16",
        ('i', 4) => "int32",
        ('i', 8) => "int64",
        ('u', 1) => "uint8",
        ('u', 2) => "uint16",
        ('u', 4) => "uint32",
        ('u', 8) => "uint64",
        ('f', 2) if cfg!(feature = "half") => "float16",
        ('f', 4) => "float32",
        ('f', 8) => "float64",
        ('c', 8) => "complex64",
        ('c', 16) => "complex128",
        _ => return None,
    })
}

/// NumPy's name of any other dtype.
fn outside(kind: char, size: usize) -> &'static str {
    match (kind, size) {
        ('f', 2) => "float16",
        ('f', 12 | 16) => "longdouble",
        ('c', 24 | 32) => "clongdouble",
        ('O', 4 | 8) => "object, pickled Python objects",
        ('S' | 'a', _) => "a byte string",
        ('U', _) => "text",
        ('V', _) => "void, raw bytes",
        ('M', 8) => "datetime64",
        ('m', 8) => "timedelta64",
        ('T', 16) => "StringDType, variable-width text",
        _ => UNKNOWN,
    }
}
