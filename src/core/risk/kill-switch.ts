import { denial } from '../denials';
import type { Check } from './check';

/** Nothing new passes while the firm's kill switch is engaged. */
export const killSwitch: Check = {
  points: ['parent', 'child', 'replace'],
  run: (_order, books) =>
    books.killed ? denial('KillSwitch', `engaged by ${books.killed.by}: ${books.killed.reason}`) : undefined,
};
