import { type Gate, type Verdict, worst } from '../report';
import { judgeSealed, type Sealed } from './sealed';
import { judgeSelection, type Selection } from './selection';

/** What a trial that was chosen among others comes to: how it was chosen, and what it then earned on data that had no part in that. The worst of its gates counts. */
export function verdictOfSelection(
  selection: Selection,
  sealed: Sealed,
): { readonly verdict: Verdict; readonly gates: readonly Gate[] } {
  const gates = [...judgeSelection(selection), judgeSealed(sealed)];
  return { verdict: worst(gates.map(g => g.verdict)), gates };
}
