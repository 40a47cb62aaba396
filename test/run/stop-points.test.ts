import { keepClosed, stopHook } from '../../src/run/stop-points';

const outcome = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return (error as Error).message;
  }
};

describe('what a test sets in the environment of a gateway', () => {
  test.each([
    [undefined, undefined],
    ['', undefined],
    ['200', 200_000],
    ['0', "SLUICE_KEEP_CLOSED_MS '0' is not a whole number of milliseconds from 1"],
    ['soon', "SLUICE_KEEP_CLOSED_MS 'soon' is not a whole number of milliseconds from 1"],
  ])('SLUICE_KEEP_CLOSED_MS %p: closed orders stay %p us', (text, keeps) => {
    expect(outcome(() => keepClosed(text))).toEqual(keeps);
  });

  test.each(['nowhere:1', 'mid-write', 'mid-write:0', 'mid-write:1.5'])('SLUICE_STOP_AT %p is refused', text => {
    expect(outcome(() => stopHook(text))).toEqual(
      `SLUICE_STOP_AT '${text}' is not one of before-commit, after-commit, mid-write, before-written, mid-resend, before-archived, after-archived, after-latch and ':' and a count from 1`,
    );
  });
});
