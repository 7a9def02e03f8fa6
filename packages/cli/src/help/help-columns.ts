/** How wide help gets, in columns: as wide as the terminal, and no wider than this. */
export const HELP_COLUMNS = 100;
