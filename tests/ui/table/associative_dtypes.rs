//! `associative` is written before `dtypes`; write it before `promotion`.

argwhere::kernels! {
    pub mod terrain;
    associative dtypes { Bool: bool; Count: i16; Height: f32; }
    promotion { Count < Height; }
}

fn main() {}
