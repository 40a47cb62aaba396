import type { Dictionary } from './dictionary';
import { flatten, type Member, type VersionTables } from './tables';

/** A field of a message as its dictionary has it, for a reader. */
export interface FieldDescription {
  readonly tag: number;
  readonly name: string;
  /** Data type by the dictionary's name: PRICE, UTCTIMESTAMP. */
  readonly type: string;
  /** Its list of values; undefined where any will do. */
  readonly values: readonly string[] | undefined;
  /** Any integer from this one up is allowed besides the list; 0: none. */
  readonly openFrom: number;
  /** By the dictionary; within a group: of every entry. */
  readonly required: boolean;
  /** How many groups it stands in; 0 for a field of the body itself. */
  readonly depth: number;
}

type Field = VersionTables['fields'][number];

/** The body of a message in the dictionary's order, the fields of groups behind the tag that counts them; empty for an unknown MsgType. */
export function describeMessage(dictionary: Dictionary, msgType: string): FieldDescription[] {
  const tables = dictionary.tablesFor(msgType);
  const message = tables?.messages.find(([type]) => type === msgType);
  if (tables === undefined || message === undefined) return [];
  const fields = new Map<number, Field>(tables.fields.map(field => [field[0], field]));
  const out: FieldDescription[] = [];
  add(tables, fields, message[3], 0, out);
  return out;
}

function add(
  tables: VersionTables,
  fields: ReadonlyMap<number, Field>,
  members: readonly Member[],
  depth: number,
  out: FieldDescription[],
): void {
  for (const { tag, required, group } of flatten(tables, members)) {
    const [, name, type, values, openFrom] = fields.get(tag)!;
    out.push({ tag, name, type: tables.types[type]!, values: values === 0 ? undefined : values, openFrom, required, depth });
    if (group >= 0) add(tables, fields, tables.groups[group]!.slice(1), depth + 1, out);
  }
}
