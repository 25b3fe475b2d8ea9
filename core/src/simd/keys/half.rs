//! The keys of 16-bit floats: integers, so that all kernels of 16-bit integers serve them.
//!
//! A float is a sign and a magnitude, and magnitudes are ordered as integers. So a key is the magnitude with the sign of
//! the element, as a signed integer. Both zeros have the key 0. For the smallest element, all bits of the key are
//! inverted. The key of a NaN is the largest integer, or the smallest one where NaN is passed over.

use super::KeyTransform;
use crate::simd::Vector;

/// The order of a dtype of 16-bit floats, for an extreme and a rule of NaN.
#[derive(Debug, Clone, Copy)]
pub struct HalfOrder {
    /// The bits of infinity. Larger magnitudes are NaN.
    infinity: i16,
    /// The bits of a key that are inverted: none for the largest element, all for the smallest.
    inverted: i16,
    /// The key of a NaN.
    nan: i16,
}

impl HalfOrder {
    /// The key of a NaN where NaN wins.
    pub(crate) const NAN_WINS: i16 = i16::MAX;

    /// The order in which the largest element wins, of a dtype whose infinity has these bits. NaN wins.
    pub(crate) const fn largest(infinity: u16) -> Self {
        Self {
            infinity: infinity.cast_signed(),
            inverted: 0,
            nan: Self::NAN_WINS,
        }
    }

    /// The same dtype and rule of NaN, but the smallest element wins.
    pub(crate) const fn smallest_of(self) -> Self {
        Self {
            inverted: -1,
            ..self
        }
    }

    /// The same, but NaN loses.
    pub(crate) const fn over_nan(self) -> Self {
        Self {
            nan: i16::MIN,
            ..self
        }
    }

    /// Whether the largest element wins.
    pub(crate) const fn is_max(self) -> bool {
        self.inverted == 0
    }

    /// Whether NaN loses.
    pub(crate) const fn skips_nan(self) -> bool {
        self.nan != Self::NAN_WINS
    }

    /// The bits of infinity.
    pub(crate) const fn infinity(self) -> i16 {
        self.infinity
    }

    /// The bits of the elements with a key, if these have the same bits: zeros and NaN do not.
    pub(crate) const fn only_bits(self, key: i16) -> Option<i16> {
        let signed = key ^ self.inverted;
        if key == self.nan || signed == 0 {
            None
        } else if signed < 0 {
            Some(i16::MIN - signed)
        } else {
            Some(signed)
        }
    }

    /// The key of an element with these bits.
    #[inline(always)]
    pub(crate) const fn key(self, bits: i16) -> i16 {
        let magnitude = bits & i16::MAX;
        let signed = if bits < 0 { -magnitude } else { magnitude };
        if magnitude > self.infinity {
            self.nan
        } else {
            signed ^ self.inverted
        }
    }
}

/// Vectors whose lanes are the bits of 16-bit floats.
pub(crate) trait HalfLanes: Vector<Element = i16> {
    /// All bits but the sign.
    fn magnitudes(self) -> Self;
    /// The magnitude, negative if the sign is set.
    fn signed_magnitudes(self) -> Self;
    /// The larger of each pair of bytes, as unsigned integers.
    fn max_unsigned_bytes(self, other: Self) -> Self;
}

/// The transform into keys.
#[derive(Clone, Copy)]
pub(crate) struct SignMagnitude<V> {
    infinity: V,
    inverted: V,
    nan: V,
}

impl<V: HalfLanes> KeyTransform<V> for SignMagnitude<V> {
    type Order = HalfOrder;

    const COMPARES_ELEMENTS: bool = false;

    #[inline(always)]
    fn new(level: V::Level, order: HalfOrder) -> Self {
        Self {
            infinity: V::splat(level, order.infinity),
            inverted: V::splat(level, order.inverted),
            nan: V::splat(level, order.nan),
        }
    }

    #[inline(always)]
    fn keys(self, elements: V) -> V {
        let is_nan = elements.magnitudes().gt(self.infinity);
        V::select(
            is_nan,
            self.nan,
            elements.signed_magnitudes().xor(self.inverted),
        )
    }

    #[inline(always)]
    fn to_find(self, elements: V) -> V {
        self.keys(elements)
    }

    #[inline(always)]
    fn wanted(self, keys: V) -> V {
        keys
    }

    #[inline(always)]
    fn inverted_bits(_: HalfOrder) -> Option<i16> {
        None
    }

    #[inline(always)]
    fn key(order: HalfOrder, element: i16) -> i16 {
        order.key(element)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simd::at_each_level;
    use ::half::{bf16, f16};
    use alloc::vec::Vec;
    use core::cmp::Ordering;

    /// Both dtypes: the order in which the largest element wins, and the element of bits.
    const DTYPES: [(HalfOrder, fn(u16) -> f32); 2] = [
        (HalfOrder::largest(f16::INFINITY.to_bits()), |bits| {
            f16::from_bits(bits).to_f32()
        }),
        (HalfOrder::largest(bf16::INFINITY.to_bits()), |bits| {
            bf16::from_bits(bits).to_f32()
        }),
    ];

    #[test]
    fn keys_have_the_order_of_all_elements() {
        for (order, element) in DTYPES {
            // In the order of elements, every bit pattern is compared with the one before it.
            let mut bits: Vec<u16> = (0..=u16::MAX).collect();
            bits.sort_by(|&a, &b| {
                let [a, b] = [a, b].map(element);
                a.partial_cmp(&b)
                    .unwrap_or_else(|| a.is_nan().cmp(&b.is_nan()))
            });
            for pair in bits.windows(2) {
                let [a, b] = [pair[0], pair[1]].map(element);
                let key = |order: HalfOrder, at: usize| order.key(pair[at].cast_signed());
                let expected = a
                    .partial_cmp(&b)
                    .unwrap_or_else(|| a.is_nan().cmp(&b.is_nan()));
                assert_eq!(key(order, 0).cmp(&key(order, 1)), expected, "{pair:x?}");
                let over_nan = match (a.is_nan(), b.is_nan()) {
                    (false, true) => Ordering::Greater,
                    _ => expected,
                };
                let order = order.over_nan();
                assert_eq!(key(order, 0).cmp(&key(order, 1)), over_nan, "{pair:x?}");
                let smallest = order.smallest_of();
                let reversed = if a.is_nan() || b.is_nan() {
                    over_nan
                } else {
                    expected.reverse()
                };
                assert_eq!(key(smallest, 0).cmp(&key(smallest, 1)), reversed);
            }
        }
    }

    #[test]
    fn vectors_of_every_level_have_the_same_keys() {
        fn test<V: HalfLanes>(level: V::Level) {
            let bits: Vec<i16> = (i16::MIN..=i16::MAX).collect();
            for (largest, _) in DTYPES {
                for order in [largest, largest.smallest_of()] {
                    for order in [order, order.over_nan()] {
                        let keys = SignMagnitude::<V>::new(level, order);
                        for part in bits.chunks(V::LANES) {
                            let mut found = Vec::from(part);
                            let vector = keys.keys(V::load_first(level, part));
                            // SAFETY: `found` has as many elements as a vector has lanes.
                            unsafe { vector.store(found.as_mut_ptr()) };
                            let expected = part.iter().map(|&bits| order.key(bits));
                            assert_eq!(found, expected.collect::<Vec<_>>(), "{part:x?}");
                        }
                    }
                }
            }
        }
        // SAFETY: every processor has the baseline.
        let baseline = unsafe { crate::simd::token::Baseline::new() };
        test::<crate::simd::portable::Portable<i16, 8>>(baseline);
        at_each_level!(test::<i16>());
    }

    #[test]
    fn bytes_are_compared_as_unsigned_integers() {
        fn test<V: HalfLanes>(level: V::Level) {
            let some = [0, 1, 0x7F, 0x80, 0x7F80, 0x80FF, 0xFC00, 0xFFFF];
            for at in 0..some.len() {
                let [a, b]: [Vec<u16>; 2] = [at, 0].map(|at| {
                    some.iter()
                        .cycle()
                        .skip(at)
                        .take(V::LANES)
                        .copied()
                        .collect()
                });
                let lanes = |bits: &[u16]| {
                    V::load_first(
                        level,
                        &bits
                            .iter()
                            .map(|bits| bits.cast_signed())
                            .collect::<Vec<_>>(),
                    )
                };
                let mut found = alloc::vec![0; V::LANES];
                // SAFETY: `found` has as many elements as a vector has lanes.
                unsafe {
                    lanes(&a)
                        .max_unsigned_bytes(lanes(&b))
                        .store(found.as_mut_ptr());
                };
                let expected = a.iter().zip(&b).map(|(a, b)| {
                    ((a & 0xFF00).max(b & 0xFF00) | (a & 0xFF).max(b & 0xFF)).cast_signed()
                });
                assert_eq!(found, expected.collect::<Vec<_>>(), "{a:x?} {b:x?}");
            }
        }
        // SAFETY: every processor has the baseline.
        let baseline = unsafe { crate::simd::token::Baseline::new() };
        test::<crate::simd::portable::Portable<i16, 8>>(baseline);
        at_each_level!(test::<i16>());
    }

    #[test]
    fn bits_are_those_of_the_only_element_with_a_key() {
        for (largest, _) in DTYPES {
            for order in [largest, largest.smallest_of(), largest.over_nan()] {
                for bits in i16::MIN..=i16::MAX {
                    let has_others = bits & i16::MAX == 0 || bits & i16::MAX > order.infinity();
                    let expected = (!has_others).then_some(bits);
                    assert_eq!(order.only_bits(order.key(bits)), expected, "{bits:x}");
                }
            }
        }
    }
}
