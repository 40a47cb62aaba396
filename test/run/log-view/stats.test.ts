import { logStats } from '../../../src/run/log-view/stats';
import { LogFolder, logText, START, STORY } from './logs';

const folder = new LogFolder();
afterAll(() => folder.remove());

test('messages, orders, rejects, the busiest second and latencies, by session; repeats measure nothing', async () => {
  const again = [
    [5, '35=8|34=2|43=Y|122=20260105-10:00:01|37=o2|17=e2|150=8|39=8|11=b1|55=BOLT|54=2|151=0|14=0|6=0'],
    [5.1, '35=3|34=6|45=9|58=what'],
  ] as const;
  const text = `${logText([...STORY, ...again])}8=FIX.4.4\x019=12\x01cut\n`;
  const stats = await logStats({ files: [folder.file('FIX.4.4-GW-OMS.messages.current.log', text)] });
  const spread = (n: number, ...of: [min: number, p50: number, p99: number, max: number]): object => {
    const [min, p50, p99, max] = of;
    const near = (value: number): unknown => ({ asymmetricMatch: (got: number) => Math.abs(got - value) <= 0.016 * value });
    return { n, min, p50: near(p50), p99: near(p99), max };
  };
  expect(stats).toEqual({
    messages: 12,
    unreadable: 0,
    damaged: 1,
    bytes: text.length,
    sessions: [
      {
        session: 'GW<->OMS',
        messages: 11,
        otherEnd: 0,
        bytes: expect.any(Number),
        types: { '8': 6, D: 2, G: 1, F: 1, '3': 1 },
        orders: 2,
        rejects: { '3': 1, j: 0, '9': 0, '39=8': 1 },
        first: START,
        last: START + 5_100_000,
        peak: 2,
        latency: [
          { phase: 'D to first 8', spread: spread(2, 1000, 1000, 2000, 2000) },
          { phase: 'G or F to answer', spread: spread(2, 4000, 4000, 6000, 6000) },
          { phase: 'acknowledged to first fill', spread: spread(1, 3_498_000, 3_498_000, 3_498_000, 3_498_000) },
          { phase: 'log minus SendingTime', spread: spread(10, 0, 0, 0, 0) },
        ],
      },
      expect.objectContaining({ session: 'GW<->VENUE', messages: 1, orders: 1, types: { D: 1 }, peak: 1 }),
    ],
  });
});

test('the logs of both ends, one masked and of a slower clock: each message counts once, and each clock tells its own latencies', async () => {
  const theirs = logText(STORY.map(([at, fields]) => [at, `${fields.includes('|49=') ? fields : `${fields}|49=GW|56=OMS`}`]))
    .split('\n')
    .map(line => line.replace(/^(\d{8}-\d\d:\d\d:\d\d)\.(\d)/, '$1.9').replace('1=CLIENT7', '1=***'))
    .join('\n');
  const files = [folder.file('ours.log', logText(STORY)), folder.file('theirs.log', theirs)];
  const one = (await logStats({ files: files.slice(0, 1) })).sessions.find(s => s.session === 'GW<->OMS')!;
  const both = (await logStats({ files })).sessions.find(s => s.session === 'GW<->OMS')!;
  const counts = ({ messages, orders, types }: typeof one): object => ({ messages, orders, types });
  const first = both.latency.filter(l => l.phase === 'D to first 8').map(l => [l.log, l.spread.n]);
  expect([counts(both), both.otherEnd, first]).toEqual([
    counts(one),
    one.messages,
    [
      ['', 2],
      [files[1], 2],
    ],
  ]);
});
