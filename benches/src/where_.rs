//! `where_`: of one dtype and of two, of operands that stretch, into new arrays and into given ones.

use crate::data::{self, Sample, Spread};
use crate::measure::{Answer, Contender, Who};
use crate::peers;
use crate::session::{Case, Section, Session};
use ndarray::{Array, ArrayView, ArrayView1, ArrayViewMut1, Dimension, Ix1, Ix2, IxDyn, Zip};
use num_complex::Complex;
use std::hint::black_box;

/// A pair of dtypes, and this crate's functions for it.
pub trait Pair {
    /// The dtype of the first operand.
    type A: Sample;
    /// The dtype of the second operand.
    type B: Sample;
    /// The dtype that they promote to.
    type Out: Sample + From<Self::A> + From<Self::B>;

    /// Rows into a given row.
    fn into(
        condition: ArrayView1<'_, bool>,
        x1: ArrayView1<'_, Self::A>,
        x2: ArrayView1<'_, Self::B>,
        out: ArrayViewMut1<'_, Self::Out>,
    );

    /// The elements of a dynamic result.
    fn elements(result: argwhere::Array) -> Array<Self::Out, IxDyn>;
}

/// The same for arrays of a rank.
pub trait Fresh<D: Dimension>: Pair {
    /// A new array.
    fn fresh(
        condition: &ArrayView<'_, bool, D>,
        x1: &ArrayView<'_, Self::A, D>,
        x2: &ArrayView<'_, Self::B, D>,
    ) -> Array<Self::Out, D>;
}

macro_rules! pairs {
    ($name:ident { $($kernel:ident: $a:ty, $b:ty => $out:ty;)* }) => {
        $(
            impl Pair for ($a, $b) {
                type A = $a;
                type B = $b;
                type Out = $out;

                #[inline]
                fn into(
                    condition: ArrayView1<'_, bool>,
                    x1: ArrayView1<'_, $a>,
                    x2: ArrayView1<'_, $b>,
                    out: ArrayViewMut1<'_, $out>,
                ) {
                    let written = argwhere::kernels::where_::$kernel::rank1(condition, x1, x2, out.into());
                    written.expect("all have one length");
                }

                fn elements(result: argwhere::Array) -> Array<$out, IxDyn> {
                    result.into_ndarray().expect("the promoted dtype")
                }
            }

            pairs! { @rank Ix1 $a, $b => $out }
            pairs! { @rank Ix2 $a, $b => $out }
        )*

        fn $name(session: &mut Session) {
            $(pair::<($a, $b)>(session);)*
        }
    };
    (@rank $dim:ident $a:ty, $b:ty => $out:ty) => {
        impl Fresh<$dim> for ($a, $b) {
            #[inline]
            fn fresh(
                condition: &ArrayView<'_, bool, $dim>,
                x1: &ArrayView<'_, $a, $dim>,
                x2: &ArrayView<'_, $b, $dim>,
            ) -> Array<$out, $dim> {
                argwhere::typed::where_(condition, x1, x2).expect("the shapes broadcast")
            }
        }
    };
}

pairs! {
    each_dtype {
        bool_bool: bool, bool => bool;
        i8_i8: i8, i8 => i8;
        i16_i16: i16, i16 => i16;
        i32_i32: i32, i32 => i32;
        i64_i64: i64, i64 => i64;
        u8_u8: u8, u8 => u8;
        u16_u16: u16, u16 => u16;
        u32_u32: u32, u32 => u32;
        u64_u64: u64, u64 => u64;
        f32_f32: f32, f32 => f32;
        f64_f64: f64, f64 => f64;
        complex64_complex64: Complex<f32>, Complex<f32> => Complex<f32>;
        complex128_complex128: Complex<f64>, Complex<f64> => Complex<f64>;
    }
}

pairs! {
    each_mixed {
        i8_u8: i8, u8 => i16;
        u8_i16: u8, i16 => i16;
        i8_i64: i8, i64 => i64;
        u8_u64: u8, u64 => u64;
        u16_i32: u16, i32 => i32;
        u32_i64: u32, i64 => i64;
        i32_i64: i32, i64 => i64;
        f32_f64: f32, f64 => f64;
        f64_f32: f64, f32 => f64;
        f32_complex64: f32, Complex<f32> => Complex<f32>;
        f64_complex128: f64, Complex<f64> => Complex<f64>;
    }
}

const LENS: [usize; 7] = [8, 64, 1_000, MIDDLE, 262_144, 4 << 20, 64 << 20];
const MIDDLE: usize = 16_384;

/// Measures everything about `where_`.
pub fn cases(session: &mut Session) {
    if session.wants("where") {
        each_dtype(session);
        each_mixed(session);
        broadcast::<(u8, u8)>(session);
        broadcast::<(f32, f32)>(session);
        broadcast::<(f32, f64)>(session);
    }
}

fn pair<P: Fresh<Ix1>>(session: &mut Session) {
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
        row::<P>(session, len, Spread::Random);
    }
    if a == b {
        row::<P>(session, MIDDLE, Spread::Blocked);
    }
}

/// Rows, into a new one and into a given one.
fn row<P: Fresh<Ix1>>(session: &mut Session, len: usize, spread: Spread) {
    let shape = Ix1(len);
    let operands = Operands::<P, Ix1>::new(shape, shape, shape, spread);
    operands.share(session);
    let section = if P::A::DTYPE == P::B::DTYPE {
        Section::Where
    } else {
        Section::Mixed
    };
    let name = spread.name();
    operands.fresh(session, section, format!("fresh, {name}"));
    operands.given(session, section, format!("given, {name}"));
}

/// Operands that stretch, of 512 x 512.
fn broadcast<P: Fresh<Ix2>>(session: &mut Session) {
    if !session.has_dtype(P::A::DTYPE) {
        return;
    }
    let [full, row, column, one] = [[512, 512], [1, 512], [512, 1], [1, 1]].map(|[n, m]| Ix2(n, m));
    for (name, condition, x1, x2) in [
        ("nothing stretched", full, full, full),
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
        operands.fresh(session, Section::Broadcast, name.to_owned());
    }
}

/// The operands, and the shape that they stretch to.
pub(crate) struct Views<'a, P: Pair, D> {
    /// The condition.
    pub(crate) condition: ArrayView<'a, bool, D>,
    /// The elements where it is true.
    pub(crate) x1: ArrayView<'a, P::A, D>,
    /// The elements where it is false.
    pub(crate) x2: ArrayView<'a, P::B, D>,
    /// The shape of the result.
    pub(crate) shape: D,
}

struct Operands<P: Pair, D: Dimension> {
    condition: Array<bool, D>,
    x1: Array<P::A, D>,
    x2: Array<P::B, D>,
    expected: Array<P::Out, D>,
}

impl<P: Fresh<D>, D: Dimension> Operands<P, D> {
    fn new(condition: D, x1: D, x2: D, spread: Spread) -> Self {
        let condition = array(data::condition(condition.size(), spread), condition);
        let x1 = array(data::random(x1.size()), x1);
        // The length is the seed, and the operands shall differ.
        let x2 = array(data::random(x2.size() + 1).split_off(1), x2);
        let shape = largest(&[condition.raw_dim(), x1.raw_dim(), x2.raw_dim()]);
        let wide = "the operands stretch to the largest of them";
        let expected = Zip::from(&condition.broadcast(shape.clone()).expect(wide))
            .and(&x1.broadcast(shape.clone()).expect(wide))
            .and(&x2.broadcast(shape).expect(wide))
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
        let bytes = size_of_val(slice(&self.condition))
            + size_of_val(slice(&self.x1))
            + size_of_val(slice(&self.x2));
        Case {
            section,
            operation: "where",
            dtype,
            shape: self.expected.shape().to_vec(),
            variant,
            bytes,
        }
    }

    fn fresh(&self, session: &mut Session, section: Section, variant: String) {
        let [c, a, b] = [
            self.condition.view().into_dyn().into(),
            P::A::erase(self.x1.view().into_dyn()),
            P::B::erase(self.x2.view().into_dyn()),
        ];
        let of = self.views();
        let mut contenders = vec![
            Contender::new(
                Who::Typed,
                || P::fresh(black_box(&of.condition), &of.x1, &of.x2),
                |found| Answer::bytes(slice(&found)),
            ),
            Contender::new(
                Who::Dynamic,
                || argwhere::where_(black_box(&c), &a, &b).expect("the table has the pair"),
                |found| Answer::bytes(slice(&P::elements(found))),
            ),
        ];
        contenders.extend(peers::where_::fresh(&of));
        if let Some(numpy) = &session.numpy {
            contenders.push(peers::where_::numpy(numpy));
        }
        contenders.push(self.copying());
        let expected = Answer::bytes(slice(&self.expected));
        session.measure(self.case(section, variant), &expected, contenders);
    }

    /// The limit: as many bytes as the result has, into memory in use.
    fn copying(&self) -> Contender<'_> {
        let source: &[u8] = bytemuck::cast_slice(slice(&self.expected));
        Contender::given(
            Who::Copying,
            vec![1; source.len()],
            |target: &mut Vec<u8>| target.copy_from_slice(black_box(source)),
            |target, ()| Answer::bytes(target),
        )
    }
}

impl<P: Fresh<Ix1>> Operands<P, Ix1> {
    fn given(&self, session: &mut Session, section: Section, variant: String) {
        let of = self.views();
        let out = Array::from_elem(self.expected.raw_dim(), P::Out::ZERO);
        let mut contenders = vec![Contender::given(
            Who::Typed,
            out,
            |out| P::into(black_box(of.condition), of.x1, of.x2, out.view_mut()),
            |out, ()| Answer::bytes(slice(out)),
        )];
        contenders.extend(peers::where_::given(&of));
        if let Some(numpy) = &session.numpy {
            contenders.push(peers::where_::numpy_given(numpy));
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

/// The longest length of each axis.
fn largest<D: Dimension>(shapes: &[D]) -> D {
    let mut largest = shapes[0].clone();
    for shape in shapes {
        for (longest, &len) in largest.slice_mut().iter_mut().zip(shape.slice()) {
            *longest = len.max(*longest);
        }
    }
    largest
}
