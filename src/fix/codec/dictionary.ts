import { partOf } from './fields';
import { Format, formatOf } from './formats';
import { type DenseTags, Layout } from './layout';
import { flatten, type Member, tablesOf, type VersionTables } from './tables';
import { ValueSet } from './value-set';

/** BeginString and MsgType: their lists are the versions and the messages, which are looked up before any field is. */
const NOT_LISTED: ReadonlySet<number> = new Set([8, 35]);

/** A message type: the tables that define it, its place there, and what was read off them so far. */
interface Message {
  readonly tables: VersionTables;
  readonly at: number;
  layout: Layout | undefined;
  fields: Set<number> | undefined;
}

const NO_FIELDS: ReadonlySet<number> = new Set();

/** Adds the tags of members and of what stands in their groups. */
function addTags(tables: VersionTables, members: readonly Member[], to: Set<number>): void {
  for (const { tag, group } of flatten(tables, members)) {
    to.add(tag);
    if (group >= 0) addTags(tables, tables.groups[group]!.slice(1), to);
  }
}

/** What a version of FIX defines: with FIXT.1.1 the session part of that and the messages of an application version. */
export class Dictionary {
  /** 'FIX.4.4', or for FIXT.1.1 the application version: 'FIX.5.0SP2'. */
  readonly version: string;
  /** The session part is FIXT.1.1's and the messages are of a version of their own. */
  readonly layered: boolean;
  readonly header: Layout;
  readonly trailer: Layout;
  /** Format by number of a tag; Format.Unknown under 0. */
  readonly formats: Uint8Array;
  /** Part of a message by number of a tag. */
  readonly parts: Uint8Array;
  /** Values a field may have by number of its tag; undefined where any will do. */
  readonly valueSets: (ValueSet | undefined)[] = [undefined];
  private readonly names = new Map<number, string>();
  private readonly dense: DenseTags;
  private readonly messages = new Map<string, Message>();

  constructor(
    private readonly session: VersionTables,
    application: VersionTables,
  ) {
    this.version = application.version;
    this.layered = session !== application;
    const all = session === application ? [session] : [session, application];
    const most = all.reduce((top, tables) => Math.max(top, tables.fields[tables.fields.length - 1]![0]), 0);
    this.dense = { ids: new Uint16Array(most + 1), count: 0 };
    this.formats = new Uint8Array(all.reduce((sum, tables) => sum + tables.fields.length, 1));
    this.parts = new Uint8Array(this.formats.length);
    for (const tables of all) this.define(tables);
    this.header = new Layout(session, session.header, this.dense, 0);
    this.trailer = new Layout(session, session.trailer, this.dense, 0);
  }

  isKnownTag(tag: number): boolean {
    return this.names.has(tag);
  }

  /** Every tag that is defined. */
  tags(): number[] {
    return [...this.names.keys()];
  }

  /** Name of a tag; undefined where it is not defined. */
  fieldName(tag: number): string | undefined {
    return this.names.get(tag);
  }

  /** Name of a message type; undefined where it is not defined. */
  msgName(msgType: string): string | undefined {
    const message = this.messages.get(msgType);
    return message === undefined ? undefined : message.tables.messages[message.at]![1];
  }

  hasMessage(msgType: string): boolean {
    return this.messages.has(msgType);
  }

  /** The tables that define a message; undefined for a type that is not defined. */
  tablesFor(msgType: string): VersionTables | undefined {
    return this.messages.get(msgType)?.tables;
  }

  /** Every tag that a message may hold: in its header, its body, its trailer, or a group of one of them; empty for a type not defined. */
  fieldsOf(msgType: string): ReadonlySet<number> {
    const message = this.messages.get(msgType);
    if (message === undefined) return NO_FIELDS;
    if (message.fields === undefined) {
      message.fields = new Set();
      const { session } = this;
      for (const part of [session.header, session.trailer]) addTags(session, part, message.fields);
      addTags(message.tables, message.tables.messages[message.at]![3], message.fields);
    }
    return message.fields;
  }

  /** Whether a message may hold a tag. */
  hasField(msgType: string, tag: number): boolean {
    return this.fieldsOf(msgType).has(tag);
  }

  /** Layout of a message's body; undefined for a type that is not defined. */
  layout(msgType: string): Layout | undefined {
    const message = this.messages.get(msgType);
    if (message === undefined) return undefined;
    message.layout ??= new Layout(message.tables, message.tables.messages[message.at]![3], this.dense, 0);
    return message.layout;
  }

  /**
   * Whether the tables that define a message define the tag at all: with FIXT.1.1 a session message does not know the tags of the
   * application version.
   */
  definesFor(msgType: string, tag: number): boolean {
    const tables = this.tablesFor(msgType);
    return tables?.fields.some(field => field[0] === tag) ?? false;
  }

  /** Whether a message cannot do without a field in its body. */
  requires(msgType: string, tag: number): boolean {
    const body = this.layout(msgType);
    const position = body?.position(tag) ?? -1;
    return position >= 0 && body!.members[position]!.required;
  }

  /** Whether a field may have a value by its list of values; true where it has no list. Latin-1 text. */
  lists(tag: number, value: string): boolean {
    const id = this.idOf(tag);
    const values = this.valueSets[id];
    if (values === undefined) return true;
    const bytes = Buffer.from(value, 'latin1');
    return this.formats[id] === Format.Multiple ? values.hasAll(bytes, 0, bytes.length) : values.has(bytes, 0, bytes.length);
  }

  /** The number under which `formats`, `valueSets` and layouts know a tag; 0 for a tag that is not defined. */
  idOf(tag: number): number {
    return tag > 0 && tag < this.dense.ids.length ? this.dense.ids[tag]! : 0;
  }

  /** How a field's text is checked; Format.Unknown for a tag that is not defined. */
  formatOf(tag: number): Format {
    return this.formats[this.idOf(tag)] as Format;
  }

  private define(tables: VersionTables): void {
    for (const [tag, name, type, values, openFrom] of tables.fields) {
      if (!this.names.has(tag)) this.dense.ids[tag] = ++this.dense.count;
      this.names.set(tag, name);
      const id = this.dense.ids[tag]!;
      this.parts[id] = partOf(tag);
      this.formats[id] = formatOf(tables.types[type]!);
      this.valueSets[id] = values === 0 || NOT_LISTED.has(tag) ? undefined : new ValueSet(values, openFrom);
    }
    tables.messages.forEach(([type], at) => {
      if (!this.messages.has(type)) this.messages.set(type, { tables, at, layout: undefined, fields: undefined });
    });
  }
}

/** ApplVerID (1128, 1137) to the dictionary that covers it: 5.0 and its service packs share the tables of 5.0SP2. */
const BY_APPL_VER_ID: Readonly<Record<string, string>> = {
  '4': 'FIX.4.2',
  '6': 'FIX.4.4',
  '7': 'FIX.5.0SP2',
  '8': 'FIX.5.0SP2',
  '9': 'FIX.5.0SP2',
};
const cache = new Map<string, Dictionary>();

/**
 * The dictionary of a session: FIX.4.2, FIX.4.4, or FIXT.1.1 with an ApplVerID ('9', FIX.5.0SP2, when absent). 'FIX.5.0SP2' is taken for
 * FIXT.1.1. One object a version. Throws for a version there are no tables for: a mistake of configuration.
 */
export function dictionaryOf(beginString: string, applVerID = '9'): Dictionary {
  const fixt = beginString === 'FIXT.1.1' || beginString === 'FIX.5.0SP2';
  const application = fixt ? BY_APPL_VER_ID[applVerID] : beginString;
  if (application === undefined) throw new Error(`no dictionary for ApplVerID ${applVerID}`);
  const key = fixt ? `FIXT ${application}` : application;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const tables = tablesOf(application);
  const made = new Dictionary(fixt ? tablesOf('FIXT.1.1') : tables, tables);
  cache.set(key, made);
  return made;
}
