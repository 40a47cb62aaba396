import type { CautionRules, FactOf } from '../../../src/core/facts';
import { cautionOf } from '../../../src/core/market/caution-of';
import { Rig, SECOND, T0 } from '../rig';

type News = Partial<FactOf<'NewsReceived'>>;

/** A gateway that is careful after news and halts, as the rules say. */
function careful(caution: CautionRules | undefined = { news: 60 * SECOND, halt: 30 * SECOND }) {
  const rig = Rig.ready({ started: { caution } });
  const news = (over: News = {}): void =>
    void rig.post({
      type: 'NewsReceived',
      source: 'MD',
      headline: 'Fire',
      symbols: ['ACME'],
      urgency: 'flash',
      receivedAt: 0,
      ...over,
    });
  const status = (to: string): void => void rig.post({ type: 'SecurityStatusReceived', symbol: 'ACME', status: to });
  /** Seconds and why, of each caution that began or ended. */
  const told = (): string[] =>
    rig.turns.flatMap(({ at, facts }) =>
      facts.flatMap(f => {
        const when = (at - T0) / SECOND;
        if (f.type === 'CautionBegan') return [`${when} ${f.symbol} ${f.cause} until ${(f.until - T0) / SECOND}`];
        return f.type === 'CautionEnded' ? [`${when} ${f.symbol} over`] : [];
      }),
    );
  return { rig, news, status, told };
}

test('flash news begins a caution that its timer ends; a later one makes it longer, other news does not', () => {
  const { rig, news, told } = careful();
  news();
  rig.until(20);
  news({ urgency: 'normal' });
  news({ urgency: 'background' });
  rig.until(50);
  news({ headline: 'Fire is out' });
  rig.until(70);
  const during = cautionOf(rig.books, 'ACME', rig.at)?.text;
  rig.until(200);
  expect([told(), during, cautionOf(rig.books, 'ACME', rig.at)]).toEqual([
    ['0 ACME news until 60', '50 ACME news until 110', '110 ACME over'],
    'flash news: Fire is out',
    undefined,
  ]);
});

test('news of no symbol is of all of them; of a symbol that is not configured, of none', () => {
  const { rig, news, told } = careful();
  news({ symbols: ['ZZZ'] });
  news({ symbols: [] });
  expect([told(), cautionOf(rig.books, 'ACME', rig.at)?.cause]).toEqual([['0 * news until 60'], 'news']);
});

test('the end of a halt begins one, also by way of a reopening auction; an opening that no halt went before does not', () => {
  const { rig, status, told } = careful();
  for (const to of ['21', '17', '2', '5']) status(to);
  rig.until(5);
  status('17');
  status('17');
  rig.until(100);
  expect(told()).toEqual(['5 ACME halt until 35', '35 ACME over']);
});

test('without rules nothing is careful', () => {
  const { news, status, told } = careful({});
  news();
  status('2');
  status('17');
  expect(told()).toEqual([]);
});

test('while it lasts no slice of a scheduled order crosses; after it they do as before', () => {
  const { rig, news } = careful({ news: 3 * SECOND });
  news();
  rig.twap('a', '100', '6', { parameters: { Duration: '6', SlotSeconds: '1' } }).until(5.9);
  const crossing = rig.turns.filter(t => t.facts.some(f => f.type === 'SliceScheduled' && f.urgency === 'cross'));
  const seconds = crossing.map(t => Math.floor((t.at - T0) / SECOND));
  expect([...new Set(seconds)]).toEqual([3, 4, 5]);
});

test('a restart folds it: it ends when it would have', () => {
  const { rig, news } = careful();
  news();
  rig.until(10);
  const again = new Rig({ recorded: rig.turns, started: { caution: { news: 60 * SECOND } } });
  const before = cautionOf(again.books, 'ACME', again.at)?.until;
  again.until(61);
  expect([before, cautionOf(again.books, 'ACME', again.at), again.facts('CautionEnded').length]).toEqual([
    T0 + 60 * SECOND,
    undefined,
    1,
  ]);
});
