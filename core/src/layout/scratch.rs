//! Buffers on the stack that begin at a cache line boundary. A load or store that crosses lines takes as long as two.

use core::mem::MaybeUninit;

/// A value that begins at a cache line boundary.
#[repr(align(64))]
pub(crate) struct CacheAligned<T>(pub(crate) T);

/// Uninitialised space for `BYTES` bytes of elements, and for at least one element.
#[repr(align(64))]
pub(crate) union Scratch<T: Copy, const BYTES: usize> {
    _one: MaybeUninit<T>,
    _bytes: [MaybeUninit<u8>; BYTES],
}

impl<T: Copy, const BYTES: usize> Scratch<T, BYTES> {
    /// The number of elements that fit.
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
        // SAFETY: one field of the union is a T, so the alignment suffices. Its size is at least that of `LEN`
        // elements. Slots need not be initialised, and the borrow of `self` covers them.
        unsafe { core::slice::from_raw_parts_mut(first, Self::LEN) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_element_fits() {
        assert_eq!(Scratch::<u16, 64>::new().slots().len(), 32);
        assert_eq!(Scratch::<[u8; 100], 64>::new().slots().len(), 1);
        assert_eq!(Scratch::<(), 64>::new().slots().len(), 64);
        assert_eq!(Scratch::<[u64; 3], 64>::new().slots().len(), 2);
    }
}
