//! Selection line by line, for results of more than a few cache lines whose operands do not come from memory.
//!
//! A load or store that crosses cache lines takes as long as two. A load waits for an earlier store whose address has the same
//! low 12 bits, even in another page. Arrays rarely begin with a cache line, and arrays of a power of two bytes often begin at
//! such addresses. So a plain loop took up to twice as long as with well-placed arrays. Here each line is loaded once and
//! written once:
//!
//! ```text
//! up to the second line boundary of out:                // `plain`
//!     element by element
//! for each 64 elements:
//!     the bits of the condition
//!     for each line of out:
//!         the parts of x1 and of x2, each a window of two lines that follow each other
//!         select, and write the line
//! the rest:                                             // `plain`
//!     element by element
//! ```
//!
//! 1. A window begins with a word of 8 bytes, where allocators place arrays. Otherwise all is left to `plain`. So is
//!    everything after the first line of out, if the operands have the same offset in a line as out and lines cannot be
//!    skipped. (The condition of wider elements is loaded without a window.)
//! 2. Where 64 conditions are equal, the lines of the other array are not loaded. With elements of 8 bytes that took two
//!    thirds to four fifths of the time where most conditions are, and as long where they are not, or up to a seventh more in
//!    L1. Narrower elements have fewer lines, and a branch misprediction would cost as much as is saved.

use crate::simd::{CACHE_LINE, MemoryLevel, Vector};
use core::mem::MaybeUninit;
use core::ops::Range;

/// Elements whose condition is read together: one cache line of it.
const TOGETHER: usize = CACHE_LINE;

/// A window begins at a multiple of this many bytes.
const WORD: usize = 8;

/// Whether vectors are cache lines, with instructions for windows.
#[inline(always)]
pub(super) const fn is_available<V: Vector>() -> bool {
    V::HAS_WINDOWS && size_of::<V>() == CACHE_LINE
}

/// Writes `x1` where the condition is true, else `x2`; `plain` does so element by element. `V` has lanes as wide as an
/// element.
///
/// # Panics
///
/// If the slices have several lengths, or the level has no windows.
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
    // The condition of wider elements is a small part of the loads, and may have less than a line before it.
    let mut windows =
        (size_of::<T>() == 1).then(|| Windows::<C>::new(level, condition, by_lines.start));
    // `lines` leaves a line of elements before and after its range. So each line that a window takes a part of, and the one
    // after it, is in the slice.
    let condition = condition[by_lines.clone()].as_ptr();
    for at in (0..by_lines.len()).step_by(TOGETHER) {
        let truths = match &mut windows {
            // SAFETY: there are as many windows as lines of the range.
            Some(windows) => unsafe { windows.next() },
            // SAFETY: the range is a multiple of `TOGETHER` conditions.
            None => unsafe { C::load(level, condition.wrapping_add(at).cast()) },
        };
        let bits = !C::bits(truths.eq(C::splat(level, 0)));
        if skips_lines::<T>() && bits == 0 {
            // SAFETY: `TOGETHER` elements are this many lines of the range, and of `out`.
            to = unsafe { copy_one_of(&mut x2, &mut x1, to, size_of::<T>()) };
            continue;
        }
        if skips_lines::<T>() && bits == u64::MAX {
            // SAFETY: `TOGETHER` elements are this many lines of the range, and of `out`.
            to = unsafe { copy_one_of(&mut x1, &mut x2, to, size_of::<T>()) };
            continue;
        }
        for k in 0..size_of::<T>() {
            let mask = V::mask_of_bits(level, bits >> (k * V::LANES));
            // SAFETY: `x1` has as many windows as the range has lines.
            let x1 = unsafe { x1.next() };
            // SAFETY: `x2` has as many windows as the range has lines.
            let x2 = unsafe { x2.next() };
            // SAFETY: as many lines are written as the range of `out` has.
            unsafe { V::select(mask, x1, x2).store(to) };
            to = to.wrapping_add(V::LANES);
        }
    }
}

/// Writes `count` windows of one operand and skips those of the other; answers where the next line is.
///
/// # Safety
///
/// The lines of both operands can be read, and the lines at `to` can be written.
#[inline(always)]
unsafe fn copy_one_of<V: Vector>(
    taken: &mut Windows<V>,
    skipped: &mut Windows<V>,
    mut to: *mut V::Element,
    count: usize,
) -> *mut V::Element {
    for _ in 0..count {
        // SAFETY: the caller's promise for `taken`, of which `count` windows are read.
        let line = unsafe { taken.next() };
        // SAFETY: the caller's promise for `to`, where `count` lines are written.
        unsafe { line.store(to) };
        to = to.wrapping_add(V::LANES);
    }
    skipped.next = skipped.next.wrapping_add((count - 1) * V::LANES);
    // SAFETY: the caller's promise for `skipped`: this is the last of `count` lines.
    unsafe { skipped.next() };
    to
}

/// Whether lines are skipped that no element is selected from.
#[inline(always)]
const fn skips_lines<T>() -> bool {
    size_of::<T>() == 8
}

/// The elements whose results are written by lines: a multiple of 64, from the beginning of a line on.
#[inline(always)]
fn lines<T>(condition: &[bool], x1: &[T], x2: &[T], out: &[MaybeUninit<T>]) -> Range<usize> {
    let (size, len) = (size_of::<T>(), out.len());
    let bytes = (3 * size + 1).saturating_mul(len);
    // Fewer would not leave a line before and after the range.
    if len < 3 * TOGETHER || MemoryLevel::of(bytes) == MemoryLevel::Memory {
        return 0..0;
    }
    let to = out.as_ptr().addr();
    let before = to.wrapping_neg() % CACHE_LINE;
    // Where the windows begin, relative to the lines of out.
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

/// The lines of a slice, read as windows that begin inside of a line and end in the next.
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
    /// If there is less than a line before or behind that position.
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
            // SAFETY: the line begins less than a line before `start` and ends at most a line behind it. The slice has those
            // bytes.
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
        // SAFETY: the caller's promise.
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

    /// Bytes that are not all alike, and seldom as `salt` makes others.
    fn bytes<const N: usize>(len: usize, salt: usize) -> Vec<[u8; N]> {
        let byte = |at: usize| (at.wrapping_mul(salt) >> 4).to_le_bytes()[0];
        (0..len)
            .map(|at| core::array::from_fn(|k| byte(at * N + k)))
            .collect()
    }

    /// Arrays that begin anywhere in a line, in memory that begins with a word: of each length, what is selected, and that
    /// nothing is written beside it.
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
            // As good as random, all true, or all false, 150 at a time.
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
                // SAFETY: all were written before.
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
