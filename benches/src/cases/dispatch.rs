//! The overhead of a call on few elements: the dynamic and the typed functions compared with the named kernels.

use crate::data::{self, Spread};
use crate::measure::{Answer, Contender, Who};
use crate::session::{Case, Section, Session};
use argwhere::{Along, Array, Index, kernels, typed};
use ndarray::{Array1, Array2, Axis, array};
use std::hint::black_box;

/// Measures all operations on 1, 8 and 64 elements.
pub(crate) fn cases(session: &mut Session) {
    if session.wants("dispatch") {
        for len in [1, 8, 64] {
            argmax(session, len);
            argmax_axis(session, len);
            nonzero(session, len);
            where_(session, len);
        }
    }
}

fn case(operation: &'static str, shape: &[usize], variant: &str) -> Case {
    Case {
        section: Section::Dispatch,
        operation,
        dtype: "float32".to_owned(),
        shape: shape.to_vec(),
        variant: variant.to_owned(),
    }
}

fn argmax(session: &mut Session, len: usize) {
    let x = Array1::from(data::random::<f32>(len));
    let dynamic = Array::from(x.clone());
    let kernel = |x: &Array1<f32>| kernels::argmax::f32::rank1(x.view()).map(|best| best.index);
    let expected = kernel(&x).map_or(Answer::Bytes(Vec::new()), Answer::index);
    let contenders = vec![
        Contender::new(
            Who::Kernel,
            || kernel(black_box(&x)).unwrap_or_default(),
            Answer::index,
        ),
        Contender::new(
            Who::Typed,
            || typed::argmax(black_box(&x)),
            |found| Answer::index(found.expect("there are elements")),
        ),
        Contender::new(
            Who::Dynamic,
            || argwhere::argmax(black_box(&dynamic), Along::all()),
            |found| Answer::array(found.expect("there are elements")),
        ),
    ];
    session.measure(case("argmax", &[len], ""), &expected, contenders);
}

fn argmax_axis(session: &mut Session, len: usize) {
    let x = Array1::from(data::random::<f32>(2 * len));
    let x = x.into_shape_with_order((2, len)).expect("two rows");
    let dynamic = Array::from(x.clone());
    let kernel = |x: &Array2<f32>, out: &mut Array2<Index>| {
        kernels::argmax_axis::f32::rank2(x.view(), Axis(1), out.view_mut())
            .expect("the axis exists");
    };
    let mut found = array![[0], [0]];
    kernel(&x, &mut found);
    let contenders = vec![
        Contender::with_memory(
            Who::Kernel,
            array![[0], [0]],
            |out| kernel(black_box(&x), out),
            |out, ()| Answer::array(out.clone()),
        ),
        Contender::new(
            Who::Typed,
            || typed::argmax_axis(black_box(&x), Axis(1)),
            |found| Answer::array(found.expect("the axis exists")),
        ),
        Contender::new(
            Who::Dynamic,
            || argwhere::argmax(black_box(&dynamic), Along::axis(-1)),
            |found| Answer::array(found.expect("the axis exists")),
        ),
    ];
    session.measure(
        case("argmax", &[2, len], "axis 1"),
        &Answer::array(found),
        contenders,
    );
}

fn nonzero(session: &mut Session, len: usize) {
    let x = Array1::from(data::sparse::<f32>(len, 0.5));
    let dynamic = Array::from(x.clone());
    let kernel = |x: &Array1<f32>, found: &mut [Vec<Index>; 1]| {
        found[0].clear();
        kernels::nonzero::f32::rank1(x.view(), found).expect("there is memory");
    };
    let mut found = [Vec::new()];
    kernel(&x, &mut found);
    let contenders = vec![
        Contender::with_memory(
            Who::Kernel,
            [Vec::with_capacity(len)],
            |found| kernel(black_box(&x), found),
            |found, ()| Answer::Indices(found.to_vec()),
        ),
        Contender::new(
            Who::Typed,
            || typed::nonzero(black_box(&x)).expect("memory for a few indices"),
            |[found]| Answer::Indices(vec![found.to_vec()]),
        ),
        Contender::new(
            Who::Dynamic,
            || argwhere::nonzero(black_box(&dynamic)).expect("there is an axis"),
            |found| Answer::Indices(vec![found[0].to_vec()]),
        ),
    ];
    session.measure(
        case("nonzero", &[len], ""),
        &Answer::Indices(found.to_vec()),
        contenders,
    );
}

fn where_(session: &mut Session, len: usize) {
    let condition = Array1::from(data::condition(len, Spread::Random));
    let [x1, x2] = [1, 2].map(|seed| data::random::<f32>(len + seed).split_off(seed));
    let (x1, x2) = (Array1::from(x1), Array1::from(x2));
    let dynamic = (
        Array::from(condition.clone()),
        Array::from(x1.clone()),
        Array::from(x2.clone()),
    );
    let kernel = |condition: &Array1<bool>, out: &mut Array1<f32>| {
        let out = out.view_mut().into();
        let written = kernels::where_::f32_f32::rank1(condition.view(), x1.view(), x2.view(), out);
        written.expect("all have one length");
    };
    let mut found = Array1::zeros(len);
    kernel(&condition, &mut found);
    let elements = |found: &Array1<f32>| Answer::bytes(found.as_slice().unwrap_or_default());
    let contenders = vec![
        Contender::with_memory(
            Who::Kernel,
            Array1::zeros(len),
            |out| kernel(black_box(&condition), out),
            |out, ()| elements(out),
        ),
        Contender::new(
            Who::Typed,
            || typed::where_(black_box(&condition), &x1, &x2).expect("all have one length"),
            |found| elements(&found),
        ),
        Contender::new(
            Who::Dynamic,
            || {
                let (condition, x1, x2) = black_box(&dynamic);
                argwhere::where_(condition, x1, x2).expect("all have one length")
            },
            |found| elements(&found.into_ndarray().expect("the dtype of both")),
        ),
    ];
    session.measure(case("where", &[len], ""), &elements(&found), contenders);
}
