import { useState } from 'preact/hooks';
import type { KillRow } from '../../feed';
import { ask } from '../link/ask';
import { Button, Said } from '../ui/parts';
import { Line } from '../ui/reason';

/** Releases a kill for somebody who says why; the firm's waits for a second person. */
export function Release({ row, onClose }: { row: KillRow; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [said, setSaid] = useState<string>();
  const release = async (): Promise<void> => {
    const place = { level: row.level, ...(row.level !== 'firm' && { key: row.key }) };
    const answer = await ask('/api/release', { ...place, reason: reason.trim() });
    if (!answer.ok) return setSaid(answer.why);
    const { released } = answer.body as { readonly released: boolean };
    if (released) onClose();
    else setSaid('A second person of the risk role has to agree.');
  };
  const denied = reason.trim() === '' ? 'say why first' : undefined;
  return (
    <form
      class="inside engage"
      onSubmit={event => {
        event.preventDefault();
        if (denied === undefined) void release();
      }}
    >
      <Line name="reason" label={`Why ${row.id} may trade again (journaled with your name)`} value={reason} onValue={setReason} />
      <p class="consequence">
        New orders are taken again. What was cancelled stays cancelled: nothing is sent again by itself.
        {row.outstanding > 0 && ` ${row.outstanding} cancels are not confirmed yet: these orders may still fill.`}
      </p>
      <Said>{said}</Said>
      <div class="pair">
        <Button onClick={onClose}>Keep it engaged</Button>
        <Button type="submit" look="main" denied={denied}>
          Release
        </Button>
      </div>
    </form>
  );
}
