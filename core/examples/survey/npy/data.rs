//! The elements of an npy file.

use super::Error;
use super::header::Header;
use argwhere::{Array, DType};
use bytemuck::{AnyBitPattern, NoUninit};
use ndarray::{ArrayD, IxDyn, ShapeBuilder};
use num_complex::Complex;
use std::io::Read;

/// Reads the elements after a header. The rest of the file has `found` bytes.
pub(super) fn read(source: &mut dyn Read, header: &Header, found: u64) -> Result<Array, Error> {
    match header.descr.dtype {
        DType::Bool => {
            let bytes = elements::<u8>(source, header, found)?;
            // Every byte other than 0 is true, as in NumPy.
            array(header, bytes.into_iter().map(|byte| byte != 0).collect())
        }
        DType::Int8 => array(header, elements::<i8>(source, header, found)?),
        DType::Int16 => array(header, elements::<i16>(source, header, found)?),
        DType::Int32 => array(header, elements::<i32>(source, header, found)?),
        DType::Int64 => array(header, elements::<i64>(source, header, found)?),
        DType::UInt8 => array(header, elements::<u8>(source, header, found)?),
        DType::UInt16 => array(header, elements::<u16>(source, header, found)?),
        DType::UInt32 => array(header, elements::<u32>(source, header, found)?),
        DType::UInt64 => array(header, elements::<u64>(source, header, found)?),
        DType::Float32 => array(header, elements::<f32>(source, header, found)?),
        DType::Float64 => array(header, elements::<f64>(source, header, found)?),
        DType::Complex64 => array(header, elements::<Complex<f32>>(source, header, found)?),
        DType::Complex128 => array(header, elements::<Complex<f64>>(source, header, found)?),
    }
}

/// The elements in the order of the file. Memory is allocated only if the file is as long as its header claims.
fn elements<T>(source: &mut dyn Read, header: &Header, found: u64) -> Result<Vec<T>, Error>
where
    T: AnyBitPattern + NoUninit,
{
    let shape = &header.shape[..];
    // NumPy and ndarray limit the product of the nonzero lengths, also if the array is empty.
    let mut lengths = shape.iter().copied().filter(|&length| length > 0);
    lengths
        .try_fold(size_of::<T>(), usize::checked_mul)
        .filter(|&bytes| isize::try_from(bytes).is_ok())
        .ok_or_else(|| Error::Shape(shape.to_vec()))?;

    let len = if shape.contains(&0) {
        0
    } else {
        shape.iter().product()
    };
    let bytes = (len * size_of::<T>()) as u64;
    // Bytes after the last element are ignored, as in NumPy, because a file may contain several arrays.
    if found < bytes {
        let shape = shape.to_vec();
        return Err(Error::Length {
            shape,
            bytes,
            found,
        });
    }
    // A sparse file may be longer than memory, so the allocation may fail.
    let mut elements: Vec<T> =
        bytemuck::allocation::try_zeroed_vec(len).map_err(|()| Error::Memory(bytes))?;
    source.read_exact(bytemuck::cast_slice_mut(&mut elements))?;
    if header.descr.big_endian != cfg!(target_endian = "big") {
        swap_bytes(&mut elements, header.descr.dtype);
    }
    Ok(elements)
}

fn array<T>(header: &Header, elements: Vec<T>) -> Result<Array, Error>
where
    Array: From<ArrayD<T>>,
{
    let layout = IxDyn(&header.shape).set_f(header.fortran_order);
    let array = ArrayD::from_shape_vec(layout, elements);
    array
        .map(Array::from)
        .map_err(|_| Error::Shape(header.shape.clone()))
}

/// Reverses the bytes of each number; a complex element is two of them.
fn swap_bytes<T: AnyBitPattern + NoUninit>(elements: &mut [T], dtype: DType) {
    let numbers = match dtype {
        DType::Complex64 | DType::Complex128 => 2,
        _ => 1,
    };
    match size_of::<T>() / numbers {
        2 => bytemuck::cast_slice_mut::<T, u16>(elements)
            .iter_mut()
            .for_each(|number| *number = number.swap_bytes()),
        4 => bytemuck::cast_slice_mut::<T, u32>(elements)
            .iter_mut()
            .for_each(|number| *number = number.swap_bytes()),
        8 => bytemuck::cast_slice_mut::<T, u64>(elements)
            .iter_mut()
            .for_each(|number| *number = number.swap_bytes()),
        _ => (),
    }
}
