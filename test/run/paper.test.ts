import type { FactOf } from '../../src/core/facts';
import { addExact, divideToText, type Exact, exactFromText, mulExact, ZERO } from '../../src/core/numbers';
import { until } from '../fix/transport/pair';
import type { Got } from './oms';
import { Paper } from './paper-rig';

jest.setTimeout(60_000);
beforeAll(() => (process.env['SLUICE_LOG'] = 'silent'));

/** Decimals of AvgPx at tick 0.01: a price scale of 6, and 2 more. */
const AVG_DECIMALS = 8;

/** CumQty, LeavesQty and AvgPx after each fill, counted from LastQty and LastPx alone, as a report should tell them. */
function counted(reports: readonly Got[], orderQty: number): string[] {
  let cum = 0;
  let cost: Exact = ZERO;
  return reports
    .filter(r => r[150] === 'F')
    .map(r => {
      cum += Number(r[32]);
      cost = addExact(cost, mulExact(exactFromText(r[32]!)!, exactFromText(r[31]!)!));
      return `${cum} ${orderQty - cum} ${divideToText(cost, { n: BigInt(cum), scale: 0 }, AVG_DECIMALS)}`;
    });
}
const told = (reports: readonly Got[]): string[] => reports.filter(r => r[150] === 'F').map(r => `${r[14]} ${r[151]} ${r[6]}`);

describe('the paper set-up', () => {
  let paper: Paper;
  beforeEach(async () => {
    venue.length = 0;
    paper = await Paper.make();
  });
  afterEach(() => paper.stop());

  const venue: FactOf<'VenueReportReceived'>[] = [];
  const start = async (): Promise<void> => {
    const { gateway } = await paper.start();
    gateway.watchers.add(turn => {
      for (const fact of turn.facts) if (fact.type === 'VenueReportReceived' && fact.execType === 'F') venue.push(fact);
    });
  };
  const quoted = (symbol: string): boolean => paper.running!.gateway.line.books.quotes.get(symbol)?.ask !== undefined;
  const closed = (clOrdId: string): boolean => ['2', '4', '8', 'C'].includes(paper.oms.reports(clOrdId).at(-1)?.[39] ?? '');
  /** Fills as the venue told them, by the child's ClOrdID: each ExecID counts once. */
  const venueFills = (): Map<string, { child: string; qty: number; symbol: string }> => {
    const fills = new Map<string, { child: string; qty: number; symbol: string }>();
    const { line } = paper.running!.gateway;
    for (const r of venue)
      fills.set(r.execId, { child: line.books.childNamed(r.clOrdId)!.childId, qty: Number(r.lastQty), symbol: r.symbol });
    return fills;
  };

  test('a DMA order and a TWAP are filled exactly, over real sockets, against the simulator inside', async () => {
    await start();
    await paper.oms.logOn();
    await until('quotes', () => quoted('ACME') && quoted('BOLT'));
    const { oms } = paper;
    oms.say('D', [
      [11, 'dma'],
      [21, '1'],
      [55, 'ACME'],
      [54, '1'],
      [38, '300'],
      [40, '2'],
      [44, '102.00'],
    ]);
    const window: [number, string][] = [
      [847, '1001'],
      [957, '2'],
      [958, 'Duration'],
      [959, '11'],
      [960, '4'],
    ];
    const slot: [number, string][] = [
      [958, 'SlotSeconds'],
      [959, '11'],
      [960, '1'],
    ];
    oms.say('D', [[11, 'twap'], [21, '1'], [55, 'BOLT'], [54, '2'], [38, '1000'], [40, '1'], ...window, ...slot]);
    await until('both closed', () => closed('dma') && closed('twap'));
    const summary = (id: string, symbol: string) => {
      const reports = oms.reports(id);
      const last = reports.at(-1)!;
      const fills = [...venueFills().values()].filter(f => f.symbol === symbol);
      return {
        end: [last[39], last[14], last[151]],
        told: told(reports),
        venueFills: fills.reduce((sum, f) => sum + f.qty, 0),
        reportsOnce: new Set(reports.map(r => r[17])).size === reports.length,
      };
    };
    const right = (id: string, qty: number) => ({
      end: ['2', `${qty}`, '0'],
      told: counted(oms.reports(id), qty),
      venueFills: qty,
      reportsOnce: true,
    });
    const childrenOfTwap = new Set([...venueFills().values()].filter(f => f.symbol === 'BOLT').map(f => f.child)).size;
    // beside what its model may do by its certificate
    const said = paper.said.filter(line => !/^models: \S+ \(/.test(line));
    expect([said.length, childrenOfTwap > 1, summary('dma', 'ACME'), summary('twap', 'BOLT')]).toEqual([
      3,
      true,
      right('dma', 300),
      right('twap', 1000),
    ]);
  });

  test('what worked in a simulator that is gone is reported as canceled after the restart, and a new order trades', async () => {
    await start();
    await paper.oms.logOn();
    await until('quotes', () => quoted('ACME'));
    const { oms } = paper;
    oms.say('D', [
      [11, 'rest'],
      [21, '1'],
      [55, 'ACME'],
      [54, '1'],
      [38, '100'],
      [40, '2'],
      [44, '80.00'],
    ]);
    await until('acknowledged', () => oms.reports('rest').length === 1);
    await paper.stopGateway();
    await start();
    await until('back', () => closed('rest') && quoted('ACME'));
    oms.say('D', [
      [11, 'next'],
      [21, '1'],
      [55, 'ACME'],
      [54, '1'],
      [38, '100'],
      [40, '2'],
      [44, '102.00'],
    ]);
    await until('filled', () => closed('next'));
    const ends = ['rest', 'next'].map(id => oms.reports(id).at(-1)!).map(r => [r[150], r[39], r[14], r[151]]);
    expect(ends).toEqual([
      ['4', '4', '0', '0'],
      ['F', '2', '100', '0'],
    ]);
  });
});
