import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isPair, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { type InstrumentSpec, instrumentOf } from '../core/instruments';
import { type LimitSpecs, limitsOf } from '../core/risk/limits';

/** Decimal text: YAML numbers are taken as they are written. */
const decimal = z.union([z.number(), z.string()]).transform(v => (typeof v === 'number' ? plain(v) : v));
const plain = (n: number): string => (Number.isInteger(n) && Math.abs(n) < 1e15 ? BigInt(n).toString() : String(n));

const schema = z.strictObject({
  instruments: z
    .array(
      z.strictObject({ symbol: z.string().min(1), tick: decimal, lot: decimal.default('1'), priorClose: decimal.optional() }),
    )
    .min(1),
  limits: z
    .strictObject({
      firm: z
        .strictObject({
          maxOrderQty: decimal.optional(),
          maxNotional: decimal.optional(),
          priceCollar: z.strictObject({ percent: decimal.optional(), ticks: z.number().int().min(0).optional() }).optional(),
          maxOpenOrders: z.number().int().min(0).optional(),
        })
        .default({}),
    })
    .default({ firm: {} }),
  simulator: z
    .strictObject({
      port: z.number().int().min(1).max(65535),
      seed: z.number().int().default(1),
      symbols: z.array(z.string().min(1)).default([]),
      lobster: z
        .strictObject({ file: z.string().min(1), symbol: z.string().min(1), speed: z.number().positive().optional() })
        .optional(),
    })
    .optional(),
});

export interface SimulatorConfig {
  readonly port: number;
  readonly seed: number;
  /** Symbols that seeded agents trade in. */
  readonly symbols: readonly string[];
  /** A LOBSTER message file to play in one symbol; a relative path is taken from the working folder. */
  readonly lobster?: { readonly file: string; readonly symbol: string; readonly speed?: number | undefined } | undefined;
}

export interface Config {
  readonly instruments: readonly InstrumentSpec[];
  readonly limits: LimitSpecs;
  readonly simulator: SimulatorConfig | undefined;
  /** The file it was read from; undefined for the limits built in. */
  readonly source: string | undefined;
}

/** Without a config: any symbol at tick 0.01 and lot 1, an order at most 1,000,000 and 1e9 in value, no collar. Loopback only. */
export const BUILT_IN: Config = {
  instruments: [{ symbol: '*', tick: '0.01', lot: '1' }],
  limits: { firm: { maxOrderQty: '1000000', maxNotional: '1000000000' } },
  simulator: undefined,
  source: undefined,
};

/** A user's mistake: said in one line, without a stack. */
export class UsageError extends Error {}

/** The config of a sessions folder: the file named, else `sluice.yaml` in the folder, else what is built in. Throws UsageError with file, line and key. */
export function loadConfig(sessionsDir: string, file?: string): Config {
  const path = file ?? join(sessionsDir, 'sluice.yaml');
  if (!existsSync(path)) {
    if (file !== undefined) throw new UsageError(`${file}: there is no such config file`);
    return BUILT_IN;
  }
  return readConfig(path, readFileSync(path, 'utf8'));
}

export function readConfig(path: string, text: string): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [syntax] = document.errors;
  if (syntax) throw new UsageError(`${path}:${lines.linePos(syntax.pos[0]).line}: ${syntax.message.split('\n')[0]}`);
  numbersAsWritten(document);
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const at = [...issue.path.map(String), ...(unknown === undefined ? [] : [unknown])];
    throw new UsageError(
      `${path}:${lineOf(document, at, lines)}: ${at.join('.')}: ${unknown === undefined ? issue.message : 'unknown key'}`,
    );
  }
  const config: Config = { ...parsed.data, simulator: parsed.data.simulator, source: path };
  try {
    for (const spec of config.instruments) instrumentOf(spec);
    limitsOf(config.limits);
  } catch (error) {
    throw new UsageError(`${path}: ${(error as Error).message}`);
  }
  return config;
}

type Document = ReturnType<typeof parseDocument>;

/** Keeps a decimal's own text (0.10 stays "0.10"), so that no float stands between the file and a limit. */
function numbersAsWritten(document: Document): void {
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'number' && !Number.isInteger(node.value) && node.source) node.value = node.source;
    },
  });
}

function lineOf(document: Document, path: readonly string[], lines: LineCounter): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find(i => isPair(i) && String((i.key as { value?: unknown }).value ?? i.key) === key);
      if (!pair) break;
      offset = (pair.key as { range?: number[] }).range?.[0] ?? offset;
      node = pair.value;
    } else node = (node as { items?: unknown[] } | undefined)?.items?.[Number(key)];
  }
  return lines.linePos(offset).line;
}
