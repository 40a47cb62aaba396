import { as, PEOPLE, Rig } from './rig';

const KILL = { reason: 'runaway' };

describe('whoever floods the dashboard', () => {
  const rig = new Rig(PEOPLE);
  beforeAll(() => rig.start());
  afterAll(() => rig.stop());
  beforeEach(() => {
    rig.now += 120_000_000;
  });
  const post = (path: string, body: object, headers: Readonly<Record<string, string>>): Promise<string> =>
    rig.brief(path, { method: 'POST', body, headers });

  test.each<[string, Readonly<Record<string, string>>, string[]]>([
    ['a page of another site', { origin: 'https://evil.example' }, ['403 ForeignOrigin', '429 TooManyRequests', '200', '200']],
    [
      'links that a page of another site follows',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      ['200', '429 TooManyRequests', '200', '200'],
    ],
    ['a program on this machine', {}, ['200', '429 TooManyRequests', '429 TooManyRequests', '200']],
  ])('the kill goes through while %s asks without end', async (_what, headers, wanted) => {
    const flood: string[] = [];
    for (let i = 0; i < 110; i++) flood.push(await rig.brief('/healthz', { headers }));
    const health = await rig.brief('/healthz');
    expect([flood[0], flood.at(-1), health, await post('/api/kill', KILL, as('olga'))]).toEqual(wanted);
  });

  test('kills without end', async () => {
    const kills: string[] = [];
    for (let i = 0; i < 21; i++) kills.push(await post('/api/kill', KILL, as('vic')));
    expect([kills[19], kills[20], await rig.brief('/healthz')]).toEqual(['403 NotAllowed', '429 TooManyRequests', '200']);
  });

  test('the kill of who is known goes through while others guess at the name; guesses do not, nor does anything else', async () => {
    await rig.brief('/api/sessions', { headers: as('olga') });
    for (let i = 0; i < 5; i++) await post('/api/kill', KILL, as('olga', `x${i}`));
    const others = [await post('/api/kill', KILL, as('olga', 'x')), await rig.brief('/api/sessions', { headers: as('olga') })];
    expect([others, await post('/api/kill', KILL, as('olga')), rig.asked.at(-1)]).toEqual([
      ['429 TooManyFailures', '429 TooManyFailures'],
      '200',
      { cmd: 'kill', level: 'firm', ...KILL, by: 'olga' },
    ]);
  });
});
