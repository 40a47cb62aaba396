import { Rows } from './rows';

/** Rows that left are remembered so many at once: whoever has not heard of an older one is told the whole table. */
const MOST_GONE = 1_000;

/** A table that is shown whole: what changed in it since a frame. */
export class Table<Row extends { readonly id: string }> {
  private readonly rows = new Rows<Row>();
  private gone: { readonly id: string; readonly frame: number }[] = [];
  /** Frame of the last one that is no longer remembered. */
  private forgotten = 0;
  private changed = 0;
  /** The answer for each frame that was asked about: many clients ask the same. */
  private readonly told = new Map<number, string | undefined>();

  /** The table is these rows as of a frame. */
  replace(rows: Iterable<Row>, frame: number): void {
    const left = new Set(this.rows.ids());
    for (const row of rows) {
      left.delete(row.id);
      if (this.rows.put(row, frame)) this.change(frame);
    }
    for (const id of left) {
      this.rows.delete(id);
      this.gone.push({ id, frame });
      this.change(frame);
    }
    if (this.gone.length > MOST_GONE) this.forgotten = this.gone.splice(0, this.gone.length - MOST_GONE).at(-1)!.frame;
  }

  /** JSON of a `Changed`; undefined where nothing did after `frame`. From frame 0, which is before all, the whole table. */
  since(frame: number): string | undefined {
    if (frame > 0 && this.changed <= frame) return undefined;
    if (!this.told.has(frame)) this.told.set(frame, this.tell(frame));
    return this.told.get(frame);
  }

  private change(frame: number): void {
    this.changed = frame;
    this.told.clear();
  }

  private tell(frame: number): string {
    const all = frame === 0 || frame < this.forgotten;
    const texts: string[] = [];
    for (const id of this.rows.ids()) {
      const text = this.rows.text(id, all ? 0 : frame);
      if (text !== undefined) texts.push(text);
    }
    const gone = all ? [] : this.gone.filter(g => g.frame > frame && !this.rows.has(g.id)).map(g => g.id);
    const ids = gone.length > 0 ? `,"gone":${JSON.stringify(gone)}` : '';
    return `{${all ? '"all":true,' : ''}"set":[${texts.join(',')}]${ids}}`;
  }
}
