import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Teller } from '../drop-copy/rebuild/told';
import { sluice } from './run-cli';

const folder = mkdtempSync(join(tmpdir(), 'replay-logs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const told = new Teller().tell([
  '>35=A|98=0|108=30',
  '>35=D|11=A|55=ACME|54=1|38=100|40=2|44=10.5|59=0',
  '<35=8|37=V1|11=A|17=1|150=F|39=1|55=ACME|54=1|38=100|32=40|31=10.25|151=60|14=40|6=10.25',
  '<35=8|37=V2|11=B|17=2|150=F|39=2|55=ACME|54=1|38=10|32=10|31=10|151=0|14=10|6=10',
]);
const log = join(folder, 'some.log');
writeFileSync(log, `${told.join('\n')}\n`);

test('sluice replay LOG: a summary, orders and findings as CSV, exit code 1 where --strict finds something', async () => {
  const [orders, findings] = [join(folder, 'orders.csv'), join(folder, 'findings.csv')];
  const { code, out } = await sluice('replay', log, '--orders', orders, '--findings', findings, '--strict', '--json');
  const summary = JSON.parse(out[0]!) as { orders: object; fills: number; sessions: object[]; firstFindings: object[] };
  const rows = (file: string): string[] => readFileSync(file, 'utf8').trim().split('\r\n');
  const [, first] = rows(orders);
  const found = rows(findings).filter(row => row.startsWith('fill-without-order'));
  expect([code, summary.orders, summary.fills, summary.sessions.length, first, found]).toEqual([
    1,
    { count: 2, byStatus: { PartiallyFilled: 1, Filled: 1 }, parents: 0 },
    2,
    2,
    '0,US->THEM,A,A,V1,,ACME,1,2,0,,,THEM,2026-01-05T14:30:01.000000Z,,PartiallyFilled,100,10.5,40,60,10.25,1,0,0,0',
    [
      `fill-without-order,${log},4,${told.slice(0, 3).join('\n').length + 1},B,a report (150=F) about an order that the log does not have`,
    ],
  ]);
});

test.each([
  ['nothing to replay', [], 2, /name logs \(sluice replay LOG\.\.\.\), or a journal/],
  ['both', [log, '--journal', 'x.db'], 2, /not both/],
  ['a file that is not there', [join(folder, 'none.log')], 1, /none\.log.*cannot be read/],
  ['a place that cannot be written', [log, '--orders', join(folder, 'none', 'o.csv')], 2, /o\.csv cannot be written/],
])('sluice replay, told %s', async (_what, args, code, says) => {
  const answer = await sluice('replay', ...args);
  expect([answer.code, says.test(answer.err.join('\n')), answer.err.length]).toEqual([code, true, 1]);
});
