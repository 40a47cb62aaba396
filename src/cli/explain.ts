import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { type Exactly, exactly, ModelShelf } from '../run/forecast/exact';
import { type ExplainedOrder, type ExplainedSlot, explainOrder, type Question } from '../run/forecast/explain';
import { registryDir } from '../run/models/resolve';
import { openJournal } from '../run/replay';
import { UsageError } from '../run/usage-error';

interface Options {
  readonly data: string;
  readonly journal?: string;
  readonly slice?: number;
  readonly exact?: boolean;
  readonly model: readonly string[];
  readonly json?: boolean;
}

const slot = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a number of a slot is needed, from 0');
  return Number(text);
};

/** `explain PARENT`: why an adaptive order did what it did. */
export function explainCommand(program: Command): void {
  program
    .command('explain')
    .description('Why an ADAPTIVE order did what it did, slot by slot, from the journal; a gateway may be running on it.')
    .argument('<order>', 'its OrderID (37), or its ClOrdID (11)')
    .option('--data <dir>', "the gateway's data folder", 'var')
    .option('--journal <file>', 'another journal: journal.db of a data folder or of a backtest')
    .option('--slice <n>', 'only this slot, counted from 0', slot)
    .option('--exact', 'Shapley values (TreeSHAP) in place of path attributions: they need the model file')
    .option(
      '--model <file>',
      'a model file for --exact, beside the registry and the one that ships',
      (f, all: string[]) => [...all, f],
      [],
    )
    .option('--json', 'as one JSON object')
    .addHelpText('after', '\nExample:\n  sluice explain A1 --slice 3 --exact\n\nExit code: 0 it was found, 2 usage.')
    .action((order: string, o: Options) => run(order, o));
}

function run(name: string, o: Options): void {
  const file = o.journal ?? join(o.data, 'journal.db');
  const journal = openJournal(file, o.journal === undefined ? '--data' : '--journal');
  try {
    const order = explainOrder(journal.turns(), name);
    if (!order) throw new UsageError(`${name}: ${file} has no such order: give its OrderID (37) or its ClOrdID (11)`);
    const decisions = order.decisions.filter(d => o.slice === undefined || d.slot === o.slice);
    if (decisions.length === 0)
      throw new UsageError(
        order.decisions.length === 0
          ? `${name}: nothing was decided about it by forecasts: it is no ADAPTIVE order, or its window has not begun`
          : `--slice ${o.slice}: no such slot was decided; there are ${order.decisions.map(d => d.slot).join(', ')}`,
      );
    const shelf = o.exact ? new ModelShelf(o.model, registryDir(o.data)) : undefined;
    const told = { ...order, decisions: decisions.map(d => withExact(d, shelf)) };
    process.stdout.write(o.json ? `${JSON.stringify(told)}\n` : `${page(told)}\n`);
  } finally {
    journal.close();
  }
}

type Told = Omit<ExplainedSlot, 'questions'> & {
  readonly questions: readonly (Question & { readonly exact?: Exactly | undefined })[];
};

const withExact = (decision: ExplainedSlot, shelf: ModelShelf | undefined): Told => ({
  ...decision,
  questions: decision.questions.map(q => (shelf ? { ...q, exact: exactly(q, shelf) } : q)),
});

function page({
  parentId,
  clOrdId,
  symbol,
  side,
  orderQty,
  slots,
  decisions,
}: Omit<ExplainedOrder, 'decisions'> & { decisions: readonly Told[] }): string {
  const head = `${parentId} (ClOrdID ${clOrdId}): ${side === '1' ? 'buys' : 'sells'} ${orderQty} ${symbol}${slots === null ? '' : ` in ${slots} slots`}`;
  return [head, ...decisions.map(slotText)].join('\n\n');
}

const SOURCES = { forecast: 'by its forecast', last: 'by the forecast before', baseline: 'untilted' } as const;

function slotText(d: Told): string {
  const why = d.why === null ? '' : `: ${d.why}`;
  const lines = [`slot ${d.slot}, ${new Date(d.at / 1000).toISOString()}, ${SOURCES[d.source]}${why}`];
  for (const q of d.questions) lines.push(...questionText(q));
  if (d.regime !== null)
    lines.push(
      row(
        'regime',
        `${d.regime}${d.posteriors ? ` (calm, busy, stressed: ${d.posteriors.map(p => p.toFixed(2)).join(', ')})` : ''}`,
      ),
    );
  if (d.source !== 'baseline') lines.push(row('tilt', tiltText(d)));
  lines.push(
    row(
      'CumQty',
      `${d.target} wanted by its end, ${d.baseline} by the baseline${d.clip === 'none' ? '' : `; bound by: ${CLIPS[d.clip] ?? d.clip}`}`,
    ),
  );
  return lines.join('\n');
}

const CLIPS: Readonly<Record<string, string>> = {
  band: 'the band around the baseline',
  cap: 'the cap on participation',
  lots: 'whole lots',
  shadow: 'shadow mode, the baseline is done',
};

const row = (name: string, text: string): string => `  ${name.padEnd(9)} ${text}`;

function tiltText({ raw, sd, tilt, applied }: Told): string {
  const shrunk = sd === 0 ? '' : ` (members differ by ${num(sd)}: ${num(tilt)})`;
  const times = (log: number): string => `${signed(log)}, ${Math.exp(log).toFixed(2)} times the baseline's slot`;
  return `${times(raw)}${shrunk}${applied === null ? '' : `; done ${times(applied)}`}`;
}

function questionText(q: Told['questions'][number]): string[] {
  const answered =
    q.answer === 'answered'
      ? `answered by ${q.by} in ${q.took} us`
      : q.answer === 'failed'
        ? `failed: ${q.why}`
        : 'has not answered';
  const lines = [row('model', `${q.name} (${q.model.slice(0, 12)}), ${answered}`)];
  for (const f of q.features)
    lines.push(
      row('', `${f.name} ${f.value === null ? 'unknown' : num(f.value)}${f.filled ? ' (stands in)' : ''}  [${f.units}]`),
    );
  for (const s of q.said) {
    const members = s.members.length === 0 ? '' : `; members ${s.members.map(m => (m === null ? 'none' : num(m))).join(', ')}`;
    lines.push(row('said', `${s.name} ${s.horizon} s: ${s.value === null ? 'no number' : num(s.value)}${members}`));
  }
  if (q.gate.length > 1) lines.push(row('gate', q.gate.map(g => g.toFixed(3)).join(', ')));
  if (q.attributions.length > 0) lines.push(row('because', parts(q.attributions)));
  if (q.exact) lines.push(row('exactly', `${num(q.exact.expected)} where nothing is known; ${parts(q.exact.parts)}`));
  return lines;
}

const parts = (all: readonly (readonly [string, number])[]): string =>
  all.map(([name, added]) => `${name} ${signed(added)}`).join(', ');
const num = (value: number): string => String(Number(value.toPrecision(4)));
const signed = (value: number): string => `${value >= 0 ? '+' : ''}${num(value)}`;
