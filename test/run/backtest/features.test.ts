import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FactOf } from '../../../src/core/facts';
import type { Micros } from '../../../src/core/numbers';
import { featuresOf } from '../market/recorded';
import { KNOWS, parent, play } from './stage';

test('the features of a decision in a backtest are those that the recording of what it received gives, to the bit', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-backtest-features-'));
  try {
    const knows = { ...KNOWS, marketData: { ...KNOWS.marketData, record: dir } };
    const { journal, recorded } = play([parent(5, { orderQty: '3000' })], undefined, { knows });
    await recorded;
    const seen: { at: Micros; fact: FactOf<'MarketSeen'> }[] = [];
    for (const { at, facts } of journal.turns())
      for (const fact of facts) if (fact.type === 'MarketSeen') seen.push({ at, fact });
    const again = await featuresOf(
      dir,
      'ACME',
      seen.map(({ at, fact }) => ({ at, asOf: fact.asOf })),
    );
    expect([seen.length > 20, again]).toEqual([true, seen.map(({ fact }) => fact.features)]);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
