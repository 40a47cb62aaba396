import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ALARMS, ALERTS } from '../../src/core/alarms';
import { PACKAGE_ROOT } from '../../src/run/version';

const read = (...path: string[]): string => readFileSync(join(PACKAGE_ROOT, ...path), 'utf8');
const HEADINGS = [...read('docs', 'runbook.md').matchAll(/^### (.+)$/gm)].map(m => m[1]!);

/** Metrics that the gateway tells, with the endings that Prometheus adds to a histogram. */
const TOLD = new Set(
  [...read('src', 'run', 'metrics', 'metrics.ts').matchAll(/'(sluice_\w+)'/g)].flatMap(([, name]) => [name!, `${name}_bucket`]),
);
const namesIn = (expr: string): string[] => [...expr.matchAll(/\bsluice_\w+/g)].map(m => m[0]);

test('the runbook has an entry for each alert, once, and none for what does not exist', () => {
  const codes = [...ALARMS, ...Object.keys(ALERTS)];
  const entries = HEADINGS.filter(h => !h.includes(' ') && h !== 'Alerts' && h !== 'Memory');
  expect(entries.sort()).toEqual(codes.sort());
});

test('each alert rule asks for metrics that there are, and names a place in the runbook', () => {
  const { groups } = parse(read('deploy', 'alerts.yml')) as {
    groups: { rules: { alert: string; expr: string; annotations: { runbook: string } }[] }[];
  };
  const anchors = new Set(HEADINGS.map(h => `docs/runbook.md#${h.toLowerCase().replaceAll(' ', '-')}`));
  const rules = groups.flatMap(g => g.rules);
  const wrong = rules.filter(r => !anchors.has(r.annotations.runbook) || namesIn(r.expr).some(name => !TOLD.has(name)));
  expect([rules.length > 10, wrong.map(r => r.alert)]).toEqual([true, []]);
});

test('the Grafana dashboard asks for metrics that there are', () => {
  const { panels } = JSON.parse(read('deploy', 'grafana.json')) as { panels: { title: string; targets: { expr: string }[] }[] };
  const wrong = panels.filter(p => p.targets.some(t => namesIn(t.expr).some(name => !TOLD.has(name))));
  expect([panels.length > 15, wrong.map(p => p.title)]).toEqual([true, []]);
});
