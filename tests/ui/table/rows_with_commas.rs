//! The rows end with commas; end each with `;`.

argwhere::kernels! {
    pub mod terrain;
    dtypes {
        Bool: bool,
        Count: i16,
        Height: f32,
    }
}

fn main() {}
