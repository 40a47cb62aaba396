import type { Setup } from '../../feed';
import { Copyable } from '../ui/copyable';
import { orderLine } from './order-line';

/** What a newcomer can do while there are no orders. */
export function Newcomer({ setup }: { setup: Setup }) {
  const line = orderLine(setup);
  return (
    <div class="newcomer">
      <h3>No orders yet</h3>
      <p>
        {setup.paper
          ? 'The gateway runs on paper: orders go to the exchange simulator inside, and nothing leaves this machine.'
          : 'The gateway trades with real venues.'}
      </p>
      {line !== undefined && (
        <>
          <h4>Send one from a second terminal</h4>
          <Copyable text={line} />
        </>
      )}
      <h4>Or connect an OMS over FIX</h4>
      {setup.oms.length === 0 ? (
        <p class="muted">The config has no session for an OMS: add an acceptor to a .cfg file (docs/sessions.md).</p>
      ) : (
        <Doors setup={setup} />
      )}
      <p class="muted">Symbols: {setup.symbols.join(', ')}</p>
    </div>
  );
}

function Doors({ setup: { oms } }: { setup: Setup }) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th>Host</th>
          <th>Port</th>
          <th>BeginString (8)</th>
          <th>your SenderCompID (49)</th>
          <th>your TargetCompID (56)</th>
        </tr>
      </thead>
      <tbody>
        {oms.map(door => (
          <tr key={door.session}>
            <td class="mono">{door.host}</td>
            <td class="mono">{door.port}</td>
            <td class="mono">{door.beginString}</td>
            <td class="mono">{door.senderCompID}</td>
            <td class="mono">{door.targetCompID}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
