import { type ChildProcess, execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/run/version';
import { MAIN } from '../cli/run-cli';
import { freePorts } from '../run/paper-rig';

/** Pages whose blocks of commands (`sh`) are run as they stand, from top to bottom, in a folder of their own. A block `sh background` runs on until the page is over. */
const PAGES: readonly (readonly [page: string, beside: 'a gateway' | 'nothing'])[] = [
  ['quickstart', 'nothing'],
  ['paper-trading', 'nothing'],
  ['strategies', 'a gateway'],
  ['risk', 'a gateway'],
  ['models', 'nothing'],
  ['replay', 'a gateway'],
  ['operations', 'nothing'],
];

/** Commands that another test runs, because they take long. */
const ELSEWHERE: Readonly<Record<string, readonly [file: string, word: string]>> = {
  'sluice demo': ['test/cli/demo.test.ts', "sluice('demo'"],
  'sluice demo --faults bust': ['test/run/demo-faults.test.ts', "'bust'"],
};

/** Ports of the settings that ship, which may be taken where the tests run. */
const PORTS = ['9880', '9881', '8080'];

interface Block {
  readonly text: string;
  readonly background: boolean;
}

const blocksOf = (page: string): Block[] =>
  [...readFileSync(join(PACKAGE_ROOT, 'docs', `${page}.md`), 'utf8').matchAll(/^```sh( background)?\n([\s\S]*?)^```$/gm)].map(
    ([, background, text]) => ({ text: text!, background: background !== undefined }),
  );

/** A folder like the project's, with settings on free ports and `sluice` on the path. */
class Place {
  readonly dir = mkdtempSync(join(tmpdir(), 'docs-'));
  private readonly running: ChildProcess[] = [];

  constructor(private readonly ports: readonly number[]) {
    const bin = join(this.dir, 'bin');
    mkdirSync(bin);
    // the small OMS and HTTP have the ports that ship as their defaults
    writeFileSync(
      join(bin, 'sluice'),
      `#!/bin/sh\ncase "$1 $2" in\n  "order "*) exec ${process.execPath} ${MAIN} "$@" --port ${ports[0]} ;;\n  "start "*) exec ${process.execPath} ${MAIN} "$@" --http ${ports[2]} ;;\n  *) exec ${process.execPath} ${MAIN} "$@" ;;\nesac\n`,
    );
    chmodSync(join(bin, 'sluice'), 0o755);
    for (const folder of ['docs', 'models']) symlinkSync(join(PACKAGE_ROOT, folder), join(this.dir, folder));
    cpSync(join(PACKAGE_ROOT, 'sessions'), join(this.dir, 'sessions'), { recursive: true });
    const paper = join(this.dir, 'sessions', 'paper');
    for (const file of readdirSync(paper, { withFileTypes: true }).filter(f => f.isFile()))
      writeFileSync(join(paper, file.name), this.ported(readFileSync(join(paper, file.name), 'utf8')));
  }

  private ported = (text: string): string => PORTS.reduce((t, port, i) => t.replaceAll(port, `${this.ports[i]}`), text);

  private get options() {
    return {
      cwd: this.dir,
      env: { ...process.env, PATH: `${join(this.dir, 'bin')}:${process.env['PATH']}`, SLUICE_LOG: 'error' },
    };
  }

  /** Resolves with what went wrong; undefined where all of it ended with 0. */
  run(block: Block): Promise<string | undefined> {
    const lines = block.text.split('\n').filter(line => ELSEWHERE[line] === undefined);
    return new Promise(resolve => {
      execFile('sh', ['-ec', lines.join('\n')], { ...this.options, timeout: 60_000 }, (error, out, err) =>
        resolve(error ? `${block.text}\n${error.message}\n${out.slice(-500)}\n${err.slice(-500)}` : undefined),
      );
    });
  }

  /** Starts it; resolves once it says that it is ready. */
  start(block: Block): Promise<void> {
    const child = spawn('sh', ['-ec', `exec ${block.text}`], this.options);
    this.running.push(child);
    return new Promise((resolve, reject) => {
      let said = '';
      const hear = (text: Buffer): void => {
        said += text.toString();
        if (/^ready /m.test(said)) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.on('exit', () => reject(new Error(`it ended before it was ready: ${said}`)));
    });
  }

  async end(): Promise<void> {
    for (const child of this.running) {
      if (child.exitCode !== null) continue;
      const over = new Promise(resolve => child.once('exit', resolve));
      child.kill('SIGTERM');
      await over;
    }
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** Runs a page; resolves with the first thing that went wrong. */
async function trouble(page: string, beside: 'a gateway' | 'nothing'): Promise<string | undefined> {
  const place = new Place(await freePorts(PORTS.length));
  try {
    if (beside === 'a gateway')
      await place.start({ text: 'sluice start --sessions sessions/paper --data var', background: true });
    for (const block of blocksOf(page)) {
      if (block.background) await place.start(block);
      else {
        const wrong = await place.run(block);
        if (wrong !== undefined) return wrong;
      }
    }
    return undefined;
  } finally {
    await place.end();
  }
}

test.each(PAGES)(
  'the commands of docs/%s.md run as they stand',
  async (page, beside) => {
    expect([blocksOf(page).length > 0, await trouble(page, beside)]).toEqual([true, undefined]);
  },
  180_000,
);

test('commands that are said to run elsewhere do', () => {
  const missing = Object.entries(ELSEWHERE).filter(
    ([, [file, word]]) => !readFileSync(join(PACKAGE_ROOT, file), 'utf8').includes(word),
  );
  expect(missing).toEqual([]);
});
