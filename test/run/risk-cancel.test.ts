import type { KillPlace } from '../../src/core/control/kills';
import type { MassCancelReceived } from '../../src/core/facts';
import { Instruments } from '../../src/core/instruments';
import type { SessionSettings } from '../../src/fix/settings/settings';
import type { KillDesk } from '../../src/run/kill-desk';
import { latchedByFix } from '../../src/run/risk-cancel';

const INSTRUMENTS = new Instruments([{ symbol: 'ACME', tick: '0.01', lot: '1' }]);
const ALL = { kind: '7' };

/** What a request latches, and what its answer says of that. */
function latched(scope: Partial<MassCancelReceived>, riskRole = true): [place: string, text: string | undefined] {
  let place = 'nothing';
  const kills = { kill: ({ level, key }: KillPlace) => void (place = `${level} ${key}`.trim()) } as unknown as KillDesk;
  const request = { type: 'MassCancelReceived', session: 'RISK', clOrdId: 'Q1', ...ALL, ...scope } as const;
  const text = latchedByFix(request, { riskRole } as SessionSettings, kills, INSTRUMENTS).latched;
  return [place, text];
}

test.each<[string, Partial<MassCancelReceived>, string, string | undefined]>([
  ['everything', {}, 'firm', 'KillSwitch: engaged at level firm'],
  ['an account', { account: 'A1' }, 'account A1', "KillSwitch: engaged at level account 'A1'"],
  ['a security', { kind: '1', symbol: 'ACME' }, 'symbol ACME', "KillSwitch: engaged at level symbol 'ACME'"],
  ['a security that is none', { kind: '1', symbol: 'NONE' }, 'nothing', undefined],
  ['a security that is not named', { kind: '1' }, 'nothing', undefined],
  ['an account in one security', { kind: '1', symbol: 'ACME', account: 'A1' }, 'nothing', undefined],
  ['one side', { side: '1' }, 'nothing', undefined],
  ['a type that is not supported', { kind: '3' }, 'nothing', undefined],
])('a mass cancel of %s by a session of the risk role', (_what, scope, place, text) => {
  expect(latched(scope)).toEqual([place, text]);
});

test('from any other session it only cancels', () => {
  expect(latched({}, false)).toEqual(['nothing', undefined]);
});

test('a latch that cannot be written is told in the answer', () => {
  const kills = {
    kill: () => {
      throw new Error('engaged in memory, latch not written: no space');
    },
  } as unknown as KillDesk;
  const request = { type: 'MassCancelReceived', session: 'RISK', clOrdId: 'Q1', ...ALL, account: 'A1' } as const;
  expect(latchedByFix(request, { riskRole: true } as SessionSettings, kills, INSTRUMENTS).latched).toBe(
    "KillSwitch: level account 'A1' engaged in memory, latch not written: no space",
  );
});
