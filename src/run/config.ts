import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isPair, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { type InstrumentSpec, instrumentOf } from '../core/instruments';
import { exactFromText, parseDecimal } from '../core/numbers';
import type { LimitSpecs } from '../core/risk/limits';

/** Decimal text: YAML numbers are taken as they are written. */
const decimal = z
  .union([z.number(), z.string()], 'must be a decimal number')
  .transform(v => (typeof v === 'number' ? BigInt(v).toString() : v));
const positive = decimal.refine(v => (exactFromText(v)?.n ?? 0n) > 0n, 'must be a decimal number above zero');
const notNegative = decimal.refine(v => (exactFromText(v)?.n ?? -1n) >= 0n, 'must be a decimal number at or above zero');
const percent = notNegative.refine(v => typeof parseDecimal(v, 2) === 'number', 'must have at most two decimals');

const instrument = z
  .strictObject({ symbol: z.string().min(1), tick: positive, lot: positive.default('1'), priorClose: positive.optional() })
  .superRefine((spec, context) => {
    try {
      instrumentOf(spec);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
    }
  });

/** Every symbol once: of two entries one would be silently ignored. */
const once = (specs: readonly InstrumentSpec[], context: z.RefinementCtx): void =>
  specs.forEach((spec, n) => {
    if (specs.findIndex(s => s.symbol === spec.symbol) < n)
      context.addIssue({ code: 'custom', path: [n, 'symbol'], message: `'${spec.symbol}' was configured before` });
  });

const schema = z.strictObject({
  instruments: z.array(instrument).min(1).superRefine(once),
  limits: z
    .strictObject({
      firm: z
        .strictObject({
          maxOrderQty: notNegative.optional(),
          maxNotional: notNegative.optional(),
          priceCollar: z.strictObject({ percent: percent.optional(), ticks: z.number().int().min(0).optional() }).optional(),
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
      `${path}:${lineOf(document, at, lines)}: ${at.join('.') || 'the whole file'}: ${unknown === undefined ? issue.message : 'unknown key'}`,
    );
  }
  return { ...parsed.data, simulator: parsed.data.simulator, source: path };
}

type Document = ReturnType<typeof parseDocument>;

/** Keeps a decimal's own text (0.10 stays "0.10"), so that no float stands between the file and a limit. */
function numbersAsWritten(document: Document): void {
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'number' && !Number.isSafeInteger(node.value) && node.source) node.value = node.source;
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
    } else {
      node = (node as { items?: unknown[] } | undefined)?.items?.[Number(key)];
      offset = (node as { range?: number[] } | undefined)?.range?.[0] ?? offset;
    }
  }
  return lines.linePos(offset).line;
}
