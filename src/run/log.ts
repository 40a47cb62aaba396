import pino from 'pino';

export type Log = Pick<pino.Logger, 'info' | 'warn' | 'error' | 'debug'>;

/** JSON lines on stderr; SLUICE_LOG sets the level (default info). stdout is for what a command answers. */
export const makeLog = (level = process.env['SLUICE_LOG'] ?? 'info'): Log =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: label => ({ level: label }) } },
    pino.destination({ dest: 2, sync: false }),
  );
