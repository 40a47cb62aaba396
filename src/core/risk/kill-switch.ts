import { denial } from '../denials';
import type { Check } from './check';

/** Nothing new passes while the firm's kill switch is engaged. */
export const killSwitch: Check = {
  code: 'KillSwitch',
  points: ['parent', 'child', 'replace'],
  about: 'Nothing new passes while the kill switch is engaged; cancels do.',
  source: 'RTS 6 article 12; SEC 15c3-5(c)(1)',
  rule: () => 'nothing new passes while the kill switch is engaged',
  run: (_order, books) =>
    books.killed ? denial('KillSwitch', `engaged by ${books.killed.by}: ${books.killed.reason}`) : undefined,
};
