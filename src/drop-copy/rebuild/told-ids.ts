/** Up to so many are looked for one by one. */
const FEW = 32;

/** ExecIDs (17) that were told of an order, each with a number of what it told. Most orders have a few: two arrays, and a map once they are many. */
export class ToldIds {
  private map: Map<string, number> | undefined;

  constructor(
    readonly ids: string[] = [],
    readonly whats: number[] = [],
  ) {}

  /** What an id told; undefined where it was not told. */
  get(id: string): number | undefined {
    const { ids, whats } = this;
    if (ids.length > FEW) return this.mapped().get(id);
    for (let i = ids.length - 1; i >= 0; i--) if (ids[i] === id) return whats[i];
    return undefined;
  }

  /** What an id told that was not told before, or tells now. */
  set(id: string, what: number): void {
    const known = this.get(id);
    if (known !== undefined) this.whats[this.ids.indexOf(id)] = what;
    else {
      this.ids.push(id);
      this.whats.push(what);
    }
    this.map?.set(id, what);
  }

  private mapped(): Map<string, number> {
    if (!this.map) {
      this.map = new Map();
      for (let i = 0; i < this.ids.length; i++) this.map.set(this.ids[i]!, this.whats[i]!);
    }
    return this.map;
  }
}
