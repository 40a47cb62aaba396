import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings } from '../../../src/fix/settings/load';
import { parseBacktest } from '../../../src/run/backtest/config';
import { readConfig } from '../../../src/run/config';
import { banditLog, banditReport } from '../../../src/run/models/bandit-log';
import { replayTurns } from '../../../src/run/replay';
import { PACKAGE_ROOT } from '../../../src/run/version';
import { agents, KNOWS, parent, play } from '../backtest/stage';

const orders = [0, 20, 40].map(s => parent(5 + s, { strategy: '1', parameters: { Duration: '60', SlotSeconds: '6' } }, `O${s}`));
const TERMS = { explore: 0.4, ridge: 100, seed: 2 };
let ran: ReturnType<typeof play>;
beforeAll(() => {
  ran = play(orders, agents(3), { knows: { ...KNOWS, bandit: TERMS } });
}, 60_000);

test('in a market of agents: every draw is drawn with known probabilities and scored, orders complete, and a replay decides the same', () => {
  const { journal, results } = ran;
  const turns = [...journal.turns()];
  const log = banditLog(turns);
  const arms = new Set(log.decisions.map(d => d.arms[d.place]!));
  const sums = log.decisions.map(d => Math.abs(d.propensities.reduce((a, b) => a + b, 0) - 1));
  expect({
    outcomes: results.map(r => r.outcome),
    enough: log.decisions.length > 20,
    open: log.open,
    explores: arms.size > 1,
    sums: Math.max(...sums) < 1e-12,
    inBounds: log.decisions.every(d => Math.abs(d.cost) < 100),
    difference: replayTurns(turns).difference,
  }).toEqual({
    outcomes: ['done', 'done', 'done'],
    enough: true,
    open: 0,
    explores: true,
    sums: true,
    inBounds: true,
    difference: undefined,
  });
});

test('the report values each policy against what was paid and against the cost rule', () => {
  const log = banditLog(ran.journal.turns());
  const { policies, clusters, paid, decisions } = banditReport(log, { clip: 100, ridge: 100, seed: 1 });
  const rule = policies.find(p => p.policy === 'cost rule')!;
  expect([policies.map(p => p.policy), clusters, decisions, rule.againstRule.mean, Number.isFinite(paid.mean)]).toEqual([
    ['learned', 'cost rule', 'always join', 'always cross'],
    3,
    log.decisions.length,
    0,
    true,
  ]);
});

describe('the config', () => {
  const INSTRUMENTS = 'instruments: [{symbol: ACME, tick: 0.01, lot: 1}]\n';
  const PAPER = `${INSTRUMENTS}simulator: { port: 9881 }\n`;
  const settings = loadSettings(join(PACKAGE_ROOT, 'sessions', 'paper')).sessions;
  const real = settings.map(s => (s.role === 'venue' ? { ...s, endpoint: { host: '192.0.2.7', port: 9881 } } : s));
  const refusal = (text: string, sessions = settings): string => {
    try {
      readConfig('sluice.yaml', text, { settings: sessions });
      return 'taken';
    } catch (error) {
      return (error as Error).message;
    }
  };

  test.each<[string, string, typeof settings, RegExp]>([
    [
      'live is refused',
      `${INSTRUMENTS}bandit: { explore: 0.05 }\n`,
      settings,
      /^sluice\.yaml:2: bandit: explores on paper only, and there is no `simulator` here/,
    ],
    [
      'a venue beside the simulator is refused',
      `${PAPER}bandit: { explore: 0.05 }\n`,
      real,
      /^sluice\.yaml:3: bandit: explores on paper only, and venue session .* does not lead to the simulator/,
    ],
    ['on paper it is taken', `${PAPER}bandit: { explore: 0.05 }\n`, settings, /^taken$/],
    [
      'an explore of 0 is refused',
      `${PAPER}bandit: { explore: 0 }\n`,
      settings,
      /^sluice\.yaml:3: bandit\.explore: must be above 0$/,
    ],
    ['one above a half too', `${PAPER}bandit: { explore: 0.51 }\n`, settings, /bandit\.explore: must be at most 0\.5$/],
    [
      'and one that is no number',
      `${PAPER}bandit: { explore: much }\n`,
      settings,
      /bandit\.explore: must be a number above 0, at most 0\.5$/,
    ],
    ['a key that is none', `${PAPER}bandit: { explore: 0.1, arms: 3 }\n`, settings, /bandit\.arms: unknown key$/],
  ])('%s', (_what, text, sessions, message) => {
    const said = refusal(text, sessions);
    expect(message.test(said) ? 'as expected' : said).toBe('as expected');
  });

  test('a backtest takes it too', () => {
    const dir = mkdtempSync(join(tmpdir(), 'bandit-'));
    const text = `${INSTRUMENTS}bandit: { explore: 0.25 }\nparents: [{at: 1s, symbol: ACME, side: buy, qty: 10, strategy: VWAP, parameters: {Duration: 30}}]\n`;
    const { bandit } = parseBacktest(join(dir, 'bt.yaml'), text);
    rmSync(dir, { recursive: true });
    expect(bandit).toEqual({ explore: 0.25, ridge: 100, seed: 1 });
  });
});
