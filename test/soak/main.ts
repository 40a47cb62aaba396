import { HELP, readOptions, type SoakOptions } from './options';
import { runSoak, type SoakResult } from './soak';
import { minuteHead, minuteRow } from './watch';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function sayResult({ options, judgements, counts, faults, unsettled, disturbed, dataMiB }: SoakResult): void {
  say('');
  for (const { holds, limit, found } of judgements) say(`${holds ? 'holds' : 'FAILS'}  ${limit}: ${found}`);
  const { filled, cancelled, denied, fills, requests } = counts;
  say(
    `filled ${filled}, cancelled ${cancelled}, denied ${denied}; ${fills} fills, ${requests} cancels and replaces; data ${dataMiB} MiB`,
  );
  if (disturbed)
    say(
      `lines cut ${disturbed.cut}, deaf ${disturbed.deaf}, stalled ${disturbed.stall}; kills ${options.kills}; seed ${options.seed}`,
    );
  for (const text of [...faults, ...unsettled]) say(`  ${text}`);
}

async function soak(options: SoakOptions): Promise<boolean> {
  if (!options.json) say(minuteHead());
  const enough = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => enough.abort());
  const result = await runSoak(options, m => say(options.json ? JSON.stringify(m) : minuteRow(m)), enough.signal);
  if (options.json) say(JSON.stringify(result));
  else sayResult(result);
  return result.judgements.every(j => j.holds);
}

async function main(): Promise<void> {
  let options: SoakOptions | 'help';
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`soak: ${(error as Error).message}\n`);
    process.exitCode = 2;
    return;
  }
  if (options === 'help') say(HELP);
  else process.exitCode = (await soak(options)) ? 0 : 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`soak: ${String(error)}\n`);
  process.exitCode = 1;
});
