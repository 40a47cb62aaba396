import { Dialog } from './dialog';
import { Button } from './parts';

const KEYS: readonly (readonly [string, string])[] = [
  ['1 to 6', 'go to a view'],
  ['↑ ↓ Page Home End', 'move through the orders'],
  ['→ ←', 'open an order or a child; close it again'],
  ['/', 'filter the orders'],
  ['k', 'the kill switch'],
  ['t', 'light, dark, or as the system'],
  ['?', 'this help'],
  ['Esc', 'close what is open; leave the filter'],
];

const NOTES = [
  'Times are in your zone; a time under the pointer is told in UTC.',
  'Costs are in basis points of the arrival price and positive when worse.',
  'Grey is normal. Amber wants a look; red is wrong.',
  'Hollow marks are fills that made liquidity, full ones took it.',
];

export function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys and signs" onClose={onClose}>
      <div class="inside">
        <table class="table">
          <tbody>
            {KEYS.map(([key, what]) => (
              <tr key={key}>
                <td class="fit">
                  <kbd>{key}</kbd>
                </td>
                <td>{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {NOTES.map(note => (
          <p key={note} class="muted">
            {note}
          </p>
        ))}
      </div>
      <footer>
        <Button onClick={onClose}>Close</Button>
      </footer>
    </Dialog>
  );
}
