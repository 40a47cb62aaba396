import { RowsBoard, row, Viewer } from './feed-rig';
import { PEOPLE, Rig } from './rig';

const ALL = { say: 'blotter', offset: 0, limit: 100, show: 'all', filter: '' } as const;

describe('the feed', () => {
  const board = new RowsBoard();
  const rig = new Rig(undefined, '127.0.0.1', 10_000, { board });
  const viewers: Viewer[] = [];
  const open = async (): Promise<Viewer> => {
    const viewer = await Viewer.open(rig.port);
    viewers.push(viewer);
    viewer.say({ say: 'hello' });
    return viewer;
  };
  beforeAll(() => rig.start());
  afterAll(() => rig.stop());
  beforeEach(() => {
    board.rows = [];
    board.unsettled = false;
    board.stands = 'quiet';
    board.costs = 0;
  });
  afterEach(() => {
    for (const viewer of viewers.splice(0)) viewer.close();
  });

  test('tells everything first, then only what changed', async () => {
    board.rows = [row('P2'), row('P1')];
    const viewer = await open();
    viewer.say(ALL);
    await viewer.until(() => viewer.changes.some(c => c.blotter));
    board.rows = [row('P2'), row('P1', { cumQty: '40' })];
    await viewer.until(() => viewer.changes.filter(c => c.blotter).length === 2);
    board.rows = [row('P3'), ...board.rows];
    await viewer.until(() => viewer.changes.filter(c => c.blotter).length === 3);
    const pages = viewer.changes.flatMap(c =>
      c.blotter ? [[c.blotter.total, c.blotter.ids, c.blotter.set.map(r => `${r.id} ${r.cumQty}`)]] : [],
    );
    expect(pages).toEqual([
      [2, ['P2', 'P1'], ['P2 0', 'P1 0']],
      [2, undefined, ['P1 40']],
      [3, ['P3', 'P2', 'P1'], ['P3 0']],
    ]);
  });

  test('sends only the rows of the window that is on screen', async () => {
    board.rows = Array.from({ length: 1_000 }, (_, i) => row(`P${i}`));
    const viewer = await open();
    viewer.say({ ...ALL, offset: 500, limit: 3 });
    await viewer.until(() => viewer.changes.some(c => c.blotter));
    const page = viewer.changes.find(c => c.blotter)!.blotter!;
    expect([page.offset, page.total, page.set.map(r => r.id)]).toEqual([500, 1_000, ['P500', 'P501', 'P502']]);
  });

  test('while orders flow frames take little of the time, and one comes every second still', async () => {
    board.costs = 1.5;
    await open();
    const framesIn = async (ms: number): Promise<number> => {
      const before = board.frames;
      await new Promise(resolve => setTimeout(resolve, ms));
      return board.frames - before;
    };
    const quiet = await framesIn(1_500);
    board.stands = 'flowing';
    const flowing = await framesIn(3_000);
    board.costs = 20;
    await framesIn(1_500);
    const costly = await framesIn(3_000);
    expect([quiet > 8, flowing > 3 && flowing < 10, costly === 2 || costly === 3]).toEqual([true, true, true]);
  });

  test('a quiet gateway is heard of every second, so that a lost one is noticed', async () => {
    const viewer = await open();
    await viewer.until(() => viewer.changes.length >= 3);
    const [, second, third] = viewer.changes;
    const apart = (third!.at - second!.at) / 1000;
    expect([Object.keys(third!), apart > 850 && apart < 1_600]).toEqual([['type', 'n', 'at', 'seq'], true]);
  });

  test('a page that does not take what it is sent gets nothing more, and loses nothing once it does', async () => {
    board.rows = [row('P1')];
    const viewer = await open();
    viewer.takes = false;
    viewer.say(ALL);
    await viewer.until(() => viewer.changes.length === 1);
    for (const cumQty of ['10', '20', '30']) {
      board.rows = [row('P1', { cumQty })];
      const { frames } = board;
      await viewer.until(() => board.frames >= frames + 2);
    }
    const before = viewer.changes.length;
    viewer.takes = true;
    viewer.say({ say: 'got', n: 1 });
    await viewer.until(() => viewer.changes.some(c => c.blotter?.set[0]?.cumQty === '30'));
    const told = viewer.changes.flatMap(c => c.blotter?.set.map(r => r.cumQty) ?? []);
    expect([before, told.at(-1), told.includes('20')]).toEqual([1, '30', false]);
  });

  test('a page that takes nothing for ten seconds is dropped', async () => {
    const viewer = await open();
    viewer.takes = false;
    await viewer.until(() => viewer.changes.length === 1);
    board.ahead += 9_000_000;
    await new Promise(resolve => setTimeout(resolve, 300));
    const before = viewer.end;
    board.ahead += 1_000_000;
    await viewer.until(() => viewer.end !== undefined);
    expect([before, viewer.end]).toEqual([undefined, '1006']);
  });

  test('makes nothing of what is not committed', async () => {
    board.rows = [row('P1')];
    board.unsettled = true;
    const { frames } = board;
    const viewer = await open();
    viewer.say(ALL);
    await new Promise(resolve => setTimeout(resolve, 250));
    const during = board.frames - frames;
    board.unsettled = false;
    await viewer.until(() => viewer.changes.some(c => c.blotter));
    expect(during).toBe(0);
  });

  test('does nothing while nobody looks', async () => {
    const viewer = await open();
    await viewer.until(() => viewer.changes.length > 0);
    viewer.close();
    await viewer.until(() => viewer.end !== undefined);
    await new Promise(resolve => setTimeout(resolve, 300));
    const { frames } = board;
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(board.frames).toBe(frames);
  });

  test('an order that nobody knows is said to be none', async () => {
    const viewer = await open();
    const window = { offset: 0, limit: 10 };
    viewer.say({ say: 'parents', parents: [{ id: 'NONE', children: window, fills: window }] });
    await viewer.until(() => viewer.changes.some(c => c.parents));
    expect(viewer.changes.find(c => c.parents)!.parents).toEqual([{ id: 'NONE', found: false }]);
  });
});

test('who says nothing may look where that is open to anyone, and is told that others may act', async () => {
  const rig = new Rig(PEOPLE, '127.0.0.1', 10_000, { board: new RowsBoard(), open: true });
  await rig.start();
  const heard = await Promise.all(
    [{}, { token: 'olga:wrong' }, { token: 'olga:o-secret' }].map(async token => {
      const viewer = await Viewer.open(rig.port);
      viewer.say({ say: 'hello', ...token });
      await viewer.until(() => viewer.heard.length > 0);
      return viewer.heard[0];
    }),
  );
  await rig.stop();
  expect(heard).toMatchObject([
    { type: 'welcome', person: null, signIn: true },
    { type: 'refused', code: 'WhoAreYou' },
    { type: 'welcome', person: { name: 'olga' }, signIn: true },
  ]);
});

test('a person is welcomed by name and role', async () => {
  const rig = new Rig(PEOPLE, '127.0.0.1', 10_000, { board: new RowsBoard() });
  await rig.start();
  const viewer = await Viewer.open(rig.port);
  viewer.say({ say: 'hello', token: 'olga:o-secret' });
  await viewer.until(() => viewer.heard.length > 0);
  await rig.stop();
  expect(viewer.heard[0]).toMatchObject({ type: 'welcome', epoch: 'first', person: { name: 'olga', role: 'operator' } });
});
