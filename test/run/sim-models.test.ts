import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILT_IN, readConfig } from '../../src/run/config';
import { type ModelTexts, modelsOf } from '../../src/run/sim-models';

const NAMES = { latency: '--latency', faultRate: '--fault-rate' };

describe('the models that a user asks for', () => {
  let dir: string;
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'sluice-models-'))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
  const file = (name: string, text: string): string => {
    writeFileSync(join(dir, name), text);
    return join(dir, name);
  };
  const refusal = (texts: ModelTexts): string => {
    try {
      modelsOf(texts, 1, NAMES);
      return 'taken';
    } catch (error) {
      return `${(error as Error).name}: ${(error as Error).message.replaceAll(dir, 'DIR')}`;
    }
  };

  test('are none without a word', () => {
    expect(modelsOf({}, 1, NAMES)).toEqual({ latencies: undefined, fees: undefined, faults: undefined });
  });

  test('are read from their files and options', () => {
    const measured = file('lat.csv', 'upToMicros,count\n50,1\n');
    const models = modelsOf(
      {
        latency: `entry=measured:${measured}`,
        fees: file('fees.yaml', 'perShare: { rate: 0.01 }'),
        faults: file('faults.yaml', 'rules: [{ on: filled, fault: bust }]\nseed: 4'),
      },
      1,
      NAMES,
    );
    const entry = models.latencies?.entry?.next() ?? 0;
    expect([entry >= 1 && entry <= 50, models.fees?.perShare?.rate, models.faults?.rules[0]?.when, models.faults?.seed]).toEqual([
      true,
      { n: 1n, scale: 2 },
      { kind: 'event', event: 'filled', count: { n: 1, every: true } },
      4,
    ]);
  });

  test('are drawn from the seed of the run where no other is given', () => {
    const seeds = [{}, { faultSeed: 9 }].map(more => modelsOf({ faultRate: 'drop=0.5', ...more }, 3, NAMES).faults?.seed);
    expect(seeds).toEqual([3, 9]);
  });

  test('are refused in a line that says what is wrong', () => {
    const faults = file('f.yaml', 'rules: [{ at: 1s, fault: drop }]');
    const said = [
      refusal({ faultSeed: 1 }),
      refusal({ faults, faultRate: 'drop=0.1' }),
      refusal({ faults: join(dir, 'none.yaml') }),
      refusal({ fees: join(dir, 'none.yaml') }),
      refusal({ latency: `measured:${file('bad.csv', 'upToMicros,count\n5\n')}` }),
    ];
    expect(said).toEqual([
      'Error: --fault-seed is about --fault-rate; a script has a seed of its own',
      'Error: --fault-rate: put the rates into DIR/f.yaml, under rates',
      'Error: DIR/none.yaml: there is no such fault script',
      'Error: DIR/none.yaml: there is no such fee schedule',
      "Error: DIR/bad.csv:2: '5' is not two whole numbers",
    ]);
  });

  test('may stand in the config of a gateway on paper', () => {
    const text = `${INSTRUMENTS}simulator: { port: 9881, symbols: [X], regime: volatile, latency: 'constant:1ms', fees: a, faults: b }\n`;
    const { simulator } = readConfig('sluice.yaml', text);
    expect([simulator?.regime, simulator?.latency, simulator?.fees, simulator?.faults, BUILT_IN.simulator]).toEqual([
      'volatile',
      'constant:1ms',
      'a',
      'b',
      undefined,
    ]);
  });
});

const INSTRUMENTS = 'instruments: [{ symbol: X, tick: 0.01, lot: 1 }]\n';
