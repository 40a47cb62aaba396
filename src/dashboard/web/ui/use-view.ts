import { useLayoutEffect, useState } from 'preact/hooks';
import { stepped } from './window';

/** What of a scrolled box is seen: pixels from its top (in the steps of `stepped`), pixels of it, and pixels of a row (its head's are as many). */
export interface View {
  readonly scrolled: number;
  readonly height: number;
  readonly row: number;
}

/** Kept as the box is scrolled and resized. */
export function useView(box: { readonly current: HTMLElement | null }): View {
  const [view, setView] = useState<View>({ scrolled: 0, height: 600, row: 26 });
  useLayoutEffect(() => {
    const element = box.current!;
    // asked for once a size: it makes the browser lay the page out
    let row = 0;
    const look = (): void => {
      const now = { scrolled: stepped(element.scrollTop, row), height: element.clientHeight, row };
      setView(was => (was.scrolled === now.scrolled && was.height === now.height && was.row === row ? was : now));
    };
    const measure = (): void => {
      row = element.querySelector('thead tr')!.getBoundingClientRect().height;
      look();
    };
    measure();
    element.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, []);
  return view;
}
