import 'reflect-metadata';
import { Readable } from 'node:stream';
import type { ContainedField } from 'jspurefix/dist/dictionary/contained';
import type {
  ComponentFieldDefinition,
  FixDefinitions,
  GroupFieldDefinition,
  SimpleFieldDefinition,
} from 'jspurefix/dist/dictionary/definition';
import { QuickFixGraphFileParser } from 'jspurefix/dist/dictionary/parser';
import type { Member, VersionTables } from '../codec/tables';
import type { OpenFrom } from './overlay';
import { type Element, writeXml } from './xml';

/** Definitions of a dictionary, by jspurefix. Rejects where it cannot read it. */
export function definitionsOf(root: Element): Promise<FixDefinitions> {
  const readable = Readable.from([Buffer.from(writeXml(root))]);
  return new QuickFixGraphFileParser(
    () => ({ readable }) as never,
    () => undefined as never,
  ).parse();
}

/** The parser puts these into every message as components. */
const PARTS = new Set(['StandardHeader', 'StandardTrailer']);
const FIELD = 0;
const COMPONENT = 1;
const GROUP = 2;
const ref = (id: number, kind: number, required: boolean): Member => id * 8 + kind * 2 + (required ? 1 : 0);

type Definition = SimpleFieldDefinition | GroupFieldDefinition | ComponentFieldDefinition;
type Fields = { readonly fields: readonly ContainedField[] };
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** One version's definitions as the compact tables that src/fix/codec reads. `open`: which lists of values are open, and from where. */
export function tablesOf(version: string, definitions: FixDefinitions, open: ReadonlyMap<number, OpenFrom>): VersionTables {
  const members = new Members();
  const part = (name: string): readonly Member[] => {
    const set = definitions.component.get(name);
    return set ? members.of(set) : [];
  };
  const types: string[] = [];
  const fields = fieldRows(definitions, types, open);
  const [header, trailer] = [part('StandardHeader'), part('StandardTrailer')];
  const messages = [...new Set(definitions.message.values())].map(each => {
    const own = each.fields.filter(field => !PARTS.has(definitionOf(field).name));
    return [each.msgType, each.name, each.category ?? '', members.of({ fields: own })] as const;
  });
  messages.sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return { version, types, fields, header, trailer, components: members.components, groups: members.groups, messages };
}

const definitionOf = (field: ContainedField): Definition => (field as ContainedField & { definition: Definition }).definition;

function fieldRows(
  definitions: FixDefinitions,
  types: string[],
  open: ReadonlyMap<number, OpenFrom>,
): Mutable<VersionTables>['fields'] {
  const typeIndex = (name: string): number => (types.includes(name) ? types.indexOf(name) : types.push(name) - 1);
  const byTag = new Map([...definitions.simple.values()].map(each => [each.tag, each]));
  return [...byTag.values()]
    .sort((a, b) => a.tag - b.tag)
    .map(each => {
      const openFrom = open.get(each.tag) ?? 0;
      const values = each.enums && openFrom !== 'any' ? [...each.enums.keys()] : [];
      const listed = values.length > 0 && openFrom !== 'any';
      return listed
        ? ([each.tag, each.name, typeIndex(each.type), values, openFrom] as const)
        : ([each.tag, each.name, typeIndex(each.type), 0, 0] as const);
    });
}

/** Members of messages, components and groups by reference; a component or group that is met twice is written once. */
class Members {
  readonly components: Member[][] = [];
  readonly groups: Member[][] = [];
  private readonly known = new Map<Definition, number>();

  of(set: Fields): Member[] {
    return set.fields.map(each => this.member(each));
  }

  private member(field: ContainedField): Member {
    const definition = definitionOf(field);
    if ('tag' in definition) return ref(definition.tag, FIELD, field.required);
    if ('noOfField' in definition)
      return ref(this.shared(definition, this.groups, [definition.noOfField!.tag]), GROUP, field.required);
    return ref(this.shared(definition, this.components, []), COMPONENT, field.required);
  }

  private shared(definition: GroupFieldDefinition | ComponentFieldDefinition, list: Member[][], head: Member[]): number {
    const known = this.known.get(definition);
    if (known !== undefined) return known;
    const at = list.push([]) - 1;
    this.known.set(definition, at);
    list[at] = [...head, ...this.of(definition)];
    return at;
  }
}
