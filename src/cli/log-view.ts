import { type Command, InvalidArgumentError } from 'commander';
import { SECRETS } from '../fix/codec/redact';
import { Dictionaries } from '../run/log-view/dictionaries';
import { microsOf } from '../run/log-view/moment';
import { COLOURED, type Form, PLAIN } from '../run/log-view/readable';
import type { Wanted } from '../run/log-view/select';
import { viewLogs } from '../run/log-view/view';
import { UsageError } from '../run/usage-error';
import { type LogFlags, logCommandOf, tagsOption } from './log-options';
import { timeOption, wholeNumber } from './options';

interface ViewFlags extends LogFlags {
  readonly raw?: boolean;
  readonly long?: boolean;
  readonly order?: string;
  readonly field?: [number, string][];
  readonly match?: RegExp;
  readonly type?: string[];
  readonly session?: string;
  readonly from?: string;
  readonly to?: string;
  readonly follow?: boolean;
  readonly limit?: number;
  readonly redact: number[];
  readonly dictionary?: string;
}

/** Characters that are written at once where nobody waits for each line. */
const PIECE = 1 << 16;

/** `log view`: messages as a person reads them. */
export function logViewCommand(log: Command): void {
  logCommandOf(log, 'view')
    .description('Shows messages in the order of time: fields and values by their names. Passwords are never shown.')
    .option('--long', 'a field a line, groups indented')
    .option('--raw', 'messages as they are, | for SOH')
    .option('--order <id>', 'all messages of an order, by a ClOrdID of its chain or its OrderID')
    .option('--field <tag=value>', 'messages that have it, as 55=ACME; may be repeated: all of them', fieldOption)
    .option('--match <regex>', 'messages in whose text (| for SOH, masked) it is found', regexOption)
    .option('--type <list>', 'MsgTypes, as D,8', (text: string) => text.split(','))
    .option('--session <id>', 'a CompID, A->B for one way, A<->B for both')
    .option('--from <time>', 'at or after this time: ISO 8601, as 2026-01-05T09:30:00Z', timeOption)
    .option('--to <time>', 'before this time', timeOption)
    .option('--follow', 'go on with what is written to the files, also where they are rotated or cut')
    .option('--limit <n>', 'so many messages at most', wholeNumber)
    .option('--redact <tags>', 'mask the values of these tags too, as 1,553', tagsOption, [])
    .option('--dictionary <file>', "a dictionary in QuickFIX's form for the messages of its version")
    .addHelpText('after', '\nExample:\n  sluice log view FIX.4.4-GW-OMS.messages.current.log --order A17 --long')
    .action(view);
}

async function view(files: string[], o: ViewFlags): Promise<void> {
  const hidden = o.field?.find(([tag]) => SECRETS.includes(tag) || o.redact.includes(tag));
  if (hidden) throw new UsageError(`--field: the values of tag ${hidden[0]} are masked, and not looked for either`);
  const stop = new AbortController();
  const output = o.follow ? atOnce : inPieces();
  if (o.follow) for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const viewed = await viewLogs(
    {
      files,
      dictionaries: await Dictionaries.open(o.dictionary),
      form: formOf(o),
      colours: process.stdout.isTTY && process.env['NO_COLOR'] === undefined ? COLOURED : PLAIN,
      wanted: wantedOf(o),
      order: o.order,
      match: o.match,
      masked: o.redact,
      limit: o.limit,
      zone: o.zone,
      follow: o.follow ? stop.signal : undefined,
    },
    output.write,
  );
  output.end();
  if (viewed.damaged > 0)
    process.stderr.write(`sluice: ${viewed.damaged} stretches of these logs are damaged: see sluice log validate\n`);
}

const formOf = ({ json, raw, long }: ViewFlags): Form => (json ? 'json' : raw ? 'raw' : long ? 'long' : 'line');

const wantedOf = (o: ViewFlags): Wanted => ({
  types: o.type,
  fields: o.field,
  session: o.session,
  from: o.from === undefined ? undefined : microsOf(o.from),
  to: o.to === undefined ? undefined : microsOf(o.to),
});

/** What takes text and writes it. */
interface Output {
  readonly write: (text: string) => void;
  readonly end: () => void;
}

const atOnce: Output = { write: text => void process.stdout.write(text), end: () => undefined };

function inPieces(): Output {
  let held = '';
  const flush = (): void => {
    process.stdout.write(held);
    held = '';
  };
  const write = (text: string): void => {
    held += text;
    if (held.length >= PIECE) flush();
  };
  return { write, end: flush };
}

function fieldOption(text: string, before: [number, string][] = []): [number, string][] {
  const found = /^(\d{1,9})=(.+)$/s.exec(text);
  if (!found) throw new InvalidArgumentError('a field is needed, as 55=ACME');
  return [...before, [Number(found[1]), found[2]!]];
}

function regexOption(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
