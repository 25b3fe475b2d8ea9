//! Selection by whole cache lines, for results longer than a few lines whose operands are in a cache.
//!
//! Two things slow a plain loop. A load or store that crosses cache lines takes as long as two. With 4K aliasing, a
//! load waits for an earlier store to an address with the same low 12 bits, even if it is in another page. Arrays
//! rarely begin at a cache line boundary, and arrays whose size is a power of two often begin at aliasing addresses.
//! There a plain loop took up to twice as long as with well-placed arrays. Here each line is loaded once and written
//! once:
//!
//! ```text
//! up to the second line boundary of out:                // `plain`
//!     select element by element
//! for each 64 elements:
//!     bits = the condition, one bit per element
//!     for each line of out:
//!         take the elements of x1, and those of x2, each from a window over two adjacent lines
//!         select, and write the line
//! the rest:                                             // `plain`
//!     select element by element
//! ```
//!
//! 1. A window begins at a word of 8 bytes. Allocators place arrays at such addresses. If a window would begin
//!    elsewhere, `plain` selects all elements. It also selects all of them, first up to a line boundary of out and then
//!    from there on, if the operands have the same offset in a line as out and lines cannot be skipped: then no access
//!    of the second part crosses a line. (With elements wider than a byte, the condition is loaded without a window.)
//! 2. If 64 conditions are equal, the lines of the array that is not selected are not loaded. This is done only for
//!    elements of 8 bytes. They took two thirds to four fifths of the time if most groups of conditions are equal. If
//!    not, they took as long as without it, or up to a seventh longer in L1. Narrower elements have fewer lines per
//!    group, so a branch misprediction would cost as much as is saved.

use crate::simd::{CACHE_LINE, MemoryLevel, Vector};
use core::mem::MaybeUninit;
use core::ops::Range;

/// The number of elements per group. Their conditions fill one cache line and are read together.
const TOGETHER: usize = CACHE_LINE;

/// A window begins at a multiple of this many bytes.
const WORD: usize = 8;

/// Whether vectors are as wide as a cache line, and the level has an instruction for windows.
#[inline(always)]
pub(super) const fn is_available<V: Vector>() -> bool {
    V::HAS_WINDOWS && size_of::<V>() == CACHE_LINE
}

/// Writes `x1` where the condition is true, else `x2`. `plain` does that element by element. A lane of `V` is as wide
/// as an element.
///
/// # Panics
///
/// If the lengths of the slices differ, or the level has no windows.
#[inline(always)]
pub(super) fn row<C: Vector<Element = i8>, V: Vector<Level = C::Level>, T: Copy>(
    level: C::Level,
    condition: &[bool],
    x1: &[T],
    x2: &[T],
    out: &mut [MaybeUninit<T>],
    plain: impl Fn(&[bool], &[T], &[T], &mut [MaybeUninit<T>]),
) {
    const {
        assert!(
            size_of::<V::Element>() == size_of::<T>(),
            "lanes as wide as an element"
        );
    }
    assert!(
        is_available::<C>() && is_available::<V>(),
        "a level with windows"
    );
    let len = out.len();
    assert!(
        condition.len() == len && x1.len() == len && x2.len() == len,
        "the slices of a selection have one length"
    );
    let by_lines = lines(condition, x1, x2, out);
    for part in [0..by_lines.start, by_lines.end..len] {
        let inputs = (
            &condition[part.clone()],
            &x1[part.clone()],
            &x2[part.clone()],
        );
        plain(inputs.0, inputs.1, inputs.2, &mut out[part]);
    }
    if by_lines.is_empty() {
        return;
    }
    let mut to = out[by_lines.clone()].as_mut_ptr().cast();
    let mut x1 = Windows::<V>::new(level, x1, by_lines.start);
    let mut x2 = Windows::<V>::new(level, x2, by_lines.start);
    // With wider elements the condition is a small part of the loads, and there may be less than a line of it before
    // `start`.
    let mut windows =
        (size_of::<T>() == 1).then(|| Windows::<C>::new(level, condition, by_lines.start));
    // `lines` leaves at least a line of elements before and after its range. A window of the range begins in one line
    // and ends in the next one, and both of them are in the slice.
    let condition = condition[by_lines.clone()].as_ptr();
    for at in (0..by_lines.len()).step_by(TOGETHER) {
        let truths = match &mut windows {
            // SAFETY: this is the window of a line of the range, so it ends in a line that is in the slice.
            Some(windows) => unsafe { windows.next() },
            // SAFETY: the length of the range is a multiple of `TOGETHER`, so that many conditions begin at `at`.
            None => unsafe { C::load(level, condition.wrapping_add(at).cast()) },
        };
        let bits = !C::bits(truths.eq(C::splat(level, 0)));
        if skips_lines::<T>() && bits == 0 {
            // SAFETY: `TOGETHER` elements of this size are `size_of::<T>()` lines, and all of them are in the range.
            to = unsafe { copy_one_of(&mut x2, &mut x1, to, size_of::<T>()) };
            continue;
        }
        if skips_lines::<T>() && bits == u64::MAX {
            // SAFETY: `TOGETHER` elements of this size are `size_of::<T>()` lines, and all of them are in the range.
            to = unsafe { copy_one_of(&mut x1, &mut x2, to, size_of::<T>()) };
            continue;
        }
        for k in 0..size_of::<T>() {
            let mask = V::mask_of_bits(level, bits >> (k * V::LANES));
            // SAFETY: this is the window of a line of the range, so it ends in a line that is in the slice.
            let x1 = unsafe { x1.next() };
            // SAFETY: as for `x1`.
            let x2 = unsafe { x2.next() };
            // SAFETY: `to` is a line of the range of `out`: it moves on by one line per line of the range.
            unsafe { V::select(mask, x1, x2).store(to) };
            to = to.wrapping_add(V::LANES);
        }
    }
}

/// Writes `count` windows of one operand and skips `count` of the other. Returns where the next line goes.
///
/// # Safety
///
/// The lines in which the next `count` windows of both operands end can be read, and `count` lines can be written at
/// `to`.
#[inline(always)]
unsafe fn copy_one_of<V: Vector>(
    taken: &mut Windows<V>,
    skipped: &mut Windows<V>,
    mut to: *mut V::Element,
    count: usize,
) -> *mut V::Element {
    for _ in 0..count {
        // SAFETY: the caller promises `count` windows of `taken`, and each pass reads one.
        let line = unsafe { taken.next() };
        // SAFETY: the caller promises `count` lines at `to`, and each pass writes one.
        unsafe { line.store(to) };
        to = to.wrapping_add(V::LANES);
    }
    skipped.next = skipped.next.wrapping_add((count - 1) * V::LANES);
    // SAFETY: the caller promises `count` windows of `skipped`, and this is the last one.
    unsafe { skipped.next() };
    to
}

/// Whether the lines of an operand are skipped if no element is selected from them.
#[inline(always)]
const fn skips_lines<T>() -> bool {
    size_of::<T>() == 8
}

/// The elements that are written by whole lines: a multiple of [`TOGETHER`], from a line boundary of `out` on.
#[inline(always)]
fn lines<T>(condition: &[bool], x1: &[T], x2: &[T], out: &[MaybeUninit<T>]) -> Range<usize> {
    let (size, len) = (size_of::<T>(), out.len());
    let bytes = (3 * size + 1).saturating_mul(len);
    // With fewer elements there would not be a line before and after the range.
    if len < 3 * TOGETHER || MemoryLevel::of(bytes) == MemoryLevel::Memory {
        return 0..0;
    }
    let to = out.as_ptr().addr();
    let before = to.wrapping_neg() % CACHE_LINE;
    // The offsets of the windows in their lines, relative to the lines of `out`.
    let mut offsets = [
        x1.as_ptr().addr(),
        x2.as_ptr().addr(),
        condition.as_ptr().addr(),
    ]
    .map(|from| from.wrapping_sub(to) % CACHE_LINE);
    if size > 1 {
        offsets[2] = 0;
    }
    let fits =
        before.is_multiple_of(size) && offsets.iter().all(|offset| offset.is_multiple_of(WORD));
    if !fits {
        return 0..0;
    }
    if offsets == [0; 3] && !skips_lines::<T>() {
        return before / size..before / size;
    }
    let start = (before + CACHE_LINE) / size;
    start..start + (len - start - CACHE_LINE / size) / TOGETHER * TOGETHER
}

/// Reads a slice as windows as long as a line, each of which begins inside one line and ends in the next.
struct Windows<V: Vector> {
    level: V::Level,
    next: *const V::Element,
    line: V,
    first_word: usize,
}

impl<V: Vector> Windows<V> {
    /// The windows of a slice, from a position on.
    ///
    /// # Panics
    ///
    /// If there is less than a line before or after that position.
    #[inline(always)]
    fn new<T>(level: V::Level, elements: &[T], start: usize) -> Self {
        let (before, behind) = elements.split_at(start);
        assert!(
            size_of_val(before) >= CACHE_LINE && size_of_val(behind) >= CACHE_LINE,
            "a line on both sides"
        );
        let first = behind.as_ptr().cast::<u8>();
        let offset = first.addr() % CACHE_LINE;
        let line = first.wrapping_sub(offset).cast::<V::Element>();
        Self {
            level,
            next: line.wrapping_add(V::LANES),
            // SAFETY: the line begins less than a line before `start` and ends at most a line after it. The slice has
            // those bytes, as asserted above.
            line: unsafe { V::load(level, line) },
            first_word: offset / WORD,
        }
    }

    /// The next window.
    ///
    /// # Safety
    ///
    /// The line that it ends in can be read.
    #[inline(always)]
    unsafe fn next(&mut self) -> V {
        // SAFETY: the window ends in this line, and the caller promises that it can be read.
        let line = unsafe { V::load(self.level, self.next) };
        let window = self.line.window(line, self.first_word);
        self.next = self.next.wrapping_add(V::LANES);
        self.line = line;
        window
    }
}

#[cfg(test)]
mod tests {
    use super::super::bits;
    use super::TOGETHER;
    use alloc::vec;
    use alloc::vec::Vec;
    use core::mem::MaybeUninit;

    /// Bytes that vary, and that differ for different values of `salt`.
    fn bytes<const N: usize>(len: usize, salt: usize) -> Vec<[u8; N]> {
        let byte = |at: usize| (at.wrapping_mul(salt) >> 4).to_le_bytes()[0];
        (0..len)
            .map(|at| core::array::from_fn(|k| byte(at * N + k)))
            .collect()
    }

    /// Tests many lengths and many offsets in a line: the selected elements are right, and nothing is written before or
    /// after them.
    fn agrees<const N: usize>(
        select: fn(&[bool], &[[u8; N]], &[[u8; N]], &mut [MaybeUninit<[u8; N]>]),
    ) {
        const BESIDE: usize = 70;
        let lengths = (0..3).flat_map(|k| [0, 1, 37, 63].map(|more| k * TOGETHER + more));
        let lengths = lengths
            .chain((0..140).map(|more| 2048 / N - 2 + more))
            .chain([9001]);
        let starts = [
            [0, 0, 0, 0],
            [8, 8, 8, 8],
            [1, 2, 3, 4],
            [16, 32, 48, 0],
            [3, 8, 0, 16],
            [56, 8, 40, 24],
            [7, 5, 5, 5],
        ];
        for (len, starts) in lengths.flat_map(|len| starts.map(|starts| (len, starts))) {
            let [c, a, b, o] = starts.map(|start| start..start + len);
            // 150 elements each of pseudo-random conditions, only true, and only false.
            let conditions: Vec<bool> = bytes::<1>(c.end, 0x9e37_79b9)
                .iter()
                .enumerate()
                .map(|(at, [byte])| [byte % 3 == 0, true, false][at / 150 % 3])
                .collect();
            let (x1, x2) = (
                bytes::<N>(a.end, 0x85eb_ca6b),
                bytes::<N>(b.end, 0xc2b2_ae35),
            );
            let (condition, x1, x2) = (&conditions[c], &x1[a], &x2[b]);
            let mut out = vec![MaybeUninit::new([7; N]); o.end + BESIDE];
            select(condition, x1, x2, &mut out[o.clone()]);
            for (at, element) in out.iter().enumerate() {
                // SAFETY: all elements of `out` were initialised when it was made.
                let element = unsafe { element.assume_init() };
                let expected = match at.checked_sub(o.start).filter(|&at| at < len) {
                    Some(at) if condition[at] => x1[at],
                    Some(at) => x2[at],
                    None => [7; N],
                };
                assert_eq!(element, expected, "{at} of {len} from {starts:?} on");
            }
        }
    }

    #[test]
    fn wherever_arrays_begin() {
        agrees::<1>(bits::row_1);
        agrees::<2>(bits::row_2);
        agrees::<4>(bits::row_4);
        agrees::<8>(bits::row_8);
        agrees::<16>(bits::row_16);
    }
}
