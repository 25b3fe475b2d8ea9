use argwhere::bounds::Element;
use ndarray::Array1;

argwhere::kernels! {
    pub mod terrain;
    operations { argmax, nonzero, where_ }
    dtypes { Bool: bool; Count: i16; Height: f32; }
    promotion { Count < Height; }
}

fn peak<T: terrain::Ordered>(x: &Array1<T>) -> Option<usize> {
    terrain::typed::argmax(x).ok()
}

fn count<T: terrain::HasNonzero>(x: &Array1<T>) -> Option<usize> {
    let [indices] = terrain::typed::nonzero(x).ok()?;
    Some(indices.len())
}

fn blend<A, B>(mask: &Array1<bool>, x: &Array1<A>, y: &Array1<B>) -> Option<Array1<A::Output>>
where
    A: terrain::PromotesWith<B>,
    B: Element,
{
    terrain::typed::where_(mask, x, y).ok()
}

#[test]
fn runs() {
    assert_eq!(peak(&ndarray::array![1.0f32, 2.0]), Some(1));
    assert_eq!(count(&ndarray::array![1i16, 0]), Some(1));
    let blended = blend(
        &ndarray::array![true, false],
        &ndarray::array![1i16, 2],
        &ndarray::array![0.5f32, 1.5],
    );
    assert_eq!(blended, Some(ndarray::array![1.0f32, 1.5]));
}
