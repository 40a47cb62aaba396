import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Books } from '../../src/core/books';
import type { Input } from '../../src/core/facts';
import { controlHandler } from '../../src/run/control';
import { askControl } from '../../src/run/control-client';
import { ControlServer } from '../../src/run/control-server';
import type { Gateway } from '../../src/run/gateway';
import { KillDesk } from '../../src/run/kill-desk';
import { ACTIVE, KillLatch } from '../../src/run/kill-latch';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-control-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A gateway with nothing but its kill switches. */
function killable(latch: KillLatch): { gateway: Gateway; done: string[] } {
  const done: string[] = [];
  const books = new Books();
  const line = {
    books,
    post: (input: Input) => {
      done.push(input.type);
      books.apply(input, 1, 1);
    },
    commitNow: () => done.push('commit'),
  };
  const clock = { now: () => 1, at: () => () => undefined };
  return { gateway: { line, kills: new KillDesk(line, latch, clock, false) } as unknown as Gateway, done };
}

/** What a request is answered with over a real socket. */
async function asked(gateway: Gateway, request: Record<string, unknown>): Promise<unknown> {
  const socket = join(dir, 's');
  const server = new ControlServer(socket, controlHandler(gateway));
  await server.listen();
  try {
    return await askControl(socket, request).catch((error: Error) => error.message.replaceAll(dir, ''));
  } finally {
    server.close();
  }
}

describe('kill and release over the control socket', () => {
  test.each(['kill', 'release'])('%s: a control character in who or why is refused, and nothing is done', async cmd => {
    const latch = new KillLatch(dir);
    const { gateway, done } = killable(latch);
    const answers = [
      await asked(gateway, { cmd, by: 'ann', reason: 'x\x0158=forged' }),
      await asked(gateway, { cmd, by: 'ann\n', reason: 'x' }),
    ];
    expect([answers, done, latch.read()]).toEqual([
      [
        "'reason' has a control character: write it as plain text on one line",
        "'by' has a control character: write it as plain text on one line",
      ],
      [],
      ACTIVE,
    ]);
  });

  test('a kill whose latch cannot be written holds in memory and is not acknowledged; a release does nothing', async () => {
    const { gateway, done } = killable(new KillLatch(join(dir, 'gone')));
    const answers = [
      await asked(gateway, { cmd: 'kill', by: 'ann', reason: 'drill' }),
      await asked(gateway, { cmd: 'release', by: 'ann', reason: 'over' }),
    ];
    const why = expect.stringMatching(/^ENOENT/);
    expect([answers, done, gateway.kills.rows().map(k => [k.level, k.latched])]).toEqual([
      [expect.stringMatching(/^engaged in memory, latch not written: ENOENT/), why],
      ['KillSwitchEngaged', 'commit'],
      [['firm', false]],
    ]);
  });

  test('a kill that is written is taken up and answered', async () => {
    const latch = new KillLatch(dir);
    const { gateway, done } = killable(latch);
    const answer = await asked(gateway, { cmd: 'kill', id: 'K', by: 'ann', reason: 'drill', level: 'account', key: 'A1' });
    const kill = { level: 'account', key: 'A1', id: 'K', by: 'ann', reason: 'drill' };
    const row = { ...kill, at: 1, latched: true, asked: 0, confirmed: 0, outstanding: 0 };
    expect([answer, done, latch.read().engaged]).toEqual([
      { ok: true, killed: true, level: 'account', key: 'A1', outstanding: 0, kills: [row] },
      ['KillSwitchEngaged', 'commit'],
      [kill],
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
