//! The type is declared in the function around the table, but the table's module sees only the items of the module around the function; declare the type outside the function.

fn main() {
    #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
    struct Depth(i32);

    argwhere::kernels! {
        mod survey;
        dtypes { Bool: bool; Depth: Depth; }
    }
}
