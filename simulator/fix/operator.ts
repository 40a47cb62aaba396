import type { Micros } from '../../src/core/numbers';
import type { Exchange } from '../market/exchange';
import type { Done } from '../market/exchange-types';
import type { TradingStatus } from '../market/market';
import type { VenueInstrument } from './instrument';
import { type NewsItem, URGENCIES } from './news';
import { TRADING_STATUSES } from './trading-status';

/** What the operator works on. */
export interface OperatorParts {
  readonly exchange: Exchange;
  readonly instruments: ReadonlyMap<string, VenueInstrument>;
  /** Ends an order by its number; false where it does not work any more. */
  readonly end: (orderNo: number, at: Micros) => boolean;
  /** Tells everybody who reads market data; returns how many sessions that are. */
  readonly news: (item: NewsItem, at: Micros) => number;
}

/** What came of an operator's command. */
export interface Operated {
  readonly ok: boolean;
  readonly text: string;
}

interface Command {
  /** What it takes, in words. */
  readonly takes: string;
  readonly words: number;
  /** The last of them is a text of several words. */
  readonly text?: true;
  readonly run: (parts: OperatorParts, words: readonly string[], at: Micros) => Operated;
}

const wrong = (text: string): Operated => ({ ok: false, text });
const came = (done: Done, text: string): Operated => (done.ok ? { ok: true, text } : wrong(done.text));

/** The number in a trade's name, as reports (527) and market data (278) have it: `12`, `T12`, `ACME-T12`; or at the end of an OrderID (37). */
const numberOf = (name: string): number => Number(/(\d+)$/.exec(name)?.[1] ?? Number.NaN);

const setStatus = ({ exchange }: OperatorParts, symbol: string, to: TradingStatus, at: Micros): Operated =>
  came(exchange.setStatus(symbol, to, at), `${symbol} is ${to}`);

function correct({ exchange, instruments }: OperatorParts, words: readonly string[], at: Micros): Operated {
  const [symbol = '', trade = '', qtyText = '', pxText = ''] = words;
  const instrument = instruments.get(symbol);
  if (!instrument) return wrong(`${symbol} is not listed here`);
  const qty = instrument.lots.parse(qtyText);
  const price = instrument.ticks.parse(pxText);
  if (typeof qty === 'string') return wrong(`'${qtyText}' is not a number of lots of ${instrument.listing.lotText}`);
  if (typeof price === 'string') return wrong(`'${pxText}' is not a price in ticks of ${instrument.listing.tickText}`);
  return came(exchange.correct(numberOf(trade), { qty, price }, at), `${trade} is ${qtyText} at ${pxText}`);
}

function news({ instruments, news: tell }: OperatorParts, words: readonly string[], at: Micros): Operated {
  const [urgencyText = '', about = ''] = words;
  const urgency = (Object.keys(URGENCIES) as NewsItem['urgency'][]).find(each => each === urgencyText);
  if (!urgency) return wrong(`'${urgencyText}' is no urgency: ${Object.keys(URGENCIES).join(', ')}`);
  const symbols = about === '*' ? [] : [...new Set(about.split(','))];
  const unknown = symbols.find(symbol => !instruments.has(symbol));
  if (unknown !== undefined) return wrong(`'${unknown}' is not listed here`);
  const readers = tell({ urgency, symbols, headline: words.slice(2).join(' ') }, at);
  return { ok: true, text: `told to ${readers} session${readers === 1 ? '' : 's'}` };
}

/** What an operator can do, by name. */
const COMMANDS: Readonly<Record<string, Command>> = {
  halt: { takes: 'SYMBOL', words: 1, run: (parts, [symbol = ''], at) => setStatus(parts, symbol, 'halted', at) },
  resume: { takes: 'SYMBOL', words: 1, run: (parts, [symbol = ''], at) => setStatus(parts, symbol, 'trading', at) },
  status: {
    takes: `SYMBOL ${TRADING_STATUSES.join('|')}`,
    words: 2,
    run: (parts, [symbol = '', to = ''], at) => {
      const status = TRADING_STATUSES.find(each => each === to);
      return status ? setStatus(parts, symbol, status, at) : wrong(`'${to}' is no status: ${TRADING_STATUSES.join(', ')}`);
    },
  },
  bust: {
    takes: 'TRADE',
    words: 1,
    run: ({ exchange }, [trade = ''], at) => came(exchange.bust(numberOf(trade), at), `${trade} is busted`),
  },
  correct: { takes: 'SYMBOL TRADE QUANTITY PRICE', words: 4, run: correct },
  cancel: {
    takes: 'ORDERID',
    words: 1,
    run: ({ end }, [order = ''], at) =>
      end(numberOf(order), at) ? { ok: true, text: `${order} is cancelled` } : wrong(`${order} does not work any more`),
  },
  news: { takes: `${Object.keys(URGENCIES).join('|')} SYMBOL,...|* HEADLINE`, words: 3, text: true, run: news },
};

/** The commands, a line each. */
export const OPERATOR_HELP: readonly string[] = Object.entries(COMMANDS).map(([name, { takes }]) => `${name} ${takes}`);

/** Carries out a command of the venue's operator: a line of words. */
export function operate(parts: OperatorParts, line: string, at: Micros): Operated {
  const [name = '', ...words] = line.trim().split(/\s+/);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) return wrong(`'${name}' is no command: ${Object.keys(COMMANDS).join(', ')}`);
  if (command.text ? words.length < command.words : words.length !== command.words)
    return wrong(`${name} takes ${command.takes}`);
  return command.run(parts, words, at);
}
