import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { priceText } from '../../src/core/instruments';
import { until } from '../fix/transport/pair';
import type { Got } from './oms';
import { Paper } from './paper-rig';

jest.setTimeout(60_000);
beforeAll(() => (process.env['SLUICE_LOG'] = 'silent'));

/** A day order of 100 ACME, far enough from the market to rest. */
const order = (clOrdId: string, price: string, quantity = '100') =>
  [
    [11, clOrdId],
    [21, '1'],
    [55, 'ACME'],
    [54, '1'],
    [38, quantity],
    [40, '2'],
    [44, price],
    [59, '0'],
  ] as const;

const short = (g: Got): string =>
  [11, 41, 584, 150, 39, 38, 103, 102, 531, 533, 911, 912]
    .filter(tag => g[tag] !== undefined)
    .map(tag => `${tag}=${g[tag]}`)
    .join(' ');

describe('an OMS session with OnPendingReplace=chain and MaxOrderAge, over real sockets against the simulator', () => {
  let paper: Paper;
  beforeEach(async () => {
    paper = await Paper.make();
    const file = join(paper.dir, 'gateway.cfg');
    const text = readFileSync(file, 'utf8').replace(
      'ConnectionType=acceptor',
      'ConnectionType=acceptor\nOnPendingReplace=chain\nMaxOrderAge=30',
    );
    writeFileSync(file, text);
  });
  afterEach(() => paper.stop());

  test('mass status, chained replaces, a stale order, mass cancel', async () => {
    const { gateway } = await paper.start();
    const { oms } = paper;
    await oms.logOn();
    const bid = (): number | undefined => gateway.line.books.quotes.get('ACME')?.bid;
    await until('quotes', () => bid() !== undefined);
    const acme = gateway.line.books.instruments.get('ACME')!;
    const price = priceText(acme, bid()! - 100 * acme.tick);

    oms.say('D', order('A', price));
    oms.say('D', order('B', price));
    await until('both work', () => oms.reports('A').length === 1 && oms.reports('B').length === 1);
    // AF has no TransactTime (60)
    oms.send('AF', w => w.text(584, 'S').text(585, '7'));
    oms.say('G', [[41, 'A'], ...order('A2', price, '200')]);
    oms.say('G', [[41, 'A2'], ...order('A3', price, '300')]);
    await until('both replaces', () => oms.reports('A3').some(r => r[150] === '5'));
    oms.send('D', w => {
      for (const [tag, value] of order('OLD', price)) w.text(tag, value);
      w.text(60, '20200101-00:00:00');
    });
    oms.say('q', [
      [11, 'M'],
      [530, '7'],
    ]);
    await until('both canceled', () => oms.got.filter(g => g[150] === '4').length === 2);

    const said = oms.got.map(g => `${g[35]} ${short(g)}`);
    expect([said.slice(0, 8), said.slice(8).sort()]).toEqual([
      [
        '8 11=A 150=0 39=0 38=100',
        '8 11=B 150=0 39=0 38=100',
        '8 11=A 584=S 150=I 39=0 38=100 911=2 912=N',
        '8 11=B 584=S 150=I 39=0 38=100 911=2 912=Y',
        '8 11=A2 41=A 150=E 39=E 38=100',
        '8 11=A3 41=A 150=E 39=E 38=100',
        '8 11=A2 41=A 150=5 39=E 38=200',
        '8 11=A3 41=A2 150=5 39=0 38=300',
      ],
      ['8 11=A3 150=4 39=4 38=300', '8 11=B 150=4 39=4 38=100', '8 11=OLD 150=8 39=8 38=100 103=8', 'r 11=M 41=B 531=7 533=2'],
    ]);
  });
});
