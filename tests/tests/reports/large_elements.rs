//! Elements of several kilobytes.

use super::*;

/// An element as large as two pages, on boundaries of 128 bytes.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
#[repr(align(128))]
pub(crate) struct Sheet(pub(crate) u8, pub(crate) [u8; 8000]);

impl Sheet {
    fn of(level: u8) -> Self {
        Self(level, [0; 8000])
    }
}

argwhere::kernels! {
    pub(crate) mod sheets;
    ranks 0..=2;
    dtypes { Bool: bool; Level: u8; Sheet: Sheet, zero = Sheet::of(0); }
    promotion { Level < Sheet with Sheet::of; }
}

/// fizyk20/generic-array#108: a few copies of a large element fill the stack.
#[test]
fn elements_larger_than_a_buffer_fit_on_a_small_stack() {
    let search = || {
        for shape in [[1, 40], [40, 1], [5, 7], [70, 3]] {
            let y = Array2::from_shape_fn(shape, |(i, j)| ((i * 7 + j * 3) % 5).to_le_bytes()[0]);
            let x = y.mapv(Sheet::of);
            let reversed = s![..;-1, ..];
            for (x, y) in [
                (x.view(), y.view()),
                (x.t(), y.t()),
                (x.slice(reversed), y.slice(reversed)),
            ] {
                assert_eq!(sheets::typed::argmax(&x), typed::argmax(&y));
                for axis in [Axis(0), Axis(1)] {
                    assert_eq!(
                        sheets::typed::argmin_axis(&x, axis),
                        typed::argmin_axis(&y, axis)
                    );
                }
                assert_eq!(sheets::typed::nonzero(&x), typed::nonzero(&y));
                let mask = y.mapv(|y| y > 2);
                let chosen = sheets::typed::where_(&mask, &x, &y).expect("they promote");
                assert_eq!(chosen.mapv(|sheet| sheet.0), y);
            }
        }
    };
    let thread = std::thread::Builder::new()
        .stack_size(1 << 20)
        .spawn(search);
    thread
        .expect("the thread starts")
        .join()
        .expect("the searches succeed");
}
