//! The kernel of rank 1 takes no matrix; call the kernel of the rank of the array.

use argwhere::kernels;

fn main() {
    let height = ndarray::array![[1.0f32, 5.0], [9.0, 2.0]];
    let _ = kernels::argmax::f32::rank1(&height);
}
