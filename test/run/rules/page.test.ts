import { join } from 'node:path';
import { DENIALS } from '../../../src/core/denials';
import { REPORTS } from '../../../src/core/reporting/report';
import { CHECKS } from '../../../src/core/risk/checks';
import { STRATEGIES } from '../../../src/core/strategies';
import { typeOf } from '../../../src/core/strategy-parameters';
import { validate } from '../../../src/fix/codec/validate';
import { MessageView } from '../../../src/fix/codec/view';
import { loadSettings } from '../../../src/fix/settings/load';
import { dialectOf } from '../../../src/fix/translate/dialect';
import { OMS_MESSAGES } from '../../../src/fix/translate/oms-fields';
import { loadConfig } from '../../../src/run/config';
import { rulesOfMessage } from '../../../src/run/rules/messages';
import { OUT_FIELDS } from '../../../src/run/rules/out-fields';
import { cellText, type Page, placed } from '../../../src/run/rules/page';
import { statusesAfter } from '../../../src/run/rules/reports';
import { rulesPage, rulesText } from '../../../src/run/rules/rules';
import { storiesOf } from '../../../src/run/rules/stories';
import { settingsOf, VERSIONS } from './set-up';

const FOLDER = join(__dirname, '../../../sessions/paper');
const config = loadConfig(FOLDER);
const { sessions } = loadSettings(FOLDER);

/** The rows of the last table of a section. */
function rowsOf(page: Page, title: string): readonly (readonly string[])[] {
  const tables = placed(page)
    .filter(p => p.section.title === title)
    .flatMap(p => p.section.blocks)
    .flatMap(b => (b.kind === 'table' ? [b.rows.map(row => row.map(cellText))] : []));
  return tables.at(-1) ?? [];
}

/** The paper folder, and an OMS of every version. */
const page = rulesPage([...sessions, ...VERSIONS.map(v => settingsOf(v))], config);

test.each(['md', 'html'] as const)('two runs give the same %s', format => {
  expect(rulesText(loadSettings(FOLDER).sessions, loadConfig(FOLDER), format)).toBe(rulesText(sessions, config, format));
});

const SCHEDULED = Object.values(STRATEGIES).filter(s => s.windowed);

test('the page has the tables of the code', () => {
  const strip = (cell: string): string => cell.replaceAll('`', '');
  expect({
    denials: rowsOf(page, 'Orders: OrdRejReason').map(row => row.map(strip)),
    reports: rowsOf(page, 'Reports and order states').map(row => row.slice(0, 3)),
    parameters: SCHEDULED.map(s => rowsOf(page, `${s.name} (${s.code})`).map(row => [strip(row[0]!), row[1], strip(row[4]!)])),
    checks: rowsOf(page, 'Instruments and limits').map(row => strip(row[0]!)),
  }).toEqual({
    denials: Object.entries(DENIALS).map(([code, d]) => [code, String(d.reason), strip(d.when), strip(d.remedy)]),
    reports: Object.entries(REPORTS).map(([event, r]) => [r.execType, event, r.when]),
    parameters: SCHEDULED.map(s => s.parameters.map(p => [p.name, typeOf(p), strip(p.about)])),
    checks: CHECKS.filter(c => c.rule(config.limits.firm) !== undefined).map(c => c.code),
  });
});

test('the statuses after a report are those that the table of transitions allows', () => {
  expect([
    statusesAfter('Canceled'),
    statusesAfter('Rejected'),
    statusesAfter('PendingReplace'),
    statusesAfter('Stopped'),
  ]).toEqual([['4'], ['8'], ['6', 'E'], ['6', '7', 'E']]);
});

describe.each(VERSIONS)('%s', beginString => {
  const settings = settingsOf(beginString);
  const dialect = dialectOf(settings);
  const told = (title: string, at = 0): string[] => {
    const found = placed(page).find(p => p.section.title === title);
    const table = found?.section.blocks.filter(b => b.kind === 'table')[at];
    return table?.kind === 'table' ? table.rows.map(row => cellText(row[0]!).replaceAll('→ ', '')) : [];
  };

  test.each(OMS_MESSAGES.filter(t => dialect.dictionary.hasMessage(t)))('every tag of %s is on the page', type => {
    const title = `${dialect.dictionary.msgName(type)} (${type}) in ${dialect.version}`;
    const tags = [...told(title), ...told(title, 1)].map(Number);
    const wanted = rulesOfMessage(dialect, type).map(r => r.field.tag);
    expect([...new Set(tags)].sort((a, b) => a - b)).toEqual([...new Set(wanted)].sort((a, b) => a - b));
  });

  test('every field that the gateway says to an OMS in the examples has its text', () => {
    const said = storiesOf(settings).flatMap(s => s.messages.filter(m => m.to === 'oms'));
    const lacking = said.flatMap(m => rulesTags(m.bytes).filter(tag => OUT_FIELDS[tag] === undefined));
    expect([...new Set(lacking)]).toEqual([]);
  });

  test('every message of the examples is right by its dictionary', () => {
    const wrong = storiesOf(settings).flatMap(story =>
      story.messages.flatMap(({ bytes }) => {
        const buffer = Buffer.from(bytes.replaceAll('|', '\x01'), 'latin1');
        const view = new MessageView();
        const fault = view.read(buffer, 0, buffer.length)
          ? validate(view, dialect.dictionary, settings.validation)
          : view.malformedReason;
        return fault === undefined ? [] : [{ story: story.title, fault, bytes }];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

/** Tags of a message's body. */
function rulesTags(bytes: string): number[] {
  const buffer = Buffer.from(bytes.replaceAll('|', '\x01'), 'latin1');
  const view = new MessageView();
  view.read(buffer, 0, buffer.length);
  return Array.from(view.tags.subarray(view.bodyStart, view.count)).filter(tag => tag !== 10);
}

test('the HTML loads nothing, runs nothing, and every link of it has its place', () => {
  const html = rulesText(sessions, config, 'html');
  const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(m => m[1]!));
  expect({
    outside: html.match(/\b(?:src|@import|url\()|https?:|<script|<link/g),
    dangling: [...html.matchAll(/href="#([^"]+)"/g)].map(m => m[1]!).filter(id => !ids.has(id)),
    twins: [...html.matchAll(/ id="([^"]+)"/g)].length - ids.size,
  }).toEqual({ outside: null, dangling: [], twins: 0 });
});

test('what stands in a config is text on the page, not markup', () => {
  const odd = rulesText(sessions, { ...config, instruments: [{ symbol: '<b>|A', tick: '0.01', lot: '1' }] }, 'html');
  const md = rulesText(sessions, { ...config, instruments: [{ symbol: '<b>|A', tick: '0.01', lot: '1' }] }, 'md');
  expect([odd.includes('<td>&lt;b&gt;|A</td>'), md.includes('| \\<b\\>\\|A | 0.01 |')]).toEqual([true, true]);
});

test('limits are told level by level; those of accounts, of other sessions and the restricted list are not', () => {
  const limits = {
    firm: { maxOrderQty: '100' },
    sessions: { [sessions[0]!.id]: { maxOrderQty: '50' }, OTHER: { maxOrderQty: '49' }, '*': { maxOpenOrders: 3 } },
    accounts: { SECRET: { maxOrderQty: '48' } },
    strategies: { TWAP: { maxOrderQty: '47' } },
    symbols: { ACME: { maxOrderQty: '46' } },
    restricted: [{ symbols: ['BARRED'] }],
  };
  const told = rulesPage(sessions, { ...config, limits });
  const rows = rowsOf(told, 'Instruments and limits').filter(([code]) => /MaxO/.test(code!));
  expect([rows.map(row => row.slice(0, 3)), /OTHER|SECRET|BARRED/.test(JSON.stringify(told))]).toEqual([
    [
      ['`MaxOrderQty`', 'every order', 'OrderQty (38) at most 100'],
      ['`MaxOrderQty`', `session ${sessions[0]!.id}`, 'OrderQty (38) at most 50'],
      ['`MaxOrderQty`', 'strategy TWAP', 'OrderQty (38) at most 47'],
      ['`MaxOrderQty`', 'symbol ACME', 'OrderQty (38) at most 46'],
      ['`MaxOpenOrders`', 'any other session', 'at most 3 orders open at once, the new one included'],
    ],
    false,
  ]);
});
