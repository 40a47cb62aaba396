import type { Layout } from './layout';
import { type Invalid, invalid, SessionRejectReason } from './reject';

/** Groups nest three deep in the standard; the room is for dictionaries that go further. */
const MAX_DEPTH = 16;
/** What `step` returns besides a position. */
export const ENDS = -1;
export const FAULT = -2;

/**
 * The repeating groups open at one point of a message, outermost first: which layout, how many instances its NumInGroup promised, how many
 * came, and where in the instance the last field stood. One object serves all validations; it allocates nothing unless it refuses.
 */
export class GroupStack {
  depth = 0;
  /** What the last FAULT was. */
  fault: Invalid | undefined;
  private readonly layouts: (Layout | undefined)[] = new Array<Layout | undefined>(MAX_DEPTH).fill(undefined);
  private readonly promised = new Float64Array(MAX_DEPTH);
  private readonly came = new Float64Array(MAX_DEPTH);
  private readonly last = new Int32Array(MAX_DEPTH);
  private stamps = 0;

  /** A number no instance had before. */
  nextStamp(): number {
    return ++this.stamps;
  }

  /** Opens the group behind its NumInGroup field. A group nested deeper than any dictionary has is a bug in the dictionary. */
  open(layout: Layout, promised: number): void {
    if (this.depth === MAX_DEPTH) throw new Error(`groups nested deeper than ${MAX_DEPTH}`);
    this.layouts[this.depth] = layout;
    this.promised[this.depth] = promised;
    this.came[this.depth] = 0;
    this.last[this.depth] = -1;
    this.depth++;
  }

  /** The innermost open group. */
  get top(): Layout {
    return this.layouts[this.depth - 1]!;
  }

  /** Whether any open group has the tag. */
  has(tag: number): boolean {
    for (let d = this.depth - 1; d >= 0; d--) if (this.layouts[d]!.position(tag) >= 0) return true;
    return false;
  }

  /**
   * Takes a field into the innermost group: its position there; ENDS where the group is over before it (a tag the group has not, or one out
   * of its place that what surrounds the group, `outer` at last, also defines); FAULT where it is wrong here, and `fault` says how.
   */
  step(tag: number, ordered: boolean, outer: Layout): number {
    const at = this.depth - 1;
    const layout = this.layouts[at]!;
    const position = layout.position(tag);
    if (position < 0) return ENDS;
    if (position === 0) return this.nextInstance(at, layout);
    const headless = this.came[at] === 0;
    const again = !headless && layout.seen[position] === layout.stamp;
    if (headless || again || (ordered && position < this.last[at]!)) {
      if (this.outside(tag, outer)) return ENDS;
      this.fault = invalid(again ? SessionRejectReason.TagRepeated : SessionRejectReason.GroupFieldsOutOfOrder, tag);
      return FAULT;
    }
    layout.seen[position] = layout.stamp;
    this.last[at] = position;
    return position;
  }

  private nextInstance(at: number, layout: Layout): number {
    this.fault = this.came[at] === 0 ? undefined : missing(layout);
    if (this.fault !== undefined) return FAULT;
    this.came[at]!++;
    this.last[at] = 0;
    layout.stamp = this.nextStamp();
    layout.seen[0] = layout.stamp;
    return 0;
  }

  /** Ends the innermost group: what is wrong with its count or its last instance. */
  close(): Invalid | undefined {
    const at = --this.depth;
    const layout = this.layouts[at]!;
    if (this.came[at] !== this.promised[at]) return invalid(SessionRejectReason.IncorrectNumInGroup, layout.countTag);
    return this.came[at] === 0 ? undefined : missing(layout);
  }

  private outside(tag: number, outer: Layout): boolean {
    for (let d = this.depth - 2; d >= 0; d--) if (this.layouts[d]!.position(tag) >= 0) return true;
    return outer.position(tag) >= 0;
  }
}

/** The first required field, lowest tag first, that the instance going on has not. */
export function missing(layout: Layout): Invalid | undefined {
  const { required, seen, stamp } = layout;
  for (let i = 0; i < required.length; i++) {
    const position = required[i]!;
    if (seen[position] !== stamp) return invalid(SessionRejectReason.RequiredTagMissing, layout.members[position]!.tag);
  }
  return undefined;
}
