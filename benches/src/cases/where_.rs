//! `where_` with operands of one dtype or two, with broadcast operands, and with a new or an existing result.

use crate::data::{self, Sample, Spread};
use crate::functions::where_::{Pair, RankedPair, Views};
use crate::measure::{Answer, Contender, Who};
use crate::peers::{self, known::KnownPair};
use crate::session::{Case, Section, Session};
use ndarray::{Array, Dimension, Ix1, Ix2, Zip};
use num_complex::Complex;
use std::hint::black_box;

macro_rules! each_pair {
    ($session:ident: $($a:ty, $b:ty;)*) => { $(pair::<($a, $b)>($session);)* };
}

const LENS: [usize; 7] = [8, 64, 1_000, MIDDLE, 262_144, 4 << 20, 64 << 20];
const MIDDLE: usize = 16_384;

/// Measures all cases of `where_`.
pub(crate) fn cases(session: &mut Session) {
    if session.wants("where") {
        one_dtype(session);
        two_dtypes(session);
        broadcast::<(u8, u8)>(session);
        broadcast::<(f32, f32)>(session);
        broadcast::<(f32, f64)>(session);
    }
}

fn one_dtype(session: &mut Session) {
    each_pair! { session:
        bool, bool;
        i8, i8;
        i16, i16;
        i32, i32;
        i64, i64;
        u8, u8;
        u16, u16;
        u32, u32;
        u64, u64;
        f32, f32;
        f64, f64;
        Complex<f32>, Complex<f32>;
        Complex<f64>, Complex<f64>;
    }
}

fn two_dtypes(session: &mut Session) {
    each_pair! { session:
        i8, u8;
        u8, i16;
        i8, i64;
        u8, u64;
        u16, i32;
        u32, i64;
        i32, i64;
        f32, f64;
        f64, f32;
        f32, Complex<f32>;
        f64, Complex<f64>;
    }
}

fn pair<P: RankedPair<Ix1> + KnownPair>(session: &mut Session) {
    let [a, b] = [P::A::DTYPE, P::B::DTYPE];
    if !session.has_dtype(a) || !session.has_dtype(b) {
        return;
    }
    let lens = match (a, b) {
        ("float32", "float32") => session.choose(&LENS, &LENS[..5]),
        ("uint8" | "float64", _) if a == b => session.choose(&LENS, &[MIDDLE]),
        ("float32", "float64") => session.choose(&LENS[3..], &[MIDDLE]),
        _ => vec![MIDDLE],
    };
    for len in lens {
        one_dimension::<P>(session, len, Spread::Random);
    }
    if a == b {
        one_dimension::<P>(session, MIDDLE, Spread::Blocked);
    }
}

/// Measures 1-D arrays, with a new result and with an existing one.
fn one_dimension<P: RankedPair<Ix1> + KnownPair>(
    session: &mut Session,
    len: usize,
    spread: Spread,
) {
    let shape = Ix1(len);
    let operands = Operands::<P, Ix1>::new(shape, shape, shape, spread);
    operands.share(session);
    let section = if P::A::DTYPE == P::B::DTYPE {
        Section::Where
    } else {
        Section::Mixed
    };
    let name = spread.name();
    operands.new_result(session, section, format!("new result, {name}"));
    operands.existing_result(session, section, format!("existing result, {name}"));
}

/// Measures operands that broadcast to 512 x 512.
fn broadcast<P: RankedPair<Ix2> + KnownPair>(session: &mut Session) {
    if !session.has_dtype(P::A::DTYPE) {
        return;
    }
    let [full, row, column, one] = [[512, 512], [1, 512], [512, 1], [1, 1]].map(|[n, m]| Ix2(n, m));
    for (name, condition, x1, x2) in [
        ("no broadcast", full, full, full),
        ("condition: row", row, full, full),
        ("condition: column", column, full, full),
        ("x1: row", full, row, full),
        ("x1: column", full, column, full),
        ("x2: one element", full, full, one),
        ("x1: row, x2: column", full, row, column),
        (
            "condition: column, x1: row, x2: one element",
            column,
            row,
            one,
        ),
    ] {
        let operands = Operands::<P, Ix2>::new(condition, x1, x2, Spread::Random);
        operands.share(session);
        operands.new_result(session, Section::Broadcast, name.to_owned());
    }
}

struct Operands<P: Pair, D: Dimension> {
    condition: Array<bool, D>,
    x1: Array<P::A, D>,
    x2: Array<P::B, D>,
    expected: Array<P::Out, D>,
}

impl<P: RankedPair<D> + KnownPair, D: Dimension> Operands<P, D> {
    fn new(condition: D, x1: D, x2: D, spread: Spread) -> Self {
        let condition = array(data::condition(condition.size(), spread), condition);
        let x1 = array(data::random(x1.size()), x1);
        // The length is also the seed, so a length that is one larger makes `x2` differ from `x1`.
        let x2 = array(data::random(x2.size() + 1).split_off(1), x2);
        let shape = largest(&[condition.raw_dim(), x1.raw_dim(), x2.raw_dim()]);
        let broadcasts = "the operands broadcast to the largest shape";
        let expected = Zip::from(&condition.broadcast(shape.clone()).expect(broadcasts))
            .and(&x1.broadcast(shape.clone()).expect(broadcasts))
            .and(&x2.broadcast(shape).expect(broadcasts))
            .map_collect(|&condition, &x1: &P::A, &x2: &P::B| -> P::Out {
                if condition { x1.into() } else { x2.into() }
            });
        Self {
            condition,
            x1,
            x2,
            expected,
        }
    }

    fn views(&self) -> Views<'_, P, D> {
        Views {
            condition: self.condition.view(),
            x1: self.x1.view(),
            x2: self.x2.view(),
            shape: self.expected.raw_dim(),
        }
    }

    fn share(&self, session: &Session) {
        if let Some(numpy) = &session.numpy {
            numpy.forget();
            numpy.share("c", slice(&self.condition), self.condition.shape());
            numpy.share("a", slice(&self.x1), self.x1.shape());
            numpy.share("b", slice(&self.x2), self.x2.shape());
        }
    }

    fn case(&self, section: Section, variant: String) -> Case {
        let dtype = if P::A::DTYPE == P::B::DTYPE {
            P::A::DTYPE.to_owned()
        } else {
            format!("{}, {}", P::A::DTYPE, P::B::DTYPE)
        };
        Case {
            section,
            operation: "where",
            dtype,
            shape: self.expected.shape().to_vec(),
            variant,
        }
    }

    fn new_result(&self, session: &mut Session, section: Section, variant: String) {
        let [c, a, b] = [
            self.condition.view().into_dyn().into(),
            P::A::erase(self.x1.view().into_dyn()),
            P::B::erase(self.x2.view().into_dyn()),
        ];
        let views = self.views();
        let mut contenders = vec![
            Contender::new(
                Who::Typed,
                || P::where_(black_box(&views.condition), &views.x1, &views.x2),
                |found| Answer::bytes(slice(&found)),
            ),
            Contender::new(
                Who::Dynamic,
                || argwhere::where_(black_box(&c), &a, &b).expect("the table has the pair"),
                |found| Answer::bytes(slice(&P::from_dynamic(found))),
            ),
        ];
        contenders.extend(peers::where_::new_result(&views));
        if let Some(numpy) = &session.numpy {
            contenders.push(peers::where_::numpy(numpy));
        }
        contenders.push(self.copying());
        let expected = Answer::bytes(slice(&self.expected));
        session.measure(self.case(section, variant), &expected, contenders);
    }

    /// The limit: copies as many bytes as the result has, into memory that is already mapped.
    fn copying(&self) -> Contender<'_> {
        let source: &[u8] = bytemuck::cast_slice(slice(&self.expected));
        Contender::with_memory(
            Who::Copying,
            vec![1; source.len()],
            |target: &mut Vec<u8>| target.copy_from_slice(black_box(source)),
            |target, ()| Answer::bytes(target),
        )
    }
}

impl<P: RankedPair<Ix1> + KnownPair> Operands<P, Ix1> {
    fn existing_result(&self, session: &mut Session, section: Section, variant: String) {
        let views = self.views();
        let out = Array::from_elem(self.expected.raw_dim(), P::Out::ZERO);
        let mut contenders = vec![Contender::with_memory(
            Who::Typed,
            out,
            |out| {
                P::where_into(
                    black_box(views.condition),
                    views.x1,
                    views.x2,
                    out.view_mut(),
                );
            },
            |out, ()| Answer::bytes(slice(out)),
        )];
        contenders.extend(peers::where_::existing_result(&views));
        if let Some(numpy) = &session.numpy {
            contenders.push(peers::where_::numpy_existing_result(numpy));
        }
        contenders.push(self.copying());
        let expected = Answer::bytes(slice(&self.expected));
        session.measure(self.case(section, variant), &expected, contenders);
    }
}

fn array<T, D: Dimension>(elements: Vec<T>, shape: D) -> Array<T, D> {
    Array::from_shape_vec(shape, elements).expect("as many elements as the shape has")
}

fn slice<T, D: Dimension>(array: &Array<T, D>) -> &[T] {
    array.as_slice().expect("the array is new")
}

/// The largest length along each axis.
fn largest<D: Dimension>(shapes: &[D]) -> D {
    let mut largest = shapes[0].clone();
    for shape in shapes {
        for (longest, &len) in largest.slice_mut().iter_mut().zip(shape.slice()) {
            *longest = len.max(*longest);
        }
    }
    largest
}
