import type { AlertRow } from '../../feed';

const STATES: Readonly<Record<AlertRow['state'], number>> = { new: 0, acknowledged: 1, resolved: 2 };
const SEVERITIES: Readonly<Record<AlertRow['severity'], number>> = { critical: 0, warning: 1, info: 2 };

/** What wants a person first: new before acknowledged before resolved, critical first, then the latest. */
export const byUrgency = (a: AlertRow, b: AlertRow): number =>
  STATES[a.state] - STATES[b.state] || SEVERITIES[a.severity] - SEVERITIES[b.severity] || b.at - a.at;

/** How many are new, and whether one of these is critical. */
export function newAlerts(alerts: Iterable<AlertRow>): { readonly count: number; readonly critical: boolean } {
  let count = 0;
  let critical = false;
  for (const { state, severity } of alerts) {
    if (state !== 'new' || severity === 'info') continue;
    count++;
    critical ||= severity === 'critical';
  }
  return { count, critical };
}
