/** A map whose keys are pairs of texts: no text is put together to look one up. What is left empty is kept, for its first key comes again. */
export class PairMap<V> {
  private readonly firsts = new Map<string, Map<string, V>>();

  get(first: string, second: string): V | undefined {
    return this.firsts.get(first)?.get(second);
  }

  has(first: string, second: string): boolean {
    return this.get(first, second) !== undefined;
  }

  set(first: string, second: string, value: V): void {
    within(this.firsts, first).set(second, value);
  }

  delete(first: string, second: string): void {
    this.firsts.get(first)?.delete(second);
  }

  get size(): number {
    let sum = 0;
    for (const seconds of this.firsts.values()) sum += seconds.size;
    return sum;
  }
}

/** The map under a key, made where there was none. */
export function within<K, V>(maps: Map<string, Map<K, V>>, key: string): Map<K, V> {
  let map = maps.get(key);
  if (!map) maps.set(key, (map = new Map()));
  return map;
}
