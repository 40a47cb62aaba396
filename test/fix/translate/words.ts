import { Tag } from '../../../src/fix/generated/tags';
import type { FixVersion } from '../../../src/fix/translate/dialect';
import type { Sent, Trade } from './trade';

export type Field = readonly [number, string];

/** HandlInst (21), which FIX 4.2 wants and the others may leave out. */
export const handlInst = (version: FixVersion): Field[] => (version === 'FIX.4.2' ? [[Tag.HandlInst, '1']] : []);
export const order = (t: Trade, id: string, ...more: Field[]): Field[] => [
  [Tag.ClOrdID, id],
  ...handlInst(t.omsVersion),
  [Tag.Symbol, 'ACME'],
  [Tag.Side, '1'],
  [Tag.OrderQty, '100'],
  [Tag.OrdType, '2'],
  [Tag.Price, '100'],
  ...more,
];
export const request = (id: string, orig: string, ...more: Field[]): Field[] => [
  [Tag.OrigClOrdID, orig],
  [Tag.ClOrdID, id],
  [Tag.Symbol, 'ACME'],
  [Tag.Side, '1'],
  ...more,
];
export const fill = (qty: string, px = '100'): Field[] => [
  [Tag.LastQty, qty],
  [Tag.LastPx, px],
];

/** A field of each message, by its place. */
export const values = (sent: readonly Sent[] | string, ...tags: number[]): string[] =>
  typeof sent === 'string'
    ? [sent]
    : sent.map(each => `${each.msgType} ${tags.map(tag => `${tag}=${each.fields[tag] ?? '-'}`).join(' ')}`);
