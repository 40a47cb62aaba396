import type { Page } from 'playwright-core';

const WORK: ReadonlySet<string> = new Set(['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration']);

export interface Frames {
  /** Frames that were drawn in a second. */
  readonly perSecond: number;
  /** Script, style and layout of one of them, in ms of the page's own processor time: much the same whatever else runs on the machine. */
  readonly work: number;
}

/** Scrolls the blotter up and down for so long (ms), by a page's height in ten frames, and counts the frames meanwhile. */
export async function framesWhileScrolling(page: Page, ms: number): Promise<Frames> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.reduce((sum, { name, value }) => (WORK.has(name) ? sum + value * 1000 : sum), 0);
  };
  const before = await worked();
  const { frames, took } = await scroll(page, ms);
  const after = await worked();
  await cdp.detach();
  return { perSecond: (frames * 1000) / took, work: (after - before) / frames };
}

const scroll = (page: Page, ms: number): Promise<{ frames: number; took: number }> =>
  page.evaluate(
    lasting =>
      new Promise<{ frames: number; took: number }>(resolve => {
        const box = document.querySelector('.grid')!;
        const began = performance.now();
        let frames = 0;
        let down = box.clientHeight / 10;
        const frame = (now: number): void => {
          if (now - began >= lasting) return resolve({ frames, took: now - began });
          frames++;
          const before = box.scrollTop;
          box.scrollTop = before + down;
          if (box.scrollTop === before) down = -down;
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    ms,
  );
