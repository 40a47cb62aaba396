import { TABLES as FIX42 } from '../generated/fix42';
import { TABLES as FIX44 } from '../generated/fix44';
import { TABLES as FIX50SP2 } from '../generated/fix50sp2';
import { TABLES as FIXT11 } from '../generated/fixt11';

/** id * 8 + kind * 2 + required: kind 0 is a field (id its tag), 1 a component, 2 a group (id an index). */
export type Member = number;

/** Tables of one version as scripts/build-tables.mjs compiles them from fix-dictionaries/. */
export interface VersionTables {
  readonly version: string;
  /** Names of the data types. */
  readonly types: readonly string[];
  readonly fields: readonly (readonly [
    tag: number,
    name: string,
    type: number,
    values: readonly string[] | 0,
    openFrom: number,
  ])[];
  readonly header: readonly Member[];
  readonly trailer: readonly Member[];
  readonly components: readonly (readonly Member[])[];
  /** Each led by its NumInGroup tag. */
  readonly groups: readonly (readonly Member[])[];
  readonly messages: readonly (readonly [type: string, name: string, category: string, members: readonly Member[]])[];
}

const TEXTS: Readonly<Record<string, string>> = {
  'FIX.4.2': FIX42,
  'FIX.4.4': FIX44,
  'FIX.5.0SP2': FIX50SP2,
  'FIXT.1.1': FIXT11,
};
const parsed = new Map<string, VersionTables>();

/** Tables of a version, parsed once. Throws for a version that is not one of FIX.4.2, FIX.4.4, FIX.5.0SP2, FIXT.1.1. */
export function tablesOf(version: string): VersionTables {
  const known = parsed.get(version);
  if (known !== undefined) return known;
  const text = TEXTS[version];
  if (text === undefined) throw new Error(`no dictionary for ${version}`);
  const tables = JSON.parse(text) as VersionTables;
  parsed.set(version, tables);
  return tables;
}

export const FIELD_MEMBER = 0;
export const GROUP_MEMBER = 2;

/** A field or group of a message or group, its components opened. */
export interface FlatMember {
  readonly tag: number;
  readonly required: boolean;
  /** Index of the group that the tag counts, or -1. */
  readonly group: number;
}

/** Opens the components of a list of members, in order. What stands in an optional component is not required. */
export function flatten(tables: VersionTables, members: readonly Member[], within = true, out: FlatMember[] = []): FlatMember[] {
  for (const member of members) {
    const id = Math.floor(member / 8);
    const kind = (member >> 1) & 3;
    const required = within && (member & 1) === 1;
    if (kind === FIELD_MEMBER) out.push({ tag: id, required, group: -1 });
    else if (kind === GROUP_MEMBER) out.push({ tag: tables.groups[id]![0]!, required, group: id });
    else flatten(tables, tables.components[id]!, required, out);
  }
  return out;
}
