//! float16 and bfloat16, beside argwhere's kernels of int16, which read as many bytes.

use crate::data;
use crate::measure::{Answer, Contender, Who};
use crate::peers::known::KnownHalf;
#[cfg(feature = "peers")]
use crate::peers::numkong;
use crate::peers::numpy::Kind;
use crate::session::{Case, Section, Session};
use argwhere::half::typed;
use bytemuck::NoUninit;
use half::{bf16, f16};
use ndarray::Array1;
use std::hint::black_box;

/// Elements: 16 bytes, 2 and 16 KiB in L1, 256 KiB in L2, and 8 and 64 MiB.
const LENS: [usize; 6] = [8, 1_024, 8_192, 131_072, 4 << 20, 32 << 20];

/// One of the two types.
trait Half: Copy + PartialOrd + NoUninit + KnownHalf + 'static {
    const DTYPE: &'static str;
    fn of(float: f32) -> Self;
    fn argmax(x: &Array1<Self>) -> usize;
    fn nonzero(x: &Array1<Self>) -> Vec<i64>;
    fn where_(condition: &Array1<bool>, x1: &Array1<Self>, x2: &Array1<Self>) -> Array1<Self>;
}

macro_rules! halves {
    ($($half:ident: $name:literal;)*) => {$(
        impl Half for $half {
            const DTYPE: &'static str = $name;

            fn of(float: f32) -> Self {
                Self::from_f32(float)
            }

            fn argmax(x: &Array1<Self>) -> usize {
                typed::argmax(x).expect("there are elements")
            }

            fn nonzero(x: &Array1<Self>) -> Vec<i64> {
                let [found] = typed::nonzero(x).expect("the indices fit in memory");
                found.into_raw_vec_and_offset().0
            }

            fn where_(condition: &Array1<bool>, x1: &Array1<Self>, x2: &Array1<Self>) -> Array1<Self> {
                typed::where_(condition, x1, x2).expect("the shapes agree")
            }
        }
    )*};
}

halves! {
    f16: "float16";
    bf16: "bfloat16";
}

/// Measures argmax, nonzero and where of both types.
pub(crate) fn cases(session: &mut Session) {
    if !session.wants("half") {
        return;
    }
    for len in session.choose(&LENS, &LENS[..4]) {
        dtype::<f16>(session, len);
        dtype::<bf16>(session, len);
    }
}

fn dtype<H: Half>(session: &mut Session, len: usize) {
    let floats: Vec<f32> = data::random(len);
    argmax::<H>(
        session,
        "random",
        floats.iter().map(|&float| H::of(float)).collect(),
    );
    // As the logarithms of probabilities.
    argmax::<H>(
        session,
        "negative",
        floats
            .iter()
            .map(|&float| H::of(-float.abs() - 1.0))
            .collect(),
    );
    let sparse = data::sparse::<f32>(len, 0.5);
    nonzero::<H>(session, sparse.into_iter().map(H::of).collect());
    select::<H>(session, floats.into_iter().map(H::of).collect());
}

fn case<H: Half>(operation: &'static str, len: usize, variant: &str) -> Case {
    Case {
        section: Section::Halves,
        operation,
        dtype: H::DTYPE.to_owned(),
        shape: vec![len],
        variant: variant.to_owned(),
    }
}

/// NumPy, which has float16, if it is installed. The elements are known as `x`.
fn numpy<'a, H: Half>(
    session: &Session,
    x: &Array1<H>,
    call: &str,
    kind: Kind,
) -> Option<Contender<'a>> {
    let numpy = session.numpy.as_ref().filter(|_| H::DTYPE == "float16")?;
    let bits: &[u16] = bytemuck::cast_slice(x.as_slice()?);
    numpy.share("x", bits, x.shape());
    numpy.run("x = x.view(np.float16); y = x[::-1].copy()");
    Some(numpy.expression(Who::Numpy, call, kind))
}

fn argmax<H: Half>(session: &mut Session, variant: &str, x: Array1<H>) {
    let bits = x.mapv(bits);
    let mut expected = 0;
    for (at, element) in x.iter().enumerate() {
        if *element > x[expected] {
            expected = at;
        }
    }
    #[cfg(feature = "peers")]
    let theirs: Vec<_> = x.iter().map(|&half| half.theirs()).collect();
    let mut contenders = vec![
        Contender::new(Who::Typed, || H::argmax(black_box(&x)), Answer::index),
        Contender::new(Who::Ndarray, || by_hand(black_box(&x)), Answer::index),
        Contender::limit(Who::Int16, || argwhere::typed::argmax(black_box(&bits))),
    ];
    #[cfg(feature = "peers")]
    contenders.push(Contender::new(
        Who::Numkong,
        || numkong::both(black_box(&theirs)),
        |(_, max)| Answer::index(max),
    ));
    contenders.extend(numpy(session, &x, "np.argmax(x)", Kind::Indices));
    session.measure(
        case::<H>("argmax", x.len(), variant),
        &Answer::index(expected),
        contenders,
    );
}

/// The loop that a user would write.
fn by_hand<H: Half>(x: &Array1<H>) -> usize {
    let mut best = (0, x[0]);
    for (at, &element) in x.iter().enumerate() {
        if element > best.1 {
            best = (at, element);
        }
    }
    best.0
}

fn nonzero<H: Half>(session: &mut Session, x: Array1<H>) {
    let bits = x.mapv(bits);
    let zero = H::of(0.0);
    let by_hand = |x: &Array1<H>| -> Vec<i64> {
        let places = x
            .iter()
            .enumerate()
            .filter(|&(_, &element)| element != zero);
        places.map(|(at, _)| at as i64).collect()
    };
    let answer = |found: Vec<i64>| Answer::Indices(vec![found]);
    let mut contenders = vec![
        Contender::new(Who::Typed, || H::nonzero(black_box(&x)), answer),
        Contender::new(Who::Ndarray, || by_hand(black_box(&x)), answer),
        Contender::limit(Who::Int16, || argwhere::typed::nonzero(black_box(&bits))),
    ];
    contenders.extend(numpy(session, &x, "np.nonzero(x)", Kind::Indices));
    let expected = answer(by_hand(&x));
    session.measure(
        case::<H>("nonzero", x.len(), "half nonzero"),
        &expected,
        contenders,
    );
}

fn select<H: Half>(session: &mut Session, x: Array1<H>) {
    let condition = Array1::from(data::condition(x.len(), data::Spread::Random));
    let other = x.slice(ndarray::s![..;-1]).to_owned();
    let (bits_of_x, bits_of_other) = (x.mapv(bits), other.mapv(bits));
    let answer = |found: Array1<H>| Answer::bytes(found.as_slice().expect("it is new"));
    let by_hand = || {
        let all = ndarray::Zip::from(black_box(&condition))
            .and(&x)
            .and(&other);
        all.map_collect(|&condition, &x, &other| if condition { x } else { other })
    };
    let mut contenders = vec![
        Contender::new(
            Who::Typed,
            || H::where_(black_box(&condition), &x, &other),
            answer,
        ),
        Contender::new(Who::Ndarray, by_hand, answer),
        Contender::limit(Who::Int16, || {
            argwhere::typed::where_(black_box(&condition), &bits_of_x, &bits_of_other)
        }),
    ];
    if let Some(numpy) = &session.numpy {
        let bools = condition.as_slice().expect("it is contiguous");
        numpy.forget();
        numpy.share("c", bools, condition.shape());
    }
    contenders.extend(numpy(session, &x, "np.where(c, x, y)", Kind::Elements));
    let expected = answer(by_hand());
    session.measure(case::<H>("where", x.len(), ""), &expected, contenders);
}

fn bits<H: Half>(half: H) -> i16 {
    bytemuck::cast(half)
}
