//! A `cfg` stands before a section, but only rows have attributes; write it on the rows of the section.

argwhere::kernels! {
    pub mod terrain;
    dtypes { Bool: bool; Count: i16; Height: f32; }
    #[cfg(unix)]
    promotion { Count < Height; }
}

fn main() {}
