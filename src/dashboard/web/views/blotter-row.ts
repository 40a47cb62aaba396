import type { ChildRow, FillRow, ParentRow } from '../../feed';

/** A row of the blotter's tree. */
export type BlotterRow =
  | { readonly level: 1; readonly row: ParentRow; readonly open: boolean }
  | {
      readonly level: 2;
      readonly row: ChildRow;
      readonly parent: string;
      readonly symbol: string;
      readonly side: string;
      readonly open: boolean;
    }
  | { readonly level: 3; readonly row: FillRow; readonly parent: string; readonly symbol: string; readonly side: string };

/** Opens a row, or closes it. */
export type Twist = (row: BlotterRow) => void;
