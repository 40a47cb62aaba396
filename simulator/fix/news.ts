import type { Micros } from '../../src/core/numbers';
import type { MessageWriter } from '../../src/fix/codec/writer';
import { Tag } from '../../src/fix/generated/tags';
import type { Dialect } from '../../src/fix/translate/dialect';

/** Urgency (61) by its name. */
export const URGENCIES = { normal: '0', flash: '1', background: '2' } as const;

/** News that the venue tells everybody who reads its market data. */
export interface NewsItem {
  readonly urgency: keyof typeof URGENCIES;
  /** None: it is about the whole market. */
  readonly symbols: readonly string[];
  readonly headline: string;
}

/** News (B): the headline is the text, too, which every version wants. FIX 4.2 names symbols in RelatdSym (46). */
export function newsMessage(w: MessageWriter, { is42 }: Dialect, { urgency, symbols, headline }: NewsItem, at: Micros): void {
  w.utc(Tag.OrigTime, at).text(Tag.Urgency, URGENCIES[urgency]).text(Tag.Headline, headline);
  if (symbols.length > 0) w.int(Tag.NoRelatedSym, symbols.length);
  for (const symbol of symbols) w.text(is42 ? Tag.RelatdSym : Tag.Symbol, symbol);
  w.int(Tag.NoLinesOfText, 1).text(Tag.Text, headline);
}
