import { z } from 'zod';
import { DataError } from '../../core/data-error';
import type { Micros } from '../../core/numbers';
import { linesOf } from '../read/lines';

const stamp = z.number('must be whole microseconds').int('must be whole microseconds');
const schema = z.union([
  z.object({ at: stamp, symbol: z.string(), trading: z.boolean() }),
  z.object({ at: stamp, symbols: z.array(z.string()), urgency: z.enum(['normal', 'flash', 'background']) }),
]);

/** Urgency (61). */
const URGENCY = { normal: 0, flash: 1, background: 2 } as const;

/** A halt, its end, or news, at the time of its receipt; `urgency` as in Urgency (61). */
export type MarketEvent = { readonly at: Micros; readonly trading: boolean } | { readonly at: Micros; readonly urgency: number };

/**
 * The halts and news of a symbol in a file as the recorder writes it (`events.jsonl`); news of no symbol are of all. Rejects with a DataError
 * that names file, line and reason.
 */
export async function readMarketEvents(file: string, symbol: string | undefined): Promise<MarketEvent[]> {
  const events: MarketEvent[] = [];
  for await (const { lines, first } of linesOf(file))
    lines.forEach((line, i) => {
      if (line.trim() === '') return;
      const event = eventOf(file, first + i, line, symbol);
      const before = events.at(-1);
      if (event && before && event.at < before.at)
        throw new DataError(file, first + i, 'time goes back: the file is not in order');
      if (event) events.push(event);
    });
  return events;
}

function eventOf(file: string, line: number, text: string, symbol: string | undefined): MarketEvent | undefined {
  const read = schema.safeParse(jsonOf(text));
  if (!read.success)
    throw new DataError(file, line, `is neither a halt ({"at", "symbol", "trading"}) nor news ({"at", "symbols", "urgency"})`);
  const { data } = read;
  if ('trading' in data)
    return symbol === undefined || data.symbol === symbol ? { at: data.at, trading: data.trading } : undefined;
  const about = data.symbols.length === 0 || symbol === undefined || data.symbols.includes(symbol);
  return about ? { at: data.at, urgency: URGENCY[data.urgency] } : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
