/** Rows of a whole table. With `all` the table is these rows and no others. */
export interface Changed<Row extends { readonly id: string }> {
  readonly all?: true;
  readonly set: readonly Row[];
  /** Ids. */
  readonly gone?: readonly string[];
}

/** A window into a long table. */
export interface Page<Row extends { readonly id: string }> {
  readonly offset: number;
  /** Rows of the table, after the filter. */
  readonly total: number;
  /** The rows in the window, in order; absent where these are the same as before. */
  readonly ids?: readonly string[];
  /** Those of them that are new to the window or have changed. */
  readonly set: readonly Row[];
}
