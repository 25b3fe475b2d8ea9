//! Compares every function of a vector, at every level, with a loop over the elements.

#![allow(
    clippy::multiple_unsafe_ops_per_block,
    reason = "the loads of a block have one proof: the slices are as long as a vector"
)]

use super::level::token;
use super::portable::Portable;
use super::{CACHE_LINE, SimdElement, Vector, at_each_level};
use alloc::vec::Vec;
use core::array::from_fn;
use core::fmt::Debug;
use core::mem::MaybeUninit;

/// An element type and the elements to test.
trait Sample: SimdElement + Debug {
    fn samples() -> Vec<Self>;
    /// The bytes, which differ even between elements that compare as equal, and between NaNs.
    fn bytes(self) -> Vec<u8>;
}

macro_rules! integers {
    ($($element:ident)*) => {$(
        impl Sample for $element {
            /// All combinations of the ends and the middle of the range, in both halves of the bits.
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_possible_wrap,
                clippy::cast_lossless,
                reason = "the bits that there are"
            )]
            fn samples() -> Vec<Self> {
                let half = $element::BITS / 2;
                let halves = [0, 1, (1 << (half - 1)) - 1, 1 << (half - 1), (1 << half) - 1_u64];
                let pairs = halves.iter().flat_map(|high| halves.map(|low| high << half | low));
                pairs.map(|bits| bits as $element).collect()
            }

            fn bytes(self) -> Vec<u8> {
                self.to_ne_bytes().to_vec()
            }
        }
    )*};
}

macro_rules! floats {
    ($($element:ident)*) => {$(
        impl Sample for $element {
            fn samples() -> Vec<Self> {
                let least = $element::MIN_POSITIVE;
                let limits = [least / 2.0, least, $element::MAX, $element::INFINITY];
                let positive = [0.0, 1.0, 1.5, $element::NAN].into_iter().chain(limits);
                positive.flat_map(|sample| [sample, -sample]).collect()
            }

            fn bytes(self) -> Vec<u8> {
                self.to_ne_bytes().to_vec()
            }
        }
    )*};
}

integers! { i8 i16 i32 i64 }
floats! { f32 f64 }

/// Calls a test for the portable vectors and for those of each level that the processor has.
macro_rules! for_each_vector {
    ($test:ident) => {
        for_each_vector!($test: i8 16, i16 8, i32 4, i64 2, f32 4, f64 2)
    };
    ($test:ident: $($element:ident $lanes:literal),*) => {$(
        // SAFETY: every processor has the baseline.
        let baseline = unsafe { token::Baseline::new() };
        $test::<Portable<$element, $lanes>>(baseline);
        at_each_level!($test::<$element>());
    )*};
}

/// The bytes of each element.
fn bytes<T: Sample>(elements: impl IntoIterator<Item = T>) -> Vec<Vec<u8>> {
    elements.into_iter().map(T::bytes).collect()
}

/// The lanes of a vector.
fn lanes<V: Vector>(vector: V) -> Vec<V::Element> {
    let mut lanes = alloc::vec![V::Element::ZERO; V::LANES];
    // SAFETY: `lanes` has LANES elements.
    unsafe { vector.store(lanes.as_mut_ptr()) };
    lanes
}

/// Calls a test with a copy of elements that ends at a page that cannot be read.
#[cfg(target_os = "linux")]
fn before_a_hole<T: Copy>(elements: &[T], test: impl FnOnce(&[T])) {
    const PAGE: usize = 65536;
    // SAFETY: the mapping is new, and only its first half is accessed, which stays readable and writable. The elements
    // fit in it, the copy is aligned because it ends at a page, and the mapping is removed after its last use.
    unsafe {
        let map = libc::mmap(
            core::ptr::null_mut(),
            2 * PAGE,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
            -1,
            0,
        );
        assert_ne!(map, libc::MAP_FAILED, "there is memory for a map");
        let hole = map.byte_add(PAGE);
        assert_eq!(libc::mprotect(hole, PAGE, libc::PROT_NONE), 0);
        let copy = hole.cast::<T>().sub(elements.len());
        copy.copy_from_nonoverlapping(elements.as_ptr(), elements.len());
        test(core::slice::from_raw_parts(copy, elements.len()));
        libc::munmap(map, 2 * PAGE);
    }
}

#[cfg(not(target_os = "linux"))]
fn before_a_hole<T: Copy>(elements: &[T], test: impl FnOnce(&[T])) {
    test(&elements.to_vec());
}

#[test]
fn a_part_is_loaded_and_nothing_behind_it() {
    fn test<V: Vector>(level: V::Level)
    where
        V::Element: Sample,
    {
        let samples = V::Element::samples();
        for len in 1..=V::LANES {
            for shift in 0..samples.len() {
                let elements = samples.iter().cycle().skip(shift).copied();
                let part: Vec<_> = elements.take(len).collect();
                let repeated = core::iter::repeat_n(part[0], V::LANES - len);
                let expected = bytes(part.iter().copied().chain(repeated));
                before_a_hole(&part, |part| {
                    let loaded = V::load_part(level, part);
                    assert_eq!(bytes(lanes(loaded)), expected, "{part:?}");
                });
            }
        }
    }
    for_each_vector!(test);
}

/// Calls a test with every pair of samples in each lane, as elements and as vectors.
fn for_each_pair<V: Vector>(level: V::Level, test: impl Fn([&[V::Element]; 2], [V; 2]))
where
    V::Element: Sample,
{
    let samples = V::Element::samples();
    let from = |start| samples.iter().cycle().skip(start).copied().take(V::LANES);
    for a in 0..samples.len() {
        for b in 0..samples.len() {
            let (a, b): (Vec<_>, Vec<_>) = (from(a).collect(), from(b).collect());
            // SAFETY: `a` and `b` have LANES elements each.
            let vectors = unsafe { [V::load(level, a.as_ptr()), V::load(level, b.as_ptr())] };
            test([&a, &b], vectors);
        }
    }
}

#[test]
fn lanes_are_ordered_as_elements_are() {
    fn test<V: Vector>(level: V::Level)
    where
        V::Element: Sample,
    {
        for_each_pair(level, |[a, b], [va, vb]: [V; 2]| {
            let choose = |mask: u64| {
                let pairs = a.iter().zip(b).enumerate();
                bytes(pairs.map(|(lane, (&a, &b))| if mask >> lane & 1 == 1 { a } else { b }))
            };
            let mask = |holds: fn(&V::Element, &V::Element) -> bool| {
                let pairs = a.iter().zip(b).enumerate();
                pairs.fold(0, |mask, (lane, (a, b))| {
                    mask | u64::from(holds(a, b)) << lane
                })
            };
            let gt = mask(|a, b| a > b);
            let lt = mask(|a, b| a < b);
            let eq = mask(|a, b| a == b);
            let unordered = mask(|a, b| a.partial_cmp(b).is_none());
            let not_le = mask(|a, b| {
                !matches!(
                    a.partial_cmp(b),
                    Some(core::cmp::Ordering::Less | core::cmp::Ordering::Equal)
                )
            });
            assert_eq!(bytes(lanes(va.max(vb))), choose(gt), "{a:?} {b:?}");
            assert_eq!(bytes(lanes(va.min(vb))), choose(lt), "{a:?} {b:?}");
            if !V::Element::HAS_NAN {
                let above = mask(|a, b| a.bits() > b.bits());
                let below = mask(|a, b| a.bits() < b.bits());
                assert_eq!(bytes(lanes(va.max_unsigned(vb))), choose(above));
                assert_eq!(bytes(lanes(va.min_unsigned(vb))), choose(below));
            }
            assert_eq!(bytes(lanes(V::select(va.gt(vb), va, vb))), choose(gt));
            assert_eq!(V::bits(va.gt(vb)), gt, "{a:?} {b:?}");
            assert_eq!(V::bits(va.eq(vb)), eq, "{a:?} {b:?}");
            assert_eq!(V::bits(va.unordered(vb)), unordered, "{a:?} {b:?}");
            assert_eq!(V::bits(va.not_le(vb)), not_le, "{a:?} {b:?}");
            assert_eq!(V::any(va.not_le(vb)), not_le != 0, "{a:?} {b:?}");
            let first = (gt != 0).then(|| gt.trailing_zeros() as usize);
            assert_eq!(V::first(va.gt(vb)), first);
            assert_eq!(V::bits(V::or(va.gt(vb), va.eq(vb))), gt | eq);
            assert_eq!(
                V::bits(V::and_not(va.eq(va), va.eq(vb))),
                mask(|a, _| a == a) & !eq
            );
            assert_eq!(V::bits(V::none(level)), 0);
        });
    }
    for_each_vector!(test);
}

#[test]
fn bits_are_inverted_by_a_mask() {
    fn test<V: Vector>(level: V::Level)
    where
        V::Element: Sample,
    {
        for_each_pair(level, |[a, b], [va, vb]: [V; 2]| {
            let expected = a.iter().zip(b).map(|(a, b)| {
                let pairs = a.bytes().into_iter().zip(b.bytes());
                pairs.map(|(a, b)| a ^ b).collect::<Vec<u8>>()
            });
            let expected: Vec<_> = expected.collect();
            assert_eq!(bytes(lanes(va.xor(vb))), expected);
            let xor = a.iter().zip(b).map(|(a, &b)| a.xor(b));
            assert_eq!(bytes(xor), expected);
        });
    }
    for_each_vector!(test);
}

#[test]
fn the_bits_of_64_lanes_are_in_order() {
    fn test<V: Vector>(level: V::Level)
    where
        V::Element: Sample,
    {
        let samples = V::Element::samples();
        for shift in 0..samples.len() {
            let elements = samples.iter().cycle().skip(shift).copied();
            let elements: Vec<_> = elements.take(64).collect();
            let wanted = V::splat(level, elements[0]);
            let bits = V::bits_of_masks(level, |k| {
                V::load_first(level, &elements[k * V::LANES..]).gt(wanted)
            });
            let pairs = elements.iter().enumerate();
            let expected = pairs.fold(0, |bits, (at, element)| {
                bits | u64::from(*element > elements[0]) << at
            });
            assert_eq!(bits, expected, "{elements:?}");
        }
    }
    for_each_vector!(test);
}

#[test]
fn positions_of_set_bits_are_written_in_order() {
    fn test<V: Vector>(level: V::Level) {
        let bytes = (0..=0xff).map(|byte| byte * 0x0101_0101_0101_0101);
        for mask in bytes.chain((0..64).map(|at| !0 << at)) {
            let expected: Vec<i64> = (0..64).filter(|at| mask >> at & 1 == 1).collect();
            let mut positions = alloc::vec![-1; expected.len() + 8];
            // SAFETY: there are slots for the set bits, and 8 more.
            if unsafe { V::write_positions(level, mask, 1 << 40, positions.as_mut_ptr()) } {
                let found = positions.iter().map(|position| position - (1 << 40));
                let found: Vec<i64> = found.take(expected.len()).collect();
                assert_eq!(found, expected, "{mask:#x}");
            }
        }
    }
    for_each_vector!(test);
}

#[test]
fn elements_are_moved_to_the_front() {
    fn test<V: Vector>(level: V::Level)
    where
        V::Element: Sample,
    {
        fn of_size<V: Vector, const N: usize>(level: V::Level) {
            // SSE2 has no such instruction.
            let has_shuffle = if cfg!(target_arch = "x86_64") {
                size_of::<V>() > 16
            } else {
                !core::any::type_name::<V>().contains("Portable")
            };
            let elements: [[u8; N]; 64] =
                from_fn(|at| from_fn(|byte| u8::try_from(at * 4 + byte % 4).unwrap_or(0)));
            let bytes = (0..=0xff).map(|byte| byte * 0x0101_0101_0101_0101);
            let halves = (0..64).map(|at| !0 << at);
            let mixed = [
                0x8000_0000_0000_0001,
                0x0123_4567_89ab_cdef,
                0xf0f0_00ff_1248_8001,
            ];
            for mask in bytes.chain(halves).chain(mixed) {
                let mut moved = [MaybeUninit::new([0; N]); 64];
                let is_available = V::compress(level, &elements, mask, &mut moved);
                assert_eq!(is_available, has_shuffle, "a shuffle of bytes");
                let set = elements
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| mask >> at & 1 == 1);
                for ((_, element), moved) in set.zip(moved).filter(|_| is_available) {
                    // SAFETY: the array was initialised.
                    assert_eq!(unsafe { moved.assume_init() }, *element, "{mask:#x}");
                }
            }
        }
        match size_of::<V::Element>() {
            1 => of_size::<V, 1>(level),
            2 => of_size::<V, 2>(level),
            4 => of_size::<V, 4>(level),
            _ => of_size::<V, 8>(level),
        }
    }
    for_each_vector!(test);
}

#[test]
fn adjacent_groups_of_lanes_change_places() {
    fn test<V: Vector>(level: V::Level)
    where
        V::Element: Sample,
    {
        for_each_pair(level, |[a, _], [vector, _]: [V; 2]| {
            let mut apart = 1;
            while apart < V::LANES {
                let swapped = vector.swap_adjacent(apart * size_of::<V::Element>());
                let expected = (0..V::LANES).map(|lane| a[lane ^ apart]);
                assert_eq!(bytes(lanes(swapped)), bytes(expected));
                apart *= 2;
            }
        });
    }
    for_each_vector!(test);
}

#[test]
fn index_lanes_are_selected_beside_elements() {
    fn test<V: Vector>(level: V::Level)
    where
        V::Element: Sample,
    {
        let one = <V::Element as SimdElement>::index_lane(1);
        for_each_pair(level, |_, [a, b]: [V; 2]| {
            let mut numbers = alloc::vec![one; V::LANES];
            // SAFETY: `numbers` has LANES index lanes.
            let mask = unsafe {
                let ones = V::load_index_lanes(level, numbers.as_ptr());
                let most = V::splat_index(level, V::Element::MAX_INDEX_LANE);
                let selected = V::select_index(a.gt(b), most, ones);
                V::store_index_lanes(selected, numbers.as_mut_ptr());
                V::bits(a.gt(b))
            };
            for (lane, &index_lane) in numbers.iter().enumerate() {
                let expected = if mask >> lane & 1 == 1 {
                    V::Element::MAX_INDEX_LANE
                } else {
                    1
                };
                assert_eq!(V::Element::number(index_lane), expected);
            }
        });
    }
    for_each_vector!(test);
}

#[test]
fn the_number_in_the_only_lane_that_is_set_is_found() {
    fn test<V: Vector>(level: V::Level)
    where
        V::Element: Sample,
    {
        let index_lane = <V::Element as SimdElement>::index_lane;
        let numbers: Vec<_> = (0..V::LANES).map(|lane| index_lane(lane * 3 + 1)).collect();
        let mut elements = alloc::vec![V::Element::ZERO; V::LANES];
        let mut samples = V::Element::samples().into_iter();
        let set = samples.find(|&sample| sample != V::Element::ZERO);
        let set = set.unwrap_or(V::Element::ZERO);
        let only = |elements: &[V::Element]| {
            // SAFETY: `elements` and `numbers` have LANES entries each.
            unsafe {
                let zero = V::splat(level, V::Element::ZERO);
                let is_set = V::and_not(zero.eq(zero), V::load(level, elements.as_ptr()).eq(zero));
                V::only_index(is_set, V::load_index_lanes(level, numbers.as_ptr()))
            }
        };
        for lane in 0..V::LANES {
            elements[lane] = set;
            let found = only(&elements);
            let is_known = size_of::<V>() == CACHE_LINE && size_of::<V::Element>() > 1;
            let expected = is_known.then_some(lane * 3 + 1);
            assert_eq!(found, expected, "of lane {lane}");
            elements[(lane + 1) % V::LANES] = elements[lane];
            assert_eq!(only(&elements), None, "lane {lane} and another");
            elements.fill(V::Element::ZERO);
        }
    }
    for_each_vector!(test);
}

#[test]
fn the_least_number_is_that_of_lanes_that_are_set() {
    fn test<V: Vector>(level: V::Level)
    where
        V::Element: Sample,
    {
        let seed = core::cell::Cell::new(1_usize);
        for_each_pair(level, |_, [a, b]: [V; 2]| {
            let numbers: Vec<usize> = (0..V::LANES)
                .map(|_| {
                    seed.set(seed.get().wrapping_mul(16807) % 2_147_483_647);
                    seed.get() % 253
                })
                .collect();
            let index_lanes: Vec<_> = numbers
                .iter()
                .map(|&number| <V::Element as SimdElement>::index_lane(number))
                .collect();
            // SAFETY: `index_lanes` has LANES entries.
            let (set, found) = unsafe {
                let mask = V::not_le(a, b);
                let index_lanes = V::plus_two(V::load_index_lanes(level, index_lanes.as_ptr()));
                let (least, lanes) = V::least_index(mask, index_lanes);
                (V::bits(mask), (least, V::bits(lanes)))
            };
            let set: Vec<usize> = (0..V::LANES).filter(|lane| set >> lane & 1 == 1).collect();
            if let Some(least) = set.iter().map(|&lane| numbers[lane]).min() {
                let lanes = set.iter().filter(|&&lane| numbers[lane] == least);
                let lanes = lanes.fold(0, |bits, lane| bits | 1 << lane);
                assert_eq!(found, (least + 2, lanes), "{numbers:?} at {set:?}");
            }
        });
    }
    for_each_vector!(test);
}
