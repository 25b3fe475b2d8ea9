//! The rules of a table, as a list. Each rule is one function, and they apply in this order. A rule reports every breach at
//! its own span and leaves the faulty part out of the model, so that the next rule judges the rest. The comment on a rule
//! shows tables that break it.

mod dtypes;
mod names;
mod operations;
mod promotion;
mod scalars;
mod table;
#[cfg(test)]
mod tests;

use crate::ast::Table;
use crate::errors::Errors;
use crate::lattice::{Id, Promotions};
use crate::model::{DType, Model};
use dtypes::{
    attributes_have_a_place, dtype_options_fit, dtypes_have_names_of_their_own,
    dtypes_have_types_of_their_own,
};
use names::kernels_have_names_of_their_own;
pub(crate) use names::marker;
use operations::{conditions_have_a_dtype, operations_are_known};
use promotion::{
    SpannedRow, joins_are_unambiguous, rows_do_not_contradict, rows_lie_above_their_operands,
    rules_name_dtypes, steps_are_written_once, steps_close_no_loop,
    the_claim_of_associativity_holds,
};
use scalars::scalars_have_a_dtype;
use table::{ranks_begin_at_zero_and_end_in_reach, the_table_has_dtypes};

/// Applies every rule.
pub(crate) fn table(table: Table, errors: &mut Errors) -> Model {
    let Table {
        attrs,
        vis,
        name,
        krate,
        written_crate,
        hygiene,
        ranks,
        operations,
        dtypes,
        associative,
        rules,
        scalars,
        lost,
    } = table;

    let max_rank = ranks_begin_at_zero_and_end_in_reach(ranks.as_ref(), errors);
    let operations = operations_are_known(operations.as_ref(), errors);
    attributes_have_a_place(&dtypes, &rules, &scalars, errors);
    let dtypes = dtypes_have_names_of_their_own(dtypes, errors);
    let dtypes = dtypes_have_types_of_their_own(dtypes, errors);
    let dtypes: Vec<DType> = dtypes
        .into_iter()
        .map(|dtype| dtype_options_fit(dtype, operations, errors))
        .collect();
    let dtypes = the_table_has_dtypes(dtypes, operations, &lost, &name, errors);
    let operations = conditions_have_a_dtype(&dtypes, operations, &lost, &name, errors);

    let (steps, rows, open) = rules_name_dtypes(rules, &dtypes, &lost, errors);
    let steps = steps_are_written_once(steps, &dtypes, errors);
    let (steps, order) = steps_close_no_loop(steps, &dtypes, errors);
    let rows = rows_lie_above_their_operands(rows, &order, &open, &dtypes, errors);
    let rows = rows_do_not_contradict(rows, &dtypes, errors);
    joins_are_unambiguous(&order, &rows, &steps, &open, &dtypes, errors);
    let results: Vec<(Id, Id, Id)> = rows.iter().map(|row| row.ids).collect();
    let promotions = Promotions::new(dtypes.len(), &order, &results);
    if let Some(span) = associative {
        the_claim_of_associativity_holds(&promotions, &order, &open, &dtypes, span, errors);
    }
    let scalars = scalars_have_a_dtype(scalars, operations, &promotions, &dtypes, &lost, errors);
    let dtypes = kernels_have_names_of_their_own(dtypes, operations, &promotions, errors);

    let steps = steps.into_iter().map(|step| step.step).collect();
    let rows = rows.into_iter().map(SpannedRow::into_model).collect();
    Model {
        attrs,
        vis,
        marker: marker(&name),
        name,
        krate,
        written_crate,
        hygiene,
        max_rank,
        operations,
        dtypes,
        order,
        promotions,
        steps,
        rows,
        scalars,
    }
}
