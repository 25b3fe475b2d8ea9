//! `where_` of results with short rows, of which many are selected at once: every form of each operand, against a loop over
//! the elements.

use argwhere::typed;
use ndarray::{ArrayD, ArrayViewD, Axis, IxDyn, Slice, Zip};
use num_complex::Complex;

/// Short rows on both sides of each border: of the kernel, of buffers and of parts. The last one has a block per index of its
/// first axis.
const SHAPES: [&[usize]; 9] = [
    &[33, 2],
    &[100, 3],
    &[9, 8],
    &[30, 9],
    &[17, 64],
    &[17, 65],
    &[3000, 3],
    &[260, 33],
    &[3, 700, 5],
];

/// How an operand is stored, and along which axes it has one element.
#[derive(Debug, Clone, Copy)]
enum Form {
    Whole,
    /// Every second element along the last axis of a larger array.
    Stepped,
    /// The last columns of wider rows.
    Columns,
    Transposed,
    Reversed,
    /// One element along this axis, counted from the end.
    Repeated(usize),
    Element,
}

const FORMS: [Form; 9] = [
    Form::Whole,
    Form::Stepped,
    Form::Columns,
    Form::Transposed,
    Form::Reversed,
    Form::Repeated(1),
    Form::Repeated(2),
    Form::Repeated(3),
    Form::Element,
];

/// Calls `run` with an array in a form that broadcasts to a shape, if it has so many axes. The elements are numbered as they
/// are stored.
fn with_form<T: Clone>(
    shape: &[usize],
    form: Form,
    element: impl Fn(u16) -> T,
    run: &mut dyn FnMut(ArrayViewD<'_, T>),
) {
    let last = shape.len() - 1;
    let mut stored = shape.to_vec();
    match form {
        Form::Whole | Form::Reversed => {}
        Form::Stepped => stored[last] *= 2,
        Form::Columns => stored[last] += 1,
        Form::Transposed => stored.reverse(),
        Form::Repeated(axis) if axis > shape.len() => return,
        Form::Repeated(axis) => stored[shape.len() - axis] = 1,
        Form::Element => stored.fill(1),
    }
    let len: usize = stored.iter().product();
    let numbers = (0..len).map(|at| u16::try_from(at % 60_000).expect("it fits"));
    let array = ArrayD::from_shape_vec(IxDyn(&stored), numbers.map(element).collect())
        .expect("as many elements as the shape has");
    let mut view = array.view();
    match form {
        Form::Stepped => view.slice_axis_inplace(Axis(last), Slice::new(0, None, 2)),
        Form::Columns => view.slice_axis_inplace(Axis(last), Slice::from(1..)),
        Form::Transposed => view = view.reversed_axes(),
        Form::Reversed => view.slice_axis_inplace(Axis(last), Slice::new(0, None, -1)),
        _ => {}
    }
    run(view);
}

/// All shapes and forms. The condition has every form only once per form of the others.
fn forms() -> impl Iterator<Item = (&'static [usize], [Form; 3])> {
    SHAPES.into_iter().flat_map(|shape| {
        FORMS.into_iter().enumerate().flat_map(move |(turn, x1)| {
            FORMS.into_iter().enumerate().flat_map(move |(other, x2)| {
                let turned = FORMS[(turn + other) % FORMS.len()];
                [Form::Whole, turned].map(|condition| (shape, [condition, x1, x2]))
            })
        })
    })
}

macro_rules! every_form {
    ($($test:ident: $element:expr;)*) => {$(
        #[test]
        fn $test() {
            let element = $element;
            for (shape, [condition, x1, x2]) in forms() {
                with_form(shape, condition, |at| u32::from(at) * 7919 % 3 == 0, &mut |c| {
                    with_form(shape, x1, element, &mut |a| {
                        with_form(shape, x2, |at| element(at + 5), &mut |b| {
                            let found = typed::where_(&c, &a, &b).expect("they broadcast");
                            let mut expected = found.clone();
                            Zip::from(&mut expected)
                                .and_broadcast(&c)
                                .and_broadcast(&a)
                                .and_broadcast(&b)
                                .for_each(|out, &c, &a, &b| *out = if c { a } else { b });
                            assert!(found == expected, "{shape:?} {condition:?} {x1:?} {x2:?}");
                        });
                    });
                });
            }
        }
    )*};
}

every_form! {
    bool: |at: u16| at % 5 < 2;
    int8: |at: u16| i8::try_from(at % 127).expect("it fits");
    float32: |at: u16| f32::from(at);
    float64: |at: u16| f64::from(at);
    complex128: |at: u16| Complex::new(f64::from(at), -1.0);
}
