import { loadSettings } from '../../fix/settings/load';
import type { SessionSettings } from '../../fix/settings/settings';
import { versionOf } from '../../fix/translate/dialect';
import { features } from '../../fix/translate/features';
import { type Config, loadConfig } from '../config';
import { UsageError } from '../usage-error';
import { VERSION } from '../version';
import { htmlOf } from './html';
import { markdownOf } from './markdown';
import { messagesSections } from './messages';
import { type Page, type Section, table, text } from './page';
import { dropCopySection, recoverySection } from './recovery';
import { refusalsSection, reportsSection } from './reports';
import { sessionsSection } from './sessions';
import { storiesOf } from './stories';
import { limitsSection, strategiesSection } from './strategies';
import { venueSections } from './venue';

export type RulesFormat = 'md' | 'html';

/** Where sessions and limits stand, and which of the sessions are told of: all where none is named. */
export interface RulesRequest {
  readonly sessions: string;
  readonly config?: string | undefined;
  readonly session?: readonly string[] | undefined;
  readonly format: RulesFormat;
}

/** The rules of a folder, and what is doubtful in its .cfg files. Throws UsageError where they, the config or a session's name are wrong. */
export function rulesOf(asked: RulesRequest): { readonly page: string; readonly warnings: readonly string[] } {
  const { sessions, warnings, errors } = loadSettings(asked.sessions);
  if (errors.length > 0) throw new UsageError(errors.join('\n'));
  const page = rulesText(chosen(sessions, asked.session), loadConfig(asked.sessions, asked.config), asked.format);
  return { page, warnings };
}

function chosen(sessions: readonly SessionSettings[], ids: readonly string[] | undefined): readonly SessionSettings[] {
  const unknown = ids?.find(id => !sessions.some(s => s.id === id));
  if (unknown !== undefined) throw new UsageError(`--session: ${unknown} is none of ${sessions.map(s => s.id).join(', ')}`);
  return ids === undefined ? sessions : sessions.filter(s => ids.includes(s.id));
}

/** What a counterparty's developer needs, out of the tables and settings that the gateway itself runs by. Two calls give the same text. */
export const rulesText = (sessions: readonly SessionSettings[], config: Config, format: RulesFormat): string =>
  (format === 'html' ? htmlOf : markdownOf)(rulesPage(sessions, config));

export const rulesPage = (sessions: readonly SessionSettings[], config: Config): Page => ({
  title: 'Sluice: rules of engagement',
  blocks: [
    text(
      `Printed by Sluice ${VERSION} out of the tables it runs by: rules of another version are another page. \`sluice rules\` prints them for the sessions and limits of a folder.`,
    ),
  ],
  sections: [
    sessionsSection(sessions),
    strategiesSection(),
    limitsSection(config, sessions),
    versionsSection(sessions),
    ...messagesSections(sessions),
    ...venueSections(sessions),
    reportsSection(),
    examplesSection(sessions),
    refusalsSection(),
    dropCopySection(sessions),
    recoverySection(sessions),
  ],
});

/** How each thing travels in the versions that the sessions speak. */
function versionsSection(sessions: readonly SessionSettings[]): Section {
  const versions = [...new Set(sessions.map(s => versionOf(s.identity.beginString)))].sort();
  const rows = features().map(f => [f.side, f.feature, ...versions.map(v => f.ways[v])]);
  return {
    title: 'What differs by version',
    blocks: [text('A number is the tag that carries it.'), table(['between us and', 'what', ...versions], rows)],
  };
}

/** Courses of events, as the gateway's own code speaks them. */
function examplesSection(sessions: readonly SessionSettings[]): Section {
  const session = sessions.find(s => s.role === 'oms');
  const stories = session === undefined ? [] : storiesOf(session);
  return {
    title: 'Examples',
    blocks: [
      text(
        session === undefined
          ? 'No session of an OMS is configured.'
          : `Messages as session \`${session.id}\` would see them; SOH is written \`|\`. Each example is a line of its own.`,
      ),
    ],
    sections: stories.map(({ title, messages }) => ({
      title,
      blocks: [
        table(
          ['', 'message'],
          messages.filter(m => m.to !== 'venue').map(m => [m.from === 'oms' ? 'you' : 'we', `\`${m.bytes}\``]),
        ),
      ],
    })),
  };
}
