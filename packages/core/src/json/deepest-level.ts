/**
 * How deep data may nest, the whole being the first level: files, contexts and what
 * comes with a command. Far beyond any real data, and nothing that walks it level by
 * level can overflow the stack.
 */
export const DEEPEST_LEVEL = 500;
