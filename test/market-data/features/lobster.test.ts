import { join } from 'node:path';
import { EVENT } from '../../../simulator/market/lobster-files';
import { openTape } from '../../../simulator/market/lobster-tape';
import { BUY } from '../../../simulator/matching/types';
import { SymbolFeatures } from '../../../src/market-data/features/symbol-features';
import { dataFile, testOn } from '../../data-pack';
import { type Heard, type Level, tell, unlike, vectorOf } from './heard';
import { slowly } from './slow';
import { BEGIN } from './streams';

const folder = dataFile('lobster');
const onData = testOn('lobster');

const HOUR_NS = 3_600e9;

/** An hour of a LOBSTER day as an engine is told it: executions, each before its book, and five levels after each message. */
async function hourOf(name: string): Promise<Heard[]> {
  const { messages, books } = await openTape(join(folder, name));
  const events: Heard[] = [];
  const { levels, cells } = books!;
  const start = messages.time[0]!;
  for (let k = 0; k < messages.rows && messages.time[k]! < start + HOUR_NS; k++) {
    const at = BEGIN + Math.floor((messages.time[k]! - start) / 1000);
    const traded = messages.type[k] === EVENT.Executed || messages.type[k] === EVENT.HiddenExecuted;
    // the side of a hidden order is not told of truly: its trade has no sign
    const sign = messages.type[k] === EVENT.HiddenExecuted ? 0 : messages.side[k] === BUY ? -1 : 1;
    if (traded) events.push({ type: 'trade', at, px: messages.price[k]!, qty: messages.size[k]!, sign });
    const side = (first: number): Level[] =>
      Array.from({ length: levels }, (_, n): Level => {
        const cell = (k * levels + n) * 4 + first;
        return [cells[cell]!, cells[cell + 1]!];
      }).filter(([, qty]) => qty > 0);
    events.push({ type: 'book', at, bids: side(2), asks: side(0) });
  }
  return events;
}

/** Real days, which are no part of this repository: without SLUICE_DATA (or ../shared/data) these tests are skipped. */
describe('features of a real hour (needs the LOBSTER sample files under SLUICE_DATA)', () => {
  onData.each(['AMZN_2012-06-21_34200000_57600000_message_5.csv.gz', 'AAPL_2012-06-21_34200000_57600000_message_1.csv.gz'])(
    '%s: twelve moments are what a plain computation over all that came before gives',
    async name => {
      const events = await hourOf(name);
      const engine = new SymbolFeatures({ qtyScale: 0 });
      const step = Math.floor(events.length / 12);
      const differ: string[][] = [];
      events.forEach((e, i) => {
        tell(engine, e);
        if (i % step === step - 1) differ.push(unlike(vectorOf(engine, e.at), slowly(events.slice(0, i + 1), e.at)));
      });
      expect(differ).toEqual(differ.map(() => []));
    },
  );
});
