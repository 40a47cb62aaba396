import { join } from 'node:path';
import type { PeopleCheck } from '../core/people';
import type { Board } from '../dashboard/board';
import { type Desk, Refused, type Request } from '../dashboard/desk';
import { type RunningServer, startServer } from '../dashboard/server';
import type { ControlAnswer } from './control-client';
import type { ControlHandler } from './control-server';
import type { Gateway } from './gateway';
import type { Log } from './log';
import { PACKAGE_ROOT, VERSION } from './version';

export interface HttpParts {
  readonly gateway: Gateway;
  readonly control: ControlHandler;
  readonly ready: () => boolean;
  readonly people: PeopleCheck;
  /** Who says nothing may look. */
  readonly open: boolean;
  readonly log: Log;
  /** What the dashboard shows. */
  readonly board: Board;
  /** The page of /metrics. */
  readonly metrics: () => Promise<string>;
}

/** The HTTP server of a gateway: whatever it is asked goes the way of the control socket. */
export function startHttp(host: string, port: number, parts: HttpParts): Promise<RunningServer> {
  const { gateway, control, ready, people, open, log, metrics, board } = parts;
  const desk: Desk = { version: VERSION, ready, people, open, metrics, ask: request => ask(control, request) };
  return startServer(port, {
    desk,
    board,
    page: join(PACKAGE_ROOT, 'dist', 'dashboard'),
    host,
    patienceMs: 10_000,
    now: () => gateway.engine.clock.now(),
    failed: error => log.error({ err: error }, 'a request over HTTP failed'),
  });
}

/** Asks behind the commit of what this tick of the event loop brought, so that nothing is told that is not in the journal. */
function ask(control: ControlHandler, request: Request): Promise<Readonly<Record<string, unknown>>> {
  return new Promise((resolve, reject) => {
    const answered = (line: unknown): void => {
      const { ok, error, ...answer } = line as ControlAnswer;
      if (ok) resolve(answer);
      else reject(new Refused(error ?? 'the gateway refused'));
    };
    setImmediate(() => {
      try {
        control(request, answered, () => undefined);
      } catch (error) {
        reject(new Refused((error as Error).message));
      }
    });
  });
}
