//! The rules for the section `operations`.

use crate::errors::{Errors, messages};
use crate::model::{DType, unraw};
use crate::operations::{Operation, Operations};
use proc_macro2::Ident;

/// `operations { argmaximum }`, `operations { argmax, argmax }` and `operations {}`.
pub(super) fn operations_are_known(
    listed: Option<&(Ident, Vec<Ident>)>,
    errors: &mut Errors,
) -> Operations {
    let Some((keyword, listed)) = listed else {
        return Operations::all();
    };
    if listed.is_empty() {
        errors.push(keyword, messages::no_operations("the section"));
    }
    let known = known_operations(listed, errors);
    known.into_iter().map(|(_, operation)| operation).collect()
}

/// The operations of a list, each with its token. A name that is unknown or repeated is reported.
pub(super) fn known_operations<'a>(
    listed: &'a [Ident],
    errors: &mut Errors,
) -> Vec<(&'a Ident, Operation)> {
    let mut known: Vec<(&Ident, Operation)> = Vec::new();
    for name in listed {
        match Operation::named(&name.to_string()) {
            None => errors.push(name, messages::unknown_operation(&unraw(name))),
            Some(found) if known.iter().any(|&(_, other)| other == found) => {
                errors.push(name, messages::repeated_operation(found.name));
            }
            Some(found) => known.push((name, found)),
        }
    }
    known
}

/// `where_` and `extract` in a table without `bool`.
pub(super) fn conditions_have_a_dtype(
    dtypes: &[DType],
    operations: Operations,
    lost: &[Ident],
    table: &Ident,
    errors: &mut Errors,
) -> Operations {
    if dtypes.iter().any(|dtype| dtype.primitive() == Some("bool")) {
        return operations;
    }
    let those = |needs_bool: bool| -> Operations {
        let operations = operations.iter();
        operations
            .filter(|operation| operation.needs_bool == needs_bool)
            .collect()
    };
    let [with, without] = [true, false].map(those);
    let may_have_bool = dtypes.iter().any(|dtype| dtype.ty.is_none()) || !lost.is_empty();
    if with != Operations::NONE && !dtypes.is_empty() && !may_have_bool {
        errors.push(table, messages::operations_need_bool(with, without));
    }
    without
}
