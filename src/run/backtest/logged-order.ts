import { formatDecimal, type Micros } from '../../core/numbers';
import { STRATEGIES } from '../../core/strategies';
import type { MessageView } from '../../fix/codec/view';
import { Tag } from '../../fix/generated/tags';
import { readStrategy } from '../../fix/translate/strategy';
import { type ParentEntry, SIDES, type StrategyWords, TIFS } from './parents';

/** An order of a log, and when it was sent; `at` is not known yet. */
export type LoggedOrder = ParentEntry & { readonly sent: Micros };

const nameOf = <T extends string>(codes: Readonly<Record<T, string>>, code: string): T | undefined =>
  (Object.keys(codes) as T[]).find(name => codes[name] === code);

/** Longest ClOrdID (11) of ours. */
const LONGEST_ID = 64;
const QUANTITY = /^\d+(\.\d+)?$/;

/**
 * The order of a NewOrderSingle (D), or why it is left out. It came when its header says that it was sent (52), or its TransactTime (60). A strategy of ours is worked as it says, with
 * EffectiveTime (168) and ExpireTime (126) as a window; any other order as `otherwise` says.
 */
export function orderOf(view: MessageView, otherwise: StrategyWords): LoggedOrder | { readonly left: string } {
  const id = view.text(Tag.ClOrdID);
  const symbol = view.text(Tag.Symbol);
  const qty = view.text(Tag.OrderQty);
  const sent = view.utcMicros(Tag.SendingTime) ?? view.utcMicros(Tag.TransactTime);
  const side = nameOf(SIDES, view.text(Tag.Side) ?? '');
  const ordType = view.text(Tag.OrdType) ?? '';
  const price = ordType === '2' ? view.text(Tag.Price) : undefined;
  if (!id || id.length > LONGEST_ID) return { left: `orders without a ClOrdID (11) of at most ${LONGEST_ID} characters` };
  if (!symbol) return { left: 'orders without Symbol (55)' };
  if (!qty || !QUANTITY.test(qty) || Number(qty) === 0) return { left: 'orders without OrderQty (38) above 0' };
  if (sent === undefined) return { left: 'orders without SendingTime (52) and TransactTime (60)' };
  if (!side) return { left: `orders of Side (54) ${view.text(Tag.Side) ?? 'none'}` };
  if (ordType !== '1' && ordType !== '2') return { left: `orders of OrdType (40) ${ordType || 'none'}` };
  if (ordType === '2' && !QUANTITY.test(price ?? '')) return { left: 'limit orders without Price (44)' };
  const worked = workedBy(view, otherwise);
  const windowed = STRATEGIES[worked.strategy].windowed;
  const code = view.text(Tag.TimeInForce) ?? TIFS.day;
  const tif = windowed && code === GTD ? 'day' : nameOf(TIFS, code);
  if (!tif) return { left: `orders of TimeInForce (59) ${code}` };
  const span = windowed ? windowOf(view, sent) : { sent, duration: {} };
  if (!span) return { left: 'orders whose ExpireTime (126) is not behind their begin' };
  const parameters = { ...worked.parameters, ...span.duration };
  return { at: 0, sent: span.sent, symbol, side, qty, price, strategy: worked.strategy, tif, rate: worked.rate, id, parameters };
}

const GTD = '6';

/** What works the order: the strategy that it names where that is one of ours. */
function workedBy(view: MessageView, otherwise: StrategyWords): StrategyWords {
  const asked = readStrategy(view, versionOf(view.text(Tag.BeginString) ?? ''));
  const known = Object.values(STRATEGIES).find(s => s.code === asked.target);
  if (!known) return otherwise;
  return { strategy: known.name, parameters: asked.parameters ?? {}, rate: asked.rate };
}

/** Which tags carry a strategy: FIX 4.2 and older have none of the standard's. */
export function versionOf(beginString: string): Parameters<typeof readStrategy>[1] {
  if (/^FIX\.4\.[0-2]$/.test(beginString)) return 'FIX.4.2';
  return beginString.startsWith('FIX.4.') ? 'FIX.4.4' : 'FIX.5.0SP2';
}

/** The window in absolute times as a begin and a Duration; undefined where it is none. */
function windowOf(view: MessageView, sent: Micros): { sent: Micros; duration: Record<string, string> } | undefined {
  const from = Math.max(sent, view.utcMicros(Tag.EffectiveTime) ?? sent);
  const until = view.utcMicros(Tag.ExpireTime);
  if (until === undefined) return { sent: from, duration: {} };
  return until > from ? { sent: from, duration: { Duration: formatDecimal(until - from, 6) } } : undefined;
}
