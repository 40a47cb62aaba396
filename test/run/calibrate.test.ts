import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REGIMES } from '../../simulator/market/agents/regimes';
import { recordAgents } from '../../simulator/market/facts/stage';
import { type CalibrateOptions, type Calibration, calibrate, climateFile } from '../../src/run/calibrate';
import { UsageError } from '../../src/run/config';
import { weatherOf } from '../../src/run/sim-weather';

const folder = mkdtempSync(join(tmpdir(), 'calibrate-'));
afterAll(() => rmSync(folder, { recursive: true }));
const OPEN_MS = 34_200_000;
const fast = { seed: 1, tries: 2, seeds: 1, minutes: 20, test: [] };

/** A day made by agents, written as quote ticks and trade ticks; made up, with the clock of a real day. */
function written(name: string, seed: number): string {
  const recording = recordAgents(name, { symbol: 'MADE', seed, reference: 5_000, start: 0 }, 60);
  const ms = (at: number): number => OPEN_MS + Math.floor((at - recording.start) / 1000);
  const quotes = Array.from({ length: recording.quotes }, (_, n) => recording.quoteAt(n)).map(
    q => `${ms(q.at)},${q.bid * 100},${q.bidQty},${q.ask * 100},${q.askQty},P,1,0`,
  );
  const trades = Array.from({ length: recording.trades }, (_, n) => recording.tradeAt(n)).map(
    t => `${ms(t.at)},${t.price * 100},${t.qty},P,1,0`,
  );
  writeFileSync(join(folder, `${name}_quote_ticks.csv`), `header\n${quotes.join('\n')}\n`);
  writeFileSync(join(folder, `${name}_trade_ticks.csv`), `header\n${trades.join('\n')}\n`);
  return join(folder, `${name}_quote_ticks.csv`);
}
const [first, second] = [written('MADE_1', 1), written('MADE_2', 2)];

const all = async (options: CalibrateOptions): Promise<Calibration[]> => {
  const found: Calibration[] = [];
  for await (const one of calibrate(options)) found.push(one);
  return found;
};

describe('calibrate', () => {
  test('fits on the first day, tests on the last, and writes a climate that can be read again', async () => {
    const [found] = await all({ ...fast, files: [second, first] });
    const file = join(folder, 'few-ticks.yaml');
    writeFileSync(file, climateFile(found!));
    const { bucket, fittedOn, testedOn, inSample, outOfSample, fit } = found!;
    const digits = Object.fromEntries(
      Object.entries(fit.best.climate).map(([key, value]) => [key, Number(value.toPrecision(4))]),
    );
    expect({ bucket, fittedOn, testedOn, told: [inSample, outOfSample].every(e => e > 0), weather: weatherOf(file) }).toEqual({
      bucket: 'few-ticks',
      fittedOn: ['MADE 1'],
      testedOn: ['MADE 2'],
      told: true,
      weather: { kind: 'steady', climate: { ...REGIMES.calm, ...digits } },
    });
  });

  test('a bucket without a day to test on is refused', async () => {
    const told = await all({ ...fast, files: [first] }).catch((e: unknown) => (e instanceof UsageError ? e.message : e));
    expect(told).toBe('too little data: bucket few-ticks has MADE 1 only; it needs a day to fit to and another to test on');
  });

  test('a day with too few trades is refused by name', async () => {
    writeFileSync(join(folder, 'FEW_1_quote_ticks.csv'), `header\n${OPEN_MS},100,1,200,1,P,1,0\n`);
    writeFileSync(join(folder, 'FEW_1_trade_ticks.csv'), `header\n${OPEN_MS},100,1,P,1,0\n`);
    const told = await all({ ...fast, files: [join(folder, 'FEW_1_quote_ticks.csv')] }).catch((e: Error) => e.message);
    expect(told).toMatch(/^too little data: .*FEW_1_quote_ticks.csv: FEW 1: 1 trades; a fit needs 1000 at least$/);
  });
});
