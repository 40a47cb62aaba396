import { STRATEGIES, type Strategy } from '../../../src/core/strategies';
import { boundsOf } from '../../../src/core/strategy-parameters';
import { dialectOf } from '../../../src/fix/translate/dialect';
import { fromOms } from '../../../src/fix/translate/from-oms';
import { atdlOf } from '../../../src/run/rules/atdl';
import { Rig } from '../../core/rig';
import { type Field, settingsOf, viewOf } from './set-up';
import { attribute, type Node, readXml, within } from './xml-reader';

const root = readXml(atdlOf('1.2.3'));
const strategies = within(root, 'Strategy');

/** Children that an element of FIXatdl 1.1 may have, in their order (fixatdl-core-1-1.xsd, fixatdl-layout-1-1.xsd, fixatdl-validation-1-1.xsd). */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  Strategies: ['Description', 'val:Edit', 'Strategy'],
  Strategy: [
    'Description',
    'Regions',
    'Markets',
    'SecurityTypes',
    'Parameter',
    'val:Edit',
    'lay:StrategyLayout',
    'RepeatingGroup',
    'val:StrategyEdit',
  ],
  Parameter: ['Description', 'EnumPair'],
  EnumPair: [],
  'lay:ListItem': [],
  'lay:StrategyLayout': ['Description', 'lay:StrategyPanel'],
  'lay:StrategyPanel': ['lay:StrategyPanel', 'lay:Control'],
  'lay:Control': ['flow:StateRule', 'lay:HelpText', 'lay:ListItem'],
  'val:StrategyEdit': ['Description', 'val:Edit'],
  'val:Edit': ['Description', 'val:Edit'],
  Description: [],
};

/** Attributes by the same: those that must be there, and those that may. */
const ATTRIBUTES: Readonly<Record<string, readonly [must: readonly string[], may: readonly string[]]>> = {
  Strategies: [['strategyIdentifierTag'], ['changeStrategyOnCxlRpl', 'tag957Support', 'versionIdentifierTag']],
  Strategy: [
    ['name', 'wireValue', 'version'],
    ['uiRep', 'fixMsgType', 'providerID'],
  ],
  Parameter: [
    ['name', 'xsi:type'],
    ['fixTag', 'use', 'definedByFIX', 'minValue', 'maxValue', 'precision'],
  ],
  EnumPair: [['enumID', 'wireValue'], []],
  'lay:ListItem': [['enumID', 'uiRep'], []],
  'lay:StrategyLayout': [[], []],
  'lay:StrategyPanel': [[], ['title', 'orientation', 'collapsible']],
  'lay:Control': [
    ['ID', 'xsi:type'],
    ['label', 'parameterRef', 'increment', 'initValue'],
  ],
  'val:StrategyEdit': [['errorMessage'], []],
  'val:Edit': [[], ['field', 'field2', 'operator', 'value', 'logicOperator']],
  Description: [[], []],
};

/** What of a document is not as the schema has it. */
function faults(node: Node): string[] {
  const order = CHILDREN[node.name];
  const known = ATTRIBUTES[node.name];
  if (order === undefined || known === undefined) return [`${node.name} is no element`];
  const places = node.children.map(c => order.indexOf(c.name));
  const names = Object.keys(node.attributes).filter(name => !/^xmlns|^xsi:schemaLocation$/.test(name));
  return [
    ...places.flatMap((place, i) =>
      place < 0 || place < (places[i - 1] ?? 0) ? [`${node.children[i]!.name} may not stand there in ${node.name}`] : [],
    ),
    ...known[0].filter(name => !names.includes(name)).map(name => `${node.name} lacks ${name}`),
    ...names
      .filter(name => !known[0].includes(name) && !known[1].includes(name))
      .map(name => `${node.name} may not have ${name}`),
    ...node.children.flatMap(faults),
  ];
}

test('the document is built as the FIXatdl 1.1 schema has it', () => {
  expect(faults(root)).toEqual([]);
});

test('names are names, and what refers to a parameter finds it', () => {
  const wrong = strategies.flatMap(s => {
    const names = within(s, 'Parameter').map(p => attribute(p, 'name'));
    const refs = within(s, 'lay:Control').map(c => attribute(c, 'parameterRef'));
    const fields = within(s, 'val:Edit').flatMap(e => [e.attributes['field'], e.attributes['field2']]);
    const lost = [...refs, ...fields].filter(r => r !== undefined && !r.startsWith('FIX_') && !names.includes(r));
    const twins = names.filter((name, i) => names.indexOf(name) < i);
    return [...lost, ...twins, ...names.filter(name => !/^[A-Za-z][A-Za-z0-9_]{0,255}$/.test(name))];
  });
  expect(wrong).toEqual([]);
});

/** The values of a parameter that has a list of them. */
const wordsOf = (parameter: Node): string[] => within(parameter, 'EnumPair').map(pair => attribute(pair, 'wireValue'));

test('strategies and parameters are those of the table that intake reads', () => {
  const inDocument = strategies.map(s => ({
    name: attribute(s, 'name'),
    code: attribute(s, 'wireValue'),
    parameters: within(s, 'Parameter')
      .filter(p => p.attributes['fixTag'] === undefined)
      .map(p => [attribute(p, 'name'), p.attributes['minValue'] ?? '', p.attributes['maxValue'] ?? '', wordsOf(p)]),
  }));
  const inCode = Object.values<Strategy>(STRATEGIES).map(s => ({
    name: s.name,
    code: s.code,
    parameters: s.parameters.map(p => [p.name, ...(p.kind === 'flag' ? ['', ''] : boundsOf(p)), p.words ?? []]),
  }));
  expect(inDocument).toEqual(inCode);
});

/** An order as a ticket made from the document would send it: `given` is what the trader filled in, by parameter. */
function orderOf(strategy: Node, given: Readonly<Record<string, string>>): Field[] {
  const parameters = within(strategy, 'Parameter').filter(p => given[attribute(p, 'name')] !== undefined);
  const tagged = parameters.filter(p => p.attributes['fixTag'] !== undefined);
  const grouped = parameters.filter(p => p.attributes['fixTag'] === undefined);
  const order: Field[] = [
    [11, 'A1'],
    [55, 'ACME'],
    [54, '1'],
    [60, '20260105-10:00:00'],
    [38, '100'],
    [40, '2'],
    [44, '100'],
  ];
  return [
    ...order,
    ...tagged.map((p): Field => [Number(attribute(p, 'fixTag')), given[attribute(p, 'name')]!]),
    [Number(attribute(root, 'strategyIdentifierTag')), attribute(strategy, 'wireValue')],
    ...(grouped.length > 0 ? [[957, String(grouped.length)] as Field] : []),
    ...grouped.flatMap((p): Field[] => [
      [958, attribute(p, 'name')],
      [959, '6'],
      [960, given[attribute(p, 'name')]!],
    ]),
  ];
}

/** What the gateway's intake says to it: accepted, or the denial. */
function answer(fields: readonly Field[]): string {
  const rig = Rig.ready();
  const input = fromOms(viewOf('FIX.4.4', 'D', fields), { dialect: dialectOf(settingsOf('FIX.4.4')), venues: [] });
  if ('refused' in input) return input.text;
  rig.post(input);
  return rig.facts('ParentOrderDenied')[0]?.text ?? `accepted ${rig.facts('ParentOrderProposed')[0]?.strategy}`;
}

/** What a strategy needs beside the parameter under test. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  POV: { ParticipationRate: '0.000001' },
  CLOSE: { CutOff: '60' },
  IS: { Eta: '1000', SlotSeconds: '1' },
};
/** Values to try of a parameter: both ends of its range, all of its words, or one of its kind. */
function triedOf(p: Node): string[] {
  const { minValue, maxValue, 'xsi:type': type } = p.attributes;
  if (minValue !== undefined && maxValue !== undefined) return [minValue, maxValue];
  const words = wordsOf(p);
  if (words.length > 0) return words;
  return type === 'Boolean_t' ? ['Y', 'N'] : type === 'Price_t' ? ['99.5'] : ['100'];
}

test.each(strategies.map(s => [attribute(s, 'name'), s] as const))(
  '%s: an order built from the document is taken, at both ends of every range',
  (name, strategy) => {
    const window = name === 'DMA' ? {} : { EffectiveTime: '20260105-10:00:00', ExpireTime: '20260105-10:02:00' };
    const given = within(strategy, 'Parameter')
      .filter(p => !['EffectiveTime', 'ExpireTime'].includes(attribute(p, 'name')))
      .flatMap(p => triedOf(p).map(value => [attribute(p, 'name'), value] as const))
      // what is impossible by the rest of the order, though in its range: an auction that closes before the window, or before it began
      .filter(([parameter, value]) => parameter !== 'CutOff' || value === '0');
    const answers = given.map(([parameter, value]) => [
      parameter,
      value,
      answer(orderOf(strategy, { ...window, ...NEEDED[name], [parameter]: value })),
    ]);
    expect([answer(orderOf(strategy, { ...window, ...NEEDED[name] })), answers]).toEqual([
      `accepted ${name}`,
      given.map(([parameter, value]) => [parameter, value, `accepted ${name}`]),
    ]);
  },
);

/** Whether an order keeps a rule: the evaluation that the standard describes for Edit. */
function keeps(edit: Node, order: ReadonlyMap<string, string>): boolean {
  const { field, operator, value, field2, logicOperator } = edit.attributes;
  if (logicOperator === 'OR') return edit.children.some(e => keeps(e, order));
  const left = order.get(field!);
  const right = field2 === undefined ? value : order.get(field2);
  switch (operator) {
    case 'EX':
      return left !== undefined;
    case 'NX':
      return left === undefined;
    case 'EQ':
      return left === right;
    case 'NE':
      return left !== right;
    case 'LT':
      return left! < right!;
    default:
      throw new Error(`operator ${operator}`);
  }
}

/** Names that rules call fields of the order by. */
const NAMES: Readonly<Record<number, string>> = {
  54: 'FIX_Side',
  40: 'FIX_OrdType',
  44: 'FIX_Price',
  59: 'FIX_TimeInForce',
  168: 'EffectiveTime',
  126: 'ExpireTime',
};

test('what breaks a rule of the document is denied by intake, and what keeps them all is not', () => {
  const changes: readonly Field[][] = [
    [],
    [[54, '3']],
    [[40, '3']],
    [[40, '1']],
    [[44, '']],
    [[59, '3']],
    [[59, '0']],
    [[168, '20260105-12:00:00']],
    [[126, '']],
  ];
  const twap = strategies.find(s => attribute(s, 'name') === 'TWAP')!;
  const seen = changes.map(change => {
    const base = orderOf(twap, { EffectiveTime: '20260105-10:00:00', ExpireTime: '20260105-11:00:00' });
    const changed = base.map(([tag, value]): Field => [tag, change.find(([t]) => t === tag)?.[1] ?? value]);
    const added = change.filter(([tag]) => !base.some(([t]) => t === tag));
    const order = [...changed, ...added].filter(([, value]) => value !== '');
    const named = new Map(order.flatMap(([tag, value]) => (NAMES[tag] === undefined ? [] : [[NAMES[tag], value] as const])));
    const kept = within(twap, 'val:StrategyEdit').every(rule => keeps(rule.children[0]!, named));
    return [change, kept, answer(order) === 'accepted TWAP'];
  });
  expect(seen.map(([change, kept]) => [change, kept, kept])).toEqual(seen);
});
