//! The first true or false element of bool arrays, whatever their bytes are: every byte but 0 is true.

use argwhere::Along;
use argwhere::par::Par;
use ndarray::{ArrayD, ArrayViewD};
use tables::functions;

/// The position of the first byte that stands for `value`. A short array costs little, a long one is read at the speed of a kernel,
/// and nothing is read far behind the byte.
pub fn first(bytes: &[u8], value: bool) -> Option<usize> {
    let (head, rest) = bytes.split_at(bytes.len().min(SHORT));
    let mut parts = rest.chunks(LONG).enumerate();
    first_in_part(head, value).or_else(|| {
        parts.find_map(|(part, bytes)| {
            let search = if value {
                functions::argmax
            } else {
                functions::argmin
            };
            let found = search(bytes.into(), Along::all(), Par::Seq).ok()?;
            let at = usize::try_from(*found.first()?).ok()?;
            let start = SHORT + part * LONG;
            match (value, *bytes.get(at)?) {
                // The first of the smallest or largest bytes.
                (false, 0) | (true, 1) => Some(start + at),
                (false, _) | (true, 0) => None,
                // There are bytes other than 0 and 1, and a smaller one may be before this one.
                (true, _) => first_in_part(bytes, value).map(|at| start + at),
            }
        })
    })
}

/// The length of a part that is searched without a kernel.
const SHORT: usize = 1 << 12;

/// The length of a part that a kernel searches.
const LONG: usize = 1 << 18;

/// [`first`] of few bytes.
fn first_in_part(bytes: &[u8], value: bool) -> Option<usize> {
    // Without branches, so that it is vectorised.
    let any = |bytes: &[u8]| {
        if value {
            bytes.iter().fold(0, |all, byte| all | byte) != 0
        } else {
            bytes.iter().fold(1, |all, &byte| all.min(byte)) == 0
        }
    };
    // Parts that stay in the cache, then parts of a cache line, then bytes.
    let mut start = 0;
    for len in [SHORT, 1 << 6] {
        start += bytes[start..].chunks(len).position(any)? * len;
    }
    let byte = bytes[start..]
        .iter()
        .position(|&byte| (byte != 0) == value)?;
    Some(start + byte)
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
