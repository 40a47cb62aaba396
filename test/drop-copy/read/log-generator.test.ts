import FIXParser from 'fixparser';
import { LogGenerator, type LogTruth } from '../../../bench/log-generator';

/** A made-up log of about so many bytes, and what its writer says is in it. */
function made(bytes: number, seed: number): { log: string; truth: LogTruth } {
  const parts: string[] = [];
  const truth = new LogGenerator(part => parts.push(part.toString('latin1')), seed).run(bytes);
  return { log: parts.join(''), truth };
}

/** Fields of a line by tag. */
const fieldsOf = (line: string): ReadonlyMap<string, string> =>
  new Map(
    line
      .slice(line.indexOf('8=FIX'))
      .split('\x01')
      .map(field => field.split('=', 2) as [string, string]),
  );

/** The same figures, counted from the text. */
function counted(log: string): LogTruth {
  const lines = log.split('\n').slice(0, -1).map(fieldsOf);
  const reports = lines.filter(f => f.get('35') === '8');
  const of = (execType: string) => reports.filter(f => f.get('150') === execType);
  const last = new Map(reports.map(f => [f.get('37')!, f]));
  const states: Record<string, number> = {};
  for (const f of last.values()) states[f.get('39')!] = (states[f.get('39')!] ?? 0) + 1;
  const qty = (f: ReadonlyMap<string, string>) => Number(f.get('32'));
  const cents = (f: ReadonlyMap<string, string>) => Math.round(Number(f.get('31')) * 100) * qty(f);
  const sum = (of_: (f: ReadonlyMap<string, string>) => number) =>
    of('F').reduce((total, f) => total + of_(f), 0) - of('H').reduce((total, f) => total + of_(f), 0);
  return {
    bytes: log.length,
    messages: lines.length,
    orders: lines.filter(f => f.get('35') === 'D').length,
    fills: of('F').length,
    busts: of('H').length,
    states,
    cumQty: sum(qty),
    cost: BigInt(sum(cents)),
  };
}

test('the generator knows what it wrote, and what it writes is right', () => {
  const { log, truth } = made(600_000, 3);
  const wrong = new FIXParser().parse(log.slice(0, 40_000)).filter(m => !m.bodyLengthValid || !m.checksumValid);
  expect([truth, truth.busts > 0, truth.orders > 700, wrong.length <= 1]).toEqual([counted(log), true, true, true]);
});

test('the same seed writes the same log, another seed another', () => {
  const [first, again, other] = [1, 1, 2].map(seed => made(200_000, seed).log);
  expect([first === again, first === other]).toEqual([true, false]);
});
