import { strategyOf } from '../../../src/core/strategies';
import { validate } from '../../../src/fix/codec/validate';
import type { SessionSettings } from '../../../src/fix/settings/settings';
import { Dialect, dialectOf } from '../../../src/fix/translate/dialect';
import { fromOms } from '../../../src/fix/translate/from-oms';
import { OMS_MESSAGES, omsFields } from '../../../src/fix/translate/oms-fields';
import { STRATEGY_TAGS } from '../../../src/fix/translate/strategy';
import { type RuleField, rulesOfMessage } from '../../../src/run/rules/messages';
import { WatchedView } from '../../../src/run/rules/watched';
import { Rig, VENUE } from '../../core/rig';
import { type Field, settingsOf, VERSIONS, viewOf } from './set-up';

/** The way of an order from the bytes to the risk gate. */
class Desk {
  private readonly rig = Rig.ready();
  private readonly venue: Dialect;
  private orders = 0;

  constructor(
    private readonly settings: SessionSettings,
    private readonly dialect: Dialect,
  ) {
    this.venue = new Dialect(VENUE, dialect.version, dialect.dictionary, false, new Set());
  }

  /** `taken`, or `refused` and the tags that the refusal names. */
  answer(fields: readonly Field[]): string {
    const id = `A${++this.orders}`;
    const view = viewOf(
      this.settings.identity.beginString,
      'D',
      fields.map(([tag, value]) => [tag, tag === 11 ? id : value] as const),
    );
    const fault = validate(view, this.dialect.dictionary, this.settings.validation);
    if (fault) return `refused ${fault.refTagID}`;
    const input = fromOms(view, { dialect: this.dialect, venues: [this.venue] });
    if ('refused' in input) return `refused ${input.refTagID}`;
    const denied = this.rig.facts('ParentOrderDenied').length;
    this.rig.post(input);
    const [why] = this.rig.facts('ParentOrderDenied').slice(denied);
    return why === undefined ? 'taken' : `refused ${[...why.text.matchAll(/\((\d+)\)/g)].map(m => m[1]).join(' ')}`;
  }
}

/** A value that every data type we need takes. */
const VALUES: Readonly<Record<number, string>> = { 585: '7', 530: '7', 60: '20260105-10:00:00' };

describe.each(VERSIONS)('%s', beginString => {
  const settings = settingsOf(beginString);
  const dialect = dialectOf(settings);
  const messages = OMS_MESSAGES.filter(type => dialect.dictionary.hasMessage(type));

  test.each(messages)('of a %s exactly the fields of the table are looked at', msgType => {
    const table = omsFields(dialect.version, msgType);
    const view = new WatchedView();
    const fields = table.filter(f => f.need === 'required').map(f => [f.tag, VALUES[f.tag] ?? 'X'] as const);
    viewOf(beginString, msgType, fields, view);
    view.asked.clear();
    fromOms(view, { dialect, venues: [], ageLimited: true });
    expect([...view.asked].sort((a, b) => a - b)).toEqual(table.map(f => f.tag).sort((a, b) => a - b));
  });

  const rules = rulesOfMessage(dialect, 'D').filter(r => r.field.depth === 0);
  const desk = new Desk(settings, dialect);

  test('each tag of a D that the rules call required is refused by its number where it is missing', () => {
    const required = rules.filter(r => r.need === 'required').map(r => r.field.tag);
    const answers = required.map(tag => `${tag}: ${desk.answer(BASE.filter(([t]) => t !== tag))}`);
    expect(answers).toEqual(required.map(tag => `${tag}: refused ${tag}`));
  });

  test('each tag that they call optional may be left out', () => {
    const required = new Set(rules.filter(r => r.need === 'required').map(r => r.field.tag));
    expect(desk.answer([...BASE.filter(([tag]) => required.has(tag)), LIMIT])).toBe('taken');
  });

  test('each tag that they call conditional is asked for when its condition holds', () => {
    const twap: Field = [STRATEGY_TAGS[dialect.version].target, '1001'];
    const answers = [
      desk.answer(BASE.filter(([tag]) => tag !== 44)),
      desk.answer(without(BASE, 40, [40, '1'])),
      desk.answer([...BASE, twap]),
      desk.answer([...BASE, [59, '6']]),
    ];
    expect(answers).toEqual(['refused 44', 'refused 44', 'refused 126', 'refused 59 432 126']);
  });

  test('each value that they list is taken', () => {
    const wrong = rules.flatMap(r =>
      (r.values ?? []).flatMap(value => told(r, value, desk.answer(withValue(dialect, r, value)), 'taken')),
    );
    expect(wrong).toEqual([]);
  });

  test('a value that they do not list is refused by the number of its tag', () => {
    const listed = rules.filter(r => r.values !== undefined);
    const wrong = listed.flatMap(r => told(r, odd(r), desk.answer(withValue(dialect, r, odd(r))), `refused ${r.field.tag}`));
    expect(wrong).toEqual([]);
  });
});

const told = (r: RuleField, value: string, answer: string, wanted: string): string[] =>
  answer === wanted ? [] : [`${r.field.tag}=${value}: ${answer}`];

const LIMIT: Field = [44, '100'];
/** An order with everything that any version cannot do without. */
const BASE: readonly Field[] = [
  [11, 'A'],
  [21, '1'],
  [55, 'ACME'],
  [54, '1'],
  [60, '20260105-10:00:00'],
  [38, '100'],
  [40, '2'],
  LIMIT,
];

const without = (fields: readonly Field[], tag: number, instead: Field): Field[] => [
  ...fields.filter(([t]) => t !== tag),
  instead,
];

/** The order with a value, and what the value asks for besides. */
function withValue({ version }: Dialect, { field: { tag } }: RuleField, value: string): Field[] {
  const order = without(BASE, tag, [tag, value]);
  if (tag === 40 && value === '1') return order.filter(([t]) => t !== 44);
  if (tag === 59 && value === '6') return [...order, [432, '20300105']];
  const { target, text, rate } = STRATEGY_TAGS[version];
  const strategy = tag === target ? strategyOf(value) : undefined;
  if (!strategy?.windowed) return order;
  const cutOff = strategy.endsByItself ? ';CutOff=10' : '';
  const aimed: Field[] = strategy.rate === 'target' ? [[rate, '0.1']] : [];
  return [...order, [text, `Duration=60${cutOff}`], ...aimed];
}

/** A value of the field's type that is not in its list. */
function odd({ field: { type } }: RuleField): string {
  if (type === 'INT') return '-7';
  return type.startsWith('MULTIPLE') || type === 'CHAR' || type === 'BOOLEAN' ? '~' : '~~~~~~';
}
