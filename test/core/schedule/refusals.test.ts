import { Rig } from '../rig';
import { ahead, asked, type Name, type Order, session } from './set-up';

/** What intake says to an order; `taken` where it is. */
const answer = (order: Order, rig = Rig.ready()): string =>
  rig.order('S', order).facts('ParentOrderDenied').at(-1)?.text ??
  (rig.facts('ParentOrderAccepted').length > 0 ? 'taken' : 'nothing');

const noRate = { participationRate: undefined };

test.each<[string, Name, Readonly<Record<string, string>>, Order, string]>([
  [
    'an unknown parameter',
    'VWAP',
    { Speed: '1' },
    {},
    "BadParameter: StrategyParameterName (958) 'Speed' is no parameter of VWAP",
  ],
  [
    'a parameter of another strategy',
    'TWAP',
    { Resilience: '60' },
    {},
    "BadParameter: StrategyParameterName (958) 'Resilience' is no",
  ],
  [
    'MinSlice above MaxSlice',
    'TWAP',
    { MinSlice: '50', MaxSlice: '40' },
    {},
    'BadParameter: MinSlice (958-960) 50 is more than MaxSlice 40',
  ],
  [
    'MinSlice above the order',
    'OW',
    { MinSlice: '1001' },
    {},
    'BadParameter: MinSlice (958-960) 1001 is more than OrderQty (38) 1000',
  ],
  [
    'a would price above the limit of a buy',
    'IS',
    { WouldPrice: '100.5' },
    {},
    'BadParameter: WouldPrice (958-960) 100.5 is above the limit, Price (44) 100',
  ],
  [
    'a would price below the limit of a sell',
    'IS',
    { WouldPrice: '99.5' },
    { side: '2' },
    'BadParameter: WouldPrice (958-960) 99.5 is below the limit, Price (44) 100',
  ],
  [
    'a would price off tick',
    'IS',
    { WouldPrice: '99.995' },
    {},
    "BadParameter: StrategyParameterValue (960) WouldPrice '99.995' is not a price above zero, a multiple of the tick",
  ],
  [
    'half a share shown',
    'TWAP',
    { Display: '0.5' },
    {},
    "BadParameter: StrategyParameterValue (960) Display '0.5' is not a quantity above zero, a multiple of the lot",
  ],
  [
    'a style that there is not',
    'TWAP',
    { Style: 'fast' },
    {},
    "BadParameter: StrategyParameterValue (960) Style 'fast' is not one of passive, normal, taker",
  ],
  [
    'a flag that is neither',
    'PTWAP',
    { CompleteAtEnd: 'yes' },
    {},
    "BadParameter: StrategyParameterValue (960) CompleteAtEnd 'yes' is not Y or N",
  ],
  [
    'too much chance',
    'TWAP',
    { Randomise: '0.6' },
    {},
    "BadParameter: StrategyParameterValue (960) Randomise '0.6' is not a part of a whole (0.1 is 10 %) from 0 to 0.5",
  ],
  [
    'a seed with decimals',
    'TWAP',
    { Seed: '1.5' },
    {},
    "BadParameter: StrategyParameterValue (960) Seed '1.5' is not a whole number from 0 to 4294967295",
  ],
  [
    'a band of per cents',
    'VWAP',
    { Band: '5' },
    {},
    "BadParameter: StrategyParameterValue (960) Band '5' is not a part of a whole (0.1 is 10 %) from 0 to 1",
  ],
  [
    'a POV without its rate',
    'POV',
    {},
    noRate,
    'BadParameter: POV needs ParticipationRate (849), such as 0.1 for 10 % of the volume',
  ],
  [
    'a POV of per cents',
    'POV',
    {},
    { participationRate: '10' },
    "BadParameter: ParticipationRate (849) '10' is no part of a volume: above 0, at most 1 (0.1 is 10 %)",
  ],
  [
    'a POV of all',
    'POV',
    {},
    { participationRate: '1' },
    'BadParameter: ParticipationRate (849) of POV must be below 1: 0.1 is 10 %',
  ],
  ['a cap below the rate', 'POV', { Cap: '0.05' }, {}, 'BadParameter: Cap (958-960) 0.05 is below ParticipationRate (849) 0.1'],
  [
    'permanent impact that eats the temporary one',
    'IS',
    { Eta: '0.001', Gamma: '0.01' },
    {},
    'BadParameter: IS: eta 0.001 less half of gamma 0.01 over a slot of 1 s is -0.004: it must be above 0',
  ],
  [
    'a window without an end',
    'OW',
    {},
    { parameters: {} },
    'BadWindow: a OW needs ExpireTime (126) or the strategy parameter Duration (958-960)',
  ],
  [
    'too many slots',
    'OW',
    { Duration: '3600', SlotSeconds: '0.5' },
    {},
    'BadWindow: SlotSeconds (958-960) cuts the window into 7200 slots, of which there may be 2000',
  ],
  [
    'a close that nobody knows',
    'CLOSE',
    {},
    { parameters: { Duration: '10' } },
    'BadWindow: CLOSE needs the closing auction of a market calendar, or the strategy parameter CutOff',
  ],
  [
    'a close whose cut-off has passed',
    'CLOSE',
    { CutOff: '10' },
    {},
    'BadWindow: the closing auction takes no more orders by the start of the window',
  ],
])('%s is refused, and the field is named', (_what, name, parameters, over, said) => {
  expect(answer(asked(name, parameters, over)).slice(0, said.length)).toBe(said);
});

test('849 is a part of the whole: 0.1 is 10 %, and of a strategy that does not aim at it a cap', () => {
  const said = ['0.1', '1', '10', '0', '-0.1', '0.0000001'].map(participationRate =>
    answer(asked('VWAP', {}, { participationRate })),
  );
  expect(said.map(text => text.slice(0, 12))).toEqual([
    'taken',
    'taken',
    'BadParameter',
    'BadParameter',
    'BadParameter',
    'BadParameter',
  ]);
});

test('a window in which the market does not trade is refused', () => {
  const night = ahead(Rig.ready(), session(60, 3_600));
  expect(answer(asked('VWAP'), night)).toBe('BadWindow: the market of ACME does not trade in the window');
});

test('a replace keeps the parameters that it does not name, and is refused where one contradicts the order as it would be', () => {
  const rig = Rig.ready().order('S', asked('TWAP', { MinSlice: '0100.0', Style: 'passive', SlotSeconds: '2' }));
  rig.replace('R', 'S', { strategy: '1001', orderQty: '900', parameters: { Style: 'taker' } });
  rig.replace('Q', 'R', { strategy: '1001', orderQty: '90' });
  expect([rig.facts('PlanMade').map(p => p.parameters), rig.facts('ParentRequestDenied').map(f => f.text)]).toEqual([
    [
      { Duration: '10', SlotSeconds: '2', MinSlice: '100', Style: 'passive' },
      { SlotSeconds: '2', MinSlice: '100', Style: 'taker' },
    ],
    ['BadParameter: MinSlice (958-960) 100 is more than OrderQty (38) 90'],
  ]);
});
