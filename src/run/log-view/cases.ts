/** Where something was seen: place in the list of files, and line. */
export interface Spot {
  readonly file: number;
  readonly line: number;
}

/** So many places are named of one kind of case, and so many kinds are told apart; the others are counted. */
export const SPOTS = 3;
const KINDS = 500;

/** Cases of one kind. */
export interface Case {
  readonly what: string;
  count: number;
  readonly first: Spot[];
}

/** What was found, counted by kind, the first places of each named: bounded, whatever a log holds. */
export class Cases {
  private readonly kinds = new Map<string, Case>();

  add(what: string, { file, line }: Spot): void {
    const kind = this.kinds.get(what) ?? this.begin(what);
    kind.count++;
    if (kind.first.length < SPOTS) kind.first.push({ file, line });
  }

  /** All of them, the most frequent first. */
  all(): Case[] {
    return [...this.kinds.values()].sort((a, b) => b.count - a.count);
  }

  private begin(what: string): Case {
    const key = this.kinds.size < KINDS ? what : 'of other kinds';
    let found = this.kinds.get(key);
    if (!found) this.kinds.set(key, (found = { what: key, count: 0, first: [] }));
    return found;
  }
}
