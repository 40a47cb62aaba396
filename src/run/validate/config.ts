import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { DEFAULT_BAND } from '../../core/schedule/adaptive';
import type { Scope } from '../../validation/report';
import { feesBeside } from '../backtest/fees';
import { type Mistake, readYaml } from '../config-file';
import { paperBeside } from '../fills/config';
import { modelBeside } from '../forecast/config';
import { guardsBeside } from '../guards/config';
import { latencyBeside } from '../sim-latency';
import { stressBeside } from '../stress/config';
import { UsageError } from '../usage-error';
import { validateShape } from './schema';

const schema = z.strictObject(validateShape);

type Read = z.infer<typeof schema>;

/** What `sluice validate` is asked to do; files are named by their whole path. */
export type ValidateConfig = Read;

/** Reads the file of a validation. Throws a UsageError with file, line and key of every mistake. */
export function readValidation(path: string): ValidateConfig {
  if (!existsSync(path)) throw new UsageError(`${path}: there is no such file of a validation`);
  return parseValidation(path, readFileSync(path, 'utf8'));
}

/** The same from its text. */
export function parseValidation(path: string, source: string): ValidateConfig {
  const { value, refuse } = readYaml(path, source, schema);
  refuse(mistakesOf(value));
  const beside = (name: string): string => (isAbsolute(name) ? name : join(dirname(path), name));
  const weather = (regime: string): string => (/\.ya?ml$/.test(regime) ? beside(regime) : regime);
  const { model, training, out, scope, sealed, orders } = value;
  return {
    ...value,
    model: modelBeside(model, beside),
    training: beside(training),
    out: beside(out),
    guards: guardsBeside(value.guards, beside),
    stress: stressBeside(value.stress, beside),
    paper: paperBeside(value.paper, beside),
    scope: { ...scope, regimes: scope.regimes.map(weather) },
    sealed: { ...sealed, ...(sealed.gainIn && { gainIn: sealed.gainIn.map(weather) }) },
    orders: {
      ...orders,
      latency: latencyBeside(orders.latency, beside),
      ...(orders.hmm !== undefined && { hmm: modelBeside(orders.hmm, beside) }),
      ...(orders.fees !== undefined && { fees: feesBeside(orders.fees, beside) }),
    },
  };
}

/** What a report of it speaks of: its scope, and the Band (that of an order that names none) and window that its orders have. */
export const scopeOf = ({ scope, orders }: ValidateConfig): Scope => ({
  ...scope,
  maxBand: DEFAULT_BAND / 1e6,
  maxWindow: Math.floor(orders.window / 1e6),
});

/** What the keys do not tell one by one. */
function mistakesOf(value: Read): Mistake[] {
  const { scope, sealed, inSample, orders } = value;
  const wrong: Mistake[] = [];
  const say = (at: string[], what: string): void => void wrong.push({ at, what });
  const stranger = sealed.gainIn?.find(regime => !scope.regimes.includes(regime));
  if (stranger !== undefined) say(['sealed', 'gainIn'], `'${stranger}' is not among \`scope.regimes\``);
  const twice = scope.regimes.find((regime, n) => scope.regimes.indexOf(regime) < n);
  if (twice !== undefined) say(['scope', 'regimes'], `'${twice}' is named twice`);
  if (inSample.testGroups >= inSample.groups)
    say(['inSample', 'testGroups'], 'must be less than `groups`: something must be left to train on');
  if (scope.venue === 'live' && scope.symbols.includes('*'))
    say(['scope', 'symbols'], 'for the venue live name the symbols, and not *: a real symbol that was not tried is not covered');
  if (scope.maxQty > orders.qty)
    say(['scope', 'maxQty'], `is more than orders.qty (${orders.qty}): a larger order was not tried`);
  const names = inSample.variants.map(v => v.name);
  const again = names.find((name, n) => names.indexOf(name) < n);
  if (again !== undefined) say(['inSample', 'variants'], `'${again}' is there twice`);
  return [...wrong, ...sharedSeeds(value)];
}

/** Markets that another stage opens, and the ledger counts for no look: none of them may be sealed, or be where the baseline is chosen. */
function sharedSeeds({ sealed, stress, paper, scope }: Read): Mistake[] {
  const [first, last] = [sealed.first, sealed.first + sealed.seeds + sealed.pick - 1];
  const opened = [
    { at: ['stress', 'first'], from: stress.first, to: stress.first + stress.seeds - 1 },
    // each regime has seeds of its own there
    {
      at: ['paper', 'first'],
      from: paper.first,
      to: paper.first + scope.regimes.length * Math.max(paper.seeds, paper.parity) - 1,
    },
  ];
  return opened
    .filter(({ from, to }) => from <= last && to >= first)
    .map(({ at, from, to }) => ({
      at,
      what: `the seeds ${from} to ${to} are among the sealed ones and those behind them (\`sealed.pick\`), ${first} to ${last}: take others`,
    }));
}
