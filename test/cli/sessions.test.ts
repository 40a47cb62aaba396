import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashCheck } from '../../src/fix/security/password';
import { Paper } from '../run/paper-rig';
import { MAIN, sluice } from './run-cli';

const SIM = 'FIX.4.4:SLUICE->SIM';

describe('sluice sessions, against a running gateway', () => {
  let paper: Paper;
  let data: string[];
  beforeAll(async () => {
    paper = await Paper.make();
    await paper.start();
    data = ['--data', join(paper.dir, 'data')];
  });
  afterAll(async () => paper.stop());

  test('lists them, also as JSON', async () => {
    const [plain, named, json] = await Promise.all([
      sluice('sessions', ...data),
      sluice('sessions', 'list', ...data),
      sluice('sessions', '--json', ...data),
    ]);
    const rows = JSON.parse(json.out[0]!) as { id: string; state: string }[];
    expect([plain.code, plain.out.map(l => l.split(/ {2,}/)[0]), named.out.length, rows.map(r => `${r.id} ${r.state}`)]).toEqual([
      0,
      ['session', 'FIX.4.4:SLUICE->OMS', SIM, 'FIX.4.4:SLUICEMD->SIM'],
      4,
      ['FIX.4.4:SLUICE->OMS idle', `${SIM} inSession`, 'FIX.4.4:SLUICEMD->SIM inSession'],
    ]);
  });

  test('explains one: state, numbers, hours, and each setting with the line it comes from', async () => {
    const [plain, json] = await Promise.all([
      sluice('sessions', 'explain', SIM, ...data),
      sluice('sessions', 'explain', SIM, '--json', ...data),
    ]);
    const text = plain.out.join('\n');
    const file = join(paper.dir, 'gateway.cfg');
    const line = 1 + readFileSync(file, 'utf8').split('\n').indexOf('HeartBtInt=30');
    const found = [`${SIM}: venue, initiator`, 'state inSession, logged on; next in', 'hours:', `HeartBtInt`, `${file}:${line}`];
    expect([plain.code, found.filter(f => !text.includes(f)), Object.keys(JSON.parse(json.out[0]!))]).toEqual([
      0,
      [],
      ['session', 'keys', 'schedule'],
    ]);
  });

  test('sets numbers of a session by its TargetCompID, refuses to go back, and shows why they are as they are', async () => {
    const why = ['--by', 'ann', '--reason', 'OMS restored', ...data];
    const set = await sluice('sessions', 'set-seq', 'OMS', '--in', '7', '--out', '9', ...why);
    const back = await sluice('sessions', 'set-seq', 'OMS', '--out', '3', ...why);
    const forced = await sluice('sessions', 'set-seq', 'OMS', '--out', '3', '--force', '--json', ...why);
    const reset = await sluice('sessions', 'reset', 'OMS', ...why);
    const list = await sluice('sessions', ...data);
    expect([set, back, JSON.parse(forced.out[0]!), reset, list.out[1]]).toEqual([
      { code: 0, out: ['FIX.4.4:SLUICE->OMS: next in 7, next out 9'], err: [] },
      {
        code: 1,
        out: [],
        err: ['sluice: --out 3 is refused: the peer may have seen every number up to 8; --force sets it all the same'],
      },
      expect.objectContaining({ nextIn: 7, nextOut: 3 }),
      { code: 0, out: ['FIX.4.4:SLUICE->OMS: next in 1, next out 1'], err: [] },
      expect.stringMatching(/reset by ann: OMS restored$/),
    ]);
  }, 30_000);

  test('disconnects one, which comes back', async () => {
    const answer = await sluice('sessions', 'disconnect', SIM, '--reason', 'drill', ...data);
    expect([answer.code, answer.out[0]]).toEqual([
      0,
      expect.stringMatching(/^FIX\.4\.4:SLUICE->SIM: disconnected; .*it dials again after ReconnectInterval$/),
    ]);
  });

  test.each([
    [['reset', 'SLUICE->SIMM', '--reason', 'x'], 1, `no session 'SLUICE->SIMM'; did you mean '${SIM}'?`],
    [['reset', 'SIM', '--reason', 'x'], 1, `several sessions have TargetCompID SIM: name '${SIM}' or 'FIX.4.4:SLUICEMD->SIM'`],
    [['reset', SIM], 2, "required option '--reason <text>' not specified (see --help)"],
    [['reset', SIM, '--reason', ' '], 2, '--reason: must not be empty'],
    [['reset', SIM, '--reason', 'a\x01b'], 1, "'reason' has a control character: write it as plain text on one line"],
    [['set-seq', 'OMS', '--reason', 'x'], 2, 'set-seq: give --in, --out or both'],
  ])('%j is refused', async (args, code, text) => {
    expect(await sluice('sessions', ...args, ...data)).toEqual({ code, out: [], err: [`sluice: ${text}`] });
  });
});

test('every subcommand has help with an example', async () => {
  const commands = ['list', 'explain', 'reset', 'set-seq', 'disconnect', 'hash-password'];
  const answers = await Promise.all(commands.map(command => sluice('sessions', command, '--help')));
  expect(commands.filter((_, i) => !/Example:\n +sluice sessions /.test(answers[i]!.out.join('\n')))).toEqual([]);
});

test('hash-password reads a line of stdin and prints a hash that matches it alone', async () => {
  const hash = await new Promise<string>((resolve, reject) => {
    const child = execFile(process.execPath, [MAIN, 'sessions', 'hash-password'], (error, out) =>
      error ? reject(error) : resolve(out.trim()),
    );
    child.stdin!.end('correct horse\nnot read\n');
  });
  const check = hashCheck(hash)!;
  expect(await Promise.all(['correct horse', 'correct horse\n', 'x'].map(p => check(Buffer.from(p))))).toEqual([
    true,
    false,
    false,
  ]);
});
