import { SIDES, STRATEGIES, type Strategy } from '../../core/strategies';
import { boundsOf, type ParameterKind, type StrategyParameter } from '../../core/strategy-parameters';
import { Tag } from '../../fix/generated/tags';
import { STRATEGY_TAGS } from '../../fix/translate/strategy';
import { type Element, element, xmlOf } from './xml';

const SPACE = 'http://www.fixprotocol.org/FIXatdl-1-1';

/**
 * The strategies as a FIXatdl 1.1 document (FIX Trading Community, fixatdl-core-1-1.xsd and its parts), out of the table that intake reads:
 * parameters, a layout for an order ticket, and the rules that an order must keep. Parameters travel in StrategyParametersGrp (957), fields of
 * the standard under their own tags. `version` is the product's.
 */
export function atdlOf(version: string): string {
  const spaces = { xmlns: `${SPACE}/Core`, 'xmlns:val': `${SPACE}/Validation`, 'xmlns:lay': `${SPACE}/Layout` };
  const attributes = {
    ...spaces,
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    'xsi:schemaLocation': `${SPACE}/Core fixatdl-core-1-1.xsd`,
    strategyIdentifierTag: String(STRATEGY_TAGS['FIX.4.4'].target),
    changeStrategyOnCxlRpl: 'false',
    tag957Support: 'true',
  };
  const about =
    'Strategies of Sluice for FIX.4.4 and FIX.5.0SP2. FIX.4.2 carries them in tags of its own: see the rules of engagement.';
  const strategies = Object.values(STRATEGIES).map(s => strategyOf(s, version));
  return xmlOf(element('Strategies', attributes, element('Description', {}, about), ...strategies));
}

function strategyOf(s: Strategy, version: string): Element {
  const attributes = { name: s.name, uiRep: s.name, wireValue: s.code, version, fixMsgType: 'D', providerID: 'SLUICE' };
  const inputs = [...(s.windowed ? WINDOW : []), ...(s.rate === 'none' ? [] : [rateOf(s)]), ...s.parameters.map(grouped)];
  const layout = inputs.length === 0 ? [] : [layoutOf(s, inputs)];
  return element(
    'Strategy',
    attributes,
    element('Description', {}, s.about),
    ...inputs.map(i => i.parameter),
    ...layout,
    ...edits(s),
  );
}

/** A value that a trader may give: what it is, and the control it is given by. */
interface Input {
  readonly parameter: Element;
  readonly control: Element;
}

const controlOf = (name: string, type: string, label: string, more: Element['attributes'] = {}): Element =>
  element('lay:Control', { 'xsi:type': `lay:${type}`, ID: `c_${name}`, label, parameterRef: name, ...more });

/** A time of the standard's own: its tag carries it. */
const time = (name: string, tag: number, label: string, about: string): Input => ({
  parameter: element(
    'Parameter',
    { name, 'xsi:type': 'UTCTimestamp_t', fixTag: String(tag), use: 'optional', definedByFIX: 'true' },
    element('Description', {}, about),
  ),
  control: controlOf(name, 'Clock_t', label),
});

const WINDOW: readonly Input[] = [
  time(
    'EffectiveTime',
    Tag.EffectiveTime,
    'Start',
    'Start of the window; without it, or where it has passed, the window starts at once.',
  ),
  time('ExpireTime', Tag.ExpireTime, 'End', 'End of the window.'),
];

/** ParticipationRate (849): a tag of the standard, needed where a strategy aims at a part of the volume. */
const rateOf = (s: Strategy): Input => ({
  parameter: element(
    'Parameter',
    {
      name: 'ParticipationRate',
      'xsi:type': 'Percentage_t',
      fixTag: String(Tag.ParticipationRate),
      use: s.rate === 'target' ? 'required' : 'optional',
      definedByFIX: 'true',
      minValue: '0.000001',
      maxValue: s.rate === 'target' ? '0.999999' : '1',
      precision: '6',
    },
    element(
      'Description',
      {},
      s.rate === 'target' ? 'The part of the volume that it aims at, its own counted.' : 'The part of the volume that it may be.',
    ),
  ),
  control: controlOf('ParticipationRate', 'SingleSpinner_t', 'Participation', { increment: '0.01' }),
});

/** How a kind of value is typed and given. */
const KINDS: Readonly<Record<ParameterKind, { readonly type: string; readonly control: string; readonly precision?: string }>> = {
  seconds: { type: 'Float_t', control: 'SingleSpinner_t', precision: '6' },
  part: { type: 'Percentage_t', control: 'SingleSpinner_t', precision: '6' },
  number: { type: 'Float_t', control: 'TextField_t', precision: '12' },
  whole: { type: 'Int_t', control: 'TextField_t' },
  quantity: { type: 'Qty_t', control: 'TextField_t' },
  price: { type: 'Price_t', control: 'TextField_t' },
  flag: { type: 'Boolean_t', control: 'CheckBox_t' },
  choice: { type: 'String_t', control: 'DropDownList_t' },
};

/** A parameter of the group: it has no tag of its own. */
function grouped(p: StrategyParameter): Input {
  const { type, control, precision } = KINDS[p.kind];
  const [minValue, maxValue] = p.words || p.kind === 'flag' ? ['', ''] : boundsOf(p);
  const bounds = minValue === '' ? {} : { minValue, maxValue };
  const words = p.words ?? [];
  const attributes = {
    name: p.name,
    'xsi:type': type,
    use: 'optional',
    ...bounds,
    ...(precision !== undefined && { precision }),
  };
  const label = p.kind === 'seconds' ? `${p.name} (s)` : p.name;
  const step = p.kind === 'seconds' ? { increment: '1' } : p.kind === 'part' ? { increment: '0.01' } : {};
  return {
    parameter: element(
      'Parameter',
      attributes,
      element('Description', {}, p.about),
      ...words.map(word => element('EnumPair', { enumID: `e_${word}`, wireValue: word })),
    ),
    control: element(
      'lay:Control',
      { 'xsi:type': `lay:${control}`, ID: `c_${p.name}`, label, parameterRef: p.name, ...step },
      ...words.map(word => element('lay:ListItem', { enumID: `e_${word}`, uiRep: word })),
    ),
  };
}

const layoutOf = (s: Strategy, inputs: readonly Input[]): Element =>
  element(
    'lay:StrategyLayout',
    {},
    element('lay:StrategyPanel', { title: s.name, orientation: 'VERTICAL', collapsible: 'false' }, ...inputs.map(i => i.control)),
  );

const is = (field: string, operator: string, value?: string): Element => element('val:Edit', { field, operator, value });
const any = (...edits: Element[]): Element =>
  edits.length === 1 ? edits[0]! : element('val:Edit', { logicOperator: 'OR' }, ...edits);
const rule = (errorMessage: string, edit: Element): Element => element('val:StrategyEdit', { errorMessage }, edit);
const among = (field: string, letters: string): Element[] => [...letters].map(letter => is(field, 'EQ', letter));

/** What an order must keep to be taken. A field of the order that is no parameter is called FIX_ and its name, as the standard says. */
function edits(s: Strategy): Element[] {
  const values = (letters: string): string => [...letters].join(', ');
  const order = [
    rule(`Side (54) must be one of ${values(SIDES)}`, any(...among('FIX_Side', SIDES))),
    rule(`OrdType (40) must be one of ${values(s.ordTypes)}`, any(...among('FIX_OrdType', s.ordTypes))),
    rule('A limit order (40=2) needs Price (44)', any(is('FIX_OrdType', 'NE', '2'), is('FIX_Price', 'EX'))),
    rule('A market order (40=1) has no Price (44)', any(is('FIX_OrdType', 'NE', '1'), is('FIX_Price', 'NX'))),
    rule(
      `TimeInForce (59) must be absent or one of ${values(s.tifs)}`,
      any(is('FIX_TimeInForce', 'NX'), ...among('FIX_TimeInForce', s.tifs)),
    ),
  ];
  if (!s.windowed) return order;
  return [
    ...order,
    ...(s.endsByItself
      ? []
      : [
          rule(
            'Give the end of the window, ExpireTime (126), or its Duration',
            any(is('ExpireTime', 'EX'), is('Duration', 'EX')),
          ),
        ]),
    rule(
      'EffectiveTime (168) must be before ExpireTime (126)',
      any(
        is('EffectiveTime', 'NX'),
        is('ExpireTime', 'NX'),
        element('val:Edit', { field: 'EffectiveTime', operator: 'LT', field2: 'ExpireTime' }),
      ),
    ),
  ];
}
