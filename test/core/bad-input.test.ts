import type { FactOf } from '../../src/core/facts';
import { OMS, Rig, T0, VENUE } from './rig';

type Over = Partial<Omit<FactOf<'ParentOrderReceived'>, 'type'>>;
const TWAP: Over = { strategy: '1001' };
const window = (Duration: string, SlotSeconds = '1'): Over => ({ ...TWAP, parameters: { Duration, SlotSeconds } });

/** What is wrong with an order; OrdRejReason (103); a text that starts with the code and names the field. */
const ORDERS: readonly [what: string, over: Over, ordRejReason: number, text: string][] = [
  ['unknown symbol', { symbol: 'NONE' }, 1, "UnknownSymbol: Symbol (55) 'NONE' is not configured"],
  ['side that we do not take', { side: '8' }, 11, "UnsupportedSide: Side (54) '8' is not supported: 1, 2, 5 or 6"],
  ['side of two letters', { side: '12' }, 11, "UnsupportedSide: Side (54) '12' is not supported: 1, 2, 5 or 6"],
  ['zero quantity', { orderQty: '0' }, 13, "BadQuantity: OrderQty (38) '0' must be above zero"],
  ['negative quantity', { orderQty: '-5' }, 13, "BadQuantity: OrderQty (38) '-5' must be above zero"],
  ['quantity that is no number', { orderQty: 'ten' }, 13, "BadQuantity: OrderQty (38) 'ten' is not a number"],
  ['quantity with an exponent', { orderQty: '1e3' }, 13, "BadQuantity: OrderQty (38) '1e3' is not a number"],
  ['no quantity', { orderQty: '' }, 13, "BadQuantity: OrderQty (38) '' is not a number"],
  ['huge quantity', { orderQty: '99999999999999999' }, 13, "BadQuantity: OrderQty (38) '99999999999999999' is too large"],
  ['quantity off lot', { orderQty: '105' }, 13, "BadQuantity: OrderQty (38) '105' is not a multiple of the lot 10"],
  ['broken quantity', { orderQty: '10.00001' }, 13, "BadQuantity: OrderQty (38) '10.00001' is not a multiple of the lot 10"],
  ['price off tick', { price: '100.005' }, 99, "BadPrice: Price (44) '100.005' is off tick: not a multiple of 0.01"],
  [
    'price far off tick',
    { price: '100.000000005' },
    99,
    "BadPrice: Price (44) '100.000000005' is off tick: not a multiple of 0.01",
  ],
  ['no price on a limit order', { price: undefined }, 99, 'BadPrice: Price (44) is required for a limit order (40=2)'],
  ['price on a market order', { ordType: '1' }, 99, "BadPrice: Price (44) '100' must be absent on a market order (40=1)"],
  ['zero price', { price: '0' }, 99, "BadPrice: Price (44) '0' must be above zero"],
  ['negative price', { price: '-1' }, 99, "BadPrice: Price (44) '-1' must be above zero"],
  ['price that is no number', { price: 'x' }, 99, "BadPrice: Price (44) 'x' is not a number"],
  ['huge price', { price: '99999999999' }, 99, "BadPrice: Price (44) '99999999999' is too large"],
  ['stop order', { ordType: '3' }, 11, "UnsupportedOrdType: OrdType (40) '3' is not supported for DMA: 1 or 2"],
  ['OrdType of two letters', { ordType: '12' }, 11, "UnsupportedOrdType: OrdType (40) '12' is not supported for DMA: 1 or 2"],
  ['no OrdType', { ordType: '' }, 11, "UnsupportedOrdType: OrdType (40) '' is not supported for DMA: 1 or 2"],
  [
    'TimeInForce',
    { timeInForce: '5' },
    11,
    "UnsupportedTimeInForce: TimeInForce (59) '5' is not supported for DMA: 0, 1, 2, 3, 4, 6 or 7",
  ],
  [
    'TimeInForce of two letters',
    { timeInForce: '34' },
    11,
    "UnsupportedTimeInForce: TimeInForce (59) '34' is not supported for DMA: 0, 1, 2, 3, 4, 6 or 7",
  ],
  [
    'TWAP that is immediate',
    { ...window('10'), timeInForce: '3' },
    11,
    "UnsupportedTimeInForce: TimeInForce (59) '3' is not supported for TWAP: 0 or 6",
  ],
  [
    'strategy',
    { strategy: '7' },
    11,
    "UnknownStrategy: TargetStrategy (847) '7' is not known: 1000 (DMA), 1001 (TWAP), 1002 (ADAPTIVE), 1003 (PTWAP), 1 (VWAP), 2 (POV), 3 (IS), 1004 (OW), 1005 (CLOSE) or none",
  ],
  [
    'strategy of a wicked name',
    { strategy: 'constructor' },
    11,
    "UnknownStrategy: TargetStrategy (847) 'constructor' is not known: 1000 (DMA), 1001 (TWAP), 1002 (ADAPTIVE), 1003 (PTWAP), 1 (VWAP), 2 (POV), 3 (IS), 1004 (OW), 1005 (CLOSE) or none",
  ],
  ['no window', TWAP, 99, 'BadWindow: a TWAP needs ExpireTime (126) or the strategy parameter Duration (958-960)'],
  ['window that is over', { ...TWAP, expireTime: T0 - 1 }, 4, 'WindowExpired: ExpireTime (126) has passed: the window is over'],
  ['window that ends now', { ...TWAP, expireTime: T0 }, 4, 'WindowExpired: ExpireTime (126) has passed: the window is over'],
  [
    'window that ends before it begins',
    { ...TWAP, effectiveTime: T0 + 9, expireTime: T0 + 8 },
    99,
    'BadWindow: EffectiveTime (168) must be before ExpireTime (126)',
  ],
  [
    'duration of zero',
    window('0'),
    99,
    "BadWindow: StrategyParameterValue (960) Duration '0' is not a number of seconds from 0.000001 to 604800",
  ],
  [
    'duration that is no number',
    window('x'),
    99,
    "BadWindow: StrategyParameterValue (960) Duration 'x' is not a number of seconds from 0.000001 to 604800",
  ],
  [
    'slot of zero',
    window('10', '0'),
    99,
    "BadWindow: StrategyParameterValue (960) SlotSeconds '0' is not a number of seconds from 0.1 to 86400",
  ],
  [
    'slot of a microsecond',
    window('10', '0.000001'),
    99,
    "BadWindow: StrategyParameterValue (960) SlotSeconds '0.000001' is not a number of seconds from 0.1 to 86400",
  ],
  [
    'field the venue does not know',
    { unknownTo: { [VENUE]: 9999 } },
    11,
    `FieldUnknownToVenue: tag 9999 is not in the dictionary of venue ${VENUE}, or not with this value`,
  ],
];

const LOTS = [{ symbol: 'ACME', tick: '0.01', lot: '10' }];

describe('an order that cannot be taken is denied with its reason', () => {
  test.each(ORDERS)('%s', (_what, over, ordRejReason, text) => {
    const rig = Rig.ready({ instruments: LOTS }).order('A', over);
    expect([rig.heard(), rig.failures, rig.books.openParents]).toEqual([[`8 A 150=8 39=8 103=${ordRejReason} ${text}`], [], 0]);
  });

  test('a duplicate ClOrdID, of an order, of a request, and of an order long gone; another session may use it', () => {
    const rig = Rig.ready().order('A').ack('TC1').cancel('X', 'A').report('TC1R1', '4');
    rig.heard();
    rig
      .order('A')
      .order('X')
      .order('A', { session: `${OMS}2` });
    expect(rig.heard()).toEqual([
      "8 A 150=8 39=4 14=0 151=0 6=0 103=6 DuplicateClOrdID: ClOrdID (11) 'A' was used before, by order TP1",
      "8 X 150=8 39=4 14=0 151=0 6=0 103=6 DuplicateClOrdID: ClOrdID (11) 'X' was used before, by order TP1",
      'D TC2 100@100',
    ]);
  });

  test('no venue is connected', () => {
    expect(Rig.ready().venueDown().order('A').heard()).toEqual(['8 A 150=8 39=8 103=2 VenueDown: no venue is connected']);
  });

  test('the kill switch is engaged, and released again', () => {
    const rig = Rig.ready().post({ type: 'KillSwitchEngaged', by: 'ann', reason: 'drill' }).order('A');
    rig.post({ type: 'KillSwitchReleased', by: 'ann', reason: 'over' }).order('B');
    expect(rig.heard()).toEqual(['8 A 150=8 39=8 103=2 KillSwitch: firm engaged by ann: drill', 'D TC1 100@100']);
  });
});
