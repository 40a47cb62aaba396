import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { findSocket } from './control-path';
import { UsageError } from './usage-error';

/** An answer of the control socket: `ok`, and what was asked for or `error`. */
export interface ControlAnswer {
  readonly ok: boolean;
  readonly error?: string;
  readonly [key: string]: unknown;
}

/** Thrown where no gateway listens on a control socket. */
export class NoGateway extends Error {}

/**
 * Sends one request over a control socket, with the secret of whoever asks where the environment has it (SLUICE_SECRET), and hands on every answer, until the other side closes, or `stop` is called. Resolves then;
 * rejects with NoGateway where nobody listens, and with what `answer` throws.
 */
export function control(
  socketPath: string,
  request: Readonly<Record<string, unknown>>,
  answer: (line: ControlAnswer, stop: () => void) => void,
): { readonly done: Promise<void>; readonly stop: () => void } {
  const socket = connect(findSocket(socketPath));
  const stop = (): void => void socket.destroy();
  const done = new Promise<void>((resolve, reject) => {
    socket.on('error', error =>
      reject(new NoGateway(`no gateway answers on ${socketPath} (${(error as NodeJS.ErrnoException).code})`)),
    );
    socket.on('close', () => resolve());
    const secret = process.env['SLUICE_SECRET'];
    socket.on('connect', () => socket.write(`${JSON.stringify(secret ? { secret, ...request } : request)}\n`));
    createInterface({ input: socket })
      .on('line', line => {
        try {
          answer(JSON.parse(line) as ControlAnswer, stop);
        } catch (error) {
          reject(error);
          stop();
        }
      })
      .on('error', () => undefined);
  });
  return { done, stop };
}

/** How long (ms) a gateway has to answer a request that takes it no time. */
const PATIENCE_MS = 3000;

/**
 * One request, one answer, within `patienceMs`. Rejects with NoGateway, with UsageError where the request names what
 * the gateway does not have, or with an Error of the gateway's own words where it refused.
 */
export async function askControl(
  socketPath: string,
  request: Readonly<Record<string, unknown>>,
  patienceMs = PATIENCE_MS,
): Promise<ControlAnswer> {
  let answer: ControlAnswer | undefined;
  let late = false;
  const { done, stop } = control(socketPath, request, line => {
    answer ??= line;
    stop();
  });
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, patienceMs);
  await done.finally(() => clearTimeout(timer));
  if (late && !answer) throw new Error(`the gateway on ${socketPath} did not answer within ${patienceMs / 1000} s`);
  if (!answer) throw new NoGateway(`the gateway on ${socketPath} went away without an answer`);
  if (!answer.ok && answer['mistake'] === true) throw new UsageError(answer.error);
  if (!answer.ok) throw new Error(answer.error ?? 'the gateway refused');
  return answer;
}
