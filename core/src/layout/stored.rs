//! The stored elements of an array: each of them once, however often a broadcast view repeats it.

use super::axes::INLINE;
use super::strided::Strided;
use smallvec::SmallVec;

/// An array without its axes of length 1 and its axes of stride 0. At least one axis is kept.
pub(crate) struct Stored<'a, T> {
    all: Strided<'a, T>,
    layout: StoredAxes,
}

/// The axes that are left, of an array of any element type. At least one is kept.
#[derive(Default)]
pub(crate) struct StoredAxes {
    axes: SmallVec<[usize; INLINE]>,
    shape: SmallVec<[usize; INLINE]>,
    strides: SmallVec<[isize; INLINE]>,
    repeats: usize,
}

impl StoredAxes {
    /// The axes of an array with this shape and these strides.
    ///
    /// # Panics
    ///
    /// If the array is empty or has no axis.
    #[inline(never)]
    pub(crate) fn new(shape: &[usize], strides: &[isize]) -> Self {
        let last = shape.len().checked_sub(1).expect("an axis");
        let mut stored = Self {
            repeats: 1,
            ..Self::default()
        };
        for (axis, (&len, &stride)) in shape.iter().zip(strides).enumerate() {
            assert!(len > 0, "an array that is not empty");
            if len == 1 {
                continue;
            }
            if stride == 0 {
                stored.repeats = stored.repeats.saturating_mul(len);
            } else {
                stored.push(axis, len, stride);
            }
        }
        if stored.axes.is_empty() {
            stored.push(last, 1, 1);
        }
        stored
    }

    #[inline(always)]
    fn push(&mut self, axis: usize, len: usize, stride: isize) {
        self.axes.push(axis);
        self.shape.push(len);
        self.strides.push(stride);
    }

    /// The numbers of the axes that were kept, in order.
    pub(crate) fn axes(&self) -> &[usize] {
        &self.axes
    }

    /// The lengths of the axes that were kept.
    pub(crate) fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// The strides of the axes that were kept.
    pub(crate) fn strides(&self) -> &[isize] {
        &self.strides
    }

    /// How often the array repeats each stored element.
    pub(crate) fn repeats(&self) -> usize {
        self.repeats
    }
}

impl<'a, T: Copy> Stored<'a, T> {
    /// The stored elements of an array.
    ///
    /// # Panics
    ///
    /// If the array is empty or has no axis.
    #[inline(always)]
    pub(crate) fn new(all: Strided<'a, T>) -> Self {
        Self {
            all,
            layout: StoredAxes::new(all.shape(), all.strides()),
        }
    }

    /// The stored elements as an array.
    pub(crate) fn as_strided(&self) -> Strided<'_, T> {
        // SAFETY: each of these axes is one of the array's, or has length 1. The array is not empty, so with index 0
        // along the axes that were left out, every position is that of an element.
        unsafe { self.all.with_axes(&self.layout.shape, &self.layout.strides) }
    }

    /// How often the array repeats each stored element.
    pub(crate) fn repeats(&self) -> usize {
        self.layout.repeats()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{ArrayView3, ShapeBuilder, arr0};

    #[test]
    fn repeated_axes_and_axes_of_length_1_are_left_out() {
        let elements = [1, 2, 3];
        let shape = (1 << 20, 3, 1).strides((0, 1, 3));
        let x = ArrayView3::from_shape(shape, &elements).expect("the strides fit");
        let stored = Stored::new(Strided::of(&x));
        assert_eq!(stored.layout.axes(), [1]);
        assert_eq!(stored.repeats(), 1 << 20);
        assert_eq!(stored.as_strided().to_slice(), Some(&elements[..]));
    }

    #[test]
    fn one_axis_is_left_of_a_repeated_element() {
        let element = arr0(7);
        let x = element.broadcast((4, 5)).expect("it stretches");
        let stored = Stored::new(Strided::of(&x));
        assert_eq!((stored.layout.axes(), stored.repeats()), (&[1][..], 20));
        assert_eq!(stored.as_strided().to_slice(), Some(&[7][..]));
    }
}
