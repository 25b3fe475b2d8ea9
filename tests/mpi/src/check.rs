//! Every rank makes the same whole array, searches its block of it together with the others, and compares the result with
//! that of the whole.

use argwhere::{Along, Array, ArrayView, DType, Error, Mode, dispatch};
use mpi::collective::SystemOperation;
use mpi::traits::{Communicator, CommunicatorCollectives};
use ndarray::{Array2, ArrayD, Axis, Slice, arr0, array};
use std::fmt::Debug;

/// Some have fewer rows than there are ranks.
const SHAPES: [&[usize]; 12] = [
    &[1],
    &[5],
    &[301],
    &[0],
    &[3, 4],
    &[2, 17],
    &[40, 3],
    &[0, 3],
    &[3, 0],
    &[4, 2, 3],
    &[13, 1, 2],
    &[2, 3, 2, 2],
];

/// Checks all searches on all ranks. A failure on any rank ends the job.
pub(crate) fn run<C: Communicator>(comm: &C) {
    let mut checks = Checks {
        comm,
        passed: 0,
        blocks: 0,
        empty: 0,
    };
    let palettes = palettes();
    for &dtype in DType::ALL.iter().filter(|dtype| dtype.is_ordered()) {
        let palettes: Vec<&Array> = palettes.iter().filter(|set| set.dtype() == dtype).collect();
        assert!(!palettes.is_empty(), "no elements of {dtype:?}");
        for (at, palette) in palettes.into_iter().enumerate() {
            for shape in SHAPES {
                let whole = filled(palette, shape, at);
                for cut in 0..3 {
                    checks.whole(&whole, 0, cut);
                }
                if shape.len() > 1 {
                    checks.whole(&whole, shape.len() - 1, at % 3);
                }
            }
        }
    }
    checks.without_order();
    checks.far();
    checks.report();
}

/// For each ordered dtype, sets of elements to fill arrays with. They are few, so that elements tie. Some are so large that
/// neighbours are one number as float64.
fn palettes() -> Vec<Array> {
    macro_rules! integers {
        ($($T:ident)*) => {
            [$(
                array![1, 0, 3, 2 as $T].into_dyn().into(),
                array![$T::MAX, $T::MIN, $T::MAX - 1, 0, $T::MIN + 1].into_dyn().into(),
                array![$T::MAX].into_dyn().into(),
            )*]
        };
    }
    macro_rules! floats {
        ($($T:ident)*) => {
            [$(
                array![0.0, -0.0, 1.0, -1.0 as $T].into_dyn().into(),
                array![$T::INFINITY, $T::NEG_INFINITY, $T::MAX, $T::MIN_POSITIVE, -0.0].into_dyn().into(),
                array![1.0, $T::NAN, -0.0, 0.0, 1.0, 2.0, 2.0].into_dyn().into(),
                array![$T::NAN, -$T::INFINITY].into_dyn().into(),
                array![$T::NAN].into_dyn().into(),
            )*]
        };
    }
    let mut all: Vec<Array> = integers!(i8 i16 i32 i64 u8 u16 u32 u64).into();
    all.extend::<[Array; 10]>(floats!(f32 f64));
    all.push(array![true, false].into());
    all.push(array![false].into());
    all
}

/// An array of elements from a set, the same on every rank.
fn filled(palette: &Array, shape: &[usize], seed: usize) -> Array {
    let mut state = seed as u64 + 1;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    dispatch!(
        palette,
        ordered set => ArrayD::from_shape_simple_fn(shape, || set[[next() % set.len()]]).into(),
        else other => panic!("no order: {:?}", other.dtype())
    )
}

/// Where the block of a rank begins along the cut axis, and where it ends. Blocks differ in length, and some are empty.
fn bounds(len: usize, [rank, ranks]: [usize; 2], cut: usize) -> [usize; 2] {
    let weight = |rank: usize| (3 * rank + cut) % 4;
    let until = |rank: usize| (0..rank).map(weight).sum::<usize>();
    match until(ranks) {
        0 => [rank, rank + 1].map(|rank| if rank == ranks { len } else { 0 }),
        all => [rank, rank + 1].map(|rank| len * until(rank) / all),
    }
}

struct Checks<'c, C> {
    comm: &'c C,
    passed: u64,
    blocks: u64,
    empty: u64,
}

impl<C: Communicator> Checks<'_, C> {
    /// Debug output tells -0.0 from 0.0, and NaN is equal to NaN in it.
    fn same(&mut self, what: impl Debug, found: impl Debug, expected: impl Debug) {
        let [found, expected] = [format!("{found:?}"), format!("{expected:?}")];
        if found != expected {
            let rank = self.comm.rank();
            // In one piece, so that the lines of several ranks stay together.
            let text =
                format!("FAILED on rank {rank}: {what:?}\nfound    {found}\nexpected {expected}");
            eprintln!("{text}");
            self.comm.abort(1);
        }
        self.passed += 1;
    }

    /// Every search of an array that is cut along an axis.
    fn whole(&mut self, whole: &Array, axis: usize, cut: usize) {
        let comm = self.comm;
        let shape = whole.shape();
        let place = [comm.rank(), comm.size()].map(|number| number.unsigned_abs() as usize);
        let [start, end] = bounds(shape[axis], place, cut);
        let mut origin = vec![0; shape.len()];
        origin[axis] = start;
        self.blocks += 1;
        self.empty += u64::from(start == end);
        let block: ArrayView<'_> = dispatch!(
            whole,
            ordered x => x.slice_axis_move(Axis(axis), Slice::from(start..end)).into(),
            else other => panic!("no order: {:?}", other.dtype())
        );
        let describe = |what: &str| format!("{what} of {whole:?} cut along {axis}: {start}..{end}");
        let all_axes = || 0..shape.len().cast_signed();
        let alongs = all_axes()
            .map(Along::axis)
            .chain([Along::all(), Along::axis(-1).keepdims()]);
        for along in alongs {
            macro_rules! check {
                ($($search:ident)*) => {$(
                    self.same(
                        (describe(stringify!($search)), along),
                        argwhere_mpi::$search(comm, shape, &origin, &block, along),
                        argwhere::$search(whole, along),
                    );
                )*};
            }
            check!(argmax argmin nanargmax nanargmin);
        }
        for axis in all_axes().map(Some).chain([None]) {
            self.same(
                (describe("count_nonzero"), axis),
                argwhere_mpi::count_nonzero(
                    comm,
                    shape,
                    &origin,
                    &block,
                    axis.map(isize::unsigned_abs),
                ),
                argwhere::count_nonzero(whole, axis.map_or(Along::all(), Along::axis)),
            );
        }
        for axis in all_axes() {
            for k in [0, 2, shape[axis.unsigned_abs()]] {
                for mode in [Mode::Largest, Mode::Smallest] {
                    self.same(
                        (describe("top_k"), k, axis, mode),
                        argwhere_mpi::top_k(comm, shape, &origin, &block, (k, axis, mode)),
                        argwhere::top_k(whole, k, axis, mode),
                    );
                }
            }
        }
    }

    /// A dtype without an order is an error on every rank.
    fn without_order(&mut self) {
        let whole: Array = array![argwhere::num_complex::Complex::new(1.0_f32, 0.0)].into();
        let found = argwhere_mpi::argmax(self.comm, &[1], &[0], &whole.view(), Along::all());
        assert!(found.is_err());
        self.same("no order", found, argwhere::argmax(&whole, Along::all()));
    }

    /// Blocks of two or three rows of an array of 3 billion rows. Only these rows exist, and the indices need 64 bits.
    fn far(&mut self) {
        let comm = self.comm;
        let shape = [3_000_000_000, 4];
        let (rank, ranks) = (comm.rank(), comm.size());
        let start = |rank: i32| 2_999_999_000_i64 - 400_000_000 * i64::from(ranks - 1 - rank);
        // Column 2 has the largest element, once per block. Column 3 has the smallest, in the last block only.
        let rows = if rank % 2 == 0 { 3 } else { 2 };
        let rows = Array2::from_shape_fn((rows, 4), |at| match at {
            (1, 2) => 7_i8,
            (1, 3) if rank + 1 == ranks => 1,
            _ => 5,
        });
        let origin = [usize::try_from(start(rank)).expect("a row number"), 0];
        let (first, last) = (start(0), start(ranks - 1));
        let (second, third) = match ranks {
            1 => (first, first + 2),
            _ => (start(1) + 1, first + 1),
        };
        let blocks: [Array; 3] = [
            rows.mapv(i64::from).into(),
            rows.mapv(i8::unsigned_abs).into(),
            rows.mapv(f32::from).into(),
        ];
        for block in &blocks {
            let block = block.view();
            let flat = |index| Ok::<_, Error>(arr0(index).into_dyn());
            let largest = argwhere_mpi::argmax(comm, &shape, &origin, &block, Along::all());
            self.same("far argmax", largest, flat(4 * (first + 1) + 2));
            let smallest = argwhere_mpi::argmin(comm, &shape, &origin, &block, Along::all());
            self.same("far argmin", smallest, flat(4 * (last + 1) + 3));
            let best = argwhere_mpi::top_k(comm, &shape, &origin, &block, (2, 0, Mode::Largest));
            let rows = array![
                [first, first, first + 1, first],
                [first + 1, first + 1, second, third]
            ];
            let found = best.map(|(_, indices)| indices);
            self.same("far top_k", found, Ok::<_, Error>(rows.into_dyn()));
        }
    }

    /// One line, of the first rank.
    fn report(self) {
        let mine = [self.passed, self.blocks, self.empty];
        let mut all = [0_u64; 3];
        self.comm
            .all_reduce_into(&mine, &mut all, SystemOperation::sum());
        let [_, blocks, empty] = all;
        if self.comm.rank() == 0 {
            let (passed, ranks) = (self.passed, self.comm.size());
            println!("{passed} checks on {ranks} ranks: ok, {empty} of {blocks} blocks empty");
        }
    }
}
