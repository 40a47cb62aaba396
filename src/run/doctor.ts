import { loadSettings } from '../fix/settings/load';
import type { SessionSettings } from '../fix/settings/settings';
import { modelFindings } from './certify/doctor';
import { type Config, loadConfig } from './config';
import type { Finding } from './doctor-checks';
import * as checks from './doctor-checks';

export type { Finding } from './doctor-checks';

export interface DoctorOptions {
  readonly sessions: string;
  readonly data: string;
  readonly config: string | undefined;
}

/** Looks at everything a start needs, changes nothing, and reports each thing once, in the order in which a start would meet it. */
export async function examine(o: DoctorOptions): Promise<Finding[]> {
  const findings: Finding[] = [checks.node(process.versions.node)];
  const config = told(findings, 'config', () => loadConfig(o.sessions, o.config));
  if (config) findings.push({ check: 'config', result: 'ok', text: configText(config) });
  const sessions = sessionsOf(o.sessions, findings);
  findings.push(...(await checks.dictionaries(sessions)));
  if (config) findings.push(...modelFindings(config, sessions, o.data));
  const running = await checks.gatewayRuns(o.data);
  findings.push(running.finding);
  for (const endpoint of endpointsOf(sessions, config)) findings.push(await checks.port(endpoint, running.runs));
  findings.push(
    checks.folder(o.data),
    checks.latch(o.data),
    ...checks.journal(o.data),
    checks.disk(o.data),
    checks.clock(Date.now()),
  );
  return findings;
}

function told<T>(findings: Finding[], check: string, look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    findings.push({ check, result: 'fail', text: (error as Error).message });
    return undefined;
  }
}

const configText = (c: Config): string =>
  c.source === undefined
    ? 'none: limits built in, any symbol, loopback only'
    : `${c.source}: ${c.instruments.length} instruments${c.simulator ? ', simulator inside' : ''}`;

function sessionsOf(dir: string, findings: Finding[]): readonly SessionSettings[] {
  const { sessions, warnings, errors } = loadSettings(dir);
  for (const text of errors) findings.push({ check: 'sessions', result: 'fail', text });
  for (const text of warnings) findings.push({ check: 'sessions', result: 'warn', text });
  if (errors.length === 0)
    findings.push({ check: 'sessions', result: 'ok', text: sessions.map(s => `${s.id} (${s.role})`).join(', ') });
  return errors.length === 0 ? sessions : [];
}

/** Where a start would listen, each once. */
function endpointsOf(sessions: readonly SessionSettings[], config: Config | undefined): checks.Listening[] {
  const listening = sessions.filter(s => s.connectionType === 'acceptor').map(s => ({ ...s.endpoint, what: s.id }));
  if (config?.simulator) listening.push({ host: '127.0.0.1', port: config.simulator.port, what: 'the simulator' });
  return listening.filter((l, i) => listening.findIndex(other => other.host === l.host && other.port === l.port) === i);
}
