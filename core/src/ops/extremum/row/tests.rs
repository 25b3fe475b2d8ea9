//! Every search algorithm for rows, at every level, against a loop over the elements.

use super::super::portable;
use super::*;
use crate::best::Max;
use crate::index::index;
use crate::simd::{Xor, at_each_level, l1_bytes};
use crate::tuning::memory::MAX_INTERLEAVED_BYTES;
use alloc::vec::Vec;

/// Compares the search for the largest key at the level of `V` with a loop over the elements.
fn agrees<V: Vector>(level: V::Level, row: &[V::Element], xor_mask: V::Element) {
    let keys: Vec<_> = row.iter().map(|element| element.xor(xor_mask)).collect();
    let expected = portable::row::<Max, V::Element>(&keys).unwrap_or(usize::MAX);
    let found = {
        if size_of_val(row) <= MAX_UNROLLED_BYTES {
            [short::<V, Xor<V>>(level, row, xor_mask).unwrap_or(usize::MAX); 4]
        } else {
            // A working set of this row alone, and larger ones in L1 and L2, L3, and memory.
            let bytes = size_of_val(row);
            [
                bytes,
                bytes.max(MAX_INTERLEAVED_BYTES + 1),
                bytes.max(2 << 20),
                usize::MAX,
            ]
            .map(|working_set| long::<V, Xor<V>>(level, row, xor_mask, working_set))
        }
    };
    assert_eq!(found, [expected; 4], "{} elements", row.len());
    let bytes = size_of_val(row);
    if is_wide::<V>() && (4096..=MAX_INTERLEAVED_BYTES).contains(&bytes) {
        let found = interleaved::first::<V, Xor<V>>(level, row, xor_mask);
        assert_eq!(found, expected, "{} elements in streams", row.len());
    }
    let mut out = [0; 3];
    let rows = RowBlock::of(row, 3, row.len() / 3);
    let keys = RowBlock::of(&keys, 3, row.len() / 3);
    if each::<V, Xor<V>>(level, rows, &mut out, xor_mask) {
        let expected =
            core::array::from_fn(|at| portable::row::<Max, _>(keys.row(at)).map_or(-1, index));
        assert_eq!(out, expected, "{} elements in three rows", row.len());
    }
}

/// Rows for every search algorithm.
fn ways<V: Vector>(level: V::Level, of: fn(u8) -> V::Element, xor_masks: &[V::Element]) {
    borders::<V>(level, of, xor_masks);
    if is_wide::<V>() {
        starts_of_streams::<V>(level, of, xor_masks);
    }
}

/// Rows that are not split into streams, with the best element on either side of each border.
fn borders<V: Vector>(level: V::Level, of: fn(u8) -> V::Element, xor_masks: &[V::Element]) {
    let group = long::group::<V, long::NanLanes<V>>();
    let chunk = long::CHUNK * group;
    let lengths = (1..=MAX_UNROLLED * V::LANES + 1)
        .chain([
            MAX_UNROLLED_BYTES / size_of::<V::Element>() + 1,
            3 * group + 1,
            MAX_NUMBERED * V::LANES,
            MAX_NUMBERED * V::LANES + 1,
            // Three rows, each of the most vectors that are numbered one by one.
            6 * MAX_NUMBERED * V::LANES,
        ])
        .chain([
            long::GROUPS_PER_SCAN * group + 5,
            chunk - 1,
            chunk + 2 * group + 3,
        ]);
    for (turn, len) in lengths.enumerate() {
        row_with_borders::<V>(level, of, xor_masks, turn, len, |row| {
            // The second vector and all groups after the first begin `shift` elements earlier, so that they are
            // aligned.
            let shift = row.as_ptr().addr() % size_of::<V>() / size_of::<V::Element>();
            let borders = [
                0,
                V::LANES,
                group,
                2 * group,
                long::GROUPS_PER_SCAN * group,
                chunk,
            ];
            let borders = borders.map(|border| border.saturating_sub(shift));
            borders.into_iter().chain([len]).collect()
        });
    }
}

/// Rows that are split into streams, with the best element on either side of the start of each stream.
fn starts_of_streams<V: Vector>(
    level: V::Level,
    of: fn(u8) -> V::Element,
    xor_masks: &[V::Element],
) {
    let sizes = [
        l1_bytes() + 64,
        53_000,
        57_344 + 64,
        65_536,
        65_536 + 8,
        MAX_INTERLEAVED_BYTES,
    ];
    for (turn, bytes) in sizes.into_iter().enumerate() {
        row_with_borders::<V>(
            level,
            of,
            xor_masks,
            turn,
            bytes / size_of::<V::Element>(),
            |row| {
                let starts = interleaved::Streams::<V>::new(row).starts;
                starts.into_iter().chain([0, V::LANES, row.len()]).collect()
            },
        );
    }
}

/// Tests a row with the best element on either side of each border, and in some cases again at its end.
fn row_with_borders<V: Vector>(
    level: V::Level,
    of: fn(u8) -> V::Element,
    xor_masks: &[V::Element],
    turn: usize,
    len: usize,
    borders: impl Fn(&[V::Element]) -> Vec<usize>,
) {
    // Over the turns, rows begin at many offsets in a cache line.
    let start = turn * 7 % 64;
    let mut row: Vec<_> = (0..start + len).map(|_| of(2)).collect();
    let row = &mut row[start..];
    // Short rows are searched with every mask. Longer ones, of which there are hundreds, take the masks in turn.
    let mut masks = xor_masks.iter().copied().cycle().skip(turn);
    let count = if len <= 2 * V::LANES + 1 {
        xor_masks.len()
    } else {
        1
    };
    for border in borders(row).into_iter().filter(|&border| border <= len) {
        for at in [border.saturating_sub(1), border] {
            for (least, most) in [(2, 3), (1, 2), (1, 3)] {
                if at + 1 < len {
                    row[at] = of(most);
                    row[at + 1] = of(least);
                    row[len - 1] = of(if turn.is_multiple_of(2) { most } else { least });
                    for xor_mask in masks.by_ref().take(count) {
                        agrees::<V>(level, row, xor_mask);
                    }
                    for at in [at, at + 1, len - 1] {
                        row[at] = of(2);
                    }
                }
            }
        }
    }
}

macro_rules! rows_of {
    ($($test:ident: $element:ident, $of:expr, $xor_masks:expr;)*) => {$(
        #[test]
        fn $test() {
            at_each_level!(ways::<$element>($of, &$xor_masks));
        }
    )*};
}

rows_of! {
    // With the ends of the range of the type, where the search may stop early.
    bytes: i8, |it| [0, i8::MIN, 5, i8::MAX][usize::from(it)], [0, -1, i8::MIN, i8::MAX];
    small_bytes: i8, |it| i8::from_ne_bytes([it]), [0, -1, i8::MIN, i8::MAX];
    short_integers: i16, |it| i16::from(it) * 300, [0, -1, i16::MIN, i16::MAX];
    integers: i32, |it| (i32::from(it) - 2) << 30, [0, -1, i32::MIN, i32::MAX];
    long_integers: i64, |it| (i64::from(it) - 2) << 62, [0, -1, i64::MIN, i64::MAX];
    floats: f32, f32::from, [0.0, -0.0];
    double_floats: f64, f64::from, [0.0, -0.0];
    floats_and_nan: f32, |it| [0.0, -0.0, 0.0, f32::NAN][usize::from(it)], [0.0, -0.0];
    double_floats_and_nan: f64, |it| [0.0, f64::NAN, 0.0, f64::INFINITY][usize::from(it)], [0.0, -0.0];
}
