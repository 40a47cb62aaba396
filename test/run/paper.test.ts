import { addExact, divideToText, type Exact, exactFromText, mulExact, ZERO } from '../../src/core/numbers';
import { until } from '../fix/transport/pair';
import type { Got } from './oms';
import { Paper } from './paper-rig';

jest.setTimeout(60_000);
beforeAll(() => (process.env['SLUICE_LOG'] = 'silent'));

/** CumQty, LeavesQty and AvgPx after each fill, counted from LastQty and LastPx alone, as a report should tell them. */
function counted(reports: readonly Got[], orderQty: number): string[] {
  let cum = 0;
  let cost: Exact = ZERO;
  return reports
    .filter(r => r[150] === 'F')
    .map(r => {
      cum += Number(r[32]);
      cost = addExact(cost, mulExact(exactFromText(r[32]!)!, exactFromText(r[31]!)!));
      return `${cum} ${orderQty - cum} ${divideToText(cost, { n: BigInt(cum), scale: 0 }, decimals(r[6]!))}`;
    });
}
const told = (reports: readonly Got[]): string[] => reports.filter(r => r[150] === 'F').map(r => `${r[14]} ${r[151]} ${r[6]}`);
const decimals = (px: string): number => (px.includes('.') ? px.length - px.indexOf('.') - 1 : 0);

describe('the paper set-up', () => {
  let paper: Paper;
  beforeEach(async () => {
    paper = await Paper.make();
  });
  afterEach(() => paper.stop());

  const quoted = (symbol: string): boolean => paper.running!.gateway.line.books.quotes.get(symbol)?.ask !== undefined;
  const closed = (clOrdId: string): boolean => ['2', '4', '8', 'C'].includes(paper.oms.reports(clOrdId).at(-1)?.[39] ?? '');
  /** What the children of an order were given by the venue, by the gateway's own books. */
  const children = (clOrdId: string): { fills: number; worst: number } => {
    const { books } = paper.running!.gateway.line;
    const parent = [...books.parents.values()].find(p => p.clOrdId === clOrdId)!;
    const { qtyScale } = parent.instrument;
    const filled = parent.children.map(c => [...c.fills.values()].reduce((sum, f) => sum + f.lastQty, 0) / 10 ** qtyScale);
    return { fills: filled.reduce((a, b) => a + b, 0), worst: Math.max(...filled) };
  };

  test('a DMA order and a TWAP are filled exactly, over real sockets, against the simulator inside', async () => {
    await paper.start();
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
    const summary = (id: string, qty: number) => {
      const reports = oms.reports(id);
      const last = reports.at(-1)!;
      return {
        end: [last[39], last[14], last[151]],
        exact: told(reports),
        children: children(id).fills,
        execIds: new Set(reports.map(r => r[17])).size === reports.length,
        over: children(id).worst > qty,
      };
    };
    const right = (id: string, qty: number) => ({
      end: ['2', `${qty}`, '0'],
      exact: counted(oms.reports(id), qty),
      children: qty,
      execIds: true,
      over: false,
    });
    expect([paper.said.length, summary('dma', 300), summary('twap', 1000)]).toEqual([1, right('dma', 300), right('twap', 1000)]);
  });

  test('what worked in a simulator that is gone is reported as canceled after the restart, and a new order trades', async () => {
    await paper.start();
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
    await paper.start();
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
