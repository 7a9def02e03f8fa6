export { optionGroup, readOptions, type Given, type OptionReader, type OptionReaders } from "./read-options.js";
export * from "./option-readers.js";
