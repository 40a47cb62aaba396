import type { StageReport, ValidationReport } from '../../validation/report';
import { boundText } from './gates';

/** Why a report does not say pass: of each gate that did not, by how much it missed and what it would take, failures first; then stages that were not run. */
export function explained({ stages, verdict }: ValidationReport): string[] {
  if (verdict === 'pass') return ['every gate of every stage passed'];
  const lines = (of: 'fail' | 'inconclusive'): string[] => stages.flatMap(stage => missed(stage, of));
  const unrun = stages.filter(s => s.gates.length === 0).map(s => `inconclusive ${s.stage}: ${s.notes[0] ?? 'it has no gate'}`);
  return [...lines('fail'), ...lines('inconclusive'), ...unrun];
}

const missed = ({ gates }: StageReport, of: 'fail' | 'inconclusive'): string[] =>
  gates.filter(g => g.verdict === of).map(g => `${of} ${g.id}: ${g.why}\n  ${g.what}; must be ${boundText(g)}`);
