import type { SessionId } from '../../core/ports';

/** How the numbers of a session stand. */
export interface Numbered {
  readonly id: SessionId;
  readonly nextIn: number;
  readonly nextOut: number;
  /** Raised by every reset. */
  readonly generation: number;
}

interface Seen {
  in: number;
  out: number;
  nextIn: number;
  nextOut: number;
  generation: number;
}

/**
 * Messages of each session since it was first asked about, out of sequence numbers: they cost the line nothing. A gap fill counts as
 * the messages that it stands for. Exact unless numbers begin anew twice between two looks.
 */
export class MessageCounts {
  private readonly seen = new Map<SessionId, Seen>();

  of({ id, nextIn, nextOut, generation }: Numbered): { readonly in: number; readonly out: number } {
    let seen = this.seen.get(id);
    if (!seen) this.seen.set(id, (seen = { in: 0, out: 0, nextIn, nextOut, generation }));
    if (seen.generation !== generation) Object.assign(seen, { nextIn: 1, nextOut: 1, generation });
    // an operator may set numbers back
    seen.in += Math.max(0, nextIn - seen.nextIn);
    seen.out += Math.max(0, nextOut - seen.nextOut);
    Object.assign(seen, { nextIn, nextOut });
    return seen;
  }
}
