import type { Key } from './keys';
import type { Role, SessionSettings } from './settings';
import type { Values } from './values';

/** MaxOrderAge is in seconds, up to a day. */
const DAY_SECONDS = 86_400;

/** DropCopyGrace is in seconds, up to an hour. */
const MOST_GRACE = 3_600;

/** Most that CancelRate takes: the time of each cancel of the last second is remembered. */
const MOST_CANCELS = 100_000;

const CANCELS_ON = ['none', 'disconnect', 'logout', 'disconnect+gtc', 'logout+gtc'] as const;

/** The keys that say what an order, or a copy of one, meets on this session. */
export function readFlow(
  v: Values,
  role: Role,
): Pick<
  SessionSettings,
  | 'dropCopyAccounts'
  | 'dropCopyOf'
  | 'dropCopyGrace'
  | 'statusQuery'
  | 'cancelsOn'
  | 'cancelsGtc'
  | 'onPendingReplace'
  | 'maxOrderAge'
  | 'massCancel'
  | 'cancelRate'
  | 'cancelAfter'
  | 'riskRole'
  | 'destinations'
  | 'marketDataFor'
> {
  const accounts = list(v, 'DropCopyAccounts');
  const marketDataFor = v.text('MarketDataFor');
  if (accounts.length > 0 && role !== 'dropcopy') v.complain('DropCopyAccounts', 'is for a session with Role=dropcopy');
  const reads = role === 'dropcopy' && v.text('ConnectionType') === 'initiator';
  const dropCopyOf = v.text('DropCopyOf');
  for (const key of ['DropCopyOf', 'DropCopyGrace'] as const)
    if (v.entry(key) !== undefined && !reads) v.complain(key, 'is for a session with Role=dropcopy and ConnectionType=initiator');
  for (const key of ['OrderStatusQuery', 'CancelsOn', 'MassCancel', 'CancelRate', 'ExDestination'] as const)
    if (v.entry(key) !== undefined && role !== 'venue') v.complain(key, 'is for a session with Role=venue');
  if (marketDataFor !== undefined && role !== 'marketdata') v.complain('MarketDataFor', 'is for a session with Role=marketdata');
  for (const key of ['OnPendingReplace', 'MaxOrderAge', 'CancelOnDisconnect', 'CancelOnDisconnectAfter', 'RiskRole'] as const)
    if (v.entry(key) !== undefined && role !== 'oms') v.complain(key, 'is for a session with Role=oms');
  if (v.text('OrderStatusQuery')?.toUpperCase() === 'AF' && v.text('BeginString') === 'FIX.4.2')
    v.complain('OrderStatusQuery', 'FIX.4.2 has no OrderMassStatusRequest (AF): use H or none');
  const old = v.text('BeginString') === 'FIX.4.2';
  for (const key of ['MassCancel', 'RiskRole'] as const)
    if (old && v.text(key) === 'Y') v.complain(key, 'FIX.4.2 has no OrderMassCancelRequest (q)');
  if (v.entry('CancelOnDisconnectAfter') !== undefined && v.text('CancelOnDisconnect') !== 'Y')
    v.complain('CancelOnDisconnectAfter', 'needs CancelOnDisconnect=Y');
  const after = v.int('CancelOnDisconnectAfter', 10, 0, DAY_SECONDS) * 1_000_000;
  const [cancelsOn = 'none', gtc] = v.oneOf('CancelsOn', CANCELS_ON, 'none').split('+');
  return {
    dropCopyAccounts: accounts,
    ...(dropCopyOf !== undefined && { dropCopyOf }),
    dropCopyGrace: v.int('DropCopyGrace', 5, 1, MOST_GRACE) * 1_000_000,
    statusQuery: v.oneOf('OrderStatusQuery', ['none', 'H', 'AF'], 'H'),
    cancelsOn: cancelsOn as SessionSettings['cancelsOn'],
    cancelsGtc: gtc !== undefined,
    onPendingReplace: v.oneOf('OnPendingReplace', ['reject', 'chain'], 'reject'),
    maxOrderAge: v.int('MaxOrderAge', 0, 0, DAY_SECONDS) * 1_000_000,
    massCancel: v.flag('MassCancel', false),
    cancelRate: v.int('CancelRate', 0, 0, MOST_CANCELS),
    ...(v.flag('CancelOnDisconnect', false) && { cancelAfter: after }),
    riskRole: v.flag('RiskRole', false),
    destinations: list(v, 'ExDestination'),
    ...(marketDataFor !== undefined && { marketDataFor }),
  };
}

/** Names apart by blanks or commas. */
const list = (v: Values, key: Key): string[] => (v.text(key) ?? '').split(/[\s,]+/).filter(name => name !== '');

/** What we copy to a consumer must be there when it comes back. */
export function checkRole(v: Values, role: Role, connectionType: SessionSettings['connectionType']): void {
  if (role === 'dropcopy' && connectionType === 'acceptor' && !v.flag('PersistMessages', true))
    v.complain('PersistMessages', 'N would lose what a drop copy consumer missed');
}
