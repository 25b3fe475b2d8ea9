//! The element type of indices, and its conversion from and to positions in an array.

/// The element type of indices: int64, the default integer dtype of the standard, and `intp` of NumPy on 64-bit machines.
pub type Index = i64;

/// A position as an index. An array has at most `isize::MAX` elements, so the conversion is exact.
#[expect(
    clippy::cast_possible_wrap,
    reason = "a position is at most isize::MAX"
)]
#[inline(always)]
pub(crate) fn index(position: usize) -> Index {
    position as Index
}

/// The position that an index stands for.
#[expect(
    clippy::cast_sign_loss,
    clippy::cast_possible_truncation,
    reason = "it was a position"
)]
#[inline(always)]
pub(crate) fn position(index: Index) -> usize {
    index as usize
}
