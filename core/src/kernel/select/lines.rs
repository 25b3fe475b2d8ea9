//! Selection line by line, for results of more than a few lines whose operands do not come from memory.
//!
//! A load or store across two cache lines takes as long as two, and a load waits for a store before it whose address ends with
//! the same bits, even in another page. Arrays seldom begin with a line, and those of a power of two bytes often end alike: so
//! it took up to twice as long as with arrays that lie well. Here each line is loaded once and written once:
//!
//! ```text
//! up to where a line of out begins, and a line more:    // `plain`
//!     element by element
//! for each 64 elements:
//!     the bits of the condition
//!     for each line of out:
//!         x1's part and x2's, each a window of two lines that follow each other
//!         select, and write the line
//! the rest:                                             // `plain`
//!     element by element
//! ```
//!
//! 1. A window begins with a word of 8 bytes, as allocators place arrays; where it would not, all is left to `plain`. So is the
//!    rest behind out's first line, where the operands lie in their lines as out does, unless lines may be passed over. (The
//!    condition of wider elements is loaded as it lies.)
//! 2. Where 64 conditions are alike, the lines of the other array are not loaded. Of elements of 8 bytes that took two thirds to
//!    four fifths of the time where they mostly are, and as long where they are not, or, in the first cache, up to a seventh
//!    more; of narrower ones, whose lines are fewer, a branch that was foretold wrongly would cost as much as it saves.

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    reason = "vector operations share one proof: the level"
)]

use crate::simd::{LINE, LineVector, Source};
use core::mem::MaybeUninit;
use core::ops::Range;

/// Elements whose condition is looked at together: a line of it.
const TOGETHER: usize = LINE;

/// A window begins at a multiple of so many bytes.
const WORD: usize = 8;

/// Writes `x1` where the condition is true, else `x2`; `plain` does the same, element by element. All slices have one length.
///
/// # Safety
///
/// The processor has the level of `V`, whose lanes are as wide as an element, and of `C`.
#[inline(always)]
pub(super) unsafe fn select<C: LineVector<Element = i8>, V: LineVector, T: Copy>(
    condition: &[bool],
    x1: &[T],
    x2: &[T],
    out: &mut [MaybeUninit<T>],
    plain: impl Fn(&[bool], &[T], &[T], &mut [MaybeUninit<T>]),
) {
    let by_lines = lines(condition, x1, x2, out);
    for part in [0..by_lines.start, by_lines.end..out.len()] {
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
    // SAFETY: the caller has the level. `lines` leaves so many elements before what it answers and behind it as a line has, so
    // that every line of which a window takes a part, and the one behind it, is inside of its slice. As many lines are written as
    // there are elements for.
    unsafe {
        let condition = condition.as_ptr().add(by_lines.start).cast();
        let mut x1 = Windows::<V>::new(x1.as_ptr().add(by_lines.start).cast());
        let mut x2 = Windows::<V>::new(x2.as_ptr().add(by_lines.start).cast());
        // That of wider elements is a small part of what is loaded, and may have less than a line before.
        let mut windows = if size_of::<T>() == 1 {
            Some(Windows::<C>::new(condition))
        } else {
            None
        };
        for at in (0..by_lines.len()).step_by(TOGETHER) {
            let truths = match &mut windows {
                Some(windows) => windows.next(),
                None => C::load(condition.add(at)),
            };
            let bits = !C::bits(truths.eq(C::splat(0)));
            if passes::<T>() {
                if bits == 0 {
                    to = x2.copy(to, size_of::<T>());
                    x1.pass(size_of::<T>());
                    continue;
                }
                if bits == u64::MAX {
                    to = x1.copy(to, size_of::<T>());
                    x2.pass(size_of::<T>());
                    continue;
                }
            }
            for k in 0..size_of::<T>() {
                let mask = V::mask(bits >> (k * V::LANES));
                V::select(mask, x1.next(), x2.next()).store(to);
                to = to.add(V::LANES);
            }
        }
    }
}

/// Whether lines are passed over that no element is taken from.
#[inline(always)]
const fn passes<T>() -> bool {
    size_of::<T>() == 8
}

/// The elements whose results are written by lines: a multiple of 64, from the begin of a line on.
#[inline(always)]
fn lines<T>(condition: &[bool], x1: &[T], x2: &[T], out: &[MaybeUninit<T>]) -> Range<usize> {
    let (size, len) = (size_of::<T>(), out.len());
    let bytes = (3 * size + 1).saturating_mul(len);
    // Less would not leave a line before and behind.
    if len < 3 * TOGETHER || Source::of(bytes) == Source::Memory {
        return 0..0;
    }
    let to = out.as_ptr().addr();
    let before = to.wrapping_neg() % LINE;
    // Where the windows begin.
    let mut places = [
        x1.as_ptr().addr(),
        x2.as_ptr().addr(),
        condition.as_ptr().addr(),
    ]
    .map(|from| from.wrapping_sub(to) % LINE);
    if size > 1 {
        places[2] = 0;
    }
    let fits = before.is_multiple_of(size) && places.iter().all(|place| place.is_multiple_of(WORD));
    if !fits {
        return 0..0;
    }
    if places == [0; 3] && !passes::<T>() {
        return before / size..before / size;
    }
    let start = (before + LINE) / size;
    start..start + (len - start - LINE / size) / TOGETHER * TOGETHER
}

/// Lines of a slice that follow each other, seen through windows that begin inside of them.
struct Windows<V: LineVector> {
    next: *const V::Element,
    line: V,
    place: V::Place,
}

impl<V: LineVector> Windows<V> {
    /// From a place on, whose line is inside of the slice.
    #[inline(always)]
    unsafe fn new(first: *const V::Element) -> Self {
        let first = first.cast::<u8>();
        let place = first.addr() % LINE;
        // SAFETY: the caller has the level, and the whole line.
        unsafe {
            let line = first.sub(place).cast::<V::Element>();
            Self {
                next: line.add(V::LANES),
                line: V::load(line),
                place: V::place(place / WORD),
            }
        }
    }

    /// The next window. The line that it ends in is inside of the slice.
    #[inline(always)]
    unsafe fn next(&mut self) -> V {
        // SAFETY: the caller has the level, and the line.
        unsafe {
            let line = V::load(self.next);
            let window = V::window(self.line, line, self.place);
            self.next = self.next.add(V::LANES);
            self.line = line;
            window
        }
    }

    /// Writes some windows, each to a line; answers where the next is.
    #[inline(always)]
    unsafe fn copy(&mut self, mut to: *mut V::Element, count: usize) -> *mut V::Element {
        for _ in 0..count {
            // SAFETY: the caller has the level and the lines, those that are written too.
            unsafe {
                self.next().store(to);
                to = to.add(V::LANES);
            }
        }
        to
    }

    /// Passes over some windows, at least one.
    #[inline(always)]
    unsafe fn pass(&mut self, count: usize) {
        // SAFETY: the caller has the level, and the lines.
        unsafe {
            self.next = self.next.add((count - 1) * V::LANES);
            self.next();
        }
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
        agrees::<1>(bits::select_1);
        agrees::<2>(bits::select_2);
        agrees::<4>(bits::select_4);
        agrees::<8>(bits::select_8);
        agrees::<16>(bits::select_16);
    }
}
