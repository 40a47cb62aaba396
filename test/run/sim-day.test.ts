import { readBands, readDay } from '../../src/run/sim-day';

const SECOND = 1_000_000;
const problem = (read: () => unknown): string => {
  try {
    read();
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the phases of a simulated day', () => {
  test('begin with the status at the start, or with trading where there is none', () => {
    expect([readDay('--day', 'opening@0s,trading@30s,closing@1m'), readDay('--day', 'halted@5s')]).toEqual([
      {
        status: 'opening',
        steps: [
          { after: 30 * SECOND, to: 'trading' },
          { after: 60 * SECOND, to: 'closing' },
        ],
      },
      { status: 'trading', steps: [{ after: 5 * SECOND, to: 'halted' }] },
    ]);
  });

  test.each([
    ['lunch@5s', "--day: 'lunch' is no status: "],
    ['trading', "--day: 'trading' is not STATUS@TIME,... since the start"],
    ['closing@5', "--day: '5' is not a length of time such as 500us"],
    ['closing@5s,halted@5s', '--day: halted is not after closing'],
    ['opening@0s,closing@5s', '--day: from opening there is a way to trading, halted, closed, not to closing'],
  ])('%s is refused with the reason', (text, reason) => {
    expect(problem(() => readDay('--day', text)).slice(0, reason.length)).toBe(reason);
  });

  test('price bands are of tier 1 or 2', () => {
    expect([readBands('--bands', '2'), problem(() => readBands('--bands', '3'))]).toEqual([
      { tier: 2 },
      "--bands: '3' is no tier: 1 or 2",
    ]);
  });
});
