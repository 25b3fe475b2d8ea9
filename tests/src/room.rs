//! Memory that a caller gives for a result: in any layout, between elements that are not of the result.

use std::fmt;

use argwhere::{Array, ArrayViewMut, DType};
use ndarray::Dimension;

use crate::{Element, Layout, Model, cases, with_inner};

/// An array to write a result to. Until that, its elements and those around them are the dtype's decoys.
#[derive(Clone)]
pub struct Room {
    /// What a result must have as its shape.
    pub shape: Vec<usize>,
    /// How it lies.
    pub layout: Layout,
    /// All that is stored.
    stored: Array,
}

impl Room {
    /// Room for a result of that dtype and shape.
    ///
    /// # Panics
    ///
    /// If the layout repeats an element, which could not be written twice.
    #[must_use]
    pub fn new(dtype: DType, shape: &[usize], layout: &Layout) -> Self {
        assert!(!layout.stretched.contains(&true), "{layout:?} has no room");
        let decoys = cases::decoys(dtype);
        let stored = Model::from_fn(dtype, &layout.stored_shape(shape), |index| {
            decoys[index.iter().sum::<usize>() % 2]
        });
        Room {
            shape: shape.to_vec(),
            layout: layout.clone(),
            stored: stored.to_array(),
        }
    }

    /// Layouts of every kind that can be written to: in rows, in columns, stepped, backwards and inside larger arrays.
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

    /// The view to hand to the crate.
    pub fn view_mut(&mut self) -> ArrayViewMut<'_> {
        let layout = &self.layout;
        with_inner!(Array, &mut self.stored, stored => layout.view_mut(stored).into())
    }

    /// The same of static type.
    ///
    /// # Panics
    ///
    /// If the room is for another dtype or of another rank.
    pub fn of<T: Element, D: Dimension>(&mut self) -> ndarray::ArrayViewMut<'_, T, D> {
        T::inside(self.view_mut())
            .into_dimensionality()
            .expect("the rank of the room")
    }

    /// All that is stored, elements that are not of the result too.
    #[must_use]
    pub fn stored(&self) -> Model {
        Model::read(&self.stored)
    }

    /// What is stored once a result stands in the room, and nothing else has changed.
    #[must_use]
    pub fn holding(&self, result: &Model) -> Model {
        result.stored(&self.layout)
    }
}

impl fmt::Debug for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "room for {:?} {:?} in {:?}",
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
    fn a_room_has_the_shape_it_was_made_for_and_only_decoys() {
        for ndim in 0..=4 {
            for shape in cases::shapes(ndim) {
                for layout in Room::layouts(ndim) {
                    let mut room = Room::new(DType::Int16, shape, &layout);
                    assert_eq!(room.view_mut().shape(), *shape);
                    let decoys = cases::decoys(DType::Int16);
                    let stored = room.stored();
                    assert!(stored.values.iter().all(|value| decoys.contains(value)));
                }
            }
        }
    }

    #[test]
    fn what_is_written_to_a_room_is_what_it_is_expected_to_hold() {
        for ndim in 0..=4 {
            for model in cases::models(DType::Int64, ndim) {
                for layout in Room::layouts(ndim) {
                    let mut room = Room::new(DType::Int64, &model.shape, &layout);
                    let expected = room.holding(&model);
                    let array = model.to_array();
                    let values = array
                        .as_ndarray::<i64, IxDyn>()
                        .expect("the dtype is int64");
                    room.of::<i64, IxDyn>().assign(&values);
                    assert_eq!(room.stored(), expected, "{room:?}");
                }
            }
        }
    }
}
