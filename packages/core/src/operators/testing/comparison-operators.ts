import { isComparisonOperator, OPERATORS, type ComparisonOperator } from "../operators.js";

/** The names of the operators that compare, in the order of the table. */
export const COMPARISON_OPERATORS: readonly ComparisonOperator[] = Object.keys(OPERATORS).filter(isComparisonOperator);
