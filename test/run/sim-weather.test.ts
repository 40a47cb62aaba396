import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REGIMES } from '../../simulator/market/agents/regimes';
import { UsageError } from '../../src/run/config';
import { weatherOf } from '../../src/run/sim-weather';

const folder = mkdtempSync(join(tmpdir(), 'weather-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (text: string): string => {
  const path = join(folder, 'w.yaml');
  writeFileSync(path, text);
  return path;
};
const refused = (text: string): string => {
  try {
    return JSON.stringify(weatherOf(text));
  } catch (error) {
    return error instanceof UsageError ? error.message.replaceAll(`${folder}/`, '') : `threw ${error}`;
  }
};

describe('weatherOf', () => {
  test('a name is a regime, switching begins calm, a file has a climate or a script', () => {
    expect([
      weatherOf('thin'),
      weatherOf('switching'),
      weatherOf(file('climate: { spread: 3, volatility: 0.25 }\n')),
      weatherOf(file('script:\n  - { after: 0, regime: thin }\n  - { after: 90.5, regime: crash }\n')),
    ]).toEqual([
      { kind: 'steady', climate: REGIMES.thin },
      { kind: 'switching', first: 'calm' },
      { kind: 'steady', climate: { ...REGIMES.calm, spread: 3, volatility: 0.25 } },
      {
        kind: 'script',
        steps: [
          { after: 0, regime: 'thin' },
          { after: 90.5, regime: 'crash' },
        ],
      },
    ]);
  });

  test.each<[string, string]>([
    ['climate: { sprad: 3 }\n', 'w.yaml:1: climate.sprad: unknown key'],
    ['climate:\n  spread: wide\n', 'w.yaml:2: climate.spread: must be a number'],
    ['climate:\n  buyers: 1.5\n', 'w.yaml:2: climate.buyers: must be 1 or less'],
    ['climate:\n  noiseEvery: 0\n', 'w.yaml:2: climate.noiseEvery: must be 0.05 or more'],
    [
      'script:\n  - { after: 0, regime: hot }\n',
      'w.yaml:2: script.0.regime: must be one of calm, volatile, trending, crash, thin, auction',
    ],
    [
      'script:\n  - { after: 5, regime: calm }\n  - { after: 5, regime: thin }\n',
      'w.yaml:3: script.1.after: must be later than the step before',
    ],
    [
      'climate: { spread: 2 }\nscript: [{ after: 0, regime: thin }]\n',
      'w.yaml:1: the whole file: needs either `climate` or `script`',
    ],
  ])('a wrong file is refused with its line: %j', (text, told) => {
    expect(refused(file(text))).toBe(told);
  });

  test('what is neither a regime nor a file is refused with what there is', () => {
    expect([refused('stormy'), refused(join(folder, 'none.yaml'))]).toEqual([
      "regime 'stormy' is none of: calm, volatile, trending, crash, thin, auction; switching (they follow each other, by the seed); or a YAML file",
      expect.stringMatching(/^regime: none.yaml cannot be read: ENOENT/),
    ]);
  });
});
