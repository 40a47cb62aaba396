import { join } from 'node:path';
import { deep } from '../../../bench/lobster';
import { LobsterPlayer } from '../../../simulator/market/lobster-player';
import { openTape } from '../../../simulator/market/lobster-tape';
import { OrderBook } from '../../../simulator/matching/book';
import { dataFile, testOn } from '../../data-pack';

const folder = dataFile('lobster');
const onData = testOn('lobster');

/** Real days, which are no part of this repository: without SLUICE_DATA (or ../shared/data) these tests are skipped. */
describe('replaying a real day (needs the LOBSTER sample files under SLUICE_DATA)', () => {
  onData.each([
    ['AAPL_2012-06-21_34200000_57600000_message_1.csv.gz', { rows: 118_497, revealed: 30_071 }],
    ['AMZN_2012-06-21_34200000_57600000_message_5.csv.gz', { rows: 155_935, revealed: 33_840 }],
  ])('%s: every row matches the given book but for the levels that came into view', async (name, expected) => {
    const { messages, books } = await openTape(join(folder, name));
    const player = new LobsterPlayer({ messages, books, tickText: '0.01', start: 0 });
    const nothing = () => undefined;
    const book = new OrderBook({
      rested: nothing,
      cancelled: nothing,
      replaced: nothing,
      triggered: nothing,
      traded: t => player.traded(t, 0),
    });
    while (player.nextAt() !== undefined) player.step({ book, print: nothing, status: nothing });
    expect(player.report().books).toEqual({ ...expected, mismatches: 0, firstMismatch: undefined });
  });
  onData('AAPL with 50 levels, seeded once with ten levels, is the given 10-level book in all of its 999 rows', async () => {
    expect((await deep(folder)).map(r => r.value)).toEqual([999, 0]);
  });
});
