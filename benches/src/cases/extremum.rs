//! argmax and argmin of whole arrays, along each axis, and of arrays that are not contiguous.

use crate::data::{self, Order, Sample};
use crate::functions::extremum::{Extreme, Max, Min, Ordered};
use crate::limits::{Level, Maximum, reading};
use crate::measure::{Answer, Contender, Who};
use crate::peers::{self, known::Known};
use crate::session::{Case, Section, Session};
use argwhere::{Along, Index};
use ndarray::{Array, Array1, ArrayView, Axis, Dimension, Ix2, Ix3, RemoveAxis, s};
use std::hint::black_box;

/// A dtype that argwhere, its peers and the limits are measured with.
trait Compared: Ordered + Maximum + Known {}

impl<T: Ordered + Maximum + Known> Compared for T {}

macro_rules! each_dtype {
    ($session:ident: $($type:ty)*) => { $(dtype::<$type>($session);)* };
}

const LENS: [usize; 8] = [8, 64, 1_000, 16_384, 65_536, 262_144, 4 << 20, 64 << 20];
const QUICK_LENS: [usize; 5] = [8, 64, 1_000, 16_384, 262_144];
/// The largest length for elements that are not random. Random elements are also measured in arrays larger than the
/// caches.
const MAX_ORDERED_LEN: usize = 4 << 20;

/// Measures all cases of argmax and argmin.
pub(crate) fn cases(session: &mut Session) {
    if session.wants("argmax") || session.wants("argmin") {
        each_dtype! { session: bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 }
    }
}

fn dtype<T: Compared>(session: &mut Session) {
    if !session.has_dtype(T::DTYPE) {
        return;
    }
    let lens = session.choose(&LENS, &QUICK_LENS);
    for &len in &lens {
        flat::<T>(session, Section::Flat, "random", data::random(len));
    }
    for &len in lens.iter().filter(|&&len| len <= MAX_ORDERED_LEN) {
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

fn flat<T: Compared>(session: &mut Session, section: Section, variant: &str, x: Vec<T>) {
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

fn axes<T: Compared>(session: &mut Session) {
    for shape in session.choose(&SHAPES, &[SHAPES[0], SHAPES[2], SHAPES[3]]) {
        every_axis::<T, Ix2>(session, Ix2(shape[0], shape[1]));
    }
    every_axis::<T, Ix3>(session, Ix3(64, 64, 64));
}

fn every_axis<T: Compared, D: RemoveAxis>(session: &mut Session, shape: D) {
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

/// Views that are not contiguous: name, view, the contiguous array behind it, and the NumPy expression of the view.
fn layouts<T: Compared>(session: &mut Session) {
    let row = Array1::from(data::random::<T>(524_288));
    let base = Array::from_shape_vec((1_024, 1_024), data::random::<T>(1 << 20));
    let base = base.expect("as many elements as the shape has");
    let square = base.slice(s![..512, ..512]).to_owned();

    let views = [
        (
            "every second element",
            row.slice(s![..;2]),
            row.view(),
            "x[::2]",
        ),
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
            "every second column",
            base.slice(s![..512, ..;2]),
            base.view(),
            "x[:512, ::2]",
        ),
        (
            "every second row",
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

/// Makes an array available in NumPy as `x`, and removes all others.
fn share<T: Sample, D: Dimension>(session: &Session, memory: &ArrayView<'_, T, D>) {
    if let Some(numpy) = &session.numpy {
        numpy.forget();
        let elements = memory.as_slice().expect("the memory is contiguous");
        numpy.share("x", elements, memory.shape());
    }
}

/// A view, measured in several ways.
struct Input<'a, T, D> {
    section: Section,
    variant: &'a str,
    view: ArrayView<'a, T, D>,
    /// The NumPy expression of the view.
    numpy: &'a str,
}

impl<T: Compared, D: Dimension> Input<'_, T, D> {
    fn case<E: Extreme>(&self, axis: Option<usize>) -> Case {
        let axis = axis.map(|axis| format!("axis {axis}"));
        let parts = [self.variant, axis.as_deref().unwrap_or_default()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Case {
            section: self.section,
            operation: E::NAME,
            dtype: T::DTYPE.to_owned(),
            shape: self.view.shape().to_vec(),
            variant: parts.join(", "),
        }
    }

    fn flat<E: Extreme>(&self, session: &mut Session) {
        if !session.wants(E::NAME) {
            return;
        }
        let x = &self.view;
        let dynamic = T::erase(x.view().into_dyn());
        let expected = first_extreme::<E, T>(x.iter().copied());
        let mut contenders = vec![
            Contender::new(Who::Typed, || T::flat::<E, D>(black_box(x)), Answer::index),
            Contender::new(
                Who::Dynamic,
                || E::dynamic(black_box(&dynamic), Along::all()),
                Answer::array,
            ),
        ];
        contenders.extend(peers::extremum::flat::<E, T, D>(x));
        contenders.extend(peers::extremum::numpy::<E, T>(
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
        session.measure(self.case::<E>(None), &Answer::index(expected), contenders);
    }
}

impl<T: Compared, D: RemoveAxis> Input<'_, T, D> {
    fn along<E: Extreme>(&self, session: &mut Session, axis: usize) {
        if !session.wants(E::NAME) {
            return;
        }
        let x = &self.view;
        let dynamic = T::erase(x.view().into_dyn());
        let expected = x.map_axis(Axis(axis), |lane| {
            first_extreme::<E, T>(lane.iter().copied()) as Index
        });
        let along = Along::axis(axis as isize);
        let mut contenders = vec![
            Contender::new(
                Who::Typed,
                || T::along::<E, D>(black_box(x), axis),
                Answer::array,
            ),
            Contender::new(
                Who::Dynamic,
                || E::dynamic(black_box(&dynamic), along),
                Answer::array,
            ),
        ];
        contenders.extend(peers::extremum::along::<E, T, D>(x, axis));
        contenders.extend(peers::extremum::numpy::<E, T>(
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
        session.measure(
            self.case::<E>(Some(axis)),
            &Answer::array(expected),
            contenders,
        );
    }
}

/// The index of the first NaN, or else of the first extreme element.
fn first_extreme<E: Extreme, T: PartialOrd + Copy>(mut elements: impl Iterator<Item = T>) -> usize {
    let is_nan = |element: T| element.partial_cmp(&element).is_none();
    let mut best = elements.next().expect("there are elements");
    let mut at = 0;
    for (before, element) in elements.enumerate() {
        if !is_nan(best) && (is_nan(element) || E::beats(element, best)) {
            (at, best) = (before + 1, element);
        }
    }
    at
}
