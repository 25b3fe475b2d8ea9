use bytemuck::TransparentWrapper;

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, TransparentWrapper)]
#[repr(transparent)]
pub struct Metres(pub f32);

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rgb(pub [u8; 3]);

// Every kind of kernel, at every rank, through the given path.
argwhere::kernels! {
    pub mod terrain;
    crate = ::argwhere;
    ranks 0..=6;
    dtypes {
        Bool: bool;
        Level: u8;
        Height: Metres as f32;
        Colour: Rgb, unordered;
        Complex: num_complex::Complex<f32>, unordered, native;
    }
    promotion { Level < Colour with |level| Rgb([level; 3]); }
}

#[test]
fn it_runs() {
    let heights = ndarray::array![1.0f32, 3.0, 2.0].mapv(Metres);
    assert_eq!(terrain::typed::argmax(&heights), Ok(1));
}
