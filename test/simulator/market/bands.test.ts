import { bandWidth } from '../../../simulator/market/bands';
import { Exchange } from '../../../simulator/market/exchange';
import type { SubmitRequest } from '../../../simulator/market/exchange-types';
import { demoListing } from '../../../simulator/market/instruments';
import { BUY, SELL, type Side } from '../../../simulator/matching/types';
import { ExchangeRecorder } from './recorder';

const SECOND = 1_000_000;

function exchange() {
  const recorder = new ExchangeRecorder();
  const ex = new Exchange(recorder);
  ex.list(demoListing('ACME'), undefined, { bands: { tier: 1 } });
  const order = (side: Side, qty: number, price: number | undefined, second: number) => {
    const request: SubmitRequest = { owner: 'A', ref: 'r', symbol: 'ACME', side, qty, price, tif: 'Day' };
    return ex.submit(request, second * SECOND);
  };
  const told = (): string[] => recorder.lines.splice(0).map(l => l.replace(/^(\d+?)0{6} /, '$1 ').replace(/#\d+ A\/r /, ''));
  return { ex, order, told };
}

describe('the width of price bands', () => {
  test.each([
    ['tier 1 above 3.00', 1, '0.01', 10_000, 10_000, 500],
    ['tier 2 above 3.00', 2, '0.01', 10_000, 10_000, 1_000],
    ['3.00 itself', 1, '0.01', 300, 300, 60],
    ['0.75', 2, '0.01', 75, 80, 16],
    ['below 0.75, where 0.15 is less', 1, '0.01', 74, 70, 15],
    ['below 0.75, where 75 % is less', 1, '0.0001', 1_000, 1_000, 750],
    ['half a tick up', 1, '0.01', 10_000, 10_010, 501],
  ] as const)('%s', (_name, tier, tickText, close, reference, width) => {
    const listing = { symbol: 'T', tickText, lotText: '1', referencePriceTicks: close };
    expect(bandWidth({ tier }, listing, reference)).toBe(width);
  });
});

describe('price bands on the exchange', () => {
  test('an order beyond its band rests at the band; that is a limit state, and 15 seconds of it a pause of five minutes', () => {
    const { ex, order, told } = exchange();
    order(SELL, 5, 10_400, 1);
    order(BUY, 8, 10_900, 2);
    const limited = ex.bands('ACME');
    ex.advance(16 * SECOND);
    const before = ex.status('ACME');
    ex.advance(17 * SECOND);
    order(SELL, 2, 10_450, 20);
    ex.advance(317 * SECOND);
    expect({ limited, before, told: told() }).toEqual({
      limited: { lower: 9_500, upper: 10_500, reference: 10_000, limit: BUY },
      before: 'trading',
      told: [
        '1 bands ACME 9500 to 10500 around 10000',
        '1 accepted sell 5 ACME@10400 cum 0 leaves 5',
        '2 accepted buy 8 ACME@10900 cum 0 leaves 8',
        '2 filled 5@10400 added T1 sell 5 ACME@10400 cum 5 leaves 0',
        '2 filled 5@10400 removed T1 buy 8 ACME@10900 cum 5 leaves 3',
        '2 trade T1 ACME 5@10400 buy',
        '2 repriced buy 8 ACME@10500 cum 5 leaves 3',
        '2 bands ACME 9500 to 10500 around 10000 limit up',
        '17 status ACME paused',
        '17 bands ACME none',
        '20 accepted sell 2 ACME@10450 cum 0 leaves 2',
        '317 filled 2@10450 auction T2 buy 8 ACME@10500 cum 7 leaves 1',
        '317 filled 2@10450 auction T2 sell 2 ACME@10450 cum 2 leaves 0',
        '317 trade T2 ACME 2@10450 sell',
        '317 reopen auction ACME 2@10450 surplus 1',
        '317 status ACME trading',
        '317 bands ACME 9927 to 10973 around 10450',
      ],
    });
  });

  test('a limit state that ends in time is no pause', () => {
    const { ex, order, told } = exchange();
    order(SELL, 3, 9_000, 1);
    order(BUY, 3, 9_500, 15);
    ex.advance(25 * SECOND);
    expect([ex.status('ACME'), told().filter(l => l.includes('bands'))]).toEqual([
      'trading',
      [
        '1 bands ACME 9500 to 10500 around 10000',
        '1 bands ACME 9500 to 10500 around 10000 limit down',
        '15 bands ACME 9500 to 10500 around 10000',
      ],
    ]);
  });

  test('every 30 seconds the reference follows the mean trade price of the last five minutes, once that is 1 % away', () => {
    const { ex, order, told } = exchange();
    const trade = (price: number, second: number): void => {
      order(SELL, 1, price, second);
      order(BUY, 1, price, second);
    };
    trade(10_090, 1);
    trade(10_300, 40);
    ex.advance(100 * SECOND);
    expect(told().filter(l => l.includes('bands'))).toEqual([
      '1 bands ACME 9500 to 10500 around 10000',
      '61 bands ACME 9685 to 10705 around 10195',
    ]);
  });
});
