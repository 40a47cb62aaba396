import { SIDES, STRATEGIES, type Strategy, type StrategyParameter, secondsText } from '../../core/strategies';
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
  const inputs = [...(s.windowed ? WINDOW : []), ...s.parameters.map(seconds)];
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

/** A number of seconds, in the group: it has no tag of its own. */
const seconds = (p: StrategyParameter): Input => ({
  parameter: element(
    'Parameter',
    {
      name: p.name,
      'xsi:type': 'Float_t',
      use: 'optional',
      minValue: secondsText(p.min),
      maxValue: secondsText(p.max),
      precision: '6',
    },
    element('Description', {}, p.about),
  ),
  control: controlOf(p.name, 'SingleSpinner_t', `${p.name} (s)`, { increment: '1' }),
});

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
    rule('Give the end of the window, ExpireTime (126), or its Duration', any(is('ExpireTime', 'EX'), is('Duration', 'EX'))),
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
