import type { Command } from 'commander';
import { GOVERNANCE, type ModelEntry } from '../inference/registry/entry';
import type { HistoryLine } from '../inference/registry/history';
import type { LedgerLine } from '../inference/registry/ledger';
import type { Registry } from '../inference/registry/registry';
import type { CertificateRow } from '../run/certify/row';
import { told } from '../run/models/desk';
import { ledgerOf } from '../run/models/trials';
import { childrenOf, figureText, governanceOf, historyOf, lineageOf, rowOf } from '../run/models/views';
import { gatewayModels, type RegistryFlags, registryFlags, registryOf } from './models-flags';

/** `models show`: all that is known of a model. */
export function modelsShowCommand(models: Command): void {
  registryFlags(models.command('show'))
    .argument('<hash>', 'six or more digits of its hash')
    .description(
      'Shows what is known of a model: its card, what it was made from, what its check found, and what was done with it.',
    )
    .addHelpText('after', '\nExample:\n  sluice models show 3f9a2c')
    .action(async (asked: string, o: RegistryFlags) => {
      const gateway = await gatewayModels(o);
      const registry = registryOf(o);
      const shown = told(() => {
        const entry = registry.find(asked);
        registry.bytes(entry.hash); // what is shown of a file that was changed would be of another
        const lines = registry.lines();
        return {
          row: rowOf(registry, entry, lines, gateway),
          entry,
          lineage: lineageOf(registry, entry),
          check: registry.check(entry.hash) ?? null,
          history: historyOf(lines, entry.hash),
          ledger: ledgerOf(registry.dir, entry.hash),
        };
      });
      if (o.json) process.stdout.write(`${JSON.stringify(shown)}\n`);
      else process.stdout.write(`${text(registry, shown).join('\n')}\n`);
    });
}

interface Shown {
  readonly row: ReturnType<typeof rowOf>;
  readonly entry: ModelEntry;
  readonly lineage: readonly (ModelEntry | string)[];
  readonly check: ReturnType<Registry['check']> | null;
  readonly history: readonly HistoryLine[];
  readonly ledger: readonly LedgerLine[];
}

function text(registry: Registry, { row, entry, lineage, check, history, ledger }: Shown): string[] {
  const { card, registered } = entry;
  return [
    `${entry.name} ${entry.hash}`,
    `state: ${row.state}${row.role === null ? '' : ` (${row.role})`}; registered ${registered.at} by ${registered.by}`,
    `targets: ${entry.targets.join(', ')}`,
    `features (${entry.features.length}): ${entry.features.join(', ')}`,
    ...governance(entry),
    'lineage:',
    ...tree(lineage, childrenOf(registry, entry.hash)),
    ...(card.figures ?? []).map(f => `figure: ${figureText(f)}`),
    check ? `check by ${check.version} at ${check.at}: ${check.ok ? 'passed' : 'failed'}` : 'check: none yet',
    ...(check?.findings ?? []).filter(f => f.state !== 'ok').map(f => `  ${f.state} ${f.check}: ${f.text}`),
    'trials, accesses to sealed data, validations:',
    ...(ledger.length === 0 ? ['  none that this registry counted'] : ledger.map(l => `  ${l.at} ${ledgerText(l)} by ${l.by}`)),
    certificateText(row.certificate),
    'change log:',
    `  ${registered.at} added by ${registered.by}`,
    ...history.map(l => `  ${l.at} ${actText(l, entry.hash)} by ${l.by}: ${l.why}`),
  ];
}

function ledgerText(line: LedgerLine): string {
  if (line.act === 'access') return `opened the sealed seeds ${line.seeds.first} to ${line.seeds.last}`;
  if (line.act === 'validation') return `validated: ${line.verdict}, report ${short(line.report)}`;
  return `trial: ${line.what} ${line.name}${line.sharpe === null ? '' : `, Sharpe ratio ${line.sharpe.toFixed(3)} a cluster`}`;
}

function certificateText({ state, verdict, venue, approver, expires, why }: CertificateRow): string {
  if (state === 'none') return 'certificate: none (sluice validate)';
  const said = approver === null ? '' : ` by ${approver}: ${verdict}, for ${venue}, until ${expires}`;
  return `certificate${said}${state === 'wrong' ? `; it does not hold: ${why}` : ''}`;
}

const short = (hash: string | null): string => hash?.slice(0, 12) ?? 'none';

function actText({ act, role, hash, from }: HistoryLine, own: string): string {
  const others = hash === own ? `in place of ${short(from)}` : `gave way to ${short(hash)}`;
  return `${act} ${role}, ${others}`;
}

function governance(entry: ModelEntry): string[] {
  const { said, unsaid } = governanceOf(entry);
  const lines = GOVERNANCE.flatMap(key => [said[key] ?? []].flat().map(value => `${key}: ${value}`));
  return [...lines, ...(unsaid.length > 0 ? [`its card does not say: ${unsaid.join(', ')}`] : [])];
}

/** The model, what it was made from below it, each a step further in; then what was made from it. */
function tree(lineage: readonly (ModelEntry | string)[], children: readonly ModelEntry[]): string[] {
  const own = lineage.flatMap((step, depth) => {
    const indent = '  '.repeat(depth + 1);
    if (typeof step === 'string') return [`${indent}${short(step)} (not in this registry)`];
    const { dataHash, configHash, code, seed, window } = step.lineage;
    const parts = [
      `data ${dataHash?.slice(0, 12) ?? 'not said'}`,
      `config ${configHash?.slice(0, 12) ?? 'not said'}`,
      `code ${code ?? 'not said'}`,
      ...(seed === undefined ? [] : [`seed ${seed}`]),
      ...(window === undefined ? [] : [`window ${window}`]),
    ];
    return [`${indent}${short(step.hash)} ${step.name}: ${parts.join(', ')}`];
  });
  return [...own, ...children.map(c => `  made from it: ${short(c.hash)} ${c.name}`)];
}
