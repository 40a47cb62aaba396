import { type FlatMember, flatten, type Member, type VersionTables } from './tables';

/** Tags as small numbers, so that a table a layout stays small: 1 to `count` by tag, 0 for a tag that the dictionary does not know. */
export interface DenseTags {
  readonly ids: Uint16Array;
  count: number;
}

/**
 * What a message body, header, trailer or group instance may hold, in order. One object a place in the dictionary, built when first needed.
 * `seen` and `stamp` belong to the validation going on: a member was met in this instance where seen[position] === stamp.
 */
export class Layout {
  readonly members: readonly FlatMember[];
  /** Dense tag number -> position + 1, or 0. */
  readonly positions: Uint16Array;
  /** Positions of the required members, lowest tag first. */
  readonly required: Uint16Array;
  readonly seen: Float64Array;
  stamp = 0;
  /** By position: index of the group that the member counts, or -1. */
  private readonly groupIndex: Int16Array;
  private readonly groups: (Layout | undefined)[];

  /** `countTag`: the NumInGroup tag of a group, 0 for a layout that is none. */
  constructor(
    private readonly tables: VersionTables,
    members: readonly Member[],
    private readonly dense: DenseTags,
    readonly countTag: number,
  ) {
    this.members = flatten(tables, members).filter((each, i, all) => all.findIndex(other => other.tag === each.tag) === i);
    this.positions = new Uint16Array(dense.count + 1);
    this.members.forEach((each, i) => {
      this.positions[dense.ids[each.tag]!] = i + 1;
    });
    const tagAt = (position: number): number => this.members[position]!.tag;
    const required = this.members.map((_, i) => i).filter(i => this.members[i]!.required);
    this.required = Uint16Array.from(required.sort((a, b) => tagAt(a) - tagAt(b)));
    this.seen = new Float64Array(this.members.length);
    this.groupIndex = Int16Array.from(this.members, each => each.group);
    this.groups = new Array<Layout | undefined>(this.members.length).fill(undefined);
  }

  /** Position of a tag, or -1. */
  position(tag: number): number {
    return tag >= 0 && tag < this.dense.ids.length ? this.positions[this.dense.ids[tag]!]! - 1 : -1;
  }

  /** Whether the member at a position counts no group and was not met in the instance going on. */
  isPlainAndNew(position: number): boolean {
    return this.seen[position] !== this.stamp && this.groupIndex[position]! < 0;
  }

  /** Layout of the group whose NumInGroup field stands at a position; undefined where that is a plain field. */
  groupAt(position: number): Layout | undefined {
    const index = this.groupIndex[position]!;
    if (index < 0) return undefined;
    const built = this.groups[position];
    if (built !== undefined) return built;
    const [countTag, ...members] = this.tables.groups[index]!;
    const layout = new Layout(this.tables, members, this.dense, countTag!);
    this.groups[position] = layout;
    return layout;
  }
}
