import { Books } from '../../../src/core/books';
import type { Input } from '../../../src/core/facts';
import type { Turn } from '../../../src/core/turn';
import { Mailbox } from '../../../src/pipeline/mailbox';
import { Rig, SECOND, T0 } from '../rig';
import { snapshot } from '../snapshot';
import { ahead, asked, CODES, type Name, planOf, session, shares, started, targets, volume } from './set-up';

const seconds = (at: number): number => (at - T0) / SECOND;
/** When slices were scheduled, in seconds from the start. */
const looks = (rig: Rig): number[] =>
  rig.turns.flatMap(t => (t.facts.some(f => f.type === 'SliceScheduled') ? [seconds(t.at)] : []));

describe('trading time', () => {
  test('a window over a night is spread over its two sessions, and nothing is looked at between', () => {
    const rig = ahead(Rig.ready(), session(0, 5), session(1_000, 1_005))
      .order('S', asked('TWAP', { Duration: '2000' }))
      .until(1_100);
    const plan = planOf(rig);
    expect([
      plan.sessions!.map(s => s.map(seconds)),
      plan.slots,
      looks(rig).filter(at => at >= 5 && at < 1_000),
      targets(rig),
    ]).toEqual([
      [
        [0, 5],
        [1_000, 1_005],
      ],
      10,
      [],
      [100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000],
    ]);
  });

  test('a window that begins before the open starts with it, and ends at its end though the market closed before', () => {
    const rig = ahead(Rig.ready(), session(30, 40))
      .order('S', asked('VWAP', { Duration: '60' }))
      .until(61);
    const ending = rig.facts('ParentEnding').map(e => e.reason);
    expect([looks(rig)[0], looks(rig).at(-1)! < 40, ending]).toEqual([30, true, ['the window has ended']]);
  });

  test('hours that were told for days that are over say nothing: all of the window counts', () => {
    const rig = Rig.ready();
    rig.post({ type: 'SessionsAhead', symbol: 'ACME', day: 20_400, until: T0, sessions: [session(-90_000, -80_000)] });
    rig.order('S', asked('TWAP')).until(9.9);
    expect([planOf(rig).sessions, targets(rig).at(-1)]).toEqual([undefined, 1_000]);
  });

  test('a POV counts the time in which the market trades', () => {
    const rig = ahead(Rig.ready(), session(0, 5), session(100, 105))
      .order('S', asked('POV', { Duration: '200' }))
      .until(150);
    expect(looks(rig)).toEqual([0, 1, 2, 3, 4, 100, 101, 102, 103, 104]);
  });
});

test('a halt inside the window: nothing is scheduled, and what was missed is caught up with', () => {
  const status = (code: string) => ({ type: 'SecurityStatusReceived', symbol: 'ACME', status: code }) as const;
  const rig = started('TWAP').until(1.5).post(status('2')).until(3.5).post(status('17')).until(3.6);
  const skipped = rig.facts('SliceSkipped').filter(s => s.reason.includes('halted')).length;
  expect([skipped > 5, looks(rig).filter(at => at > 1.5 && at < 3.5), targets(rig).at(-1)]).toEqual([true, [], 400]);
});

test('in a time of caution nothing crosses', () => {
  const rig = started('IS', { Style: 'taker', Band: '0' }).until(0.5);
  rig
    .post({ ...rig.facts('Started')[0]!, caution: { news: 1.5 * SECOND } })
    .venueUp()
    .quote('99.99', '100.01');
  const news = { source: 'WIRE', headline: 'halt feared', symbols: ['ACME'], urgency: 'flash', receivedAt: rig.at } as const;
  rig.post({ type: 'NewsReceived', ...news }).until(3);
  const crossing = rig.turns.flatMap(t =>
    t.facts.flatMap(f => (f.type === 'SliceScheduled' && f.urgency === 'cross' ? [seconds(t.at)] : [])),
  );
  expect([crossing.some(at => at < 0.5), crossing.filter(at => at > 0.5 && at < 2), crossing.some(at => at >= 2)]).toEqual([
    true,
    [],
    true,
  ]);
});

test('an overdue timer fires once: the plan goes on where it should be by then', () => {
  const rig = started('OW', { Resilience: '0.01' }).until(2);
  const resumed = new Rig({ recorded: rig.turns });
  resumed.at = T0 + 7.1 * SECOND;
  resumed.venueUp().quote('99.99', '100.01');
  const [timer] = [...resumed.books.timers.keys()].filter(t => !t.includes(' '));
  resumed.post({ type: 'TimerFired', timer: timer! });
  const after = resumed.facts('SliceScheduled');
  expect([after.length, after[0]!.slot, shares(after[0]!.target)]).toEqual([1, 7, 800]);
});

test.each(Object.keys(CODES) as Name[])(
  '%s: a restart in the middle goes on with the plan that was made, fact by fact the same',
  name => {
    const story = (rig: Rig, from: number, to: number): void => {
      for (let s = from; s < to; s++) volume(rig, 500 * (s + 1)).until(s);
    };
    const whole = started(name, name === 'POV' ? {} : { Randomise: '0.3' });
    story(whole, 0, 6);
    const recorded = JSON.parse(JSON.stringify(whole.turns)) as Turn[];
    const folded = new Books();
    for (const turn of recorded) for (const fact of turn.facts) folded.apply(fact, turn.seq, turn.at);
    expect(snapshot(folded)).toEqual(snapshot(whole.books));
  },
);

test.each(Object.keys(CODES) as Name[])('%s: the same inputs at the same times are decided the same again', name => {
  const rig = started(name, name === 'POV' ? {} : { Randomise: '0.3', Seed: '9' });
  for (let s = 0; s < 12; s++) volume(rig, 700 * (s + 1)).until(s);
  const again: Turn[] = [];
  const mailbox = new Mailbox(new Books(), { turn: turn => again.push(turn), failed: error => again.push(error as never) });
  for (const { facts, at } of rig.turns) mailbox.post(facts[0] as Input, at);
  expect(again).toEqual(rig.turns);
});

describe('a replace', () => {
  test('plans what is left of the window from what is done', () => {
    const rig = started('OW').until(0).ack('TC1').fill('TC1', '300', '99.99').until(4);
    rig.replace('R', 'S', { strategy: CODES.OW, orderQty: '2000' });
    const { base, start, end } = planOf(rig);
    expect([shares(base), seconds(start), seconds(end), rig.heard().at(-1)]).toEqual([
      300,
      4,
      10,
      expect.stringContaining('8 R<S'),
    ]);
  });

  test.each(Object.keys(CODES) as Name[])('of a %s to what is done, and to less: it is Filled, and nothing throws', name => {
    const ended = ['300', '200'].map(orderQty => {
      const rig = volume(started(name, { Style: 'taker' }).until(0), 50_000).until(1);
      rig.ack('TC1').fill('TC1', '300', '100', { execId: 'V1' });
      rig.replace('R', 'S', { strategy: CODES[name], orderQty });
      return [rig.failures, rig.facts('PlanMade').length, rig.facts('ParentRequestDenied').map(f => f.text)];
    });
    expect(ended).toEqual([
      [[], 2, []],
      [[], 2, []],
    ]);
  });

  test('of a POV: another rate holds for the volume from then on', () => {
    const rig = volume(started('POV', {}, { orderQty: '100000' }).until(0), 9_000).until(1);
    rig.replace('R', 'S', { strategy: CODES.POV, orderQty: '100000', participationRate: '0.5' });
    const before = targets(rig).at(-1)!;
    volume(rig, 10_000).until(2);
    expect([planOf(rig).rate, before >= 1_000 && before < 1_050, targets(rig).at(-1)! >= 1_000]).toEqual([500_000, true, true]);
  });
});

test('a cancel: the working child goes first, then the order is Canceled, whatever the strategy', () => {
  const ends = (Object.keys(CODES) as Name[]).map(name => {
    const rig = started(name, { Style: 'passive' }).until(0);
    volume(rig, 50_000).until(2);
    const child = [...rig.books.children.keys()][0];
    if (child !== undefined) rig.ack(child);
    rig.cancel('X', 'S');
    if (child !== undefined) rig.report(`${child}R1`, '4');
    return rig
      .until(20)
      .heard()
      .filter(l => l.startsWith('8 X<S 150=4')).length;
  });
  expect(ends).toEqual(ends.map(() => 1));
});
