import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { frame } from '../fix/session/rig';
import { MAIN } from './run-cli';

jest.setTimeout(60_000);
const dir = mkdtempSync(join(tmpdir(), 'sim-logs-'));
let sim: ChildProcess | undefined;
afterAll(() => {
  sim?.kill('SIGKILL');
  rmSync(dir, { recursive: true });
});

test('sluice sim --logs DIR leaves the messages and the events of a session there', async () => {
  sim = spawn(process.execPath, [MAIN, 'sim', '--port', '0', '--symbols', 'ACME', '--logs', dir, '--json']);
  const [ready] = (await once(createInterface({ input: sim.stdout! }), 'line')) as [string];
  const { port } = JSON.parse(ready) as { port: number };
  const socket = connect(port, '127.0.0.1');
  const answered = once(socket, 'data');
  socket.write(frame('35=A|34=1|49=OMS|56=SIM|98=0|108=30|554=hunter2', Date.now() * 1000, 'FIX.4.4'));
  await answered;
  socket.destroy();
  sim.kill('SIGTERM');
  await once(sim, 'exit');
  const messages = readFileSync(join(dir, 'FIX.4.4-SIM-OMS.messages.current.log'), 'latin1').split('\n');
  const said = messages.filter(line => /^\d{8}-\d\d:\d\d:\d\d\.\d{6} : 8=FIX/.test(line));
  const logons = said.filter(line => line.includes('\x0135=A\x01')).map(line => /49=(\w+)/.exec(line)?.[1]);
  const events = readdirSync(dir).filter(name => name.startsWith('FIX.4.4-SIM-OMS.event'));
  expect([logons, messages.join().includes('hunter2'), events]).toEqual([
    ['OMS', 'SIM'],
    false,
    ['FIX.4.4-SIM-OMS.event.current.log'],
  ]);
});
