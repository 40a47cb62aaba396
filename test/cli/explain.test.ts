import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashOf } from '../../src/inference/model-hash';
import { SqliteJournal } from '../../src/journal/sqlite-journal';
import { onnxOf } from '../../src/training/onnx/write';
import { KNOWS, parent, play } from '../run/backtest/stage';
import { inForce, linear, served } from '../run/forecast/served';
import { sluice } from './run-cli';

const dir = mkdtempSync(join(tmpdir(), 'explain-'));
afterAll(() => rmSync(dir, { recursive: true }));
const file = join(dir, 'journal.db');
const model = join(dir, 'leans.onnx');

beforeAll(() => {
  const leans = linear('leans', { imbalance1: 2 }, 0.5);
  const bytes = onnxOf(leans, {});
  writeFileSync(model, bytes);
  const made = served(leans);
  const one = { ...made, terms: { ...made.terms, hash: hashOf(bytes) } };
  const journal = new SqliteJournal(file, { durability: 'process' });
  const orders = [
    parent(20, { strategy: '1002', parameters: { Duration: '20' } }),
    parent(20, { parameters: { Duration: '20' } }, 'T'),
  ];
  play(orders, undefined, { journal, knows: { ...KNOWS, models: inForce(one), served: [one] } });
  journal.close();
});

test('a slot is told as a page: what was asked, said, added, done', async () => {
  const { code, out } = await sluice('explain', 'A', '--journal', file, '--slice', '2');
  const shape = out.map(line => line.replace(/[-+]?\d[\d.e-]*/g, '#').trimEnd());
  expect([code, shape]).toEqual([
    0,
    [
      expect.stringMatching(/^\S+ \(ClOrdID A\): buys # ACME in # slots$/),
      expect.stringMatching(/^slot #, .*, by its forecast$/),
      expect.stringMatching(/^ {2}model {5}leans \(\S+\), answered by flat in # us$/),
      expect.stringMatching(/^ +imbalance# # {2}\[bps\]$/),
      '  said      drift # s: #',
      '  because   imbalance# #',
      expect.stringMatching(/^ {2}tilt {6}#, # times the baseline's slot/),
      expect.stringMatching(/^ {2}CumQty {4}# wanted by its end, # by the baseline/),
    ],
  ]);
});

test('--exact reads the model, found by its hash; as JSON all of it', async () => {
  const { code, out } = await sluice('explain', 'A', '--journal', file, '--slice', '2', '--exact', '--model', model, '--json');
  const [question] = JSON.parse(out[0]!).decisions[0].questions;
  const [said] = question.said;
  const [[name, added]] = question.exact.parts;
  expect([code, name, Math.abs(question.exact.expected + added - said.value) < 1e-5]).toEqual([0, 'imbalance1', true]);
});

test.each([
  ['an order that nobody sent', ['Z', '--journal', file], /^sluice: Z: .* has no such order/],
  ['one that is not adaptive', ['T', '--journal', file], /^sluice: T: nothing was decided about it by forecasts/],
  [
    'a slot that is not there',
    ['A', '--journal', file, '--slice', '99'],
    /^sluice: --slice 99: no such slot was decided; there are 0, 1,/,
  ],
  ['a slot that is none', ['A', '--journal', file, '--slice', 'x'], /^sluice: option '--slice <n>' argument 'x' is invalid/],
  [
    'a model that is not at hand',
    ['A', '--journal', file, '--exact'],
    /^sluice: --exact: the file of leans \(\w+\) is not found/,
  ],
  ['a journal that is not there', ['A', '--journal', join(dir, 'no.db')], /^sluice: --journal: .*no\.db does not exist$/],
] as const)('%s is told in a line: exit code 2', async (_what, args, told) => {
  const { code, out, err } = await sluice('explain', ...args);
  expect({ code, out, told: told.test(err[0] ?? '') }).toEqual({ code: 2, out: [], told: true });
});
