import { Exchange } from '../../../simulator/market/exchange';
import { demoListing } from '../../../simulator/market/instruments';
import { LobsterPlayer, type PlayerOptions } from '../../../simulator/market/lobster-player';
import type { Side } from '../../../simulator/matching/types';
import { ExchangeRecorder } from './recorder';
import { messagesOf, type Row } from './tapes';

const SECOND = 1_000_000;

/** A tape on an exchange; message k (from 0) is due at second k where the rows say so. */
export function play(rows: readonly Row[], options: Partial<PlayerOptions> = {}) {
  const recorder = new ExchangeRecorder();
  const ex = new Exchange(recorder);
  const player = new LobsterPlayer({ messages: messagesOf(rows), tickText: '0.01', start: 0, ...options });
  ex.list(demoListing('T'), player);
  const order = (side: Side, qty: number, price: number | undefined, at: number) =>
    ex.submit({ owner: 'A', ref: 'r', symbol: 'T', side, qty, price, tif: 'Day' }, at * SECOND);
  const levels = (): string => {
    const { bids, asks } = ex.depth('T', 9)!;
    const side = (name: string, list: typeof bids): string => `${name} ${list.map(l => `${l.qty}@${l.price}`).join(' ')}`;
    return `${side('bids', bids)} | ${side('asks', asks)}`;
  };
  const to = (second: number): string => {
    ex.advance(second * SECOND);
    return levels();
  };
  const told = (): string[] =>
    recorder.lines.splice(0).map(l => l.replace(/#\d+ A\/r | T\d+/g, '').replace(/^(\d+?)0{6} /, '$1 '));
  return { ex, player, order, to, told };
}
