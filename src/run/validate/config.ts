import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { feesBeside } from '../backtest/fees';
import { type Mistake, readYaml } from '../config-file';
import { paperBeside } from '../fills/config';
import { modelBeside } from '../forecast/config';
import { guardsBeside } from '../guards/config';
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
      ...(orders.hmm !== undefined && { hmm: modelBeside(orders.hmm, beside) }),
      ...(orders.fees !== undefined && { fees: feesBeside(orders.fees, beside) }),
    },
  };
}

/** What the keys do not tell one by one. */
function mistakesOf({ scope, sealed, inSample, orders }: Read): Mistake[] {
  const wrong: Mistake[] = [];
  const say = (at: string[], what: string): void => void wrong.push({ at, what });
  const stranger = sealed.gainIn?.find(regime => !scope.regimes.includes(regime));
  if (stranger !== undefined) say(['sealed', 'gainIn'], `'${stranger}' is not among \`scope.regimes\``);
  const twice = scope.regimes.find((regime, n) => scope.regimes.indexOf(regime) < n);
  if (twice !== undefined) say(['scope', 'regimes'], `'${twice}' is named twice`);
  if (inSample.testGroups >= inSample.groups)
    say(['inSample', 'testGroups'], 'must be less than `groups`: something must be left to train on');
  if (scope.maxQty > orders.qty)
    say(['scope', 'maxQty'], `is more than orders.qty (${orders.qty}): a larger order was not tried`);
  const names = inSample.variants.map(v => v.name);
  const again = names.find((name, n) => names.indexOf(name) < n);
  if (again !== undefined) say(['inSample', 'variants'], `'${again}' is there twice`);
  return wrong;
}
