import { DEFAULT_FEES } from '../../../simulator/models/fees/default';
import type { RebuiltOrder } from '../../../src/drop-copy/rebuild/order';
import type { SymbolMarket } from '../../../src/drop-copy/tca/market';
import { measureOrder } from '../../../src/drop-copy/tca/measure';
import { costParts } from '../../../src/run/backtest/report/costs';
import { undisturbed } from '../../../src/run/backtest/report/undisturbed';
import { idsOf } from '../../../src/run/backtest/trail';
import type { SymbolHistory, WitnessedFill } from '../../../src/run/backtest/witness';
import { journalOrders } from '../../../src/run/tca/journal-orders';
import { ACME, agents, parent, play, START } from '../backtest/stage';

const SCALE = 4;

/** What the witness wrote down of the market, as the measures read it. */
function marketOf({ quotes, trades }: SymbolHistory): SymbolMarket {
  const valid = quotes.at.map((_, i) => i).filter(i => quotes.ask[i]! > quotes.bid[i]!);
  return {
    kind: 'quotes',
    from: ['witness'],
    scale: SCALE,
    prices: {
      at: valid.map(i => quotes.at[i]!),
      twice: valid.map(i => Math.round((quotes.bid[i]! + quotes.ask[i]!) * 10 ** SCALE)),
    },
    trades,
    isByBars: false,
    until: Number.POSITIVE_INFINITY,
  };
}

/** A quote of the very moment of a fill counts as behind it here, and the witness knows which of the two came first: such a fill is told a microsecond later. */
const whenOf = ({ at, quotesBefore }: WitnessedFill, { quotes }: SymbolHistory): number =>
  quotes.at[quotesBefore - 1] === at ? at + 1 : at;

const fillsOf = (
  fills: readonly WitnessedFill[],
  { pxScale, qtyScale }: RebuiltOrder,
  history: SymbolHistory,
): RebuiltOrder['fills'] =>
  fills.map((f, i) => ({
    execId: String(i),
    at: whenOf(f, history),
    qty: Math.round(f.qty * 10 ** qtyScale),
    px: Math.round(f.px * 10 ** pxScale),
    liquidity: f.maker ? '1' : '2',
    venue: 'XSIM',
    fee: f.fee.toFixed(8),
    busted: false,
  }));

const PARENTS = [
  parent(5, {}, 'A'),
  parent(7, { side: '2', orderQty: '1500', parameters: { Duration: '90' } }, 'B'),
  parent(9, { orderQty: '800', strategy: '1002', parameters: { Duration: '60' } }, 'C'),
  parent(12, { orderQty: '700', price: '99.90', strategy: undefined, parameters: undefined }, 'D'),
  parent(15, { side: '2', orderQty: '400', strategy: '1003', parameters: { Duration: '120' } }, 'E'),
] as const;

/** Others by SLUICE_LONG=1. */
const SEEDS = process.env['SLUICE_LONG'] === '1' ? [1, 2, 3, 4, 5, 6] : [1];

test.each(SEEDS)(
  'a paper run (seed %i): spread, fees, and what the market moved agree with the costs of the backtest itself',
  seed => {
    const run = play(PARENTS, agents(seed), { fees: DEFAULT_FEES });
    const told = [...journalOrders(run.journal.turns()).orders()].filter(o => o.parent === undefined);
    const market = marketOf(run.witness.of('ACME'));
    const alone = undisturbed(run, [{ listing: ACME, market: agents(seed) }], START);
    const compared = run.trail.all.map(trail => {
      const order = told.find(o => o.clOrdIds.includes(trail.spec.clOrdId))!;
      const fills = run.witness.fillsOf(idsOf(trail));
      const mine = measureOrder(
        { ...order, fills: fillsOf(fills, order, run.witness.of('ACME')) },
        { market, children: { access: order.received, fees: undefined }, logEnd: run.endedAt },
      );
      const theirs = costParts(trail, run, alone('ACME'));
      const rounded = (value: number | null): number => Math.round(1e4 * (value ?? 0)) / 1e4;
      const { delay, spread, impact, timing, fees } = mine.partsBps;
      // what is left is completed there by taking what the book shows, with a fee, and marked at the mid here
      const isDone = mine.outcome === 'filled';
      return {
        mine: [rounded(spread), rounded(delay! + impact! + timing!), isDone && rounded(fees), isDone && rounded(mine.isBps)],
        theirs: [
          rounded(theirs.spreadBps),
          rounded(theirs.impactBps! + theirs.timingBps!),
          isDone && rounded(theirs.feeBps),
          isDone && rounded(run.results.find(r => r.clOrdId === trail.spec.clOrdId)!.isBps),
        ],
      };
    });
    expect([compared.length, compared.map(c => c.mine)]).toEqual([PARENTS.length, compared.map(c => c.theirs)]);
  },
);
