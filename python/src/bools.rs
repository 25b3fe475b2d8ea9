//! The first true or false element of bool arrays, whatever their bytes are: every byte but 0 is true.

use ndarray::{ArrayD, ArrayViewD};

/// The position of the first byte that stands for `value`. Nothing is read far behind the byte.
pub fn first(bytes: &[u8], value: bool) -> Option<usize> {
    if value {
        first_of::<true>(bytes)
    } else {
        first_of::<false>(bytes)
    }
}

/// [`first`] of a value that the compiler knows. It is a function of its own, so that its loops are vectorised and unrolled
/// whatever is around a call.
#[inline(never)]
fn first_of<const VALUE: bool>(bytes: &[u8]) -> Option<usize> {
    // Without branches, so that it is vectorised.
    let any = |bytes: &[u8]| {
        if VALUE {
            bytes.iter().fold(0, |all, byte| all | byte) != 0
        } else {
            bytes.iter().fold(1, |all, &byte| all.min(byte)) == 0
        }
    };
    // Parts that stay in the cache, then smaller ones, then bytes.
    let mut start = bytes.chunks(1 << 12).position(any)? << 12;
    start += bytes[start..].chunks(1 << 9).position(any)? << 9;
    start += bytes[start..].chunks(1 << 6).position(any)? << 6;
    let mut rest = bytes[start..].iter();
    Some(start + rest.position(|&byte| (byte != 0) == VALUE)?)
}

/// The positions of the first extremes of a bool array that is contiguous, along its last axis or in all of it: those of the
/// first `wanted`. It reads no further, and needs no check that each byte is 0 or 1. There are none for any other array or axis.
pub fn first_along(
    bytes: &ArrayViewD<'_, u8>,
    axis: Option<isize>,
    keepdims: bool,
    wanted: bool,
) -> Option<ArrayD<i64>> {
    let ndim = bytes.ndim();
    let mut shape = bytes.shape().to_vec();
    let kept = match axis {
        None => 0,
        Some(axis) if ndim > 0 && (axis == -1 || axis + 1 == ndim.cast_signed()) => ndim - 1,
        Some(_) => return None,
    };
    let lane: usize = shape[kept..].iter().product();
    let bytes = bytes.as_slice().filter(|bytes| !bytes.is_empty())?;
    let position =
        |lane: &[u8]| i64::try_from(first(lane, wanted).unwrap_or(0)).unwrap_or(i64::MAX);
    let positions = bytes.chunks(lane).map(position).collect();
    if keepdims {
        shape[kept..].fill(1);
    } else {
        shape.truncate(kept);
    }
    ArrayD::from_shape_vec(shape, positions).ok()
}
