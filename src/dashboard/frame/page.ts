import type { Rows } from './rows';

/** What a client was told of a page last: its ids by identity, and the frame. */
export interface Told {
  readonly ids: readonly string[];
  readonly total: number;
  readonly frame: number;
}

/** A window into a long table, whose rows are kept elsewhere. */
export class PageView<Row extends { readonly id: string }> {
  ids: readonly string[] = [];
  total = 0;
  private shown = false;
  /** JSON by what was told before: many clients look at the same. */
  private readonly texts = new Map<readonly string[], { readonly frame: number; readonly text: string | undefined }>();

  constructor(
    private readonly rows: Rows<Row>,
    readonly offset: number,
  ) {}

  /** The rows in the window, in order, and how many there are in all. The same ids stay the same array. */
  show(ids: readonly string[], total: number): void {
    this.shown = true;
    this.total = total;
    if (ids.length !== this.ids.length || ids.some((id, i) => id !== this.ids[i])) this.ids = ids;
    this.texts.clear();
  }

  /** JSON of a `Page` for who was told `before`; undefined where nothing changed since, or it is not looked up yet. */
  since(before: Told | undefined): string | undefined {
    if (!this.shown) return undefined;
    if (!before) return this.tell(undefined);
    const known = this.texts.get(before.ids);
    if (known?.frame === before.frame && before.total === this.total) return known.text;
    const text = this.tell(before);
    this.texts.set(before.ids, { frame: before.frame, text });
    return text;
  }

  /** What a client has been told once it has `since`. */
  told(frame: number): Told | undefined {
    return this.shown ? { ids: this.ids, total: this.total, frame } : undefined;
  }

  private tell(before: Told | undefined): string | undefined {
    const same = before?.ids === this.ids;
    const had = before && !same ? new Set(before.ids) : undefined;
    const set: string[] = [];
    for (const id of this.ids) {
      const after = same || had?.has(id) ? before!.frame : 0;
      const text = this.rows.text(id, after);
      if (text !== undefined) set.push(text);
    }
    if (same && set.length === 0 && before.total === this.total) return undefined;
    const ids = same ? '' : `"ids":${JSON.stringify(this.ids)},`;
    return `{"offset":${this.offset},"total":${this.total},${ids}"set":[${set.join(',')}]}`;
  }
}
