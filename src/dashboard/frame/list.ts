/** Rows that are only ever added, the latest `most` of them kept: each has a number, from 0. */
export class List {
  private kept: string[] = [];

  /** `left`: rows that were there before and are not kept. */
  constructor(
    private readonly most: number,
    private left = 0,
  ) {}

  /** Rows in all. */
  get size(): number {
    return this.left + this.kept.length;
  }

  add(rows: readonly unknown[]): void {
    for (const row of rows) this.kept.push(JSON.stringify(row));
    if (this.kept.length <= this.most) return;
    this.left += this.kept.length - this.most;
    this.kept = this.kept.slice(-this.most);
  }

  /** JSON of what came behind the first `seen` rows; undefined where nothing did, and `seen` is not the beginning. */
  since(seen: number | undefined): string | undefined {
    if (seen === this.size) return undefined;
    const all = seen === undefined || seen < this.left;
    const rows = all ? this.kept : this.kept.slice(seen - this.left);
    return `{${all ? '"all":true,' : ''}"set":[${rows.join(',')}],"left":${this.left}}`;
  }
}
