//! The table is written inside the module; end the module with `;` and write the sections after it.

argwhere::kernels! {
    pub mod terrain {
        ranks 0..=4;
        dtypes { Bool: bool; Height: f32; }
    }
}

fn main() {}
