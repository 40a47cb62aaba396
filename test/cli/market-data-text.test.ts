import { marketDataText, type SessionRow } from '../../src/cli/sessions-row';

const row = (marketData?: SessionRow['marketData']): SessionRow => ({ ...(marketData && { marketData }) }) as SessionRow;

test.each<[string, SessionRow['marketData'], string]>([
  ['another session', undefined, ''],
  ['nothing', { symbols: 0, stale: 0, leftOut: 0, latestAge: null }, 'nothing yet'],
  ['all well', { symbols: 1, stale: 0, leftOut: 0, latestAge: 49_000 }, '1 symbol, 0.0 s ago'],
  ['trouble', { symbols: 6, stale: 2, leftOut: 9, latestAge: 12_340_000 }, '6 symbols, 12.3 s ago, 2 stale, 9 entries too fine'],
])('%s', (_what, told, text) => {
  expect(marketDataText(row(told))).toBe(text);
});
