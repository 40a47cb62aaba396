import type { Command } from 'commander';
import { type CheckReport, checkModel } from '../inference/check/check-model';
import { ModelError } from '../inference/model-error';
import { readModelFile } from '../inference/open';
import { DURATION_FORM, durationMicros } from '../run/duration';
import { UsageError } from '../run/usage-error';
import { table } from './output';

interface Options {
  readonly deadline: string;
  readonly json?: boolean;
}

/** `models check`: whether a model file, whoever made it, may be asked by the gateway. */
export function modelsCheckCommand(models: Command): void {
  models
    .command('check')
    .argument('<file...>', 'ONNX files')
    .description(
      'Holds model files to the contract (docs/model-contract.md): what they say of themselves, then what they do. Exit code 1 where one is refused.',
    )
    .option('--deadline <time>', 'what 99 of 100 answers must come within: the deadline of the config', '2ms')
    .option('--json', 'a JSON object a file instead of text')
    .addHelpText('after', '\nExample:\n  sluice models check mine.onnx')
    .action(check);
}

async function check(files: string[], { deadline, json }: Options): Promise<void> {
  const micros = durationMicros(deadline);
  if (!micros) throw new UsageError(`--deadline: '${deadline}' is not ${DURATION_FORM}`);
  for (const file of files) {
    const report = await checkModel(bytesOf(file), { deadline: micros });
    process.stdout.write(`${json ? JSON.stringify({ file, ...report }) : text(file, report)}\n`);
    if (!report.ok) process.exitCode = 1;
  }
}

function bytesOf(file: string): Uint8Array {
  try {
    return readModelFile(file);
  } catch (error) {
    throw error instanceof ModelError ? new UsageError(error.message) : error;
  }
}

function text(file: string, { ok, hash, name, house, findings }: CheckReport): string {
  const refused = findings.filter(f => f.state === 'refused').length;
  const where = house ? 'may run in process' : 'runs in a worker';
  const verdict = ok ? `passed: ${where}` : `refused: ${refused} finding${refused === 1 ? '' : 's'}`;
  const rows = findings.map(f => [f.state, f.check, f.text]);
  return `${file}: ${name ?? 'no name'}\nsha256 ${hash}\n${table(['', 'check', 'found'], rows)}\n${verdict}`;
}
