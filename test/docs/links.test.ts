import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { PACKAGE_ROOT } from '../../src/run/version';

const PAGES = [
  'README.md',
  ...readdirSync(join(PACKAGE_ROOT, 'docs'))
    .filter(f => f.endsWith('.md'))
    .map(f => `docs/${f}`),
];
const read = (page: string): string => readFileSync(join(PACKAGE_ROOT, page), 'utf8');

/** Names of a page's headings as links have them. */
const anchorsOf = (page: string): Set<string> =>
  new Set(
    [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );

test('every link between pages leads to a file that is there, and to a heading that it has', () => {
  const dead = PAGES.flatMap(page =>
    [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link]) => {
      if (/^https?:/.test(link!)) return [];
      const [path, anchor] = link!.split('#') as [string, string?];
      const target = path === '' ? page : normalize(join(dirname(page), path));
      const there =
        existsSync(join(PACKAGE_ROOT, target)) &&
        (anchor === undefined || !target.endsWith('.md') || anchorsOf(target).has(anchor));
      return there ? [] : [`${page}: ${link}`];
    }),
  );
  expect(dead).toEqual([]);
});
