import { tablesOf, type VersionTables } from '../../fix/codec/tables';

/** What the value of a field may give away, and so what becomes of it. */
export type Kind =
  /** Numbers, times, flags, values of a list: kept. */
  | 'plain'
  /** Names an instrument. */
  | 'symbol'
  /** In units of an instrument, in money of one unit, in money. */
  | 'quantity'
  | 'price'
  | 'amount'
  /** Whatever somebody could have written: names of parties, accounts, orders, text. */
  | 'text'
  /** Bytes whose length the field before gives. */
  | 'data';

interface Field {
  readonly kind: Kind;
  /** What the text of a value that is kept looks like. */
  readonly plain: RegExp;
  /** Values that say nothing of anybody; undefined where there is no list. */
  readonly values: ReadonlySet<string> | undefined;
}

const VERSIONS = ['FIX.5.0SP2', 'FIXT.1.1', 'FIX.4.4', 'FIX.4.2'] as const;

const BY_TYPE: Readonly<Record<string, Kind>> = {
  STRING: 'text',
  LANGUAGE: 'text',
  XID: 'text',
  XIDREF: 'text',
  DATA: 'data',
  XMLDATA: 'data',
  QTY: 'quantity',
  PRICE: 'price',
  PRICEOFFSET: 'price',
  AMT: 'amount',
};

/** Symbol and its like, of underlyings and legs too: SymbolSfx, SecurityID, SecurityAltID, SecurityDesc, Issuer, RelatdSym. */
const SYMBOLS: ReadonlySet<number> = new Set([
  46, 48, 55, 65, 106, 107, 306, 307, 309, 311, 312, 455, 458, 600, 601, 602, 605, 617, 620, 699,
]);

/**
 * Fields of text that name nobody: versions, MsgTypes, kinds and classes of instruments, sessions of the trading day, parameters of strategies, MessageEncoding,
 * SettlType of legs.
 */
const PLAIN: ReadonlySet<number> = new Set([
  8, 35, 305, 310, 336, 347, 372, 456, 459, 461, 463, 587, 603, 606, 608, 609, 625, 762, 763, 764, 822, 823, 848, 958, 960, 1128,
  1130, 1137,
]);

/** A number, a time, a flag, or what looks like one: nothing that names somebody in a field that is for these. */
const HARMLESS = /^([-+0-9.,:/TZ ]{1,35}|.)$/;
/** Currencies, countries, markets, months; and lists of flags. */
const CODE = /^[A-Za-z0-9]{1,8}$/;
const FLAGS = /^\w{1,2}( \w{1,2})*$/;
const HELD_TO: Readonly<Record<string, RegExp>> = {
  ...{ CURRENCY: CODE, COUNTRY: CODE, EXCHANGE: CODE, MONTHYEAR: CODE },
  ...{ MULTIPLEVALUESTRING: FLAGS, MULTIPLECHARVALUE: FLAGS, MULTIPLESTRINGVALUE: FLAGS },
};

let fields: ReadonlyMap<number, Field> | undefined;

function readFields(): ReadonlyMap<number, Field> {
  const all = new Map<number, Field>();
  for (const version of VERSIONS) {
    const tables = tablesOf(version);
    for (const field of tables.fields) if (!all.has(field[0])) all.set(field[0], fieldOf(tables, field));
  }
  return all;
}

function fieldOf(tables: VersionTables, [tag, , type, values]: VersionTables['fields'][number]): Field {
  const name = tables.types[type]!;
  const kind = SYMBOLS.has(tag) ? 'symbol' : PLAIN.has(tag) ? 'plain' : (BY_TYPE[name] ?? 'plain');
  return { kind, plain: HELD_TO[name] ?? HARMLESS, values: values === 0 ? undefined : new Set(values) };
}

/** What the value of a field may give away. A field that no dictionary of the standard has, or ours, holds text. */
export function kindOf(tag: number, value: string): Kind {
  fields ??= readFields();
  const field = fields.get(tag);
  if (field === undefined) return 'text';
  if (field.values?.has(value)) return 'plain';
  if (field.kind !== 'plain' || PLAIN.has(tag)) return field.kind;
  return field.plain.test(value) ? 'plain' : 'text';
}
