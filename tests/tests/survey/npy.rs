//! Writes npy files by hand, so that the reader is not tested with its own writer.

use crate::process::scratch;
use std::fs;
use std::path::PathBuf;

/// Per dtype of the table, the descriptor without byte order and the name.
pub(crate) const DTYPES: [(&str, &str); 13] = [
    ("b1", "bool"),
    ("i1", "int8"),
    ("i2", "int16"),
    ("i4", "int32"),
    ("i8", "int64"),
    ("u1", "uint8"),
    ("u2", "uint16"),
    ("u4", "uint32"),
    ("u8", "uint64"),
    ("f4", "float32"),
    ("f8", "float64"),
    ("c8", "complex64"),
    ("c16", "complex128"),
];

/// A file of format version 1 with this header text, followed by these bytes.
pub(crate) fn file(header: &str, elements: &[u8]) -> Vec<u8> {
    let padded = (10 + header.len() + 1).next_multiple_of(64) - 10;
    let mut file = b"\x93NUMPY\x01\x00".to_vec();
    file.extend(
        u16::try_from(padded)
            .expect("the header is short")
            .to_le_bytes(),
    );
    file.extend(format!("{header:<width$}\n", width = padded - 1).bytes());
    file.extend(elements);
    file
}

/// The header as `numpy.save` writes it.
pub(crate) fn header(descriptor: &str, fortran_order: bool, shape: &[usize]) -> String {
    let fortran_order = if fortran_order { "True" } else { "False" };
    let shape = tuple(shape);
    format!("{{'descr': '{descriptor}', 'fortran_order': {fortran_order}, 'shape': {shape}, }}")
}

/// Saves elements that are given in row-major order.
pub(crate) fn save(
    name: &str,
    descriptor: &str,
    fortran_order: bool,
    shape: &[usize],
    elements: &[Vec<u8>],
) -> PathBuf {
    assert_eq!(
        shape.iter().product::<usize>(),
        elements.len(),
        "shape {shape:?}"
    );
    let stored: Vec<u8> = if fortran_order {
        // Fortran order of an array is C order of its transpose.
        let reversed: Vec<_> = shape.iter().rev().copied().collect();
        let element = |nth| {
            let index: Vec<_> = unravel(nth, &reversed).into_iter().rev().collect();
            let row_major = index
                .iter()
                .zip(shape)
                .fold(0, |flat, (at, length)| flat * length + at);
            elements[row_major].clone()
        };
        (0..elements.len()).flat_map(element).collect()
    } else {
        elements.concat()
    };
    save_bytes(
        name,
        &file(&header(descriptor, fortran_order, shape), &stored),
    )
}

/// Saves a file of arbitrary bytes.
pub(crate) fn save_bytes(name: &str, bytes: &[u8]) -> PathBuf {
    let path = scratch(name);
    fs::write(&path, bytes).expect("the target directory is writable");
    path
}

/// The bytes of a small integer in a dtype. In complex dtypes, odd integers are imaginary.
pub(crate) fn element(descriptor: &str, big_endian: bool, value: i8) -> Vec<u8> {
    let number = f64::from(value);
    let mut parts = match descriptor {
        "b1" => vec![vec![u8::from(value != 0)]],
        "f4" => vec![f32::from(value).to_le_bytes().to_vec()],
        "f8" => vec![number.to_le_bytes().to_vec()],
        "c8" => complex(value)
            .map(|part| f32::from(part).to_le_bytes().to_vec())
            .into(),
        "c16" => complex(value)
            .map(|part| f64::from(part).to_le_bytes().to_vec())
            .into(),
        integer => {
            let size = usize::from(integer.as_bytes()[1] - b'0');
            vec![i64::from(value).to_le_bytes()[..size].to_vec()]
        }
    };
    if big_endian {
        for part in &mut parts {
            part.reverse();
        }
    }
    parts.concat()
}

fn complex(value: i8) -> [i8; 2] {
    if value % 2 == 0 {
        [value, 0]
    } else {
        [0, value]
    }
}

/// The multi-index of a flat index in row-major order.
pub(crate) fn unravel(flat: usize, shape: &[usize]) -> Vec<usize> {
    let strides = (1..=shape.len()).map(|axis| shape[axis..].iter().product::<usize>());
    strides
        .zip(shape)
        .map(|(stride, length)| flat / stride % length)
        .collect()
}

/// A shape or an index as Python writes it.
pub(crate) fn tuple(items: &[usize]) -> String {
    let text: Vec<_> = items.iter().map(usize::to_string).collect();
    if let [item] = &text[..] {
        format!("({item},)")
    } else {
        format!("({})", text.join(", "))
    }
}
