import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Micros } from '../core/numbers';
import { utilisation } from '../core/risk/gauges';
import { pathOf } from '../core/risk/levels';
import { LEVELS, type LimitSpec, type LimitSpecs, SECTIONS } from '../core/risk/limits';
import type { DaySpec } from '../core/risk/trading-day';
import type { Config } from './config';
import { configAgain, type Instead } from './config-again';
import { changedYaml, replaceFile } from './config-write';
import { LIMITS_BY_NAME, limitPath } from './limit-path';
import type { Line } from './line';

/** One limit in force: how the file names it, what it is, and what it bounds. */
export interface LimitRow {
  readonly path: string;
  readonly limit: string;
  readonly about: string;
}

/** How much of a limit is used; of one that is counted a symbol, where most is. Decimal text. */
export interface UseRow {
  readonly path: string;
  readonly used: string;
  readonly most: string;
  readonly symbol?: string | undefined;
}

/** Length of what a path has in texts and not in rows. */
const PREFIX = 'limits.'.length;

/** Who changes limits, and why. */
export interface Author {
  readonly by: string;
  readonly reason: string;
}

/**
 * Limits of a running gateway: shown, read again from their file, or one of them set, in the file too, so that a restart finds what was in
 * force. Each change is a fact. What is wrong is thrown as an Error with file, line and key, and the old limits stay in force.
 */
export class LimitsDesk {
  constructor(
    private readonly line: Line,
    private readonly config: Config,
    private readonly omsSessions: () => readonly string[],
  ) {}

  /** The file that limits are read from; undefined where they are built in. */
  get source(): string | undefined {
    return this.config.limitsSource;
  }

  /** Every limit that is set, the firm's first. */
  rows(): LimitRow[] {
    return rowsOf(this.inForce);
  }

  /** What is used at a time of the limits that many orders use up together, wherever anything is. */
  uses(at: Micros): UseRow[] {
    const { levels, markets } = this.line.books;
    return [...levels.all()].flatMap(level =>
      utilisation(level.limits, level.exposure, { at, markets }).map(({ limit, ...use }) => ({
        path: pathOf(level, limit).slice(PREFIX),
        ...use,
      })),
    );
  }

  /** Takes up what the file says now. Returns what changed. */
  reload(author: Author): LimitRow[] {
    return this.take(this.reread().limits, author);
  }

  /** Sets one limit (`accounts.A1.maxOrderQty` to `500`; `off` takes it away) in the file and in force. Returns what changed. */
  set(path: string, value: string, author: Author): LimitRow[] {
    const { source, limitsSource } = this.config;
    const written = this.reread();
    if (!isDeepStrictEqual(written.limits, this.inForce))
      throw new Error(`${limitsSource} says otherwise than the limits in force: look at it, then \`sluice limits reload\``);
    const keys = limitPath(path);
    const at = limitsSource === source ? ['limits', ...keys] : keys;
    const text = changedYaml(limitsSource!, readFileSync(limitsSource!, 'utf8'), at, value);
    const { limits } = this.reread({ path: limitsSource!, text });
    replaceFile(limitsSource!, text);
    return this.take(limits, author);
  }

  private get inForce(): LimitSpecs {
    return this.line.books.levels.specs;
  }

  private reread(instead?: Instead): Config {
    return configAgain(this.config, 'the limits', this.omsSessions, instead);
  }

  private take(limits: LimitSpecs, { by, reason }: Author): LimitRow[] {
    const before = new Map(this.rows().map(row => [row.path, row.limit]));
    this.line.post({ type: 'LimitsChanged', by, reason, source: this.config.limitsSource!, limits });
    this.line.commitNow();
    const after = this.rows();
    const gone = [...before.keys()].filter(path => !after.some(row => row.path === path));
    return [
      ...after.filter(row => before.get(row.path) !== row.limit),
      ...gone.map(path => ({ path, limit: 'off', about: `was ${before.get(path)}` })),
    ];
  }
}

/** The limits of a file as rows. */
export function rowsOf(specs: LimitSpecs): LimitRow[] {
  const rows = LEVELS.flatMap(name => {
    if (name === 'firm') return levelRows('firm', specs.firm);
    return Object.entries(specs[SECTIONS[name]] ?? {}).flatMap(([key, spec]) => levelRows(`${SECTIONS[name]}.${key}`, spec));
  });
  const { currency, rates, day, restricted, permitted } = specs;
  return [
    ...rows,
    ...(currency === undefined ? [] : [{ path: 'currency', limit: currency, about: 'what money limits are in' }]),
    ...Object.entries(rates ?? {}).map(([code, rate]) => ({
      path: `rates.${code}`,
      limit: rate,
      about: `one ${code} in ${currency}`,
    })),
    ...Object.entries(day ?? {}).map(([key, limit]) => ({ path: `day.${key}`, limit, about: DAY_KEYS[key as keyof DaySpec] })),
    ...listRows('restricted', restricted, 'orders that are denied'),
    ...listRows('permitted', permitted, 'the only orders that are taken'),
  ];
}

const listRows = (path: string, rules: readonly object[] | undefined, about: string): LimitRow[] =>
  (rules ?? []).map((rule, n) => ({ path: `${path}.${n}`, limit: JSON.stringify(rule), about }));

const DAY_KEYS: Readonly<Record<keyof DaySpec, string>> = {
  timeZone: 'whose clocks the day of daily limits goes by',
  ends: 'when it ends and the next begins',
};

function levelRows(path: string, spec: LimitSpec): LimitRow[] {
  return [...LIMITS_BY_NAME].flatMap(([name, { about }]) => {
    const value = name.split('.').reduce<unknown>((of, part) => (of as Readonly<Record<string, unknown>>)?.[part], spec);
    return value === undefined ? [] : [{ path: `${path}.${name}`, limit: String(value), about }];
  });
}
