/**
 * Help by the words that it is asked for with, such as `variable resolve`, as wide as it gets.
 * The build puts here what {@link renderHelpTexts} gives; without it, help is rendered when it
 * is asked for.
 */
export const helpTexts: Readonly<Record<string, string>> = {};
