//! argmax and argmin: of whole arrays, along axes, of arrays that are not contiguous.

use crate::data::{self, Order, Sample};
use crate::limits::{Level, Maximum, reading};
use crate::measure::{Answer, Contender, Who};
use crate::peers;
use crate::session::{Case, Section, Session};
use argwhere::{Along, Index};
use ndarray::{Array, Array1, ArrayD, ArrayView, Axis, Dimension, Ix2, Ix3, RemoveAxis, s};
use std::hint::black_box;

/// A dtype with an order, and this crate's typed functions for it.
pub trait Ordered: Sample + PartialOrd + Maximum {
    /// The row-major index of the first best element.
    fn flat<S: Sense, D: Dimension>(x: &ArrayView<'_, Self, D>) -> usize;
    /// The indices along an axis.
    fn along<S: Sense, D: RemoveAxis>(
        x: &ArrayView<'_, Self, D>,
        axis: usize,
    ) -> Array<Index, D::Smaller>;
}

/// argmax or argmin.
pub trait Sense: Copy + 'static {
    /// Its name.
    const NAME: &'static str;
    /// Whether it is argmax.
    const LARGEST: bool;

    /// Whether an element beats the best before it.
    fn beats<T: PartialOrd>(element: T, best: T) -> bool {
        if Self::LARGEST {
            element > best
        } else {
            element < best
        }
    }

    /// This crate's dynamic function.
    fn dynamic(x: &argwhere::ArrayView<'_>, along: Along) -> ArrayD<Index> {
        let found = if Self::LARGEST {
            argwhere::argmax(x, along)
        } else {
            argwhere::argmin(x, along)
        };
        found.expect("there are elements and the axis exists")
    }
}

/// argmax.
#[derive(Clone, Copy, Debug)]
pub struct Max;

impl Sense for Max {
    const NAME: &'static str = "argmax";
    const LARGEST: bool = true;
}

/// argmin.
#[derive(Clone, Copy, Debug)]
pub struct Min;

impl Sense for Min {
    const NAME: &'static str = "argmin";
    const LARGEST: bool = false;
}

macro_rules! ordered {
    ($($type:ty)*) => {
        $(impl Ordered for $type {
            #[inline]
            fn flat<S: Sense, D: Dimension>(x: &ArrayView<'_, Self, D>) -> usize {
                let found = if S::LARGEST {
                    argwhere::typed::argmax(x)
                } else {
                    argwhere::typed::argmin(x)
                };
                found.expect("there are elements")
            }

            #[inline]
            fn along<S: Sense, D: RemoveAxis>(
                x: &ArrayView<'_, Self, D>,
                axis: usize,
            ) -> Array<Index, D::Smaller> {
                let found = if S::LARGEST {
                    argwhere::typed::argmax_axis(x, Axis(axis))
                } else {
                    argwhere::typed::argmin_axis(x, Axis(axis))
                };
                found.expect("there are elements and the axis exists")
            }
        })*

        fn each_dtype(session: &mut Session) {
            $(dtype::<$type>(session);)*
        }
    };
}

ordered! { bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 }

const LENS: [usize; 8] = [8, 64, 1_000, 16_384, 65_536, 262_144, 4 << 20, 64 << 20];
const QUICK_LENS: [usize; 5] = [8, 64, 1_000, 16_384, 262_144];
/// Searches of elements in order stop here; those of random ones go on to memory.
const IN_CACHE: usize = 4 << 20;

/// Measures everything about argmax and argmin.
pub fn cases(session: &mut Session) {
    if session.wants("argmax") || session.wants("argmin") {
        each_dtype(session);
    }
}

fn dtype<T: Ordered>(session: &mut Session) {
    if !session.has_dtype(T::DTYPE) {
        return;
    }
    let lens = session.choose(&LENS, &QUICK_LENS);
    for &len in &lens {
        flat::<T>(session, Section::Flat, "random", data::random(len));
    }
    for &len in lens.iter().filter(|&&len| len <= IN_CACHE) {
        for order in [Order::Ascending, Order::Descending, Order::Constant] {
            flat::<T>(
                session,
                Section::Order,
                order.name(),
                data::ordered(len, order),
            );
        }
        if let Some(nan) = T::nan() {
            for (name, position) in [("NaN early", len / 64), ("NaN late", len - 1 - len / 64)] {
                let mut x: Vec<T> = data::random(len);
                x[position] = nan;
                flat(session, Section::Nan, name, x);
            }
        }
    }
    axes::<T>(session);
    if matches!(T::DTYPE, "float32" | "float64" | "int32" | "uint8") {
        layouts::<T>(session);
    }
}

fn flat<T: Ordered>(session: &mut Session, section: Section, variant: &str, x: Vec<T>) {
    let x = Array1::from(x);
    share(session, &x.view());
    let input = Input {
        section,
        variant,
        view: x.view(),
        numpy: "x",
    };
    input.flat::<Max>(session);
    input.flat::<Min>(session);
}

const SHAPES: [[usize; 2]; 5] = [
    [512, 512],
    [1_000, 10_000],
    [10_000, 100],
    [100_000, 8],
    [3, 1_000_000],
];

fn axes<T: Ordered>(session: &mut Session) {
    for shape in session.choose(&SHAPES, &[SHAPES[0], SHAPES[2], SHAPES[3]]) {
        every_axis::<T, Ix2>(session, Ix2(shape[0], shape[1]));
    }
    every_axis::<T, Ix3>(session, Ix3(64, 64, 64));
}

fn every_axis<T: Ordered, D: RemoveAxis>(session: &mut Session, shape: D) {
    let x = Array::from_shape_vec(shape.clone(), data::random::<T>(shape.size()));
    let x = x.expect("as many elements as the shape has");
    share(session, &x.view());
    let input = Input {
        section: Section::Axis,
        variant: "",
        view: x.view(),
        numpy: "x",
    };
    for axis in 0..x.ndim() {
        input.along::<Max>(session, axis);
        if matches!(T::DTYPE, "float32" | "int32" | "uint8") {
            input.along::<Min>(session, axis);
        }
    }
}

/// Views that are not contiguous: how they are called, their NumPy, and what of the memory they show.
fn layouts<T: Ordered>(session: &mut Session) {
    let row = Array1::from(data::random::<T>(524_288));
    let base = Array::from_shape_vec((1_024, 1_024), data::random::<T>(1 << 20));
    let base = base.expect("as many elements as the shape has");
    let square = base.slice(s![..512, ..512]).to_owned();

    let views = [
        ("stepped", row.slice(s![..;2]), row.view(), "x[::2]"),
        ("reversed", row.slice(s![..;-1]), row.view(), "x[::-1]"),
    ];
    for (variant, view, memory, numpy) in views {
        share(session, &memory);
        let input = Input {
            section: Section::Layout,
            variant,
            view,
            numpy,
        };
        input.flat::<Max>(session);
    }
    let views = [
        ("transposed", square.t(), square.view(), "x.T"),
        (
            "columns stepped",
            base.slice(s![..512, ..;2]),
            base.view(),
            "x[:512, ::2]",
        ),
        (
            "rows stepped",
            base.slice(s![..;2, ..512]),
            base.view(),
            "x[::2, :512]",
        ),
        (
            "reversed",
            square.slice(s![..;-1, ..;-1]),
            square.view(),
            "x[::-1, ::-1]",
        ),
    ];
    for (variant, view, memory, numpy) in views {
        share(session, &memory);
        let input = Input {
            section: Section::Layout,
            variant,
            view,
            numpy,
        };
        input.flat::<Max>(session);
        input.along::<Max>(session, 0);
        input.along::<Max>(session, 1);
    }
}

/// Tells NumPy of an array, and nothing else any more.
fn share<T: Sample, D: Dimension>(session: &Session, memory: &ArrayView<'_, T, D>) {
    if let Some(numpy) = &session.numpy {
        numpy.forget();
        let elements = memory.as_slice().expect("the memory is contiguous");
        numpy.share("x", elements, memory.shape());
    }
}

/// A view that is searched in several ways.
struct Input<'a, T, D> {
    section: Section,
    variant: &'a str,
    view: ArrayView<'a, T, D>,
    /// What NumPy calls it.
    numpy: &'a str,
}

impl<T: Ordered, D: Dimension> Input<'_, T, D> {
    fn case<S: Sense>(&self, axis: Option<usize>) -> Case {
        let axis = axis.map(|axis| format!("axis {axis}"));
        let parts = [self.variant, axis.as_deref().unwrap_or_default()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Case {
            section: self.section,
            operation: S::NAME,
            dtype: T::DTYPE.to_owned(),
            shape: self.view.shape().to_vec(),
            variant: parts.join(", "),
            bytes: size_of_val(&T::ZERO) * self.view.len(),
        }
    }

    fn flat<S: Sense>(&self, session: &mut Session) {
        if !session.wants(S::NAME) {
            return;
        }
        let x = &self.view;
        let dynamic = T::erase(x.view().into_dyn());
        let expected = first_best::<S, T>(x.iter().copied());
        let mut contenders = vec![
            Contender::new(Who::Typed, || T::flat::<S, D>(black_box(x)), Answer::index),
            Contender::new(
                Who::Dynamic,
                || S::dynamic(black_box(&dynamic), Along::all()),
                indices,
            ),
        ];
        contenders.extend(peers::extremum::flat::<S, T, D>(x));
        contenders.extend(peers::extremum::numpy::<S, T>(
            session.numpy.as_ref(),
            self.numpy,
            None,
        ));
        let level = Level::detect();
        if let Some(x) = x.as_slice() {
            let bytes = bytemuck::cast_slice(x);
            let limits = [
                Contender::limit(Who::Maximum, move || T::maximum(level, black_box(x))),
                Contender::limit(Who::Reading, move || reading(level, black_box(bytes))),
            ];
            contenders.extend(limits);
        }
        session.measure(self.case::<S>(None), &Answer::index(expected), contenders);
    }
}

impl<T: Ordered, D: RemoveAxis> Input<'_, T, D> {
    fn along<S: Sense>(&self, session: &mut Session, axis: usize) {
        if !session.wants(S::NAME) {
            return;
        }
        let x = &self.view;
        let dynamic = T::erase(x.view().into_dyn());
        let expected = x.map_axis(Axis(axis), |lane| {
            first_best::<S, T>(lane.iter().copied()) as Index
        });
        let along = Along::axis(axis as isize);
        let mut contenders = vec![
            Contender::new(Who::Typed, || T::along::<S, D>(black_box(x), axis), indices),
            Contender::new(
                Who::Dynamic,
                || S::dynamic(black_box(&dynamic), along),
                indices,
            ),
        ];
        contenders.extend(peers::extremum::along::<S, T, D>(x, axis));
        contenders.extend(peers::extremum::numpy::<S, T>(
            session.numpy.as_ref(),
            self.numpy,
            Some(axis),
        ));
        let level = Level::detect();
        if let Some(x) = x.as_slice() {
            let bytes = bytemuck::cast_slice(x);
            contenders.push(Contender::limit(Who::Reading, move || {
                reading(level, black_box(bytes))
            }));
        }
        session.measure(self.case::<S>(Some(axis)), &indices(expected), contenders);
    }
}

/// Indices in row-major order.
pub(crate) fn indices<D: Dimension>(indices: Array<Index, D>) -> Answer {
    Answer::Indices(vec![indices.iter().copied().collect()])
}

/// The position of the first NaN, else of the first best element.
fn first_best<S: Sense, T: PartialOrd + Copy>(mut elements: impl Iterator<Item = T>) -> usize {
    let is_nan = |element: T| element.partial_cmp(&element).is_none();
    let mut best = elements.next().expect("there are elements");
    let mut at = 0;
    for (before, element) in elements.enumerate() {
        if !is_nan(best) && (is_nan(element) || S::beats(element, best)) {
            (at, best) = (before + 1, element);
        }
    }
    at
}
