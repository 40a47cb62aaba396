import { booksTape } from '../../../../simulator/market/replay/books-tape';
import { TapeWithGuests } from '../../../../simulator/market/replay/guests';
import { LevelPlayer } from '../../../../simulator/market/replay/level-player';
import { AGGRESSOR, TAPE } from '../../../../simulator/market/tape-ledger';
import { BUY, SELL } from '../../../../simulator/matching/types';
import { bookRow, LISTING, Stage, source, tradeRow } from './stage';

const SECONDS = 120;

/** Two minutes of a book that does not change, with a trade a second. */
function play(seed: number): Stage {
  const books = Array.from({ length: SECONDS }, (_, s) => bookRow(s, '999x400 998x900|1001x400 1002x900'));
  const trades = Array.from({ length: SECONDS }, (_, s) => tradeRow(s, s % 2 === 0 ? 'buy 5@1001' : 'sell 5@999'));
  const tape = booksTape(LISTING, source(books), source(trades, 'trades.csv'));
  const player = new LevelPlayer({ tape, start: 0 });
  return new Stage(new TapeWithGuests(player, { seed, symbol: 'T', reference: 1000, start: 0, unit: 20 }));
}

const isGuest = (owner: number): boolean => owner < 0 && owner !== TAPE;

describe('agents on top of a tape', () => {
  test('trade with it in one book, which never crosses; what they took of it stays taken', () => {
    const stage = play(3);
    const crossed: number[] = [];
    for (let second = 0; second < SECONDS; second++) {
      stage.to(second);
      if ((stage.book.best(BUY) ?? 0) >= (stage.book.best(SELL) ?? 1e9)) crossed.push(second);
    }
    const took = stage.trades.filter(t => isGuest(t.takerOwner) && t.makerOwner === TAPE).reduce((n, t) => n + t.qty, 0);
    const tapeLots = ([BUY, SELL] as const).flatMap(side =>
      stage.book
        .depth(side, 99)
        .flatMap(l => [...stage.book.queue(side, l.price)].filter(o => o.owner === TAPE).map(o => o.leaves)),
    );
    // The tape shows 2,600 lots at every second, and the trade of a second that it takes itself comes back with the next row.
    const left = tapeLots.reduce((n, lots) => n + lots, 0);
    expect({ crossed, took: took > 0, left: left <= 2600 }).toEqual({ crossed: [], took: true, left: true });
  });

  test('the same seed does the same, another seed something else; the tape trades all its own lots either way', () => {
    const told = (seed: number): string => {
      const stage = play(seed);
      stage.to(SECONDS);
      return stage.told.join();
    };
    const tapeVolume = (seed: number): number => {
      const stage = play(seed);
      stage.to(SECONDS);
      const printed = stage.told.filter(l => l.startsWith('print')).reduce((n, l) => n + Number(/ (\d+)@/.exec(l)![1]), 0);
      return printed + stage.trades.filter(t => t.takerId === AGGRESSOR).reduce((n, t) => n + t.qty, 0);
    };
    const [once, again, other] = [told(1), told(1), told(2)];
    expect([once === again, once === other, tapeVolume(1), tapeVolume(2)]).toEqual([true, false, 600, 600]);
  });

  test('an order of ours meets both', () => {
    const stage = play(5);
    stage.to(60);
    const ours = stage.order(BUY, 100_000, undefined);
    const owners = new Set(stage.trades.filter(t => t.takerId === ours).map(t => (t.makerOwner === TAPE ? 'tape' : 'guest')));
    expect([...owners]).toContain('tape');
  });
});
