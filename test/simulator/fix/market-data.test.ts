import { AgentMarket } from '../../../simulator/market/agent-market';
import type { DepthSide } from '../../../src/core/depth-side';
import { MessageView } from '../../../src/fix/codec/view';
import { MarketDataReader } from '../../../src/fix/translate/market-data-reader';
import { frame, T0 } from '../../fix/session/rig';
import { VenueRig } from './rig';

const TYPES = '267=3|269=0|269=1|269=2';
const subscribe = (id: string, symbols: readonly string[], depth = 0, updates = 1): string =>
  `V|262=${id}|263=1|264=${depth}|265=${updates}|${TYPES}|146=${symbols.length}${symbols.map(s => `|55=${s}`).join('')}`;
const order = (id: string, side: 1 | 2, qty: number, px: string): string =>
  `D|11=${id}|55=ACME|54=${side}|38=${qty}|40=2|44=${px}`;

describe('market data', () => {
  test('a snapshot, then what became of the book since: new, changed and gone levels, and the trades', () => {
    const rig = new VenueRig();
    rig.say('A', order('b1', 1, 100, '99.99'), order('b2', 1, 50, '99.98'), order('s1', 2, 70, '100.01'));
    const lines = [...rig.say('M', subscribe('r', ['ACME']))];
    rig.say('B', order('t', 1, 30, '100.01'), order('u', 2, 100, '99.99'), order('v', 2, 5, '100.02'));
    lines.push(...rig.publish(), ...rig.publish());
    expect(lines).toEqual([
      'M< W|262=r|55=ACME|268=3|269=0|270=99.99|271=100|269=0|270=99.98|271=50|269=1|270=100.01|271=70',
      `M< X|262=r|268=5|${[
        '279=2|269=0|278=ACME-B99.99|55=ACME|270=99.99|271=0',
        '279=1|269=1|278=ACME-A100.01|55=ACME|270=100.01|271=40',
        '279=0|269=1|278=ACME-A100.02|55=ACME|270=100.02|271=5',
        '279=0|269=2|278=ACME-T1|55=ACME|270=100.01|271=30|273=10:00:00.000000',
        '279=0|269=2|278=ACME-T2|55=ACME|270=99.99|271=100|273=10:00:00.000000',
      ].join('|')}`,
    ]);
  });

  test('ten levels a side at most, and fewer where fewer are asked for: one that comes up from below is new', () => {
    const rig = new VenueRig();
    const prices = [99, 98, 97, 96, 95, 94, 93, 92, 91, 90];
    rig.say('A', ...[...prices, 89].map(px => order(`b${px}`, 1, px, `${px}`)));
    const lines = [...rig.say('M', subscribe('all', ['ACME']), subscribe('two', ['ACME'], 2))];
    rig.say('A', 'F|41=b99|11=c|55=ACME|54=1|38=99');
    lines.push(...rig.publish());
    expect(lines).toEqual([
      `M< W|262=all|55=ACME|268=10|${prices.map(px => `269=0|270=${px}|271=${px}`).join('|')}`,
      `M< W|262=two|55=ACME|268=2|${[99, 98].map(px => `269=0|270=${px}|271=${px}`).join('|')}`,
      'M< X|262=all|268=2|279=2|269=0|278=ACME-B99|55=ACME|270=99|271=0|279=0|269=0|278=ACME-B89|55=ACME|270=89|271=89',
      'M< X|262=two|268=2|279=2|269=0|278=ACME-B99|55=ACME|270=99|271=0|279=0|269=0|278=ACME-B97|55=ACME|270=97|271=97',
    ]);
  });

  test('ends when it is told to, or with its session; a request for full refreshes gets snapshots only', () => {
    const rig = new VenueRig();
    rig.say('M', subscribe('r', ['ACME']), subscribe('f', ['ACME'], 1, 0));
    rig.say('N', subscribe('r', ['ACME']));
    rig.say('M', `V|262=r|263=2|264=0|${TYPES}|146=1|55=ACME`);
    rig.venue.dropped('N');
    rig.say('A', order('b', 1, 7, '99.99'));
    expect(rig.publish()).toEqual(['M< W|262=f|55=ACME|268=1|269=0|270=99.99|271=7']);
  });

  test.each([
    ['an unknown symbol', subscribe('r', ['ACME', 'NOPE']), '281=0', "Symbol (55) 'NOPE' is not listed here"],
    ['an id that runs', subscribe('runs', ['ACME']), '281=1', "MDReqID (262) 'runs' is a running subscription"],
    [
      'a kind that is none',
      subscribe('r', ['ACME']).replace('263=1', '263=7'),
      '281=4',
      "SubscriptionRequestType (263) '7' is not supported: 0, 1 or 2",
    ],
    ['too many levels', subscribe('r', ['ACME'], 11), '281=5', 'MarketDepth (264) 11 is not supported: 0 to 10'],
    [
      'no way of updating',
      subscribe('r', ['ACME']).replace('|265=1', ''),
      '281=6',
      "MDUpdateType (265) '' is not supported: 0 or 1",
    ],
    [
      'an entry type',
      subscribe('r', ['ACME']).replace('269=2', '269=3'),
      '281=8',
      "MDEntryType (269) '3' is not supported: 0, 1, 2, 4, 5 or A",
    ],
  ])('%s is refused with its reason', (_what, request, reason, text) => {
    const rig = new VenueRig();
    rig.say('M', subscribe('runs', ['ACME']));
    const id = request.includes('262=runs') ? 'runs' : 'r';
    expect(rig.say('M', request)).toEqual([`M< Y|262=${id}|${reason}|58=${text}`]);
  });

  test('an end of what never began is refused', () => {
    expect(new VenueRig().say('M', `V|262=r|263=2|264=0|${TYPES}|146=1|55=ACME`)).toEqual([
      "M< Y|262=r|58=MDReqID (262) 'r' is no subscription of this session",
    ]);
  });

  test('a minute of agents in three symbols: a reader of W and X always holds the books', () => {
    const symbols = ['ACME', 'BOLT', 'CRUX'];
    const rig = new VenueRig(symbols, symbol => new AgentMarket({ seed: 5, symbol, reference: 5000, start: T0 }));
    rig.publish();
    const held = new Map<string, string>();
    const reader = new MarketDataReader({
      scalesOf: () => ({ priceScale: 2, qtyScale: 0 }),
      traded: () => undefined,
      lastIs: () => undefined,
      bookIs: (symbol, bids, asks) => void held.set(symbol, `${ladder(bids)} / ${ladder(asks)}`),
    });
    const read = (lines: readonly string[]): void => {
      for (const line of lines) reader.read(parsed(line));
    };
    read(rig.say('M', subscribe('r', symbols)));
    const wrong: string[] = [];
    for (let i = 0; i < 1200; i++) {
      read(rig.publish());
      for (const symbol of symbols) {
        const { bids, asks } = rig.venue.exchange.depth(symbol, 10)!;
        const book = `${levels(bids)} / ${levels(asks)}`;
        if (held.get(symbol) !== book) wrong.push(`${i} ${symbol}: reader ${held.get(symbol)}, book ${book}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

const levels = (side: readonly { price: number; qty: number }[]): string => side.map(l => `${l.price}x${l.qty}`).join(' ');
const ladder = ({ px, qty, count }: DepthSide): string => Array.from({ length: count }, (_, i) => `${px[i]}x${qty[i]}`).join(' ');

function parsed(line: string): MessageView {
  const bytes = frame(line.replace(/^M< /, '35=').replace('|', '|34=1|'), T0);
  const view = new MessageView();
  if (!view.read(bytes, 0, bytes.length)) throw new Error(view.malformedReason);
  return view;
}

test.each([
  ['FIX.4.4', ''],
  ['FIX.5.0SP2', '|2446=2'],
] as const)('who came in is told of a trade where the version has a field for it: %s', (version, side) => {
  const rig = new VenueRig(['ACME'], undefined, version);
  rig.say('M', subscribe('r', ['ACME']));
  rig.say('A', order('b', 1, 100, '99.99'), order('s', 2, 40, '99.99'));
  const trade = rig.publish().find(line => line.includes('269=2'));
  expect(trade?.replace(/^.*\|279=0\|269=2\|/, '').replace(/\|273=[^|]*/, '')).toBe(
    `278=ACME-T1|55=ACME|270=99.99|271=40${side}`,
  );
});
