//! Memory layouts: one logical array stored in every axis order, with gaps, backwards, inside a larger array, and
//! with axes that repeat one element.

use std::fmt;

use argwhere::{Array, ArrayView};
use ndarray::{ArrayD, ArrayViewD, ArrayViewMutD, Axis, Slice};

use crate::model::indices;
use crate::{Model, cases, with_inner};

/// The memory layout of an array.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The axes from the outermost to the innermost in memory: `0..ndim` is C order, its reverse is F order.
    pub order: Vec<usize>,
    /// Per axis, the distance between consecutive elements, counted in stored elements; negative if stored backwards.
    pub step: Vec<isize>,
    /// Per axis, the number of elements of a larger array before and after this one.
    pub margin: Vec<usize>,
    /// Per axis, whether a single element is stored and repeated along the axis, with stride 0.
    pub stretched: Vec<bool>,
}

impl Layout {
    /// C order, contiguous.
    #[must_use]
    pub fn c(ndim: usize) -> Self {
        Layout {
            order: (0..ndim).collect(),
            step: vec![1; ndim],
            margin: vec![0; ndim],
            stretched: vec![false; ndim],
        }
    }

    /// Fortran order, contiguous.
    #[must_use]
    pub fn f(ndim: usize) -> Self {
        Layout {
            order: (0..ndim).rev().collect(),
            ..Layout::c(ndim)
        }
    }

    /// Every kind of layout for `ndim` axes.
    #[must_use]
    pub fn all(ndim: usize) -> Vec<Layout> {
        let c = || Layout::c(ndim);
        let mut all = vec![c(), Layout::f(ndim)];
        for turn in 1..ndim {
            let mut turned = c();
            turned.order.rotate_left(turn);
            all.push(turned);
        }
        for outer in 1..ndim {
            let mut exchanged = c();
            exchanged.order.swap(outer - 1, outer);
            all.push(exchanged);
        }
        for axis in 0..ndim {
            let one = |change: &dyn Fn(&mut Layout)| {
                let mut layout = c();
                change(&mut layout);
                layout
            };
            all.push(one(&|layout| layout.step[axis] = 2));
            all.push(one(&|layout| layout.step[axis] = -1));
            all.push(one(&|layout| layout.stretched[axis] = true));
        }
        all.push(Layout {
            step: vec![-1; ndim],
            ..c()
        });
        all.push(Layout {
            step: vec![3; ndim],
            ..c()
        });
        all.push(Layout {
            stretched: vec![true; ndim],
            ..c()
        });
        // Margins on every axis would multiply the number of stored elements.
        let ends: Vec<usize> = (0..ndim)
            .map(|axis| if axis == 0 || axis + 1 == ndim { 2 } else { 0 })
            .collect();
        all.push(Layout {
            margin: ends.clone(),
            ..c()
        });
        let step = (0..ndim).map(|axis| if axis % 2 == 0 { -2 } else { 1 });
        all.push(Layout {
            step: step.collect(),
            margin: ends.clone(),
            ..Layout::f(ndim)
        });
        let step = (0..ndim).map(|axis| if axis % 2 == 0 { -1 } else { 2 });
        all.push(Layout {
            step: step.collect(),
            ..Layout::f(ndim)
        });
        all.dedup();
        all
    }

    /// The view of the stored elements that is the logical array.
    fn view<'a, T>(&self, stored: &'a ArrayD<T>, shape: &[usize]) -> ArrayViewD<'a, T> {
        let lengths = self.order.iter().zip(stored.shape());
        let lengths: Vec<usize> = lengths
            .map(|(&axis, &length)| {
                if self.stretched[axis] {
                    shape[axis]
                } else {
                    length
                }
            })
            .collect();
        let repeated = stored.broadcast(lengths).expect("axes of length 1 stretch");
        let mut view = repeated.permuted_axes(self.positions());
        for axis in (0..self.step.len()).filter(|&axis| !self.stretched[axis]) {
            let part = self.part(axis, view.shape()[axis]);
            view.slice_axis_inplace(Axis(axis), part);
        }
        view
    }

    /// The mutable view of the stored elements that is the logical array. The layout must not repeat an element.
    pub(crate) fn view_mut<'a, T>(&self, stored: &'a mut ArrayD<T>) -> ArrayViewMutD<'a, T> {
        let mut view = stored.view_mut().permuted_axes(self.positions());
        for axis in 0..self.step.len() {
            let part = self.part(axis, view.shape()[axis]);
            view.slice_axis_inplace(Axis(axis), part);
        }
        view
    }

    /// Per logical axis, its position in the memory order.
    fn positions(&self) -> Vec<usize> {
        let mut positions = vec![0; self.order.len()];
        for (in_memory, &axis) in self.order.iter().enumerate() {
            positions[axis] = in_memory;
        }
        positions
    }

    /// The slice of a stored axis of length `stored` that belongs to the logical array.
    fn part(&self, axis: usize, stored: usize) -> Slice {
        let margin = self.margin[axis].cast_signed();
        let end = stored.cast_signed() - margin;
        Slice::new(margin, Some(end), self.step[axis])
    }

    /// The shape to store for a logical shape, with the axes in memory order.
    pub(crate) fn stored_shape(&self, shape: &[usize]) -> Vec<usize> {
        let lengths = self
            .order
            .iter()
            .map(|&axis| self.stored_length(axis, shape[axis]));
        lengths.collect()
    }

    /// The length to store along an axis for a logical length.
    fn stored_length(&self, axis: usize, length: usize) -> usize {
        match length {
            _ if self.stretched[axis] => 1,
            0 => 2 * self.margin[axis],
            _ => 2 * self.margin[axis] + (length - 1) * self.step[axis].unsigned_abs() + 1,
        }
    }

    /// The position along a stored axis of a logical position.
    fn stored_position(&self, axis: usize, position: usize, length: usize) -> usize {
        match self.step[axis] {
            _ if self.stretched[axis] => 0,
            step @ 1.. => self.margin[axis] + position * step.unsigned_abs(),
            step => self.margin[axis] + (length - 1 - position) * step.unsigned_abs(),
        }
    }
}

impl Model {
    /// Everything stored for the array in a layout: its elements, and decoys between and around them.
    #[must_use]
    pub(crate) fn stored(&self, layout: &Layout) -> Model {
        let lengths = layout.stored_shape(&self.shape);
        let decoys = cases::decoys(self.dtype);
        let mut stored = Model::from_fn(self.dtype, &lengths, |index| {
            decoys[index.iter().sum::<usize>() % 2]
        });
        for (index, &value) in indices(&self.shape).iter().zip(&self.values) {
            let position =
                layout
                    .order
                    .iter()
                    .zip(&lengths)
                    .fold(0, |position, (&axis, length)| {
                        position * length
                            + layout.stored_position(axis, index[axis], self.shape[axis])
                    });
            stored.values[position] = value;
        }
        stored
    }
}

/// A logical array laid out in memory.
#[derive(Clone)]
pub struct Laid {
    /// The logical array. Along a stretched axis of the layout, the element at 0 is repeated.
    pub model: Model,
    /// The memory layout.
    pub layout: Layout,
    /// The stored elements: those of the array, and between and around them decoys that would change a result.
    stored: Array,
}

impl Laid {
    /// Stores the array in a layout.
    #[must_use]
    pub fn new(model: &Model, layout: &Layout) -> Self {
        let model = Model::from_fn(model.dtype, &model.shape, |mut index| {
            for (i, &stretched) in index.iter_mut().zip(&layout.stretched) {
                *i = if stretched { 0 } else { *i };
            }
            model.at(&index)
        });
        Laid {
            layout: layout.clone(),
            stored: model.stored(layout).to_array(),
            model,
        }
    }

    /// The array in every layout.
    #[must_use]
    pub fn all(model: &Model) -> Vec<Laid> {
        Layout::all(model.ndim())
            .iter()
            .map(|layout| Laid::new(model, layout))
            .collect()
    }

    /// The view to pass to the crate.
    #[must_use]
    pub fn view(&self) -> ArrayView<'_> {
        with_inner!(Array, &self.stored, stored => self.layout.view(stored, &self.model.shape).into())
    }
}

impl fmt::Debug for Laid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} in {:?}, strides {:?}",
            self.model,
            self.layout,
            self.view().strides()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_holds_the_logical_array() {
        for ndim in 0..=6 {
            for model in cases::models(argwhere::DType::Int16, ndim) {
                for laid in Laid::all(&model) {
                    assert_eq!(Model::read(laid.view()), laid.model, "{laid:?}");
                    if !laid.layout.stretched.contains(&true) {
                        assert_eq!(laid.model, model, "{laid:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn layouts_have_the_strides_they_are_named_for() {
        let strides = |layout: &Layout| {
            let model = cases::filled(argwhere::DType::Int16, &[2, 3, 4], 0);
            Laid::new(&model, layout).view().strides().to_vec()
        };
        assert_eq!(strides(&Layout::c(3)), [12, 4, 1]);
        assert_eq!(strides(&Layout::f(3)), [1, 2, 6]);
        assert_eq!(
            strides(&Layout {
                step: vec![-1, 1, 2],
                ..Layout::c(3)
            }),
            [-21, 7, 2]
        );
        assert_eq!(
            strides(&Layout {
                margin: vec![0, 1, 1],
                ..Layout::c(3)
            }),
            [30, 6, 1]
        );
        assert_eq!(
            strides(&Layout {
                stretched: vec![false, true, false],
                ..Layout::c(3)
            }),
            [4, 0, 1]
        );
    }
}
