import type { Command } from 'commander';
import { certificateRow } from '../run/certify/row';
import { type ChangeDone, promote } from '../run/models/change';
import { type ChangeFlags, changeFlags, foldersOf, requestOf } from './models-flags';
import { printer } from './output';

/** `models promote`: a model of the registry is in force. */
export function modelsPromoteCommand(models: Command): void {
  changeFlags(models.command('promote'))
    .argument('<hash>', 'six or more digits of its hash')
    .description(
      'Checks a model and puts it in force: in the gateway that runs on the data folder, else with its next start. What fails its check is refused.',
    )
    .addHelpText(
      'after',
      '\nA gateway follows the registry where its config says `champion`: models: { predictor: champion }\n\nExample:\n  sluice models promote 3f9a2c --role predictor --by ana --reason "beats the default in March"',
    )
    .action(async (asked: string, o: ChangeFlags) => {
      const folders = foldersOf(o);
      const done = await promote(folders, asked, requestOf(o));
      printer<ChangeDone>(o.json === true, d => `${changeText(d)}${uncertified(d, folders.registry)}`)(done);
    });
}

/** A gateway that runs looks at certificates itself; before one starts it is as well to know what it will say. */
function uncertified({ hash, takes }: ChangeDone, registry: string): string {
  const { state, why } = hash !== null && takes === 'next start' ? certificateRow(registry, hash, Date.now()) : HOLDS;
  if (state === 'holds') return '';
  const wrong = state === 'none' ? 'it has no certificate' : `its certificate does not hold (${why})`;
  return `\n${wrong}: on paper it will be in shadow, and a start on a real venue will refuse it (docs/certificates.md)`;
}
const HOLDS = { state: 'holds', why: null } as const;

/** What was done, in words. */
export function changeText({ role, hash, from, takes }: ChangeDone): string {
  const name = (of: string | null): string => of?.slice(0, 12) ?? (role === 'predictor' ? 'the default' : 'none');
  const when = {
    now: 'in force from now on',
    'next start': 'no gateway runs: in force with the next start',
    never: 'the gateway runs without models: write models: { predictor: champion } into its config',
  }[takes];
  return `${role}: ${name(hash)} in place of ${name(from)}; ${when}`;
}
