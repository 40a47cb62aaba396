import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FactOf } from '../../../src/core/facts';
import { givenHeads, readHeads } from '../../../src/run/audit/head-file';
import { HeadPublisher } from '../../../src/run/audit/heads';
import { readHead, verifyAudit } from '../../../src/run/audit/verify';
import { Rig } from '../../core/rig';
import { until } from '../../fix/transport/pair';
import { story, Written } from './written';

let dir: string;
let file: string;
let journal: string;
let servers: Server[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-heads-'));
  journal = join(dir, 'journal.db');
  file = join(dir, 'heads.jsonl');
  servers = [];
});
afterEach(() => {
  for (const server of servers) server.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A webhook that answers with a status; what it was sent. */
async function hook(status: number): Promise<{ url: string; got: string[] }> {
  const got: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', piece => {
      body += piece;
    });
    request.on('end', () => {
      got.push(body);
      response.writeHead(status, { connection: 'close' }).end();
    });
  });
  servers.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-token`, got };
}

/** A publisher on a journal; what it says. */
function publisherOf({ journal }: Written, webhook: string | undefined, to: string) {
  const facts: FactOf<'HeadPublished'>[] = [];
  const said: string[] = [];
  const say = (fields: object, text: string): void => void said.push(`${JSON.stringify(fields)} ${text}`);
  const log = { info: say, warn: say } as unknown as ConstructorParameters<typeof HeadPublisher>[2]['log'];
  const post = (fact: FactOf<'HeadPublished'>): void => void facts.push(fact);
  return { publisher: new HeadPublisher({ webhook, everyMinutes: 60 }, to, { journal, log, post }), facts, said };
}

/** A publisher on a journal of some rows, started and stopped; what it said. */
async function published(webhook?: string, to = file) {
  const written = new Written(journal).story(story()).settle();
  const { publisher, facts, said } = publisherOf(written, webhook, to);
  publisher.start();
  await until('the first is published', () => facts.length > 0);
  written.close();
  await publisher.stop();
  return { facts, said };
}

test('heads go to the log, the file and the webhook, at the start and at the stop, and verify', async () => {
  const { url, got } = await hook(204);
  const { facts, said } = await published(url);
  const { heads } = readHeads(file);
  const { faults, heads: compared } = verifyAudit(journal, file);
  expect([facts.map(f => [f.to, f.failed]), heads, got.map(g => JSON.parse(g)), said.length, compared, faults]).toEqual([
    [[['log', 'file', 'webhook'], undefined]],
    [expect.objectContaining({ hash: facts[0]!.hash }), readHead(journal)],
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line)),
    2,
    2,
    [],
  ]);
});

test('a new journal has its first head told as soon as its chain begins, not an interval later', async () => {
  const written = new Written(journal);
  const { publisher, facts } = publisherOf(written, undefined, file);
  publisher.start();
  await new Promise(resolve => setTimeout(resolve, 120));
  const before = readHeads(file).heads.length;
  written.story(story()).settle();
  await until('the first head is told', () => facts.length > 0);
  const [first] = readHeads(file).heads;
  written.close();
  await publisher.stop();
  expect([before, first, facts.length]).toEqual([0, { id: facts[0]!.row, hash: facts[0]!.hash }, 1]);
});

test('what cannot be told is in the fact, without the address of the webhook, and is alarmed', async () => {
  const { url } = await hook(500);
  const { facts, said } = await published(url, join(dir, 'nowhere', 'heads.jsonl'));
  const rig = Rig.ready().post(facts[0]!);
  expect([
    facts.map(f => [f.to, f.failed]),
    rig.facts('Alarmed').map(a => a.code),
    [...said, JSON.stringify(facts)].join().includes('secret-token'),
  ]).toEqual([
    [[['log'], [expect.stringMatching(/^file: ENOENT.*heads.jsonl/), 'webhook: HTTP 500']]],
    ['HeadNotPublished', 'HeadNotPublished'],
    false,
  ]);
});

test('a journal that does not hold the head published last is told at the start, and alarmed', async () => {
  const hash = 'ab'.repeat(32);
  writeFileSync(file, `${JSON.stringify({ id: 99, hash })}\n`);
  const { facts } = await published();
  const rig = Rig.ready().post(facts[0]!);
  expect([facts[0]!.contradicts, rig.facts('Alarmed').map(a => a.code)]).toEqual([`99:${hash}`, ['HeadContradicted']]);
});

test('heads are taken as ROW:HASH or from a file, and a line that is none is a fault', () => {
  const hash = 'AB'.repeat(32);
  writeFileSync(file, `${JSON.stringify({ id: 3, hash })}\nnonsense\n`);
  expect([givenHeads(`3:${hash}`, journal).heads, givenHeads(file, journal), givenHeads(undefined, journal)]).toEqual([
    [{ id: 3, hash: hash.toLowerCase() }],
    { heads: [{ id: 3, hash: hash.toLowerCase() }], mistakes: [`${file}:2: this line is no head`], from: file },
    { heads: [], mistakes: [], from: undefined },
  ]);
});

test('a head that is neither is refused', () => {
  expect(() => givenHeads('3:xyz', journal)).toThrow('--head: 3:xyz is no file of heads, nor a head as ID:HEX');
});
