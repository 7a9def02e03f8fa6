export { conditionOf, namesSameVersion, readValidator } from "./http-validator.js";
export { followRedirect, isRedirect, startTrail, type RedirectFault, type RedirectTrail } from "./redirect-trail.js";
export { isSafeAddress, type AddressParts } from "./is-safe-address.js";
export { sourceFailure, type FailureText, type SourceFailureCode } from "./source-failure.js";
export { failureCodeOf, mayPass } from "./status-failure.js";
