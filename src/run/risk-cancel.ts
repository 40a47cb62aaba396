import { type KillPlace, placeText } from '../core/control/kills';
import type { FactOf } from '../core/facts';
import type { Instruments } from '../core/instruments';
import type { SessionSettings } from '../fix/settings/settings';
import type { KillDesk } from './kill-desk';

/** MassCancelRequestType (530): of a security, every order. */
const OF_SECURITY = '1';
const ALL = '7';

/**
 * OrderMassCancelRequest (q) from a session of the risk role (RiskRole=Y) engages a kill switch before it is taken up, and the answer says so:
 * of everything the firm's, with Account (1) that account's, of a security that symbol's. From any other session, or of less (with Side, or of
 * an account in one security), it only cancels. Its ClOrdID makes it idempotent.
 */
export function latchedByFix(
  request: FactOf<'MassCancelReceived'>,
  settings: SessionSettings,
  kills: KillDesk,
  instruments: Instruments,
): FactOf<'MassCancelReceived'> {
  const place = settings.riskRole ? placeOf(request, instruments) : undefined;
  if (!place) return request;
  const { session, clOrdId } = request;
  const command = { ...place, by: session, reason: `OrderMassCancelRequest (q) '${clOrdId}'` };
  try {
    kills.kill({ ...command, id: `${session} ${clOrdId}` }, { commit: 'with the batch' });
    return { ...request, latched: `KillSwitch: engaged at level ${placeText(place)}` };
  } catch (error) {
    return { ...request, latched: `KillSwitch: level ${placeText(place)} ${(error as Error).message}` };
  }
}

/** The level whose kill cancels just what a request means; undefined where there is none. */
function placeOf(request: FactOf<'MassCancelReceived'>, instruments: Instruments): KillPlace | undefined {
  const { kind, symbol, side, account } = request;
  if (side !== undefined) return undefined;
  if (kind === ALL && symbol === undefined)
    return account === undefined ? { level: 'firm', key: '' } : { level: 'account', key: account };
  const ofSymbol = kind === OF_SECURITY && symbol !== undefined && account === undefined && instruments.get(symbol);
  return ofSymbol ? { level: 'symbol', key: symbol } : undefined;
}
