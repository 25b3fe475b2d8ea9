//! Elements of size 0.

use super::*;

/// Has no bytes, and equals its like.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub(crate) struct Unit;

/// Has no bytes, and equals nothing, like NaN.
#[derive(Clone, Copy, Debug, PartialOrd)]
pub(crate) struct Void;

impl PartialEq for Void {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

argwhere::kernels! {
    pub(crate) mod nothing;
    ranks 0..=2;
    dtypes { Bool: bool; Unit: Unit; Void: Void, zero = Void; }
    promotion { Unit < Void with |_| Void; }
}

/// rust-ndarray/ndarray#234: elements without bytes lead to a division by zero.
#[test]
fn elements_without_bytes_are_searched() {
    for shape in [[1, 1], [3, 70], [200, 5], [1, 5000]] {
        let len = to_index(shape[0] * shape[1]);
        let (units, voids) = (
            Array2::from_elem(shape, Unit),
            Array2::from_elem(shape, Void),
        );
        let (units, voids) = (units.slice(s![..;-1, ..]), voids.t());
        assert_eq!(nothing::typed::argmax(&units), Ok(0));
        assert_eq!(
            nothing::typed::argmin_axis(&voids, Axis(0)),
            Ok(Array1::zeros(shape[0]))
        );
        assert_eq!(
            nothing::typed::nonzero(&units).map(|[down, _]| down.len()),
            Ok(0)
        );
        let [down, across] = nothing::typed::nonzero(&voids).expect("there is memory");
        assert_eq!((to_index(down.len()), to_index(across.len())), (len, len));
        let last = [down[down.len() - 1], across[across.len() - 1]];
        assert_eq!(last, [to_index(shape[1] - 1), to_index(shape[0] - 1)]);
        let mask = Array2::from_elem(shape, true);
        let chosen = nothing::typed::where_(&mask, &units, &voids.t()).expect("they promote");
        assert_eq!(chosen.shape(), shape);
        let dynamic = nothing::ArrayView::from(units);
        assert_eq!(
            dynamic.slice(s![.., ..1]).map(|part| part.len()),
            Ok(shape[0])
        );
    }
}

/// rust-ndarray/ndarray#542: an iterator that compares pointers finds one part of elements without bytes.
#[test]
fn rows_of_elements_without_bytes_are_all_visited() {
    let x = nothing::Array::from(Array2::from_elem((4, 3), Unit));
    assert_eq!(x.view().rows().count(), 4);
    let parts = x.view().axis_iter(Axis(1)).expect("the axis exists");
    assert_eq!(parts.map(|part| part.len()).collect::<Vec<_>>(), [4, 4, 4]);
}
