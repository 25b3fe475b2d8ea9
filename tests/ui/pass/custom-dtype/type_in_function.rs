#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
struct Depth(i32);

#[test]
fn the_deepest_is_found() {
    argwhere::kernels! {
        mod survey;
        ranks 0..=2;
        dtypes { Bool: bool; Depth: Depth; }
    }

    let depths = ndarray::array![3, 9, 4].mapv(Depth);
    assert_eq!(survey::typed::argmax(&depths), Ok(1));
}
