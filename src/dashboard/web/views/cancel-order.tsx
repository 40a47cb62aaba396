import type { ParentRow } from '../../feed';
import { side } from '../format/fix';
import { grouped } from '../format/number';
import { ask } from '../link/ask';
import { AskFirst } from '../ui/reason';

/** Cancels a parent, for somebody who says why. */
export function CancelOrder({ row, onClose }: { row: ParentRow; onClose: () => void }) {
  return (
    <AskFirst
      title="Cancel this order?"
      consequence={
        <>
          {side(row.side)} {grouped(row.orderQty)} {row.symbol}: {grouped(row.leavesQty)} are left and will not be worked. What
          works at venues is cancelled; what fills before that counts. The OMS is told that the order is cancelled.
        </>
      }
      verb="Cancel the order"
      reason
      act={reason => ask('/api/orders/cancel', { order: row.id, reason })}
      onClose={onClose}
    />
  );
}
