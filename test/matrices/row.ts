/** A row of FIX's order state change matrices (FIX 4.4 volume 4, appendix D), or one of ours beside it, as a story to play. */
export interface Row {
  /** The standard's id (A.1.a), with what we add behind it (`A.1.a sliced`). */
  readonly id: string;
  /** Its number in the appendix of FIX 4.2, which is ordered otherwise. */
  readonly fix42?: string;
  readonly title: string;
  /** What we do where the standard leaves a choice, or does not meet our case. */
  readonly note?: string;
  /** The OMS's session has OnPendingReplace=chain. */
  readonly chain?: true;
  /** Our order is sliced: the OMS's side alone is the row's, the venue sees children of another size. */
  readonly sliced?: true;
  /**
   * One step a line, `what happens | what the OMS is told | the child then`. Told: ExecutionReports as `8(ClOrdID,OrigClOrdID) ExecType/OrdStatus
   * OrderQty CumQty LeavesQty` and OrderCancelRejects as `9(ClOrdID,OrigClOrdID) OrdStatus CxlRejReason`, parted by `;`. The child: what
   * we sent the venue, then OrdStatus OrderQty CumQty LeavesQty as the venue's words make it.
   */
  readonly steps: string;
}

/** A row of the standard that has no story here, and why. */
export interface NotPlayed {
  readonly id: string;
  readonly title: string;
  readonly why: string;
}

export interface Step {
  readonly what: string;
  readonly told: string;
  readonly child: string;
}

/** The steps of a row as it is written. */
export const stepsOf = (row: Row): Step[] =>
  row.steps
    .trim()
    .split('\n')
    .map(line => {
      const [what = '', told = '', child = ''] = line.split('|').map(cell => cell.trim());
      return { what, told, child };
    });
