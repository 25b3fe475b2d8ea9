use argwhere::Along;
use ndarray::array;

#[test]
fn main() {
    let heights = array![[1.5f32, 7.0]];
    let _ = argwhere::argmax(&heights, Along::all());
}
