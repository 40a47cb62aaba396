import { isMultiDay } from '../../core/order/order';
import { STRATEGIES } from '../../core/strategies';
import type { MessageView } from '../../fix/codec/view';
import { Tag } from '../../fix/generated/tags';
import type { Direction } from './direction';
import type { Draft } from './draft';

/** Symbol (55) where SecurityID (48) stands for it. */
const NO_SYMBOL = '[N/A]';
/** Characters of fields that no dictionary of ours knows, of an order at most. */
const MOST_CUSTOM = 2_048;

const NAMES: ReadonlyMap<string, string> = new Map(Object.values(STRATEGIES).map(s => [s.code, s.name]));

/** Which tags our dictionaries know: the others somebody agreed upon. */
const KNOWN = new Uint8Array(5_000);
for (const tag of Object.values(Tag)) if (tag < KNOWN.length) KNOWN[tag] = 1;

/** Takes the words of an order off its first message; what it does not say stays as it was. Numbers are taken elsewhere. */
export function takeWords(d: Draft, view: MessageView, direction: Direction): void {
  const symbol = view.text(Tag.Symbol);
  d.symbol = (symbol === undefined || symbol === NO_SYMBOL ? view.text(Tag.SecurityID) : symbol) ?? symbol ?? d.symbol;
  d.side = view.text(Tag.Side) ?? d.side;
  d.ordType = view.text(Tag.OrdType) ?? d.ordType;
  d.timeInForce = view.text(Tag.TimeInForce) ?? d.timeInForce;
  d.account = view.text(Tag.Account) ?? d.account;
  const code = view.text(Tag.TargetStrategy) ?? view.text(Tag.SluiceTargetStrategy);
  if (code !== undefined) d.strategy = NAMES.get(code) ?? code;
  d.destination = view.text(Tag.ExDestination) || d.destination || direction.target;
  d.from = view.utcMicros(Tag.EffectiveTime) ?? d.from;
  d.until = view.utcMicros(Tag.ExpireTime) ?? d.until;
}

/** Keeps the fields of an order that our dictionaries do not know, in the order they came. */
export function takeCustom(d: Draft, view: MessageView): void {
  let custom = '';
  for (let i = 0; i < view.count; i++) {
    const tag = view.tags[i]!;
    if (tag > 0 && tag < KNOWN.length && KNOWN[tag] === 1) continue;
    if (tag === Tag.SluiceTargetStrategy || tag === Tag.SluiceTargetStrategyParameters) continue;
    const field = `${tag}=${view.textAt(i)}\x01`;
    if (custom.length + field.length <= MOST_CUSTOM) custom += field;
  }
  d.custom = custom;
}

/** Whether it lives beyond its day is known by its TimeInForce (59). */
export const withDays = (d: Draft): void => {
  const multiDay = isMultiDay(d.timeInForce);
  if (multiDay !== d.state.multiDay) d.state = { ...d.state, multiDay };
};
