import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Signed, signReport } from '../run/certify/sign';
import { needText } from '../run/models/change';
import { foldersOf, type RegistryFlags, registryFlags } from './models-flags';
import { wholeNumber } from './options';
import { printer } from './output';

interface Options extends RegistryFlags {
  readonly key: string;
  readonly approver: string;
  readonly expires: number;
  readonly venue?: 'simulator' | 'live';
  readonly symbols?: string[];
  readonly maxQty?: number;
  readonly regimes?: string[];
  readonly out?: string;
}

const days = (text: string): number => {
  if (!/^\d{1,4}d$/.test(text)) throw new InvalidArgumentError('days such as 90d are needed');
  return Number(text.slice(0, -1));
};
const names = (text: string): string[] => text.split(',').map(name => name.trim());

/** `validate sign`: a validator certifies what a report shows. */
export function validateSignCommand(validate: Command): void {
  registryFlags(validate.command('sign'))
    .argument('<report>', 'report.json of `sluice validate`')
    .description(
      'Certifies the model of a report, within what the report shows: a failed one not, an inconclusive one for shadow only. Who made or promoted the model may not approve it.',
    )
    .requiredOption('--key <file>', 'private key of the validator (`sluice validate keys`)')
    .requiredOption(
      '--approver <name>',
      'who approves; where the gateway has a people file a validator in it, with SLUICE_SECRET',
    )
    .option('--expires <days>', 'how long it is good for', days, 90)
    .addOption(new Option('--venue <venue>', 'where it may act').choices(['simulator', 'live']))
    .option('--symbols <list>', 'only these of its symbols', names)
    .option('--max-qty <n>', 'orders of at most so many shares or contracts', wholeNumber)
    .option('--regimes <list>', 'only these of its regimes', names)
    .option('--out <file>', 'write it there, with the report beside it (default: into the registry)')
    .addHelpText(
      'after',
      '\nExample:\n  sluice validate sign var/validation/report.json --key ~/validator/validator.key.pem --approver vera --expires 90d --max-qty 5000',
    )
    .action(async (report: string, o: Options) => {
      const { key, approver, expires, venue, symbols, maxQty, regimes, out } = o;
      const narrow = {
        ...(venue && { venue }),
        ...(symbols && { symbols }),
        ...(maxQty !== undefined && { maxQty }),
        ...(regimes && { regimes }),
      };
      const { registry } = foldersOf(o);
      const secret = process.env['SLUICE_SECRET'];
      const who = needText('approver', approver);
      const signed = await signReport({
        report,
        key,
        approver: who,
        days: expires,
        narrow,
        registry,
        out,
        secret,
        now: Date.now(),
      });
      printer(o.json === true, text)(signed);
    });
}

function text({ file, certificate, notes }: Signed): string {
  const { model, verdict, scope, approver, by, expires, externalEvidence } = certificate;
  const { venue, symbols, maxQty, maxBand, maxWindow, regimes } = scope;
  const what = verdict === 'pass' ? `to act on ${venue}` : 'for shadow only: its validation was inconclusive';
  const evidence =
    venue === 'live' && !externalEvidence
      ? '\nno evidence from outside of the simulator: on a real venue it stays in shadow'
      : '';
  return `${model.name} ${model.hash.slice(0, 12)} is certified ${what}
symbols ${symbols.join(', ')}; orders of at most ${maxQty}, Band ${maxBand} and ${maxWindow} s; regimes ${regimes.join(', ')}; until ${expires}${evidence}
signed by ${approver} with the key ${by.slice(0, 12)}: ${file}${notes.map(n => `\nnote: ${n}`).join('')}`;
}
