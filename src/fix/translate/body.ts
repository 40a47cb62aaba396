import type { SessionId } from '../../core/ports';
import type { Dictionary } from '../codec/dictionary';
import { MessageView } from '../codec/view';

/** Tags of the standard trailer: not application fields. */
const TRAILER = new Set([10, 89, 93]);

/**
 * Every application field of a message as it came in, `tag=value SOH` each, without the `left` ones (ids that we replace).
 * Latin-1 text.
 */
export function bodyOf(view: MessageView, left: ReadonlySet<number>): string {
  let text = '';
  let from = -1;
  let end = view.count;
  while (end > view.bodyStart && TRAILER.has(view.tags[end - 1]!)) end--;
  for (let i = view.bodyStart; i < end; i++) {
    if (!left.has(view.tags[i]!)) {
      if (from < 0) from = fieldStart(view, i);
      continue;
    }
    if (from >= 0) text += view.buf.latin1Slice(from, fieldStart(view, i));
    from = -1;
  }
  return from < 0 ? text : text + view.buf.latin1Slice(from, view.ends[end - 1]! + 1);
}

/** Where the field's tag begins: behind the SOH that ended the field before. */
const fieldStart = (view: MessageView, i: number): number => view.ends[i - 1]! + 1;

/** A venue's dictionary and the tags taken off what it does not know. */
export interface VenueFields {
  readonly session: SessionId;
  /** undefined: the venue takes anything (UseDataDictionary=N). */
  readonly dictionary: Dictionary | undefined;
  readonly dropFields: ReadonlySet<number>;
}

/** The first application tag that each venue does not know; undefined where all know all. */
export function unknownTags(view: MessageView, venues: readonly VenueFields[]): Record<SessionId, number> | undefined {
  let unknown: Record<SessionId, number> | undefined;
  for (const venue of venues) {
    const { dictionary } = venue;
    if (!dictionary) continue;
    for (let i = view.bodyStart; i < view.count; i++) {
      const tag = view.tags[i]!;
      if (dictionary.isKnownTag(tag) || venue.dropFields.has(tag)) continue;
      unknown ??= {};
      unknown[venue.session] = tag;
      break;
    }
  }
  return unknown;
}

const scratch = new MessageView();

/** The body without the tags that this venue should not see. */
export function withoutFields(body: string, drop: ReadonlySet<number>): string {
  if (drop.size === 0) return body;
  const bytes = Buffer.from(body, 'latin1');
  if (!scratch.read(bytes, 0, bytes.length)) return body;
  let text = '';
  for (let i = 0; i < scratch.count; i++) {
    const tag = scratch.tags[i]!;
    if (!drop.has(tag)) text += `${tag}=${scratch.textAt(i)}\x01`;
  }
  return text;
}
