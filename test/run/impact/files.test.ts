import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PRIOR } from '../../../src/core/impact/prior';
import { UsageError } from '../../../src/run/config';
import { fitTo, shapesOf, updatedBy } from '../../../src/run/impact/fit-models';
import { METAORDER_COLUMNS, readMetaorders, writeMetaorders } from '../../../src/run/impact/metaorders-file';
import { readModel, writeModel } from '../../../src/run/impact/model-file';
import { PACKAGE_ROOT } from '../../../src/run/version';
import { generateMetaorders } from '../../../src/training/impact/generator';

const dir = mkdtempSync(join(tmpdir(), 'sluice-impact-'));
afterAll(() => rmSync(dir, { recursive: true }));
const file = join(dir, 'a file');
const SHIPPED = join(PACKAGE_ROOT, 'models', 'impact-prior.json');
/** What a call refuses, without the file's name. */
const refusal = (call: () => unknown): string => {
  try {
    call();
  } catch (error) {
    if (error instanceof UsageError) return error.message.replaceAll(file, 'FILE');
    throw error;
  }
  return 'taken';
};

describe('a model file', () => {
  test('the one that ships is the prior', () => {
    const near = JSON.parse(JSON.stringify(PRIOR), (_k, v) => (typeof v === 'number' ? expect.closeTo(v, 7) : v));
    expect(readModel(SHIPPED)).toEqual(near);
  });
  test('is read as it was written, a fit with its figures included', () => {
    const orders = generateMetaorders({ seed: 1, days: 6, symbols: 5, orders: 10, truth: PRIOR, noise: 0.5 });
    const model = fitTo({ orders, synthetic: true }, { prior: PRIOR, shapes: [], name: 'fit', source: 'a test', seed: 1 });
    writeModel(file, model);
    const read = readModel(file);
    writeModel(file, read);
    expect([readModel(file), read.fit!.parameters.map(p => p.name)]).toEqual([
      read,
      ['spread', 'y', 'delta', 'transient', 'decay'],
    ]);
  });
  const shipped = readFileSync(SHIPPED, 'utf8');
  test.each<[string, string, string]>([
    [
      'a schema of later',
      shipped.replace('"schema": 1', '"schema": 2'),
      'FILE:2: schema: must be 1: this is a schema that we do not read',
    ],
    ['a Y of 0', shipped.replace('"y": 0.66666667', '"y": 0'), 'FILE:9: y: must be a number from 1e-9 to 1000000'],
    [
      'a text for a number',
      shipped.replace('"delta": 0.5', '"delta": "half"'),
      'FILE:10: delta: must be a number from 0.01 to 2',
    ],
    ['a slope that falls', shipped.replace('"size": 0', '"size": -0.1'), 'FILE:21: residual.size: must be a number from 0 to 1'],
    ['an unknown key', shipped.replace('"window"', '"windows"'), 'FILE:5: windows: unknown key\nFILE:1: window: must be a text'],
    [
      'a name with a separator',
      shipped.replace('"impact-prior"', '"a name"'),
      'FILE:3: name: must be 1 to 40 printable characters without spaces',
    ],
  ])('refuses %s by line and key', (_what, text, expected) => {
    writeFileSync(file, text);
    expect(
      refusal(() => readModel(file))
        .split('\n')
        .sort(),
    ).toEqual(expected.split('\n').sort());
  });
  test('that is not there is told', () => {
    expect(refusal(() => readModel(join(dir, 'none')))).toContain('none: the impact model cannot be read: ENOENT');
  });
});

describe('a file of metaorders', () => {
  const head = METAORDER_COLUMNS.join(',');
  test('is read as it was written, and remembers that it is synthetic', () => {
    const orders = generateMetaorders({ seed: 1, days: 2, symbols: 2, orders: 5, truth: PRIOR, noise: 1 });
    writeMetaorders(file, orders, 'a test');
    const { orders: read, synthetic } = readMetaorders(file);
    const near = JSON.parse(JSON.stringify(orders), (key, v) =>
      typeof v === 'number'
        ? key === 'cost' || key === 'start' || key === 'duration'
          ? expect.closeTo(v, 3)
          : expect.closeTo(v, 6)
        : v,
    );
    expect([read, synthetic]).toEqual([near, true]);
  });
  test('of real orders needs neither the touch nor a regime', () => {
    writeFileSync(
      file,
      `${METAORDER_COLUMNS.slice(0, 10).join(',')}\n2026-01-05,ACME,sell,34200,1800,25000,1000000,1.8,4,-3.5\n`,
    );
    expect(readMetaorders(file)).toEqual({
      synthetic: false,
      orders: [
        {
          cluster: '2026-01-05',
          symbol: 'ACME',
          buy: false,
          start: 34_200,
          query: { size: 0.025, volatility: expect.closeTo(0.018, 12), spread: 4, duration: 1800 },
          cost: -3.5,
        },
      ],
    });
  });
  test.each([
    ['no columns', 'a,b\n', "FILE:1: unknown column 'a'"],
    ['a side that is none', `${head}\nd,A,long,0,60,100,1e6,2,5,1,,`, "FILE:2: side: must be buy or sell, and is 'long'"],
    ['a size of 0', `${head}\nd,A,buy,0,60,0,1e6,2,5,1,,`, "FILE:2: quantity: must be a number above zero, and is '0'"],
    [
      'a time that is negative',
      `${head}\nd,A,buy,0,-60,100,1e6,2,5,1,,`,
      "FILE:2: durationSeconds: must be a number at or above zero, and is '-60'",
    ],
    ['a cost that is no number', `${head}\nd,A,buy,0,60,100,1e6,2,5,much,,`, "FILE:2: costBps: must be a number, and is 'much'"],
    ['a cell too few', `${head}\nd,A,buy`, 'FILE:2: 3 cells, and there are 12 columns'],
  ])('refuses %s by line and column', (_what, text, expected) => {
    writeFileSync(file, text);
    expect(refusal(() => readMetaorders(file)).split('\n')[0]).toContain(expected);
  });
});

describe('what cannot be fitted', () => {
  const orders = generateMetaorders({ seed: 1, days: 2, symbols: 2, orders: 10, truth: PRIOR, noise: 1 });
  const options = { prior: PRIOR, shapes: [], name: 'fit', source: 'a test', seed: 1 } as const;
  const bare = orders.map(o => ({ ...o, query: { ...o.query, depth: undefined } }));
  test.each<[string, () => unknown, string]>([
    [
      'too few orders',
      () => fitTo({ orders: orders.slice(0, 29), synthetic: true }, options),
      'INPUT: 29 orders are too few to fit to: 30 at least',
    ],
    [
      'a depth that no order tells',
      () => fitTo({ orders: bare, synthetic: true }, { ...options, shapes: ['depth'] }),
      '--with: depth needs the column touchQuantity',
    ],
    [
      'a regime that no order tells',
      () => fitTo({ orders, synthetic: true }, { ...options, shapes: ['regime'] }),
      '--with: regime needs the column regime',
    ],
    ['a factor that there is not', () => shapesOf(['mood']), "--with: 'mood' is none of participation, duration, depth, regime"],
    ['nothing to update by', () => updatedBy(PRIOR, { orders: [], synthetic: true }, options), 'INPUT: there is no order in it'],
  ])('%s is refused', (_what, call, expected) => {
    expect(refusal(call)).toBe(expected);
  });
  test('an update moves Y, keeps the rest, and says where it comes from', () => {
    const { model } = updatedBy(PRIOR, { orders, synthetic: false }, options);
    expect(model).toEqual({
      ...PRIOR,
      y: expect.any(Number),
      name: 'fit',
      source: 'impact-prior, Y moved by a test',
      fit: undefined,
    });
  });
});
