//! Misuse and its compiler messages: every `tests/ui/<family>/<mistake>.rs` fails with the messages in its `.stderr`.
//!
//! `TRYBUILD=overwrite cargo test -p argwhere-tests --test builds compile_fail` rewrites the messages, and then
//! `TRYBUILD=overwrite cargo test -p argwhere-tests --test ui_index` their index.

#[test]
fn every_mistake_has_its_message() {
    trybuild::TestCases::new().compile_fail("ui/*/*.rs");
}

/// The corrected form of each mistake, under the same name. All of them compile, and those with calls also run.
#[path = "../../ui/pass"]
#[allow(dead_code, unreachable_pub, reason = "most cases only declare a table")]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::redundant_closure_for_method_calls,
    reason = "the conversions are those that the messages propose"
)]
mod pass {
    #[path = "custom-dtype"]
    mod custom_dtype {
        mod another_table;
        mod argmax_of_colour;
        mod colour_and_height;
        mod generic_without_bound;
        mod missing_conversion;
        mod native_without_kernels;
        mod no_zero;
        mod not_copy;
        mod not_debug;
        mod not_ordered;
        mod not_partial_eq;
        mod not_sync;
        mod not_transparent;
        mod operation_left_out;
        mod other_primitive_inside;
        mod scalar_of_another_type;
        mod string;
        mod type_in_function;
        mod unknown_type;
        mod zero_of_another_type;
    }
    #[path = "dispatch"]
    mod dispatch {
        mod another_table;
        mod array_by_value;
        mod body_of_some_dtypes;
        mod no_name;
        mod ordered_without_else;
        mod results_of_several_types;
    }
    #[path = "dtype"]
    mod dtype {
        mod as_not_a_primitive;
        mod missing_type;
        mod newtype_and_native;
        mod only_nothing;
        mod operation_needs_order;
        mod operation_not_in_table;
        mod option_without_comma;
        mod repeated_name;
        mod repeated_option;
        mod repeated_type;
        mod same_kernel_name;
        mod scalar_of_a_primitive;
        mod type_after_equals;
        mod unknown_option;
        mod zero_of_a_primitive;
    }
    #[path = "promotion"]
    mod promotion {
        mod ambiguous;
        mod arrow;
        mod comma_for_semicolon;
        mod contradicting_row;
        mod lossy_row;
        mod lower_or_equal;
        mod missing_from;
        mod misspelt_lossy;
        mod not_associative;
        mod repeated_row;
        mod repeated_step;
        mod row_not_above;
        mod row_of_one;
        mod row_without_result;
        mod step_to_itself;
        mod steps_in_a_loop;
        mod type_for_dtype;
        mod unknown_dtype;
        mod wider_first;
        mod with_on_chain;
        mod wrong_conversion;
    }
    #[path = "rank"]
    mod rank {
        mod begins_at_one;
        mod constant;
        mod empty_exclusive_range;
        mod empty_range;
        mod far_too_large;
        mod not_a_range;
        mod open_range;
        mod too_large;
    }
    #[path = "scalars"]
    mod scalars {
        mod repeated_kind;
        mod unknown_dtype;
        mod unknown_kind;
        mod without_dtype;
        mod without_promotion;
        mod without_where;
    }
    #[path = "table"]
    mod table {
        mod associative_dtypes;
        mod cfg_on_section;
        mod comment_after_last_row;
        mod missing_module;
        mod module_with_body;
        mod no_dtypes;
        mod no_operations;
        mod operations_ended_with_semicolon;
        mod relative_crate_path;
        mod repeated_operation;
        mod rows_in_brackets;
        mod rows_with_commas;
        mod section_twice;
        mod three_mistakes;
        mod unfinished_row;
        mod unknown_operation;
        mod unknown_section;
        mod where_without_bool;
        mod wrong_crate_path;
    }
    #[path = "typed-call"]
    mod typed_call {
        mod argmax_axis_of_rank_0;
        mod argmax_of_complex;
        mod argmax_of_u128;
        mod argmin_axis_of_complex;
        mod array_by_value;
        mod axis_as_number;
        mod condition_not_bool;
        mod dynamic_array;
        mod dynamic_call_by_value;
        mod extract_with_row_of_mask;
        mod generic_without_compares_with;
        mod generic_without_has_extract;
        mod generic_without_has_nonzero;
        mod generic_without_ordered;
        mod generic_without_promotes_with;
        mod kernel_of_another_rank;
        mod nonzero_of_rank_0;
        mod nonzero_of_usize;
        mod result_of_another_dtype;
        mod scalar_operand;
        mod searchsorted_of_complex;
        mod several_axes_of_argmax;
        mod too_few_index_arrays;
        mod undefined_promotion;
        mod undefined_promotion_of_bool;
        mod vec;
    }
}
