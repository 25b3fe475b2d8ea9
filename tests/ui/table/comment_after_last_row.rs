//! A doc comment follows the last row, so it documents nothing; move it above its row, or write a plain comment with two slashes.

argwhere::kernels! {
    pub mod terrain;
    dtypes {
        Bool: bool;
        Height: f32;
        /// Metres above the geoid.
    }
}

fn main() {}
