//! nonzero: by dtype, rank and density, by length, of arrays that are not contiguous.

use crate::data::{self, Sample};
use crate::limits::{Level, reading};
use crate::measure::{Answer, Contender, Who};
use crate::peers;
use crate::session::{Case, Section, Session};
use argwhere::Index;
use ndarray::{Array, Array1, ArrayView, Dimension, Ix1, Ix2, Ix3, Ix4, s};
use num_complex::Complex;
use std::hint::black_box;

/// A dtype and a rank, and this crate's typed function for them.
pub trait Searched<D: Dimension>: Sample {
    /// The indices of what is not zero, one array an axis.
    fn nonzero(x: &ArrayView<'_, Self, D>) -> impl AsRef<[Array1<Index>]>;
}

macro_rules! searched {
    ($dim:ident: $($type:ty)*) => {$(
        impl Searched<$dim> for $type {
            #[inline]
            fn nonzero(x: &ArrayView<'_, Self, $dim>) -> impl AsRef<[Array1<Index>]> {
                argwhere::typed::nonzero(x).expect("memory for the indices")
            }
        }
    )*};
}

searched! { Ix1: bool u8 i32 f32 f64 Complex<f32> }
searched! { Ix2: bool u8 i32 f32 f64 Complex<f32> }
searched! { Ix3: bool u8 i32 f32 f64 Complex<f32> }
searched! { Ix4: bool u8 i32 f32 f64 Complex<f32> }

const LENS: [usize; 6] = [8, 64, 1_000, 16_384, 4 << 20, 64 << 20];
const DENSITIES: [f64; 5] = [0.0, 0.01, 0.5, 0.99, 1.0];

/// Measures everything about nonzero.
pub fn cases(session: &mut Session) {
    if !session.wants("nonzero") {
        return;
    }
    dtype::<bool>(session);
    dtype::<u8>(session);
    dtype::<i32>(session);
    dtype::<f32>(session);
    dtype::<f64>(session);
    dtype::<Complex<f32>>(session);
    forms::<bool>(session);
    forms::<f32>(session);
}

fn dtype<T: Searched<Ix1> + Searched<Ix2> + Searched<Ix3> + Searched<Ix4>>(session: &mut Session) {
    if !session.has_dtype(T::DTYPE) {
        return;
    }
    for density in session.choose(&DENSITIES, &[0.01, 0.5]) {
        shape::<T, Ix1>(session, Ix1(262_144), density);
        shape::<T, Ix2>(session, Ix2(512, 512), density);
        shape::<T, Ix3>(session, Ix3(64, 64, 64), density);
        shape::<T, Ix4>(session, Ix4(16, 32, 16, 32), density);
    }
}

fn shape<T: Searched<D>, D: Dimension>(session: &mut Session, shape: D, density: f64) {
    let x = array::<T, D>(shape, density);
    let variant = format!("density {density}");
    measure(session, Section::Nonzero, variant, &x.view(), None);
}

/// Other lengths, and layouts, half of them not zero.
fn forms<T: Searched<Ix1> + Searched<Ix2>>(session: &mut Session) {
    for len in session.choose(&LENS, &LENS[..4]) {
        let x = array::<T, Ix1>(Ix1(len), 0.5);
        measure(
            session,
            Section::NonzeroForms,
            String::new(),
            &x.view(),
            None,
        );
    }
    let x = array::<T, Ix2>(Ix2(512, 512), 0.5);
    let wide = array::<T, Ix2>(Ix2(512, 1_024), 0.5);
    for (variant, view, memory, numpy) in [
        ("transposed", x.t(), &x, "x.T"),
        (
            "columns stepped",
            wide.slice(s![.., ..;2]),
            &wide,
            "x[:, ::2]",
        ),
        ("reversed", x.slice(s![..;-1, ..;-1]), &x, "x[::-1, ::-1]"),
    ] {
        let memory = Some((memory, numpy));
        measure(
            session,
            Section::NonzeroForms,
            variant.to_owned(),
            &view,
            memory,
        );
    }
}

fn array<T: Sample, D: Dimension>(shape: D, density: f64) -> Array<T, D> {
    let elements = data::sparse(shape.size(), density);
    Array::from_shape_vec(shape, elements).expect("as many elements as the shape has")
}

/// `memory` is the array that a view that is not contiguous shows, and the expression that makes it in NumPy.
fn measure<T: Searched<D>, D: Dimension>(
    session: &mut Session,
    section: Section,
    variant: String,
    x: &ArrayView<'_, T, D>,
    memory: Option<(&Array<T, D>, &str)>,
) {
    let case = Case {
        section,
        operation: "nonzero",
        dtype: T::DTYPE.to_owned(),
        shape: x.shape().to_vec(),
        variant,
        bytes: size_of_val(&T::ZERO) * x.len(),
    };
    let mut expected = vec![Vec::new(); x.ndim()];
    for (index, _) in x.indexed_iter().filter(|(_, element)| **element != T::ZERO) {
        use ndarray::IntoDimension;
        let index = index.into_dimension();
        for (list, &at) in expected.iter_mut().zip(index.slice()) {
            list.push(at as Index);
        }
    }
    let dynamic = T::erase(x.view().into_dyn());
    let mut contenders = vec![
        Contender::new(
            Who::Typed,
            || T::nonzero(black_box(x)),
            |found| lists(found.as_ref()),
        ),
        Contender::new(
            Who::Dynamic,
            || argwhere::nonzero(black_box(&dynamic)).expect("there is an axis"),
            |found| lists(&found),
        ),
    ];
    contenders.extend(peers::nonzero::here(x));
    if let Some(numpy) = &session.numpy {
        let (memory, expression) = memory.map_or((x.view(), "x"), |(memory, expression)| {
            (memory.view(), expression)
        });
        numpy.forget();
        let elements = memory.as_slice().expect("the memory is contiguous");
        numpy.share("x", elements, memory.shape());
        contenders.push(peers::nonzero::numpy(numpy, expression));
    }
    let level = Level::detect();
    if let Some(x) = x.as_slice() {
        let bytes = bytemuck::cast_slice(x);
        contenders.push(Contender::limit(Who::Reading, move || {
            reading(level, black_box(bytes))
        }));
    }
    session.measure(case, &Answer::Indices(expected), contenders);
}

fn lists(found: &[Array1<Index>]) -> Answer {
    Answer::Indices(found.iter().map(|list| list.to_vec()).collect())
}
