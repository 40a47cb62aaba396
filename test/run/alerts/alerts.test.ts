import type { Fact, FactOf, Input } from '../../../src/core/facts';
import type { Turn } from '../../../src/core/turn';
import { Alerts } from '../../../src/run/alerts/alerts';
import { until } from '../../fix/transport/pair';

const T0 = 1_767_607_200_000_000;
const late = (n: number): Fact => ({ type: 'Alarmed', code: 'LateFill', text: `late fill ${n}` });
const turn = (seq: number, seconds: number, ...facts: Fact[]): Turn => ({ seq, at: T0 + seconds * 1_000_000, facts });

/** Alerts with an interval of ten seconds, on a clock of its own; what is posted is written down. */
class Rig {
  readonly alerts = new Alerts({ minIntervalSeconds: 10 });
  readonly logged: string[] = [];
  readonly posted: Input[] = [];
  now = T0;

  start(): this {
    const log = (level: string) => (_: object, text: string) => void this.logged.push(`${level} ${text}`);
    const outlets = { info: log('info'), warn: log('warn'), error: log('error') } as Parameters<Alerts['start']>[0]['log'];
    this.alerts.start({ log: outlets, post: input => void this.posted.push(input), now: () => this.now });
    return this;
  }

  told(): string[] {
    return this.alerts.feed.after(0, 1000).alerts.map(a => `${a.seq} ${a.text}`);
  }
}

describe('alerts', () => {
  let rig: Rig;
  beforeEach(() => (rig = new Rig().start()));
  afterEach(() => rig.alerts.stop());

  test('are told to the log, by how bad it is, and to the feed', () => {
    const kill: Fact = { type: 'KillSwitchEngaged', by: 'ann', reason: 'drill' };
    const limits: Fact = { type: 'LimitsChanged', by: 'ann', reason: 'new week', source: 'x', limits: { firm: {} } };
    rig.alerts.committed(turn(7, 0, late(1), kill, { type: 'BatchWritten', seq: 6 }));
    rig.alerts.committed(turn(8, 1, limits));
    expect([rig.logged, rig.alerts.feed.after(7, 10)]).toEqual([
      ['warn late fill 1', 'error kill switch: firm engaged by ann: drill', 'info limits changed by ann: new week'],
      {
        alerts: [
          {
            id: '8.0',
            seq: 8,
            at: '2026-01-05T10:00:01.000Z',
            code: 'LimitsChanged',
            severity: 'info',
            text: 'limits changed by ann: new week',
          },
        ],
        next: 8,
        missed: false,
      },
    ]);
  });

  test('that come close together are held back and told as one; others are not', async () => {
    for (let n = 1; n <= 5; n++) rig.alerts.committed(turn(n, n, late(n)));
    rig.alerts.committed(turn(6, 6, { type: 'Alarmed', code: 'FineFill', text: 'fine fill' }));
    rig.now = T0 + 11_000_000;
    await until('the summary', () => rig.posted.length > 0);
    const [summary] = rig.posted;
    rig.alerts.committed(turn(7, 11, summary!));
    rig.alerts.committed(turn(8, 12, late(6)));
    rig.alerts.committed(turn(9, 40, late(7)));
    expect([summary, rig.told()]).toEqual([
      { type: 'AlertsHeldBack', code: 'LateFill', about: '', count: 4, last: 'late fill 5' },
      ['1 late fill 1', '6 fine fill', '7 4 alerts more of LateFill held back; the last: late fill 5'],
    ]);
  });

  test('one after the interval passes', () => {
    rig.alerts.committed(turn(1, 0, late(1)));
    rig.alerts.committed(turn(2, 10, late(2)));
    expect(rig.told()).toEqual(['1 late fill 1', '2 late fill 2']);
  });

  test('about one limit do not hold back those about another', () => {
    const near = (key: string): Fact => ({
      ...{ type: 'UtilisationChanged', level: 'account', key, limit: 'credit' },
      ...{ mark: 70, used: '7', most: '10' },
    });
    rig.alerts.committed(turn(1, 0, near('A1'), near('A2'), near('A1')));
    expect(rig.told()).toEqual([
      '1 limits.accounts.A1.credit: 70 % reached, 7 of 10 used',
      '1 limits.accounts.A2.credit: 70 % reached, 7 of 10 used',
    ]);
  });

  test('of a journal that is read back are in the feed as they were told, and told to nobody again', () => {
    const turns = [
      turn(1, 0, late(1)),
      turn(2, 1, late(2)),
      turn(3, 12, late(3)),
      turn(4, 20, { ...HELD, count: 2 }),
      turn(5, 21, late(4)),
    ];
    for (const t of turns) rig.alerts.committed(t);
    const again = new Rig();
    for (const t of turns) again.alerts.turned(t);
    again.start().alerts.stop();
    for (const t of turns) again.alerts.turned(t);
    expect([again.told(), again.logged]).toEqual([rig.told(), []]);
  });
});

const HELD: FactOf<'AlertsHeldBack'> = { type: 'AlertsHeldBack', code: 'LateFill', about: '', count: 1, last: 'x' };

test('the feed keeps a thousand at least, says when some are gone, and keeps the alerts of a turn together', () => {
  const { alerts } = new Rig();
  const kinds = (n: number): Fact => ({
    type: 'TradingStateChanged',
    level: 'account',
    key: `${n}`,
    state: 'HALTED',
    by: 'x',
    reason: 'y',
  });
  for (let n = 1; n <= 2500; n++) alerts.committed(turn(Math.ceil(n / 2), n, kinds(n)));
  const old = alerts.feed.after(0, 1);
  const page = alerts.feed.after(1000, 3);
  expect([old.missed, old.next, page.missed, page.alerts.map(a => a.seq)]).toEqual([true, 501, false, [1001, 1001, 1002, 1002]]);
});
