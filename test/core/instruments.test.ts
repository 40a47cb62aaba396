import { Instruments, instrumentOf } from '../../src/core/instruments';

describe('instruments', () => {
  test('scales are finer than tick and lot; tick, lot and prior close are whole units of them', () => {
    expect(instrumentOf({ symbol: 'ACME', tick: '0.05', lot: '10', priorClose: '99.95' })).toEqual({
      symbol: 'ACME',
      priceScale: 6,
      qtyScale: 2,
      tick: 50_000,
      lot: 1000,
      priorClose: 99_950_000,
      multiplier: { n: 1n, scale: 0 },
      currency: undefined,
      adv: undefined,
      luldTier: undefined,
      shortSale: undefined,
    });
  });

  test("'*' stands for every symbol that has no entry of its own", () => {
    const instruments = new Instruments([
      { symbol: 'ACME', tick: '0.05', lot: '1' },
      { symbol: '*', tick: '0.01', lot: '1' },
    ]);
    const tick = (s: string) => instruments.get(s)?.tick;
    expect([tick('ACME'), tick('OTHER'), instruments.get('OTHER')?.symbol, new Instruments([]).get('ACME')]).toEqual([
      50_000,
      10_000,
      'OTHER',
      undefined,
    ]);
  });

  test.each([
    [{ tick: '0' }, "tick '0' must be above zero"],
    [{ tick: '-0.01' }, "tick '-0.01' must be above zero"],
    [{ lot: '0' }, "lot '0' must be above zero"],
    [{ tick: '1e-2' }, "tick '1e-2' is not a number we take (NotANumber)"],
    [{ lot: 'x' }, "lot 'x' is not a number we take (NotANumber)"],
    [{ priorClose: '0' }, "priorClose '0' must be above zero"],
    [{ priorClose: 'x' }, "priorClose 'x' is not a number we take (NotANumber)"],
    [{ multiplier: '0' }, "multiplier '0' must be a number above zero"],
    [{ adv: 'x' }, "adv 'x' is not a number we take (NotANumber)"],
  ])('%j is refused', (wrong, message) => {
    expect(() => instrumentOf({ symbol: 'ACME', tick: '0.01', lot: '1', ...wrong })).toThrow(new Error(message));
  });
});
