import { newOrderOf } from '../../src/cli/order-place';

/** 2026-01-05T10:00:00Z, in milliseconds. */
const NOW = 1_767_607_200_000;
const wanted = (options: Readonly<Record<string, unknown>>): unknown => {
  const { strategy, parameters, rate, effectiveTime, expireTime } = newOrderOf(
    'buy',
    '100',
    'ACME',
    { tif: 'day', ...options } as never,
    NOW,
  );
  return { strategy, parameters, rate, effectiveTime, expireTime };
};
const none = { rate: undefined, effectiveTime: undefined, expireTime: undefined };

test.each([
  ['passed through', {}, { ...none, strategy: undefined, parameters: undefined }],
  [
    'a length',
    { algo: 'TWAP', over: '5m', slot: '30s' },
    { ...none, strategy: '1001', parameters: { Duration: '300', SlotSeconds: '30' } },
  ],
  [
    'by the clock',
    { algo: 'vwap', start: '11:00:00', end: '12:00:00' },
    { ...none, strategy: '1', parameters: {}, effectiveTime: NOW * 1_000 + 3_600e6, expireTime: NOW * 1_000 + 7_200e6 },
  ],
  [
    'a part of the volume',
    { algo: 'pov', over: '1h', rate: '.1' },
    { ...none, strategy: '2', parameters: { Duration: '3600' }, rate: '.1' },
  ],
  [
    'parameters',
    { algo: 'is', over: '1h', param: ['RiskAversion=0.00001', 'Style=passive'] },
    { ...none, strategy: '3', parameters: { RiskAversion: '0.00001', Style: 'passive', Duration: '3600' } },
  ],
  ['the close, whose end the calendar tells', { algo: 'close' }, { ...none, strategy: '1005', parameters: {} }],
  [
    'a length as a parameter',
    { algo: 'ow', param: ['Duration=60'] },
    { ...none, strategy: '1004', parameters: { Duration: '60' } },
  ],
])('sluice order: %s', (_what, options, order) => {
  expect(wanted(options)).toEqual(order);
});
