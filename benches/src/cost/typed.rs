//! Calls one typed function.

fn main() {
    let x: ndarray::Array1<f32> = std::env::args().map(|text| text.len() as f32).collect();
    println!("{:?}", argwhere::typed::argmax(&x).ok());
}
