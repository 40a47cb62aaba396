import type { FeesByVenue } from '../../../src/core/costs/fees';
import type { FactOf } from '../../../src/core/facts';
import { SECOND } from '../rig';
import { A, B, BY_PRICE, releases, show, twoVenues } from './two-venues';

type Order = Partial<FactOf<'ParentOrderReceived'>>;
type Shows = Parameters<typeof show>[1];
const asks = (...levels: [string, string][]): Shows => ({ asks: levels });
const bids = (...levels: [string, string][]): Shows => ({ bids: levels });
const sell: Order = { side: '2' };
const perShare = (maker: string, taker: string): FeesByVenue[string] => ({
  maker: { per: 'share', rate: maker },
  taker: { per: 'share', rate: taker },
});
const bps = (maker: string, taker: string): FeesByVenue[string] => ({
  maker: { per: 'bps', rate: maker },
  taker: { per: 'bps', rate: taker },
});

/** An order to buy 100 at 100 (or what `order` says), and where it goes. */
const cases: [string, Shows, Shows, Order, FeesByVenue, string][] = [
  ['the better price', asks(['100', '100']), asks(['99.99', '100']), {}, {}, 'B 100 taking'],
  ['the better bid for a sale', bids(['100', '100']), bids(['100.01', '100']), sell, {}, 'B 100 taking'],
  ['of equal prices the first by preference', asks(['100', '100']), asks(['100', '100']), {}, {}, 'A 100 taking'],
  [
    'a price that is better but for the fee',
    asks(['99.99', '100']),
    asks(['100', '100']),
    {},
    { [A]: perShare('0', '0.02') },
    'B 100 taking',
  ],
  ['a rebate for taking', asks(['99.99', '100']), asks(['100', '100']), {}, { [B]: perShare('0', '-0.03') }, 'B 100 taking'],
  ['a fee in basis points', asks(['99.99', '100']), asks(['100', '100']), {}, { [A]: bps('0', '2') }, 'B 100 taking'],
  [
    'a fee makes a sale worse too',
    bids(['100.01', '100']),
    bids(['100', '100']),
    sell,
    { [A]: perShare('0', '0.02') },
    'B 100 taking',
  ],
  ['enough of it rather than a little at a better price', asks(['99.90', '10']), asks(['99.95', '100']), {}, {}, 'B 100 taking'],
  ['a better price for nearly all', asks(['99.90', '90']), asks(['99.99', '100']), {}, {}, 'A 100 taking'],
  ['what is shown beyond the limit is not counted', asks(['100.01', '900']), asks(['100', '1']), {}, {}, 'B 100 taking'],
  [
    'a market order: the deeper book',
    asks(['100', '10'], ['100.10', '90']),
    asks(['100.01', '50'], ['100.02', '50']),
    { ordType: '1', price: undefined },
    {},
    'B 100 taking',
  ],
  ['a market order where nothing is shown: preference', asks(), asks(), { ordType: '1', price: undefined }, {}, 'A 100 order'],
  ['resting: the lower maker fee', asks(['101', '1']), asks(['101', '1']), {}, { [A]: perShare('0.001', '0') }, 'B 100 resting'],
  [
    'resting: the rebate, however long the queue',
    bids(['100', '5']),
    bids(['100', '5000']),
    {},
    { [B]: perShare('-0.002', '0') },
    'B 100 resting',
  ],
  ['resting at one fee: the shorter queue', bids(['100', '500']), bids(['100', '20']), {}, {}, 'B 100 resting'],
  ['resting: what is better priced stands before it too', bids(['100.01', '500']), bids(['100', '20']), {}, {}, 'B 100 resting'],
  ['resting: a book that is not known comes last', undefined, bids(['100', '900']), {}, {}, 'B 100 resting'],
  ['an empty book has no queue', bids(['100', '1']), {}, {}, {}, 'B 100 resting'],
  ['for the closing auction: preference', asks(['100', '1']), asks(['99', '900']), { timeInForce: '7' }, {}, 'A 100 order'],
  ['no book is known: preference', undefined, undefined, {}, {}, 'A 100 order'],
];

test.each(cases)('%s', (_name, a, b, order, fees, goes) => {
  const rig = twoVenues({ started: { fees } });
  expect(releases(show(rig, a, b).order('X', order))).toEqual([goes]);
});

test('a route by order goes by preference, whatever is shown', () => {
  const rules = [{ symbols: ['ACME'], venues: [B, A], by: 'order' }] as const;
  const rig = twoVenues({ started: { routing: { ...BY_PRICE, rules } } });
  expect(releases(show(rig, asks(['99', '100']), asks(['100', '1'])).order('X'))).toEqual(['B 100 order']);
});

describe('liquidity is not counted twice', () => {
  const two = () => show(twoVenues(), asks(['99.99', '100']), asks(['100', '100']));

  test('what one order was sent to take is not there for the next', () =>
    expect(releases(two().order('X').order('Y'))).toEqual(['A 100 taking', 'B 100 taking']));

  test('nor where the venue is seen again before its market data can tell of it', () => {
    const rig = two().order('X');
    rig.at += SECOND / 10;
    show(rig, asks(['99.99', '100']), asks(['100', '100'])).order('Y');
    expect(releases(rig)).toEqual(['A 100 taking', 'B 100 taking']);
  });

  test('market data that is newer shows what is there', () => {
    const rig = two().order('X');
    rig.at += SECOND;
    show(rig, asks(['99.99', '100']), asks(['100', '100'])).order('Y');
    expect(releases(rig)).toEqual(['A 100 taking', 'A 100 taking']);
  });

  test('where the venue told nothing more, the order is done with it after five seconds', () => {
    const rig = two().order('X');
    const asOf = rig.at;
    rig.at += 5 * SECOND;
    show(rig, { ...asks(['99.99', '100']), asOf }, asks(['100', '100'])).order('Y');
    expect(releases(rig)).toEqual(['A 100 taking', 'A 100 taking']);
  });

  test('a sale takes nothing from a buyer', () =>
    expect(releases(two().order('X', { side: '2', price: '101' }).order('Y'))).toEqual(['A 100 resting', 'A 100 taking']));

  test('a replace that would take counts too', () => {
    const rig = two().order('X', { price: '99', exDestination: 'AAA' });
    const [child] = rig.facts('ChildOrderReleased');
    rig.report(child!.childId, '0', { session: A }).replace('X2', 'X', { price: '100' }).order('Y');
    expect(releases(rig)).toEqual(['A 100 named', 'B 100 taking']);
  });
});
