//! nonzero by dtype, rank and density, by length, and of arrays that are not contiguous.

use crate::data::{self, Sample};
use crate::functions::nonzero::Nonzero;
use crate::limits::{Level, reading};
use crate::measure::{Answer, Contender, Who};
use crate::peers::{self, known::Known};
use crate::session::{Case, Section, Session};
use argwhere::Index;
use ndarray::{Array, Array1, ArrayView, Dimension, IntoDimension, Ix1, Ix2, Ix3, Ix4, s};
use num_complex::Complex;
use std::hint::black_box;

const LENS: [usize; 6] = [8, 64, 1_000, 16_384, 4 << 20, 64 << 20];
const DENSITIES: [f64; 5] = [0.0, 0.01, 0.5, 0.99, 1.0];

/// Measures all cases of nonzero.
pub(crate) fn cases(session: &mut Session) {
    if !session.wants("nonzero") {
        return;
    }
    dtype::<bool>(session);
    dtype::<u8>(session);
    dtype::<i32>(session);
    dtype::<f32>(session);
    dtype::<f64>(session);
    dtype::<Complex<f32>>(session);
    lengths_and_layouts::<bool>(session);
    lengths_and_layouts::<f32>(session);
}

fn dtype<T: Nonzero<Ix1> + Nonzero<Ix2> + Nonzero<Ix3> + Nonzero<Ix4> + Known>(
    session: &mut Session,
) {
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

fn shape<T: Nonzero<D> + Known, D: Dimension>(session: &mut Session, shape: D, density: f64) {
    let x = array::<T, D>(shape, density);
    let variant = format!("density {density}");
    measure(session, Section::Nonzero, variant, &x.view(), None);
}

/// Measures other lengths and layouts. Half of the elements are nonzero.
fn lengths_and_layouts<T: Nonzero<Ix1> + Nonzero<Ix2> + Known>(session: &mut Session) {
    for len in session.choose(&LENS, &LENS[..4]) {
        let x = array::<T, Ix1>(Ix1(len), 0.5);
        measure(
            session,
            Section::NonzeroLayout,
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
            "every second column",
            wide.slice(s![.., ..;2]),
            &wide,
            "x[:, ::2]",
        ),
        ("reversed", x.slice(s![..;-1, ..;-1]), &x, "x[::-1, ::-1]"),
    ] {
        let memory = Some((memory, numpy));
        measure(
            session,
            Section::NonzeroLayout,
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

/// Measures nonzero of an array or a view. For a view that is not contiguous, `memory` is the contiguous array behind
/// it and the NumPy expression of the view.
fn measure<T: Nonzero<D> + Known, D: Dimension>(
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
    };
    let mut expected = vec![Vec::new(); x.ndim()];
    for (index, _) in x.indexed_iter().filter(|(_, element)| **element != T::ZERO) {
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
    contenders.extend(peers::nonzero::in_process(x));
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
