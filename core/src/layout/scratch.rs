//! Buffers on the stack, which begin with a line of the cache: loads and stores across lines take as long as two.

use core::mem::MaybeUninit;

/// What begins with a line.
#[repr(align(64))]
pub(crate) struct Aligned<T>(pub(crate) T);

/// Room for `BYTES` bytes of elements, and for one element at least. Nothing in it is initialised.
#[repr(align(64))]
pub(crate) union Scratch<T: Copy, const BYTES: usize> {
    _one: MaybeUninit<T>,
    _bytes: [MaybeUninit<u8>; BYTES],
}

impl<T: Copy, const BYTES: usize> Scratch<T, BYTES> {
    /// How many elements there is room for.
    pub(crate) const LEN: usize = match size_of::<T>() {
        0 => BYTES,
        size => size_of::<Self>() / size,
    };

    pub(crate) const fn new() -> Self {
        Self {
            _bytes: [MaybeUninit::uninit(); BYTES],
        }
    }

    pub(crate) fn slots(&mut self) -> &mut [MaybeUninit<T>] {
        let first = core::ptr::from_mut(self).cast();
        // SAFETY: the union has the alignment of T and room for LEN of them, and none needs to be initialised.
        unsafe { core::slice::from_raw_parts_mut(first, Self::LEN) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_for_any_element() {
        assert_eq!(Scratch::<u16, 64>::new().slots().len(), 32);
        assert_eq!(Scratch::<[u8; 100], 64>::new().slots().len(), 1);
        assert_eq!(Scratch::<(), 64>::new().slots().len(), 64);
        assert_eq!(Scratch::<[u64; 3], 64>::new().slots().len(), 2);
    }
}
