import { describeMessage, type FieldDescription } from '../../fix/codec/describe';
import * as VALUES from '../../fix/generated/values';
import type { SessionSettings } from '../../fix/settings/settings';
import { type Dialect, dialectOf } from '../../fix/translate/dialect';
import { OMS_MESSAGES, type OmsField, type OmsMessage, omsFields } from '../../fix/translate/oms-fields';
import { oneOfEach } from './dialects';
import { OUT_FIELDS } from './out-fields';
import { type Block, foldedTable, type Section, table, text } from './page';
import type { Spoken } from './rehearsal';
import { storiesOf } from './stories';

/** What happens to the fields that are not looked at. */
const REST: Readonly<Record<OmsMessage, string>> = {
  D: 'Passed through: an order without a schedule takes these along to the venue as they came. A field that the venue does not have, or not with this value, denies the order and names the tag. A scheduled order leaves them behind.',
  G: 'Passed through, as with a new order.',
  F: 'Passed through with the cancel of a passed-through order, as far as the venue has them.',
  H: 'Not looked at.',
  q: 'Not looked at.',
  AF: 'Not looked at.',
};

/** A field of a message in, as the rules tell it. */
export interface RuleField {
  readonly field: FieldDescription;
  /** required, conditional or optional. */
  readonly need: OmsField['need'];
  /** The values that are taken; undefined: any of the data type. */
  readonly values: readonly string[] | undefined;
  /** Any integer from this one up is taken besides; 0: none. */
  readonly from: number;
  /** What it is used for; undefined where it is not looked at. */
  readonly use: string | undefined;
}

/**
 * Every field of a message's body that a session may send, in the dictionary's order: required where either the dictionary or this gateway
 * cannot do without it, with the values that both take.
 */
export function rulesOfMessage(dialect: Dialect, msgType: OmsMessage): RuleField[] {
  const looked = new Map(omsFields(dialect.version, msgType).map(field => [field.tag, field]));
  const described = describeMessage(dialect.dictionary, msgType);
  const known = new Set(described.map(field => field.tag));
  const own = [...looked.values()]
    .filter(field => !known.has(field.tag))
    .map(field => ruleOf(unlisted(dialect, field.tag), field));
  return [...described.map(field => ruleOf(field, field.depth === 0 ? looked.get(field.tag) : undefined)), ...own];
}

function ruleOf(field: FieldDescription, looked: OmsField | undefined): RuleField {
  const need = field.required || looked?.need === 'required' ? 'required' : (looked?.need ?? 'optional');
  const listed = looked?.values?.filter(value => takes(field, value));
  return { field, need, values: listed ?? field.values, from: listed === undefined ? field.openFrom : 0, use: looked?.use };
}

/** Whether the dictionary's list has a value. */
const takes = ({ values, openFrom }: FieldDescription, value: string): boolean =>
  values === undefined || values.includes(value) || (openFrom > 0 && Number(value) >= openFrom);

/** A tag that is no part of the body: of the header, or from the range for users. */
const unlisted = (dialect: Dialect, tag: number): FieldDescription => ({
  tag,
  name: dialect.dictionary.fieldName(tag) ?? 'user-defined',
  type: dialect.dictionary.fieldName(tag) === undefined ? 'STRING' : '',
  values: undefined,
  openFrom: 0,
  required: false,
  depth: 0,
});

/** The messages of each version that an OMS session of the folder speaks. */
export const messagesSections = (sessions: readonly SessionSettings[]): Section[] =>
  oneOfEach(sessions, 'oms').flatMap(s => [inSection(dialectOf(s)), outSection(s)]);

const inSection = (dialect: Dialect): Section => ({
  title: `Messages from an OMS in ${dialect.version}`,
  blocks: [
    text(
      'A field that breaks the dictionary gets a Reject (3) that names it. One without which a message means nothing gets a BusinessMessageReject (j). A MsgType that is not here gets one with BusinessRejectReason (380) 3.',
    ),
  ],
  sections: OMS_MESSAGES.filter(type => dialect.dictionary.hasMessage(type)).map(type => ({
    title: `${dialect.dictionary.msgName(type)} (${type}) in ${dialect.version}`,
    blocks: inBlocks(rulesOfMessage(dialect, type), type),
  })),
});

function inBlocks(fields: readonly RuleField[], msgType: OmsMessage): Block[] {
  const row = (r: RuleField): string[] => [
    tagText(r.field),
    r.field.name,
    needText(r),
    r.field.type.toLowerCase(),
    valuesText(r),
  ];
  const looked = fields.filter(r => r.use !== undefined || (r.need === 'required' && r.field.depth === 0));
  const rest = fields.filter(r => !looked.includes(r));
  const head = ['tag', 'field', '', 'type', 'values'];
  return [
    table(
      [...head, 'what it is for'],
      looked.map(r => [...row(r), r.use ?? 'by the standard; not looked at']),
    ),
    text(REST[msgType]),
    foldedTable(`${rest.length} fields`, head, rest.map(row)),
  ];
}

/** A field of a group stands under the tag that counts it. */
const tagText = (field: FieldDescription): string => `${'→ '.repeat(field.depth)}${field.tag}`;

const needText = (r: RuleField): string => (r.field.depth > 0 && r.need === 'required' ? 'required in its group' : r.need);

function valuesText({ field, values, from }: RuleField): string {
  if (values === undefined) return '';
  const names = (VALUES as Readonly<Record<string, Readonly<Record<string, string>>>>)[field.name] ?? {};
  const nameOf = new Map(Object.entries(names).map(([name, value]) => [value, name]));
  const told = values.map(value => {
    const name = nameOf.get(value);
    return name === undefined || name.startsWith('_') || values.length > MANY ? `\`${value}\`` : `\`${value}\` ${name}`;
  });
  return `${told.join(values.length > MANY ? ' ' : ', ')}${from > 0 ? `, any from ${from}` : ''}`;
}

/** More values than this are told without their names. */
const MANY = 12;

function outSection(settings: SessionSettings): Section {
  const { dictionary, version } = dialectOf(settings);
  const said = storiesOf(settings)
    .flatMap(story => story.messages)
    .filter(m => m.to === 'oms');
  return {
    title: `Messages to an OMS in ${version}`,
    blocks: [text('Fields that a report may have; those of the standard header and trailer come with every message.')],
    sections: [...new Set(said.map(m => m.msgType))].sort().map(type => ({
      title: `${dictionary.msgName(type)} (${type}) to you in ${version}`,
      blocks: [
        table(
          ['tag', 'field', 'when', ''],
          outRows(
            said.filter(m => m.msgType === type),
            settings,
          ),
        ),
      ],
    })),
  };
}

/** A row for each field that was said, in the order of the tags: always, or when its text says. */
function outRows(said: readonly Spoken[], settings: SessionSettings): string[][] {
  const { dictionary } = dialectOf(settings);
  const body = describeMessage(dictionary, said[0]!.msgType).map(field => field.tag);
  const tags = body.filter((tag, i) => body.indexOf(tag) === i && said.some(m => m.tags.includes(tag)));
  return tags.map(tag => [
    String(tag),
    dictionary.fieldName(tag) ?? '',
    said.every(m => m.tags.includes(tag)) ? 'always' : 'sometimes',
    OUT_FIELDS[tag] ?? '',
  ]);
}
