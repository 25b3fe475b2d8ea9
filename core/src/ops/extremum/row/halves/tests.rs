//! Rows of 16-bit floats, short and long, and columns, at every level, against a loop over the elements.

use super::super::{each, short};
use super::*;
use crate::best::{Extreme, Max, Min, NanMax, NanMin};
use crate::index::index;
use crate::layout::RowBlock;
use crate::ops::extremum::{columns, portable};
use crate::simd::at_each_level;
use ::half::{bf16, f16};
use alloc::vec;
use alloc::vec::Vec;

/// Elements of a kind of row. The lengths of rows are on both sides of each border.
type Elements = fn(usize) -> f32;

/// A number below 1000.
fn mixed(at: usize) -> f32 {
    f32::from(u16::try_from(at * 7919 % 1000).unwrap_or(0))
}

const KINDS: [Elements; 9] = [
    |at| mixed(at) - 500.0,
    |at| mixed(at) + 1.0,
    |at| -mixed(at) - 1.0,
    // Both zeros, as the largest and as the smallest elements.
    |at| [-0.0, -1.0, 0.0][at * 7919 % 3],
    |at| [0.0, 1.0, -0.0][at * 7919 % 3],
    // The sign of the answer appears late.
    |at| {
        if at > 2500 { 1.0 } else { -1.0 - mixed(at) }
    },
    |at| {
        if at > 2500 { -1.0 } else { 1.0 + mixed(at) }
    },
    |at| [f32::INFINITY, f32::NEG_INFINITY, 0.0][at * 7919 % 3],
    // Elements that some guards take for NaN, after many others.
    |at| {
        if at > 2500 { -3e38 } else { mixed(at) - 500.0 }
    },
];

const LENGTHS: [usize; 24] = [
    1, 2, 7, 8, 9, 31, 33, 64, 255, 256, 257, 500, 511, 512, 513, 768, 1023, 1300, 2047, 2048,
    2049, 4096, 4100, 6151,
];

fn agrees<V: HalfLanes, T: PartialOrd + Copy>(
    level: V::Level,
    elements: &[T],
    bits: &[i16],
    largest: HalfOrder,
) {
    fn one<V: HalfLanes, T: PartialOrd + Copy, E: Extreme>(
        level: V::Level,
        elements: &[T],
        bits: &[i16],
        order: HalfOrder,
    ) {
        let order = if E::SKIPS_NAN {
            order.over_nan()
        } else {
            order
        };
        let is_number = |at: &usize| elements[*at].partial_cmp(&elements[*at]).is_some();
        let expected = portable::row::<E, T>(elements);
        if size_of_val(bits) <= super::super::MAX_UNROLLED_BYTES {
            let found = short::<V, SignMagnitude<V>>(level, bits, order);
            assert_eq!(found, expected, "{} of a short row", E::NAME);
        } else {
            let found = Some(first_half::<V>(level, bits, order, size_of_val(bits)));
            let number = |at: &usize| !E::SKIPS_NAN || is_number(at);
            assert_eq!(found.filter(number), expected.filter(number), "{}", E::NAME);
        }
        for rows in [1, 3] {
            let columns = bits.len() / rows;
            let (block, wanted) = (
                RowBlock::of(bits, rows, columns),
                RowBlock::of(elements, rows, columns),
            );
            let mut out = vec![-1; rows];
            if each::<V, SignMagnitude<V>>(level, block, &mut out, order) {
                let expected =
                    (0..rows).map(|at| portable::row::<E, T>(wanted.row(at)).map_or(-1, index));
                assert_eq!(out, expected.collect::<Vec<_>>(), "{} of rows", E::NAME);
            }
        }
        let columns = if bits.len() < 100 { 3 } else { 37 }.min(bits.len());
        let rows = bits.len() / columns;
        let (mut out, mut expected) = (vec![-1; columns], vec![-1; columns]);
        let block = RowBlock::of(bits, rows, columns);
        columns::first::<V, SignMagnitude<V>>(level, block, &mut out, order, false);
        portable::columns::<E, T>(RowBlock::of(elements, rows, columns), &mut expected);
        assert_eq!(out, expected, "{} of columns", E::NAME);
    }
    one::<V, T, Max>(level, elements, bits, largest);
    one::<V, T, Min>(level, elements, bits, largest.smallest_of());
    one::<V, T, NanMax>(level, elements, bits, largest);
    one::<V, T, NanMin>(level, elements, bits, largest.smallest_of());
    let expected = [
        portable::row::<Min, T>(elements),
        portable::row::<Max, T>(elements),
    ];
    let found = first_pair_of_halves::<V>(level, bits, largest);
    let found = found.map(|found| found.map(Some));
    assert_eq!(found, Some(expected), "argminmax");
}

fn rows_of<V: HalfLanes>(level: V::Level) {
    for (kind, len) in KINDS
        .iter()
        .enumerate()
        .flat_map(|(kind, _)| LENGTHS.map(|len| (kind, len)))
    {
        let floats: Vec<f32> = (0..len).map(KINDS[kind]).collect();
        // Without NaN, with one of either sign somewhere, and of NaN alone.
        let places = [0, len / 2, len - 1];
        let mut rows = vec![floats.clone(), vec![f32::NAN; len]];
        for nan in [f32::NAN, -f32::NAN] {
            for at in places {
                let mut row = floats.clone();
                row[at] = nan;
                rows.push(row);
            }
        }
        for row in rows {
            let half: Vec<_> = row.iter().map(|&float| f16::from_f32(float)).collect();
            let bits: Vec<_> = half
                .iter()
                .map(|half| half.to_bits().cast_signed())
                .collect();
            let order = HalfOrder::largest(f16::INFINITY.to_bits());
            agrees::<V, f16>(level, &half, &bits, order);
            let half: Vec<_> = row.iter().map(|&float| bf16::from_f32(float)).collect();
            let bits: Vec<_> = half
                .iter()
                .map(|half| half.to_bits().cast_signed())
                .collect();
            let order = HalfOrder::largest(bf16::INFINITY.to_bits());
            agrees::<V, bf16>(level, &half, &bits, order);
        }
    }
}

/// The best elements on both sides of the ends of scans, of chunks of groups and of the last group but one, in rows that
/// begin anywhere in a vector.
fn borders_of<V: HalfLanes>(level: V::Level) {
    let order = HalfOrder::largest(f16::INFINITY.to_bits());
    let [usual, least, most] =
        [-2.0, -3.0, 1.5].map(|it| f16::from_f32(it).to_bits().cast_signed());
    let group = GROUP_BYTES / size_of::<i16>();
    let rests = [1, group / 2 - 1, group / 2, group / 2 + 1, group];
    let lens = rests.map(|rest| 3 * group + rest);
    let longest = 2 * long::CHUNK * group + 5000;
    let mut memory = vec![usual; longest + 7];
    for (shift, len) in [0, 1, 7].into_iter().flat_map(|shift| {
        lens.into_iter()
            .chain([longest])
            .map(move |len| (shift, len))
    }) {
        let bits = &mut memory[shift..shift + len];
        let steps = long::Steps::new::<V>(bits, group);
        let ends = [long::GROUPS_PER_SCAN, long::CHUNK, 2 * long::CHUNK]
            .map(|end| steps.offset(end))
            .into_iter()
            .chain([steps.offset(steps.count() - 2) + group])
            .filter(|&end| end < len - 1);
        for at in ends.flat_map(|end| [end - 1, end]) {
            let both = [[least, most], [least, least], [usual, least], [most, most]];
            let again = |extremes| [[extremes, extremes], [extremes, [usual; 2]]];
            for [extremes, later] in both.into_iter().flat_map(again) {
                // Both are at the place, and perhaps later again.
                let places = [len - 2, len - 1, at, at + 1];
                for (place, bits_of) in places.into_iter().zip([later, extremes].as_flattened()) {
                    bits[place] = *bits_of;
                }
                let position =
                    |wanted: i16| bits.iter().position(|&bits| bits == wanted).unwrap_or(len);
                let [min, max] = [
                    position(if extremes.contains(&least) {
                        least
                    } else {
                        usual
                    }),
                    position(if extremes.contains(&most) {
                        most
                    } else {
                        usual
                    }),
                ];
                assert_eq!(
                    first_half::<V>(level, bits, order, 0),
                    max,
                    "{at} {extremes:?}"
                );
                let smallest = order.smallest_of().over_nan();
                assert_eq!(
                    first_half::<V>(level, bits, smallest, 0),
                    min,
                    "{at} {extremes:?}"
                );
                assert_eq!(
                    first_pair_of_halves::<V>(level, bits, order),
                    Some([min, max])
                );
                for place in places {
                    bits[place] = usual;
                }
            }
        }
    }
}

#[test]
fn borders() {
    at_each_level!(borders_of::<i16>());
}

#[test]
fn halves() {
    at_each_level!(rows_of::<i16>());
}
