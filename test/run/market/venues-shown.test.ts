import { Books } from '../../../src/core/books';
import type { FactOf, Input, Routing } from '../../../src/core/facts';
import type { SessionSettings } from '../../../src/fix/settings/settings';
import { Source } from '../../../src/run/market/symbol-feed';
import { VenuesShown } from '../../../src/run/market/venues-shown';

const [A, B] = ['V-A', 'V-B'];
/** Two sources of market data, `A` and `B`, each of a venue. */
const feeds = ['A', 'B'].map(id => ({ id, marketDataFor: `V-${id}` }) as unknown as SessionSettings);
const order = { type: 'ParentOrderReceived', symbol: 'ACME' } as Input;

class House {
  readonly books = new Books();
  readonly sources: Source[] = [];
  readonly up = new Set(['A', 'B']);
  readonly shown: VenuesShown;

  constructor(rule: Partial<NonNullable<Routing['rules']>[number]> = {}, settings = feeds) {
    const instruments = [{ symbol: 'ACME', tick: '0.01', lot: '1' }];
    const rules = [{ symbols: ['*'], venues: [A!, B!], by: 'price', ...rule } as const];
    const started: FactOf<'Started'> = {
      type: 'Started',
      version: '',
      epoch: '',
      instruments,
      limits: { firm: {} },
      venues: [A!, B!],
      routing: { rules, destinations: {} },
    };
    this.books.apply(started, 1, 1);
    const scales = this.books.instruments.get('ACME');
    this.shown = new VenuesShown(settings, { sources: () => this.sources, scalesOf: () => scales }, id => this.up.has(id));
  }

  /** A source shows so many shares at 100.00 and, for as many more levels, at a cent more each. */
  shows(id: string, at: number, qty: number, more = 0): this {
    let source = this.sources.find(s => s.id === id);
    if (!source) this.sources.push((source = new Source(id)));
    source.asOf = at;
    source.asks.clear();
    for (let n = 0; n <= more; n++) source.asks.add(100_000_000 + n * 10_000, qty * 100);
    return this;
  }

  /** `V-A 5@100`: what the router is shown. */
  told(input = order): string[] | undefined {
    return this.shown
      .before(input, this.books)
      ?.shown.map(s => [s.venue, ...s.asks.map(([px, qty]) => `${qty}@${px}`)].join(' '));
  }
}

test('each venue is shown as its own market data has it, and again only once something is new', () => {
  const house = new House().shows('A', 5, 10).shows('B', 6, 20, 1);
  const first = house.told();
  const again = house.told();
  expect([first, again, house.shows('A', 7, 30).told()]).toEqual([
    ['V-A 10@100', 'V-B 20@100 20@100.01'],
    undefined,
    ['V-A 30@100', 'V-B 20@100 20@100.01'],
  ]);
});

test('a venue whose market data is gone shows nothing, and the router is told', () => {
  const house = new House().shows('A', 5, 10).shows('B', 6, 20);
  house.told();
  house.up.delete('B');
  const without = house.told();
  house.up.delete('A');
  expect([without, house.told(), house.told()]).toEqual([['V-A 10@100'], [], undefined]);
});

test('five levels are shown', () => expect(new House().shows('A', 5, 1, 8).told()![0]!.split(' ')).toHaveLength(6));

test('nothing was heard: nothing is told', () => expect(new House().told()).toBeUndefined());

test.each<[string, () => House, Input]>([
  ['a route by order', () => new House({ by: 'order' }), order],
  ['a route to one venue', () => new House({ venues: [A!] }), order],
  ['a symbol of no rule', () => new House({ symbols: ['BOLT'] }), order],
  ['market data that is of no one venue', () => new House({}, []), order],
  ['an input that no order goes out on', () => new House(), { type: 'QuoteReceived', symbol: 'ACME' }],
  ['a timer that is of no order', () => new House(), { type: 'TimerFired', timer: 'T' }],
])('%s journals nothing', (_what, house, input) => expect(house().shows('A', 5, 1).shows('B', 5, 1).told(input)).toBeUndefined());
