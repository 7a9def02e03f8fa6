import type { Step } from "../../json/json-pointer.js";
import type { Evaluated } from "./evaluated.js";

/** What came of applying a schema to a value. */
export interface Outcome {
  readonly holds: boolean;
  /** Empty unless violations are wanted. */
  readonly broken: readonly Broken[];
  /** How many keywords are broken in all, here and inside: what is broken on two ways counts twice. */
  readonly brokenCount: number;
  /** What failed among the schemas that it applied, and where in the value. */
  readonly inner: readonly { readonly step: Step | undefined; readonly outcome: Outcome }[];
  /** `undefined` when nobody asks, or when the schema does not hold. */
  readonly evaluated: Evaluated | undefined;
}

/** A keyword that a value breaks. */
export interface Broken {
  /** The property or item that is at fault; `undefined` for the value itself. */
  readonly step: Step | undefined;
  readonly keyword: string;
  /** What is wrong, once somebody asks: what fails under an alternative is rarely told. */
  readonly messages: () => readonly string[];
}
