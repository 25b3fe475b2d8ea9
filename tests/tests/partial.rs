//! Partial results: any cut into blocks, merged in any order and grouping, gives what the whole array gives.

use argwhere::partial::{
    Argmax, Argmin, Argminmax, Candidate, CountNonzero, Nanargmax, Nanargmin, Nonzero, TopK, typed,
};
use argwhere::{
    Along, Array, ArrayView, DType, Error, Mode, argmax, argmin, argminmax, argwhere,
    count_nonzero, flatnonzero, nanargmax, nanargmin, nonzero, top_k,
};
use argwhere_tests::cases::{self, Random};
use argwhere_tests::with_inner;
use ndarray::{AxisDescription, Slice, arr0, array};
use proptest::prelude::*;
use proptest::sample::select;

/// A box of an array: its first index and its length along each axis.
type Block = (Vec<usize>, Vec<usize>);

/// The block of an array.
fn block_of<'a>(x: &'a Array, (origin, shape): &Block) -> ArrayView<'a> {
    with_inner!(Array, x, x => {
        let part = x.slice_each_axis(|AxisDescription { axis, .. }| {
            let start = origin[axis.index()];
            Slice::from(start..start + shape[axis.index()])
        });
        part.into()
    })
}

/// Every cut of a shape by full cuts along each axis.
fn grids(shape: &[usize]) -> Vec<Vec<Block>> {
    let mut cuts: Vec<Vec<Vec<[usize; 2]>>> = vec![vec![]];
    for &len in shape {
        let along: Vec<Vec<[usize; 2]>> = (0..1_usize << len.saturating_sub(1))
            .map(|set| {
                let mut parts = Vec::new();
                let mut start = 0;
                for end in 1..=len {
                    if end == len || set & (1 << (end - 1)) != 0 {
                        parts.push([start, end - start]);
                        start = end;
                    }
                }
                if len == 0 { vec![[0, 0]] } else { parts }
            })
            .collect();
        cuts = cuts
            .iter()
            .flat_map(|cut| {
                along
                    .iter()
                    .map(move |parts| [&cut[..], std::slice::from_ref(parts)].concat())
            })
            .collect();
    }
    cuts.iter()
        .map(|axes| {
            let mut blocks: Vec<Block> = vec![(vec![], vec![])];
            for parts in axes {
                blocks = blocks
                    .iter()
                    .flat_map(|(origin, shape)| {
                        parts.iter().map(move |&[start, len]| {
                            (
                                [&origin[..], &[start]].concat(),
                                [&shape[..], &[len]].concat(),
                            )
                        })
                    })
                    .collect();
            }
            blocks
        })
        .collect()
}

/// A cut that no grid need have: each part is cut on its own, some into an empty block and the rest.
fn cut(shape: &[usize], random: &mut Random) -> Vec<Block> {
    let mut done = Vec::new();
    let mut open = vec![(vec![0; shape.len()], shape.to_vec(), 4)];
    while let Some((origin, shape, depth)) = open.pop() {
        if depth == 0 || shape.is_empty() || random.below(4) == 0 {
            done.push((origin, shape));
            continue;
        }
        let axis = random.below(shape.len());
        let at = random.below(shape[axis] + 1);
        let (mut left, mut right) = (shape.clone(), shape);
        left[axis] = at;
        right[axis] -= at;
        let mut middle = origin.clone();
        middle[axis] += at;
        open.push((origin, left, depth - 1));
        open.push((middle, right, depth - 1));
    }
    for last in (1..done.len()).rev() {
        done.swap(last, random.below(last + 1));
    }
    done
}

/// Checks one search of an array that is cut into blocks: with one block after the other, and merged in a random order and
/// grouping.
macro_rules! check {
    ($x:ident, $blocks:ident, $random:ident, $Type:ident($($argument:expr),*), $whole:expr) => {{
        // Debug output tells -0.0 from 0.0, and NaN is equal to NaN in it.
        let whole = format!("{:?}", $whole);
        let describe = || format!("{} of {:?} in the blocks {:?}", stringify!($Type($($argument),*)), $x, $blocks);
        let new = || $Type::new($x.shape() $(, $argument.clone())*);
        let part = |block: &Block| {
            let mut part = new()?;
            part.update(&block.0, block_of($x, block))?;
            Ok(part)
        };
        let in_turn = new().and_then(|mut total| {
            for block in $blocks {
                total.update(&block.0, block_of($x, block))?;
            }
            total.finish()
        });
        assert_eq!(format!("{in_turn:?}"), whole, "{}", describe());
        let merged = $blocks.iter().map(part).chain([new()]).collect::<Result<Vec<_>, Error>>();
        let merged = merged.and_then(|mut parts| {
            while parts.len() > 1 {
                let part = parts.swap_remove($random.below(parts.len()));
                let into = $random.below(parts.len());
                parts[into].merge(part)?;
            }
            parts.swap_remove(0).finish()
        });
        assert_eq!(format!("{merged:?}"), whole, "merged: {}", describe());
    }};
}

/// Checks every search of an array that is cut into blocks.
fn check_cut(x: &Array, blocks: &[Block], random: &mut Random) {
    let ndim = x.ndim().cast_signed();
    let axes = std::iter::once(None).chain((0..ndim).map(Some));
    for (axis, keepdims) in axes.flat_map(|axis| [(axis, false), (axis, true)]) {
        let along = axis.map_or(Along::all(), Along::axis);
        let along = if keepdims { along.keepdims() } else { along };
        check!(
            x,
            blocks,
            random,
            CountNonzero(along),
            count_nonzero(x, along)
        );
        if x.dtype().is_ordered() {
            check!(x, blocks, random, Argmax(along), argmax(x, along));
            check!(x, blocks, random, Argmin(along), argmin(x, along));
            check!(x, blocks, random, Nanargmax(along), nanargmax(x, along));
            check!(x, blocks, random, Nanargmin(along), nanargmin(x, along));
            check!(x, blocks, random, Argminmax(along), argminmax(x, along));
        }
    }
    if ndim > 1 {
        for along in [
            Along::axes([-1, 0]),
            Along::axes([]).keepdims(),
            Along::axes([0, 1]).keepdims(),
        ] {
            check!(
                x,
                blocks,
                random,
                CountNonzero(along),
                count_nonzero(x, along.clone())
            );
        }
    }
    for axis in (0..ndim).filter(|_| x.dtype().is_ordered()) {
        for k in [0, 1, 3, x.shape()[axis.unsigned_abs()]] {
            for mode in [Mode::Largest, Mode::Smallest] {
                check!(
                    x,
                    blocks,
                    random,
                    TopK(k, axis, mode),
                    top_k(x, k, axis, mode)
                );
            }
        }
    }
    check!(x, blocks, random, Nonzero(), nonzero(x));
}

#[test]
fn every_grid_of_blocks_gives_the_result_of_the_whole() {
    let shapes: [&[usize]; 9] = [
        &[],
        &[1],
        &[5],
        &[0],
        &[3, 4],
        &[2, 0],
        &[1, 3],
        &[2, 3, 2],
        &[2, 1, 2, 3],
    ];
    for shape in shapes {
        // Every dtype has its turn at each number of axes.
        let dtypes = DType::ALL.iter().enumerate();
        for (palette, &dtype) in
            dtypes.filter(|(at, _)| shape.len() < 2 || at % 4 == shape.len() % 4)
        {
            let x = cases::filled(dtype, shape, palette).to_array();
            for blocks in grids(shape) {
                check_cut(&x, &blocks, &mut Random::new(7));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Parts of parts, so that the boxes of kept axes overlap.
    #[test]
    fn every_other_cut_gives_the_result_of_the_whole(
        dtype in select(DType::ALL),
        shape in prop::collection::vec(prop_oneof![1 => Just(0_usize), 20 => 1..=6_usize], 0..=4),
        palette in 0..6_usize,
        seed in any::<u64>(),
    ) {
        let mut random = Random::new(seed);
        let x = cases::filled(dtype, &shape, palette).to_array();
        let blocks = cut(&shape, &mut random);
        check_cut(&x, &blocks, &mut random);
    }

    /// `a + b = b + a`, `(a + b) + c = a + (b + c)` and `a + 0 = a`, as results with the same content.
    #[test]
    fn merging_is_associative_and_commutative(
        shape in prop::collection::vec(1..=5_usize, 1..=3),
        palette in 0..6_usize,
        seed in any::<u64>(),
        axis in prop_oneof![Just(None), (0..3_isize).prop_map(Some)],
    ) {
        let mut random = Random::new(seed);
        let x = cases::filled(DType::Float32, &shape, palette).to_array();
        let blocks = cut(&shape, &mut random);
        let along = axis.map_or(Along::all(), |axis| Along::axis(axis % shape.len().cast_signed()));
        macro_rules! laws {
            ($($Type:ident($($argument:expr),*))*) => {$({
                let sum = |blocks: &[Block]| {
                    let mut sum = $Type::new(&shape $(, $argument)*).unwrap();
                    for block in blocks {
                        sum.update(&block.0, block_of(&x, block)).unwrap();
                    }
                    sum
                };
                let merged = |mut a: $Type, b: $Type| {
                    a.merge(b).unwrap();
                    a
                };
                let third = blocks.len() / 3;
                let [a, b, c] = [&blocks[..third], &blocks[third..2 * third], &blocks[2 * third..]].map(sum);
                let text = |sum: $Type| format!("{sum:?}");
                prop_assert_eq!(text(merged(a.clone(), b.clone())), text(merged(b.clone(), a.clone())));
                prop_assert_eq!(
                    text(merged(merged(a.clone(), b.clone()), c.clone())),
                    text(merged(a.clone(), merged(b, c.clone())))
                );
                prop_assert_eq!(text(merged(a.clone(), sum(&[]))), text(a.clone()));
                prop_assert_eq!(text(merged(sum(&[(vec![0; shape.len()], vec![0; shape.len()])]), c.clone())), text(c));
            })*};
        }
        laws! {
            Argmax(along) Argmin(along) Nanargmax(along) Nanargmin(along) Argminmax(along) CountNonzero(along)
            TopK(1, 0, Mode::Largest) TopK(shape[0], 0, Mode::Smallest) Nonzero()
        }
    }
}

#[test]
fn nonzero_finishes_as_argwhere_and_flatnonzero() {
    let x = cases::filled(DType::Int32, &[3, 4, 2], 0).to_array();
    let mut found = Nonzero::new(&[3, 4, 2]).unwrap();
    for block in cut(&[3, 4, 2], &mut Random::new(3)) {
        found.update(&block.0, block_of(&x, &block)).unwrap();
    }
    assert_eq!(found.len(), flatnonzero(&x).unwrap().len());
    assert!(!found.is_empty());
    assert_eq!(found.clone().finish_rows().unwrap(), argwhere(&x).unwrap());
    assert_eq!(found.finish_flat().unwrap(), flatnonzero(&x).unwrap());
    let mut found = Nonzero::new(&[]).unwrap();
    assert!(found.is_empty());
    found.update(&[], &arr0(5_i8)).unwrap();
    assert_eq!(
        found.clone().finish_rows().unwrap(),
        argwhere(&arr0(5_i8)).unwrap()
    );
    assert_eq!(found.finish(), nonzero(&arr0(5_i8)));
}

#[test]
fn typed_results_are_those_of_any_dtype() {
    let x = array![[1.0_f32, f32::NAN, 3.0], [7.0, 2.0, 7.0]];
    let (top, bottom) = (x.slice(ndarray::s![..1, ..]), x.slice(ndarray::s![1.., ..]));
    macro_rules! both {
        ($Type:ident, ($($argument:expr),*), $whole:expr) => {{
            let mut all = typed::$Type::<f32>::new(&[2, 3] $(, $argument)*).unwrap();
            let mut rest = all.clone();
            all.update(&[1, 0], &bottom).unwrap();
            rest.update(&[0, 0], &top).unwrap();
            all.merge(rest).unwrap();
            assert_eq!(format!("{:?}", all.finish()), format!("{:?}", $whole));
        }};
    }
    for along in [Along::all(), Along::axis(0), Along::axis(1).keepdims()] {
        both!(Argmax, (along), argmax(&x, along));
        both!(Argmin, (along), argmin(&x, along));
        both!(Nanargmax, (along), nanargmax(&x, along));
        both!(Nanargmin, (along), nanargmin(&x, along));
        both!(Argminmax, (along), argminmax(&x, along));
        both!(CountNonzero, (along), count_nonzero(&x, along));
    }
    both!(Nonzero, (), nonzero(&x));
    let whole = argwhere::typed::top_k(&x, 2, ndarray::Axis(1), Mode::Largest);
    both!(
        TopK,
        (2, 1, Mode::Largest),
        whole.map(|(values, indices)| (values.into_dyn(), indices.into_dyn()))
    );
}

/// The lists of two processes merge position by position.
#[test]
fn candidates_merge_into_the_result_of_the_whole() {
    let x = array![
        [1.0_f32, f32::NAN, -0.0, f32::NAN],
        [7.0, 7.0, 0.0, f32::NAN],
        [7.0, 8.0, 0.0, f32::NAN]
    ];
    let blocks = [(0, 0..2), (0, 2..3), (0, 3..3)];
    macro_rules! lists {
        ($Type:ident, ($($argument:expr),*), $merge:expr, $whole:expr) => {{
            let new = || typed::$Type::<f32>::new(&[3, 4] $(, $argument)*).unwrap();
            let mut total: Option<Vec<Candidate<f32>>> = None;
            for (column, rows) in &blocks {
                let mut part = new();
                let block = x.slice(ndarray::s![rows.clone(), ..]);
                part.update(&[rows.start, *column], &block).unwrap();
                let list = part.candidates().unwrap();
                // A message is bytes.
                let bytes: Vec<u8> = bytemuck::cast_slice(&list).to_vec();
                let list: Vec<Candidate<f32>> = bytemuck::pod_collect_to_vec(&bytes);
                total = Some(match total {
                    None => list,
                    Some(total) => $merge(total, list),
                });
            }
            let found = new().with_candidates(&total.unwrap()).and_then(|all| all.finish());
            assert_eq!(format!("{found:?}"), format!("{:?}", $whole));
        }};
    }
    macro_rules! extremes {
        ($($Type:ident $Extreme:ident $function:ident;)*) => {$(
            for along in [Along::all(), Along::axis(0), Along::axis(1).keepdims()] {
                let merge = |a: Vec<Candidate<f32>>, b: Vec<Candidate<f32>>| {
                    a.into_iter().zip(b).map(|(a, b)| a.merge::<argwhere::$Extreme>(b)).collect()
                };
                lists!($Type, (along), merge, $function(&x, along));
            }
        )*};
    }
    extremes! {
        Argmax Max argmax;
        Argmin Min argmin;
        Nanargmax NanMax nanargmax;
        Nanargmin NanMin nanargmin;
    }
    for mode in [Mode::Largest, Mode::Smallest] {
        for k in [1, 2, 3] {
            let merge = |mut a: Vec<Candidate<f32>>, b: Vec<Candidate<f32>>| {
                for (a, b) in a.chunks_mut(k).zip(b.chunks(k)) {
                    Candidate::merge_sorted(a, b, mode);
                }
                a
            };
            let whole = argwhere::typed::top_k(&x, k, ndarray::Axis(0), mode);
            let whole = whole.map(|(values, indices)| (values.into_dyn(), indices.into_dyn()));
            lists!(TopK, (k, 0, mode), merge, whole);
        }
    }
}

#[test]
fn a_list_of_candidates_is_checked() {
    let new = || typed::Argmax::<i16>::new(&[2, 3], Along::axis(0)).unwrap();
    let at = |index| Candidate {
        index,
        value: 1_i16,
    };
    let refused = |list: &[Candidate<i16>]| new().with_candidates(list).unwrap_err();
    assert_eq!(
        refused(&[at(0)]),
        Error::ShapeMismatch {
            expected: vec![3],
            found: vec![1]
        }
    );
    assert_eq!(
        refused(&[at(0), at(-1), at(0)]),
        Error::NoCandidate { lane: 1 }
    );
    assert_eq!(
        refused(&[at(0), at(0), at(2)]),
        Error::IndexOutOfRange {
            axis: 0,
            len: 2,
            index: 2
        }
    );
    let all = typed::Argmax::<i16>::new(&[2, 3], Along::all()).unwrap();
    assert_eq!(
        all.with_candidates(&[at(6)]).unwrap_err(),
        Error::FlatIndexOutOfRange {
            index: 6,
            shape: vec![2, 3]
        }
    );
    let empty = typed::Argmax::<i16>::new(&[0], Along::all()).unwrap();
    let list = empty.candidates().unwrap();
    assert_eq!(
        empty.with_candidates(&list).unwrap().finish(),
        argmax(&ndarray::Array1::<i16>::zeros(0), Along::all())
    );
}

#[test]
fn a_block_must_be_a_part_of_the_whole() {
    let mut part = Argmax::new(&[4, 4], Along::axis(0)).unwrap();
    let block = array![[1_i32, 2], [3, 4]];
    let before = part.clone();
    assert_eq!(
        part.update(&[0], &block).unwrap_err().to_string(),
        "a block of 2 dimensions with an origin of 1 indices is not a part of an array of 2 dimensions; all three numbers \
         must be equal"
    );
    assert_eq!(
        part.update(&[0, 3], &block).unwrap_err().to_string(),
        "a block of length 2 along axis 1 does not fit at index 3: the whole array has length 4 along this axis"
    );
    assert_eq!(
        part.update(&[usize::MAX, 0], &block),
        Err(Error::BlockOutOfRange {
            axis: 0,
            start: usize::MAX,
            len: 2,
            whole: 4
        })
    );
    assert_eq!(part, before);
    part.update(&[0, 0], &block).unwrap();
    assert_eq!(
        part.update(&[0, 2], &array![[1.0_f64, 2.0], [3.0, 4.0]])
            .unwrap_err(),
        Error::DTypeMismatch {
            expected: "int32",
            found: "float64"
        }
    );
    assert_eq!(part.covered(), 4);
    assert_eq!(
        part.clone().finish().unwrap_err().to_string(),
        "the blocks have 4 elements, but an array of shape [4, 4] has 16; add the blocks that are missing"
    );
    for _ in 0..4 {
        part.update(&[0, 0], &block).unwrap();
    }
    assert_eq!(
        part.finish().unwrap_err().to_string(),
        "the blocks have 20 elements, but an array of shape [4, 4] has 16; add each block only once"
    );
}

#[test]
fn results_of_other_searches_do_not_merge() {
    let mut this = Argmax::new(&[4, 4], Along::axis(0)).unwrap();
    let refused = |this: &mut Argmax, along| {
        this.merge(Argmax::new(&[4, 4], along).unwrap())
            .unwrap_err()
    };
    assert_eq!(
        refused(&mut this, Along::axis(1)).to_string(),
        "the partial result of argmax along axis 1 of an array of shape [4, 4] does not merge into that of argmax along axis \
         0 of an array of shape [4, 4]; give both the same arguments"
    );
    assert!(matches!(
        refused(&mut this, Along::axis(0).keepdims()),
        Error::OtherSearch { .. }
    ));
    assert!(matches!(
        refused(&mut this, Along::all()),
        Error::OtherSearch { .. }
    ));
    let mut best = TopK::new(&[4, 4], 2, 0, Mode::Largest).unwrap();
    for other in [
        TopK::new(&[4, 4], 3, 0, Mode::Largest),
        TopK::new(&[4, 4], 2, 0, Mode::Smallest),
    ] {
        assert!(matches!(
            best.merge(other.unwrap()),
            Err(Error::OtherSearch { .. })
        ));
    }
    let mut ints = Argmax::new(&[4], Along::all()).unwrap();
    let mut floats = ints.clone();
    ints.update(&[0], &array![1_i32, 2]).unwrap();
    floats.update(&[2], &array![1.0_f32, 2.0]).unwrap();
    let before = ints.clone();
    assert_eq!(
        ints.merge(floats),
        Err(Error::DTypeMismatch {
            expected: "int32",
            found: "float32"
        })
    );
    assert_eq!(ints, before);
}

#[test]
fn a_dtype_without_the_operation_is_refused() {
    let z = array![num_complex::Complex::new(1.0_f32, 0.0)];
    let mut part = Argmax::new(&[1], Along::all()).unwrap();
    assert!(matches!(
        part.update(&[0], &z),
        Err(Error::Unordered {
            operation: "argmax",
            ..
        })
    ));
    let mut part = TopK::new(&[1], 1, 0, Mode::Largest).unwrap();
    assert!(matches!(
        part.update(&[0], &z),
        Err(Error::Unordered {
            operation: "top_k",
            ..
        })
    ));
    assert!(matches!(part.finish(), Err(Error::BlocksMissing { .. })));
}

/// The whole array need not fit in memory, or on this machine.
#[cfg(target_pointer_width = "64")]
#[test]
fn indices_have_64_bits() {
    let side = 1_usize << 31;
    let mut part = Argmax::new(&[side, side], Along::all()).unwrap();
    part.update(&[side - 1, side - 2], &array![[1_u8, 9]])
        .unwrap();
    let text = format!("{part:?}");
    assert!(text.contains(&(side * side - 1).to_string()), "{text}");
    let error = Argmax::new(&[side, side, 4], Along::all()).unwrap_err();
    assert!(matches!(error, Error::TooLarge { .. }), "{error:?}");
    assert!(Nonzero::new(&[usize::MAX, 2]).is_err());
    assert!(CountNonzero::new(&[usize::MAX, 0], Along::all()).is_ok());
}

/// A block added twice in place of another one, where the lanes tell.
#[test]
fn blocks_that_overlap_are_not_the_whole() {
    let x = array![[1_i16, 2], [3, 4], [5, 6], [7, 8]];
    let (first, again) = (
        x.slice(ndarray::s![..3, ..]),
        x.slice(ndarray::s![2..3, ..]),
    );
    macro_rules! check {
        ($($Type:ident($($argument:expr),*);)*) => {$({
            let mut part = $Type::new(&[4, 2] $(, $argument)*).unwrap();
            part.update(&[0, 0], first).unwrap();
            part.update(&[2, 0], again).unwrap();
            assert!(matches!(part.finish(), Err(Error::BlocksMissing { covered: 8, .. })), stringify!($Type));
        })*};
    }
    check! {
        Argmax(Along::axis(1));
        Argminmax(Along::axis(1));
        TopK(1, 1, Mode::Largest);
        CountNonzero(Along::axis(1));
        Nonzero();
    }
}

/// Views whose results do not fit in memory are errors, and empty blocks cost nothing.
#[cfg(target_pointer_width = "64")]
#[test]
fn blocks_with_results_that_fit_in_no_memory() {
    let one = array![[1_u8]];
    for lanes in [1_usize << 44, 1 << 60] {
        let view = one.broadcast((lanes, 1)).unwrap();
        let mut part = Argmax::new(&[lanes, 1], Along::axis(1)).unwrap();
        assert!(matches!(
            part.update(&[0, 0], view),
            Err(Error::TooLarge { .. })
        ));
        let mut part = Argminmax::new(&[lanes, 1], Along::axis(1)).unwrap();
        assert!(matches!(
            part.update(&[0, 0], view),
            Err(Error::TooLarge { .. })
        ));
        let mut part = CountNonzero::new(&[lanes, 1], Along::axis(1)).unwrap();
        assert!(matches!(
            part.update(&[0, 0], view),
            Err(Error::TooLarge { .. })
        ));
        assert_eq!(part.covered(), 0);
        let none = ndarray::Array2::<u8>::zeros((0, 0));
        let none = none.broadcast((0, 0)).unwrap();
        part.update(&[0, 0], none).unwrap();
        let best = typed::TopK::<f32>::new(&[lanes, 1], 0, 1, Mode::Largest).unwrap();
        assert_eq!(best.candidates().unwrap(), []);
        let best = typed::TopK::<f32>::new(&[lanes, 1], 1, 1, Mode::Largest).unwrap();
        assert!(matches!(best.candidates(), Err(Error::TooLarge { .. })));
    }
}
