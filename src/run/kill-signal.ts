import { randomUUID } from 'node:crypto';
import type { KillDesk } from './kill-desk';
import type { Log } from './log';

/** SIGUSR2 engages the firm's kill switch. Returns how to stop listening. */
export function killOnSignal(kills: KillDesk, log: Log): () => void {
  const engage = (): void => {
    try {
      kills.kill({ level: 'firm', key: '', id: randomUUID(), by: 'SIGUSR2', reason: 'the process was sent the signal' });
    } catch (error) {
      log.error({ err: error }, 'kill by signal');
    }
  };
  process.on('SIGUSR2', engage);
  return () => void process.off('SIGUSR2', engage);
}
