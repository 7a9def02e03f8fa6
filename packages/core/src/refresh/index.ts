export { backOff } from "./back-off.js";
