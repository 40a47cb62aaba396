import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FollowedFile } from '../../../src/run/market/followed-file';
import { newsOfLine } from '../../../src/run/market/news-line';
import { until } from '../../fix/transport/pair';

describe('a line of news', () => {
  const read = (line: string): unknown => newsOfLine(line, 'news.jsonl:7', 'news.jsonl', 5);
  const news = { type: 'NewsReceived', source: 'news.jsonl', headline: 'x', symbols: [], urgency: 'normal', receivedAt: 5 };
  test.each<[string, object]>([
    ['{"headline":"x"}', news],
    [
      '{"headline":"x","symbols":["A","B","A"],"urgency":"flash","source":"desk","more":1}',
      { ...news, symbols: ['A', 'B'], urgency: 'flash', source: 'desk' },
    ],
  ])('%s', (line, fact) => {
    expect(read(line)).toEqual(fact);
  });

  test.each([
    ['{"headline":', 'is no JSON: \'{"headline":\''],
    ['7', 'is no JSON object'],
    ['{}', 'headline must be a text'],
    ['{"headline":""}', 'headline must not be empty'],
    ['{"headline":"x","symbols":"ACME"}', 'symbols must be a list of symbols'],
    ['{"headline":"x","symbols":[""]}', 'symbols.0 must not be empty'],
    ['{"headline":"x","urgency":"loud"}', 'urgency must be normal, flash or background'],
    [`{"headline":"${'x'.repeat(70_000)}"}`, 'is longer than 65536 characters'],
  ])('%.60s cannot be read', (line, why) => {
    expect(read(line)).toEqual({ type: 'NewsUnreadable', where: 'news.jsonl:7', why });
  });
});

describe('a file that is followed', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-follow-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test('tells each new line with its number, once it is whole; a file that is begun anew from its first', async () => {
    const file = join(dir, 'news');
    writeFileSync(file, 'old 1\nold 2\nhalf');
    const told: string[] = [];
    const follow = new FollowedFile(file, {
      line: (text, number) => void told.push(`${number} ${text}`),
      failed: why => void told.push(`failed ${why}`),
    });
    await follow.start();
    appendFileSync(file, ' of it\r\n\nnext\nnot whö');
    await until('two lines', () => told.length === 2);
    appendFileSync(file, 'le\n');
    await until('three', () => told.length === 3);
    writeFileSync(`${file}.new`, 'a\nb\n');
    renameSync(`${file}.new`, file);
    await until('five', () => told.length === 5);
    await follow.stop();
    expect(told).toEqual(['3 half of it', '5 next', '6 not whöle', '1 a', '2 b']);
  });

  test('is waited for where it is not there; one that cannot be read is told once', async () => {
    const [late, folder] = [join(dir, 'late'), join(dir, 'folder')];
    mkdirSync(folder);
    const told: string[] = [];
    const follower = {
      line: (text: string, number: number) => void told.push(`${number} ${text}`),
      failed: (why: string) => void told.push(why),
    };
    const [a, b] = [new FollowedFile(late, follower), new FollowedFile(folder, follower)];
    await Promise.all([a.start(), b.start()]);
    writeFileSync(late, 'first\n');
    await until('the line', () => told.includes('1 first'));
    await Promise.all([a.stop(), b.stop()]);
    expect(told).toEqual(['EISDIR', '1 first']);
  });
});
