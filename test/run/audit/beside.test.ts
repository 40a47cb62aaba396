import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { sluice } from '../../cli/run-cli';
import { Desk } from '../desk';

/** Verifications made one after the other while orders flow. */
const LOOKS = process.env['SLUICE_LONG'] === '1' ? 60 : 4;

test('a journal is verified, with its archive and its heads, while a gateway writes it, lets orders go and brings them back', async () => {
  process.env['SLUICE_KEEP_CLOSED_MS'] = '20';
  const desk = await Desk.make();
  try {
    const { gateway } = await desk.start();
    let done = false;
    let recalled = 0;
    gateway.watchers.add(({ facts }) => {
      if (facts[0]!.type === 'OrderRecalled') recalled++;
    });
    const flow = async (): Promise<void> => {
      for (let n = 0; !done; n++) {
        const child = await desk.order(`A${n}`);
        desk.fill(child, `F${n}`);
        if (n % 3 === 0 && n > 20) desk.report(`${child}`, `B${n}`, { 150: 'H', 39: '0', 19: `F${n}`, 14: '0', 151: '100' });
        if (n % 5 === 0 && n > 20)
          desk.oms.say('F', [
            [11, `C${n}`],
            [41, `A${n - 20}`],
            [55, 'ACME'],
            [54, '1'],
            [38, '100'],
          ]); // too late: it is filled, and has to be brought back to say so
        if (n % 50 === 0) await setTimeout(500); // quiet: the database takes over
      }
    };
    const flowing = flow();
    const seen: { code: number; archived: number; faults: unknown[] }[] = [];
    for (let i = 0; i < LOOKS; i++) {
      const { code, out } = await sluice('audit', 'verify', '--journal', join(desk.data, 'journal.db'), '--json');
      seen.push({
        code,
        ...(JSON.parse(out[0] ?? '{"faults":["nothing was answered"],"archived":0}') as { archived: number; faults: unknown[] }),
      });
    }
    done = true;
    await flowing;
    expect([seen.map(s => [s.code, s.faults]), seen.at(-1)!.archived > 0, recalled > 0]).toEqual([
      seen.map(() => [0, []]),
      true,
      true,
    ]);
  } finally {
    delete process.env['SLUICE_KEEP_CLOSED_MS'];
    await desk.stop();
  }
}, 300_000);
