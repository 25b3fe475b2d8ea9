//! Loads of a part of a register, for registers without masked loads.

/// 32 bytes with all bits set, then 32 zeros. From `32 - n` on, they are the mask of the first `n` bytes of a register.
static FIRST_BYTES: [u8; 64] = {
    let mut bytes = [0; 64];
    let mut at = 0;
    while at < 32 {
        bytes[at] = 0xff;
        at += 1;
    }
    bytes
};

/// The mask of the first `n` bytes of a register.
///
/// # Safety
///
/// `R` is a register of at most 32 bytes, and `n` is at most its size.
#[inline(always)]
pub(in crate::simd) unsafe fn first_bytes<R: Copy>(n: usize) -> R {
    // SAFETY: the register has at most 32 bytes, and so does `n`. So a whole register from `32 - n` on is in the table
    // of 64 bytes. Any bits are a valid register, and the read need not be aligned.
    unsafe {
        FIRST_BYTES
            .as_ptr()
            .add(32 - n)
            .cast::<R>()
            .read_unaligned()
    }
}

/// The `n` bytes at `from`, by at most two loads, which may overlap: the first 8 of them, then the others. The bytes
/// after the `n` are arbitrary. The first byte is the lowest.
///
/// # Safety
///
/// The `n` bytes can be read. They are whole elements of `size` bytes, at least one element, and at most 16 bytes in
/// total.
#[inline(always)]
pub(in crate::simd) unsafe fn load_words(from: *const u8, n: usize, size: usize) -> (u64, u64) {
    // SAFETY: in each branch, the width of the loads is at most `n`, because `n` is at least `size`. The first load
    // begins with the `n` bytes, and the second one ends with them. No load needs to be aligned.
    unsafe {
        if size >= 8 || n >= 8 {
            let low = from.cast::<u64>().read_unaligned();
            let high = from.add(n - 8).cast::<u64>().read_unaligned();
            // If `n` is 8, the high half is entirely after the `n` bytes, so its value is arbitrary.
            (low, high >> (8 * (16 - n) % 64))
        } else if size >= 4 || n >= 4 {
            let low = from.cast::<u32>().read_unaligned();
            let high = from.add(n - 4).cast::<u32>().read_unaligned();
            (u64::from(low) | u64::from(high) << (8 * (n - 4)), 0)
        } else if size >= 2 || n >= 2 {
            let low = from.cast::<u16>().read_unaligned();
            let high = from.add(n - 2).cast::<u16>().read_unaligned();
            (u64::from(low) | u64::from(high) << (8 * (n - 2)), 0)
        } else {
            (u64::from(from.read()), 0)
        }
    }
}
