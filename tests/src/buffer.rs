//! Output arrays for the `_into` functions: in any layout, surrounded by elements that must not change.

use std::fmt;

use argwhere::{Array, ArrayViewMut, DType};
use ndarray::Dimension;

use crate::{Element, Layout, Model, cases, with_inner};

/// An output array for a result. At first, its elements and those around them are the dtype's decoys.
#[derive(Clone)]
pub struct Buffer {
    /// The shape that a result must have.
    pub shape: Vec<usize>,
    /// The memory layout.
    pub layout: Layout,
    /// The elements of the output and those around them.
    stored: Array,
}

impl Buffer {
    /// A buffer for a result with the given dtype and shape.
    ///
    /// # Panics
    ///
    /// If the layout repeats an element: two results cannot be written to one place.
    #[must_use]
    pub fn new(dtype: DType, shape: &[usize], layout: &Layout) -> Self {
        assert!(
            !layout.stretched.contains(&true),
            "{layout:?} repeats elements and cannot be written to"
        );
        let decoys = cases::decoys(dtype);
        let stored = Model::from_fn(dtype, &layout.stored_shape(shape), |index| {
            decoys[index.iter().sum::<usize>() % 2]
        });
        Buffer {
            shape: shape.to_vec(),
            layout: layout.clone(),
            stored: stored.to_array(),
        }
    }

    /// Every kind of writable layout: C order, Fortran order, with gaps, backwards, and inside a larger array.
    #[must_use]
    pub fn layouts(ndim: usize) -> Vec<Layout> {
        let ends: Vec<usize> = (0..ndim)
            .map(|axis| if axis == 0 || axis + 1 == ndim { 2 } else { 0 })
            .collect();
        let alternate = |even: isize, odd: isize| {
            let step = (0..ndim).map(|axis| if axis % 2 == 0 { even } else { odd });
            step.collect::<Vec<isize>>()
        };
        let mut layouts = vec![
            Layout::c(ndim),
            Layout::f(ndim),
            Layout {
                step: vec![2; ndim],
                ..Layout::c(ndim)
            },
            Layout {
                step: vec![-1; ndim],
                ..Layout::c(ndim)
            },
            Layout {
                margin: ends.clone(),
                ..Layout::c(ndim)
            },
            Layout {
                step: alternate(1, -3),
                margin: ends,
                ..Layout::f(ndim)
            },
        ];
        layouts.dedup();
        layouts
    }

    /// The view to pass to the crate.
    pub fn view_mut(&mut self) -> ArrayViewMut<'_> {
        let layout = &self.layout;
        with_inner!(Array, &mut self.stored, stored => layout.view_mut(stored).into())
    }

    /// The view to pass to the crate, with static dtype and rank.
    ///
    /// # Panics
    ///
    /// If the buffer has another dtype or rank.
    pub fn of<T: Element, D: Dimension>(&mut self) -> ndarray::ArrayViewMut<'_, T, D> {
        T::inside(self.view_mut())
            .into_dimensionality()
            .expect("the buffer has this rank")
    }

    /// All stored elements, including those around the result.
    #[must_use]
    pub fn stored(&self) -> Model {
        Model::read(&self.stored)
    }

    /// All stored elements as they must be after the result is written and nothing else has changed.
    #[must_use]
    pub fn stored_with(&self, result: &Model) -> Model {
        result.stored(&self.layout)
    }
}

impl fmt::Debug for Buffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "buffer for {:?} {:?} in {:?}",
            self.stored.dtype(),
            self.shape,
            self.layout
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::IxDyn;

    #[test]
    fn a_new_buffer_has_its_shape_and_only_decoys() {
        for ndim in 0..=4 {
            for shape in cases::shapes(ndim) {
                for layout in Buffer::layouts(ndim) {
                    let mut buffer = Buffer::new(DType::Int16, shape, &layout);
                    assert_eq!(buffer.view_mut().shape(), *shape);
                    let decoys = cases::decoys(DType::Int16);
                    let stored = buffer.stored();
                    assert!(stored.values.iter().all(|value| decoys.contains(value)));
                }
            }
        }
    }

    #[test]
    fn a_written_buffer_stores_what_stored_with_expects() {
        for ndim in 0..=4 {
            for model in cases::models(DType::Int64, ndim) {
                for layout in Buffer::layouts(ndim) {
                    let mut buffer = Buffer::new(DType::Int64, &model.shape, &layout);
                    let expected = buffer.stored_with(&model);
                    let array = model.to_array();
                    let values = array
                        .as_ndarray::<i64, IxDyn>()
                        .expect("the dtype is int64");
                    buffer.of::<i64, IxDyn>().assign(&values);
                    assert_eq!(buffer.stored(), expected, "{buffer:?}");
                }
            }
        }
    }
}
