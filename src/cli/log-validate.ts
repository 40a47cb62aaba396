import type { Command } from 'commander';
import { Dictionaries } from '../run/log-view/dictionaries';
import { type Found, isWrong, type Verdict, validateLogs } from '../run/log-view/validate';
import { shownValue } from '../run/shown-text';
import { type LogFlags, logCommandOf, readingBar } from './log-options';
import { printer } from './output';

interface ValidateFlags extends LogFlags {
  readonly dictionary?: string;
  readonly userTags?: boolean;
}

/** `log validate`: what is wrong with logs and the messages in them. */
export function logValidateCommand(log: Command): void {
  logCommandOf(log, 'validate')
    .description(
      'Holds each message to the dictionary of its version, to its BodyLength and CheckSum, and its number to those before.',
    )
    .option('--dictionary <file>', "a dictionary in QuickFIX's form for the messages of its version")
    .option('--user-tags', 'tags from 5000 up that the dictionary does not have are no fault')
    .addHelpText(
      'after',
      '\nExample:\n  sluice log validate logs/ --user-tags\n\nExit code: 0 nothing is wrong, 1 something is, 2 usage.',
    )
    .action(async (files: string[], o: ValidateFlags) => {
      const bar = readingBar();
      const dictionaries = await Dictionaries.open(o.dictionary);
      const verdict = await validateLogs({ files, dictionaries, userTags: o.userTags === true, zone: o.zone, told: bar.told });
      bar.end();
      printer<Verdict>(o.json === true, verdictText)(verdict);
      process.exitCode = isWrong(verdict) ? 1 : 0;
    });
}

function verdictText(v: Verdict): string {
  const checked = v.messages - Object.values(v.unchecked).reduce((sum, n) => sum + n, 0);
  const unchecked = Object.entries(v.unchecked).map(
    ([version, n]) => `${n} of ${shownValue(version) || 'no version'} not held to a dictionary: there is none`,
  );
  return [
    `${v.messages} messages, ${checked} held to their dictionary: ${v.right} right`,
    ...unchecked,
    ...listed('damaged', v.damaged),
    ...listed('against the dictionary', v.invalid),
    ...listed('sequence and time', v.sequence),
    ...(isWrong(v) ? [] : ['nothing is wrong']),
  ].join('\n');
}

function listed(title: string, found: readonly Found[]): string[] {
  if (found.length === 0) return [];
  const lines = found.flatMap(({ what, count, first }) => [
    `  ${count} x ${shownValue(what)}`,
    ...first.map(place => `      ${shownValue(place)}`),
  ]);
  return [`${title}:`, ...lines];
}
