export { backOff } from "./back-off.js";
export { isSafeAddress, mayRedirectTo, type AddressParts } from "./is-safe-address.js";
