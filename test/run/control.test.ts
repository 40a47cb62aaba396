import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controlHandler } from '../../src/run/control';
import { askControl } from '../../src/run/control-client';
import { ControlServer } from '../../src/run/control-server';
import type { Gateway } from '../../src/run/gateway';
import { KillLatch } from '../../src/run/kill-latch';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-control-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A gateway that tells what is done to it. */
function recorder(): { gateway: Gateway; done: string[] } {
  const done: string[] = [];
  const gateway = {
    engageKill: (by: string, reason: string) => done.push(`engage ${by}: ${reason}`),
    lookAtLatch: () => done.push('look'),
    line: { commitNow: () => done.push('commit'), books: { children: new Map() } },
  };
  return { gateway: gateway as unknown as Gateway, done };
}

/** What a request is answered with over a real socket. */
async function asked(latch: KillLatch, gateway: Gateway, request: Record<string, unknown>): Promise<unknown> {
  const socket = join(dir, 's');
  const server = new ControlServer(socket, controlHandler(gateway, latch));
  await server.listen();
  try {
    return await askControl(socket, request).catch((error: Error) => error.message.replaceAll(dir, ''));
  } finally {
    server.close();
  }
}

describe('kill and release over the control socket', () => {
  test.each(['kill', 'release'])('%s: a control character in who or why is refused, and nothing is done', async cmd => {
    const { gateway, done } = recorder();
    const latch = new KillLatch(dir);
    const answers = [
      await asked(latch, gateway, { cmd, by: 'ann', reason: 'x\x0158=forged' }),
      await asked(latch, gateway, { cmd, by: 'ann\n', reason: 'x' }),
    ];
    expect([answers, done, latch.read().by]).toEqual([
      [
        "'reason' has a control character: write it as plain text on one line",
        "'by' has a control character: write it as plain text on one line",
      ],
      [],
      '',
    ]);
  });

  test('a kill whose latch cannot be written holds in memory and is not acknowledged; a release does nothing', async () => {
    const { gateway, done } = recorder();
    const latch = new KillLatch(join(dir, 'gone'));
    const answers = [
      await asked(latch, gateway, { cmd: 'kill', by: 'ann', reason: 'drill' }),
      await asked(latch, gateway, { cmd: 'release', by: 'ann', reason: 'over' }),
    ];
    const why = expect.stringMatching(/^ENOENT/);
    expect([answers, done]).toEqual([
      [expect.stringMatching(/^engaged in memory, latch not written: ENOENT/), why],
      ['engage ann: drill'],
    ]);
  });

  test('a kill that is written is taken up and answered', async () => {
    const { gateway, done } = recorder();
    const latch = new KillLatch(dir);
    const answer = await asked(latch, gateway, { cmd: 'kill', by: 'ann', reason: 'drill' });
    expect([answer, done, latch.read()]).toEqual([
      { ok: true, killed: true, outstanding: 0 },
      ['look', 'commit'],
      { killed: true, by: 'ann', reason: 'drill' },
    ]);
  });
});

describe('the control socket', () => {
  test('works in a data folder whose path is too long for a socket, and leaves nothing behind', async () => {
    const deep = join(dir, 'd'.repeat(60), 'e'.repeat(60));
    mkdirSync(deep, { recursive: true });
    const path = join(deep, 'control.sock');
    const serve = (): ControlServer =>
      new ControlServer(path, (_request, reply) => {
        reply({ ok: true });
        return 'done';
      });
    const killed = serve();
    await killed.listen(); // and is killed: its file stays
    const short = readFileSync(path, 'utf8');
    const second = await serve()
      .listen()
      .catch((error: Error) => error.message);
    (killed as unknown as { server: Server }).server.close();
    const server = serve();
    await server.listen();
    const answer = await askControl(path, { cmd: 'x' });
    server.close();
    expect([second, answer, existsSync(short), readdirSync(deep)]).toEqual([
      `${path} answers: another process listens there`,
      { ok: true },
      false,
      [],
    ]);
  });

  test('a client that does not read what it watches is dropped', async () => {
    const socket = join(dir, 's');
    const line = 'x'.repeat(1024 * 1024);
    const told = await new Promise<number>((resolve, reject) => {
      const server = new ControlServer(socket, (_request, reply, closed) => {
        let sent = 0;
        const more = setInterval(() => {
          reply(line);
          if (++sent === 100) reject(new Error('still connected'));
        }, 1);
        closed(() => {
          clearInterval(more);
          server.close();
          resolve(sent);
        });
        return 'stream';
      });
      server.listen().then(() => {
        const client = connect(socket, () => client.write('{"cmd":"watch"}\n'));
        client.on('error', () => undefined).on('close', () => undefined);
        client.pause();
      }, reject);
    });
    expect(told > 8 && told < 20).toBe(true);
  });

  test('a connection that could not be accepted ends nothing', async () => {
    const server = new ControlServer(join(dir, 's'), (_request, reply) => {
      reply({ ok: true });
      return 'done';
    });
    await server.listen();
    (server as unknown as { server: Server }).server.emit('error', new Error('accept EMFILE'));
    const answer = await askControl(join(dir, 's'), { cmd: 'x' });
    server.close();
    expect(answer).toEqual({ ok: true });
  });
});
