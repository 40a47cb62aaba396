import type { SessionId } from '../../core/ports';
import { MessageView } from '../codec/view';
import { Tag } from '../generated/tags';
import type { Dialect } from './dialect';
import { STRATEGY_TAGS } from './strategy';

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

/**
 * The first application tag that each venue does not have in this message, or not with this value; undefined where all have all.
 * `from` is the dictionary that the message was checked by: what a venue of the same dictionary may be sent is known already.
 */
export function unknownTags(
  view: MessageView,
  venues: readonly Dialect[],
  from: Dialect | undefined,
): Record<SessionId, number> | undefined {
  let unknown: Record<SessionId, number> | undefined;
  for (const venue of venues) {
    if (venue.open) continue;
    const checked = from !== undefined && !from.open && from.dictionary === venue.dictionary;
    const fields = venue.dictionary.fieldsOf(view.msgType);
    for (let i = view.bodyStart; i < view.count; i++) {
      const tag = view.tags[i]!;
      if (fields.has(tag) && (checked || venue.dictionary.lists(tag, view.textAt(i)))) continue;
      if (venue.dropFields.has(tag) || OURS.has(tag)) continue;
      unknown ??= {};
      unknown[venue.session] = tag;
      break;
    }
  }
  return unknown;
}

/**
 * Fields that are for us and never passed on: ids in which the two sides differ (a venue is sent its own and ours), and the strategy of the
 * order, which we carry out.
 */
export const OURS: ReadonlySet<number> = new Set([
  Tag.ClOrdID,
  Tag.OrigClOrdID,
  Tag.SecondaryClOrdID,
  Tag.OrderID,
  ...Object.values(STRATEGY_TAGS).flatMap(tags => [tags.target, tags.text, tags.rate]),
  Tag.NoStrategyParameters,
  Tag.StrategyParameterName,
  Tag.StrategyParameterType,
  Tag.StrategyParameterValue,
]);

const scratch = new MessageView();

/** Fields of a body as it came in for which `keep` says so. */
export function fieldsWhere(body: string, keep: (tag: number) => boolean): string {
  const bytes = Buffer.from(body, 'latin1');
  if (!scratch.read(bytes, 0, bytes.length)) return body;
  let text = '';
  for (let i = 0; i < scratch.count; i++) {
    const tag = scratch.tags[i]!;
    if (keep(tag)) text += `${tag}=${scratch.textAt(i)}\x01`;
  }
  return text;
}

/** The body without the tags that this venue should not see. */
export const withoutFields = (body: string, drop: ReadonlySet<number>): string =>
  drop.size === 0 ? body : fieldsWhere(body, tag => !drop.has(tag));

/** Whether a body has a field. */
export const hasField = (body: string, tag: number): boolean => body.startsWith(`${tag}=`) || body.includes(`\x01${tag}=`);
