//! Reads an array from a `.npy` file into an [`Array`] of whichever dtype the file has.
//!
//! `ndarray-npy` decodes the elements. The header is checked here first, because a file can claim anything:
//! the parser takes exponential time on nested brackets, and elements are allocated before they are read.

use crate::Result;
use argwhere::{Array, DType};
use ndarray::{ArrayD, IxDyn, ShapeBuilder};
use ndarray_npy::{ReadDataError, ReadableElement};
use num_complex::Complex;
use py_literal::Value;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// `numpy.load` refuses a longer header too, unless told to trust the file.
const LONGEST_HEADER: usize = 10_000;

pub(crate) struct Npy {
    pub(crate) array: Array,
    /// The dtype as the file spells it, with the byte order: `>i2`.
    pub(crate) descriptor: String,
    pub(crate) fortran_order: bool,
}

pub(crate) fn open(path: &Path) -> Result<Npy> {
    read_file(path).map_err(|error| format!("{}: {error}", path.display()).into())
}

fn read_file(path: &Path) -> Result<Npy> {
    let metadata = fs::metadata(path)?;
    // Opening a pipe would wait for its writer, and a device has no size.
    if !metadata.is_file() {
        return Err("not a regular file".into());
    }
    read(File::open(path)?, metadata.len())
}

/// Reads an npy file that is `size` bytes long.
pub(crate) fn read(mut source: impl Read, size: u64) -> Result<Npy> {
    let header = Header::read(&mut source, size)?;
    let array = READERS
        .iter()
        .find_map(|reader| reader(&mut source, &header))
        .unwrap_or_else(|| Err(unknown_dtype(&header.descriptor)))?;
    let Value::String(descriptor) = header.descriptor else {
        return Err(unknown_dtype(&header.descriptor));
    };
    Ok(Npy {
        array,
        descriptor,
        fortran_order: header.fortran_order,
    })
}

/// Reads the elements after a header; `None` where the header is of another dtype.
type Reader = fn(&mut dyn Read, &Header) -> Option<Result<Array>>;

/// A reader for each dtype of the table.
const READERS: [Reader; DType::ALL.len()] = [
    elements::<bool>,
    elements::<i8>,
    elements::<i16>,
    elements::<i32>,
    elements::<i64>,
    elements::<u8>,
    elements::<u16>,
    elements::<u32>,
    elements::<u64>,
    elements::<f32>,
    elements::<f64>,
    elements::<Complex<f32>>,
    elements::<Complex<f64>>,
];

fn elements<T: ReadableElement>(source: &mut dyn Read, header: &Header) -> Option<Result<Array>>
where
    Array: From<ArrayD<T>>,
{
    match T::read_to_end_exact_vec(io::empty(), &header.descriptor, 0) {
        Err(ReadDataError::WrongDescriptor(_)) => None,
        _ => Some(header.array_of::<T>(source).map(Array::from)),
    }
}

struct Header {
    descriptor: Value,
    fortran_order: bool,
    shape: Vec<usize>,
    /// How many bytes of the file follow the header.
    rest: u64,
}

impl Header {
    /// Layout: the magic string, two bytes of version, the length of the text in two bytes or four, the text.
    fn read(source: &mut impl Read, size: u64) -> Result<Self> {
        let mut start = [0; 8];
        source
            .read_exact(&mut start)
            .map_err(|_| "not an npy file: too short")?;
        let [b'\x93', b'N', b'U', b'M', b'P', b'Y', major, _] = start else {
            return Err("not an npy file: it does not start with \\x93NUMPY".into());
        };
        let truncated = |_| "truncated npy file: it ends inside the header";
        let mut length = [0; 4];
        let width = match major {
            1 => 2,
            2 | 3 => 4,
            _ => return Err(format!("npy format version {major} is not known").into()),
        };
        source.read_exact(&mut length[..width]).map_err(truncated)?;
        let length = usize::try_from(u32::from_le_bytes(length))?;
        if length > LONGEST_HEADER {
            return Err(
                format!("a header of {length} bytes; at most {LONGEST_HEADER} are read").into(),
            );
        }
        let mut text = vec![0; length];
        source.read_exact(&mut text).map_err(truncated)?;
        let rest = size.saturating_sub((start.len() + width + length) as u64);
        Self::parse(&String::from_utf8_lossy(&text), rest)
    }

    /// The text is a Python dictionary: `{'descr': '<i2', 'fortran_order': False, 'shape': (344, 403), }`.
    fn parse(text: &str, rest: u64) -> Result<Self> {
        // A dictionary, a tuple, and in `<M8[s]` a unit. A structured dtype opens more, and the parser takes
        // twice the time for each further level of nesting.
        if text.matches(['(', '[', '{']).count() > 3 {
            let text = text.trim();
            return Err(format!("a structured dtype, or not an npy header: {text:.60}").into());
        }
        let malformed = || format!("malformed npy header: {:.60}", text.trim());
        let Ok(Value::Dict(entries)) = text.trim_end().parse() else {
            return Err(malformed().into());
        };
        let entry = |name: &str| {
            let found = entries
                .iter()
                .find(|(key, _)| key.as_string().is_some_and(|key| key == name));
            found.map(|(_, value)| value).ok_or_else(malformed)
        };
        let shape = entry("shape")?.as_tuple().ok_or_else(malformed)?;
        let shape: Option<_> = shape
            .iter()
            .map(|length| usize::try_from(length.as_integer()?).ok())
            .collect();
        Ok(Self {
            descriptor: entry("descr")?.clone(),
            fortran_order: entry("fortran_order")?.as_boolean().ok_or_else(malformed)?,
            shape: shape.ok_or_else(malformed)?,
            rest,
        })
    }

    /// The elements behind the header, once the file has proved to be as long as they are.
    fn array_of<T: ReadableElement>(&self, source: &mut dyn Read) -> Result<ArrayD<T>> {
        let shape = &self.shape[..];
        let len = shape
            .iter()
            .try_fold(1, |len: usize, &axis| len.checked_mul(axis));
        let bytes = len.and_then(|len| len.checked_mul(size_of::<T>()));
        let (Some(len), Some(bytes)) = (len, bytes) else {
            return Err(format!("no memory holds the shape {shape:?} of the header").into());
        };
        let (bytes, rest) = (bytes as u64, self.rest);
        if rest != bytes {
            let problem = if rest < bytes {
                "truncated npy file"
            } else {
                "bytes left over in npy file"
            };
            let needs = format!("shape {shape:?} takes {bytes} bytes");
            return Err(format!("{problem}: {needs}, {rest} are there").into());
        }
        // A sparse file can be longer than memory.
        Vec::<T>::new()
            .try_reserve_exact(len)
            .map_err(|_| format!("no memory for {bytes} bytes"))?;
        let elements = T::read_to_end_exact_vec(source, &self.descriptor, len)?;
        let layout = IxDyn(shape).set_f(self.fortran_order);
        Ok(ArrayD::from_shape_vec(layout, elements)?)
    }
}

fn unknown_dtype(descriptor: &Value) -> Box<dyn std::error::Error> {
    let names: Vec<_> = DType::ALL.iter().map(|dtype| dtype.name()).collect();
    let names = names.join(", ");
    format!("dtype {descriptor} is not in the standard table: {names}").into()
}
