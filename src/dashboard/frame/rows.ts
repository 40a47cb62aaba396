interface Kept {
  text: string;
  /** The frame in which it last changed. */
  changed: number;
}

/** Rows by id, as the JSON they are sent in: one that is put again as it was has not changed. */
export class Rows<Row extends { readonly id: string }> {
  private readonly kept = new Map<string, Kept>();

  get size(): number {
    return this.kept.size;
  }

  ids(): IterableIterator<string> {
    return this.kept.keys();
  }

  has(id: string): boolean {
    return this.kept.has(id);
  }

  /** True where it is new or another than before. */
  put(row: Row, frame: number): boolean {
    const text = JSON.stringify(row);
    const kept = this.kept.get(row.id);
    if (!kept) this.kept.set(row.id, { text, changed: frame });
    else if (kept.text === text) return false;
    else {
      kept.text = text;
      kept.changed = frame;
    }
    return true;
  }

  delete(id: string): boolean {
    return this.kept.delete(id);
  }

  /** Lets the oldest go until at most `most` are left, but none that is wanted. */
  shrink(most: number, wanted: (id: string) => boolean): void {
    if (this.kept.size <= most) return;
    for (const id of this.kept.keys()) {
      if (this.kept.size <= most) return;
      if (!wanted(id)) this.kept.delete(id);
    }
  }

  /** JSON of a row; where `frame` is given, only of one that changed after it. */
  text(id: string, frame = 0): string | undefined {
    const kept = this.kept.get(id);
    return kept && kept.changed > frame ? kept.text : undefined;
  }
}
