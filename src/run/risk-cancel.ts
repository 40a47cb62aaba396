import type { FactOf } from '../core/facts';
import type { SessionSettings } from '../fix/settings/settings';
import type { KillDesk } from './kill-desk';

/** MassCancelRequestType (530): every order. */
const ALL = '7';

/**
 * OrderMassCancelRequest (q) of everything from a session of the risk role (RiskRole=Y) engages the firm's kill switch before it is taken up,
 * and the answer says so. From any other session, or of less, it only cancels. Its ClOrdID makes it idempotent.
 */
export function latchedByFix(
  request: FactOf<'MassCancelReceived'>,
  settings: SessionSettings,
  kills: KillDesk,
): FactOf<'MassCancelReceived'> {
  const { session, clOrdId, kind, symbol, side } = request;
  if (!settings.riskRole || kind !== ALL || symbol !== undefined || side !== undefined) return request;
  const command = { level: 'firm', key: '', by: session, reason: `OrderMassCancelRequest (q) '${clOrdId}'` } as const;
  try {
    kills.kill({ ...command, id: `${session} ${clOrdId}` }, { commit: 'with the batch' });
    return { ...request, latched: 'KillSwitch: engaged at level firm' };
  } catch (error) {
    return { ...request, latched: `KillSwitch: level firm ${(error as Error).message}` };
  }
}
