import { type Block, type Cell, type Page, type Placed, placed } from './page';
import { escaped } from './xml';

/** A page as one HTML file: nothing is loaded from elsewhere, no script runs; light or dark as the reader's system says, and fit to print. */
export function htmlOf(page: Page): string {
  const sections = placed(page);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(page.title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<nav aria-label="Contents">\n${contentsOf(sections)}\n</nav>`,
    '<main>',
    `<h1>${inline(page.title)}</h1>`,
    ...page.blocks.map(blockOf),
    ...sections.flatMap(s => [headingOf(s), ...s.section.blocks.map(blockOf)]),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const contentsOf = (sections: readonly Placed[]): string =>
  sections.map(s => `<a class="d${s.depth}" href="#${s.anchor}">${inline(s.section.title)}</a>`).join('\n');

const headingOf = ({ section, anchor, depth }: Placed): string =>
  `<h${depth} id="${anchor}">${inline(section.title)} <a class="here" href="#${anchor}" aria-label="Link to this section">#</a></h${depth}>`;

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'text':
      return `<p>${inline(block.text)}</p>`;
    case 'list':
      return `<ul>\n${block.items.map(item => `<li>${inline(item)}</li>`).join('\n')}\n</ul>`;
    case 'figure':
      return `<figure>${block.svg}<figcaption>${inline(block.caption)}</figcaption></figure>`;
    case 'table': {
      const row = (cells: readonly string[]): string => `<tr>${cells.join('')}</tr>`;
      const head = row(block.head.map(cell => `<th>${inline(cell)}</th>`));
      const rows = block.rows.map(cells => row(cells.map(cellOf))).join('\n');
      const whole = `<div class="wide"><table>\n<thead>${head}</thead>\n<tbody>\n${rows}\n</tbody>\n</table></div>`;
      return block.folded === undefined ? whole : `<details><summary>${inline(block.folded)}</summary>\n${whole}\n</details>`;
    }
  }
}

function cellOf(cell: Cell): string {
  if (typeof cell === 'string') return `<td>${inline(cell)}</td>`;
  const times = cell.times === 1 ? '' : ` data-times="${cell.times}"`;
  return `<td class="n" data-json="${escaped(cell.of)}"${times}>${escaped(cell.text)}</td>`;
}

const inline = (text: string): string =>
  text
    .split('`')
    .map((part, i) => (i % 2 === 1 ? `<code>${escaped(part)}</code>` : escaped(part)))
    .join('');

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #fff; --line: #d0d7de; --tint: #f4f6f8; --link: #0550ae; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9aa4af; --paper: #12161b; --line: #343b44; --tint: #1b2129; --link: #79b8ff; }
}
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 15px/1.5 system-ui, sans-serif; display: grid; grid-template-columns: 19rem minmax(0, 1fr); }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem 1rem; border-right: 1px solid var(--line); font-size: .87rem; }
nav a { display: block; padding: .12rem 0; overflow-wrap: anywhere; }
nav .d3 { padding-left: 1rem; }
nav .d4 { padding-left: 2rem; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
main { padding: 1.5rem 2.5rem 4rem; max-width: 76rem; }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { margin: 2.6rem 0 .6rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { margin: 1.8rem 0 .5rem; }
.here { color: var(--soft); font-weight: 400; opacity: .5; }
p, ul { max-width: 60rem; }
code { font: .9em ui-monospace, monospace; background: var(--tint); padding: .1em .3em; border-radius: 3px; overflow-wrap: anywhere; }
.wide { overflow-x: auto; margin: .8rem 0 1.2rem; }
table { border-collapse: collapse; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .7rem; border: 1px solid var(--line); min-width: 3rem; max-width: 34rem; overflow-wrap: break-word; }
th { background: var(--tint); }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
figure { margin: 1rem 0 1.6rem; max-width: 52rem; }
figure svg { width: 100%; height: auto; }
figcaption { color: var(--soft); font-size: .9rem; }
summary { cursor: pointer; color: var(--link); }
@media (max-width: 60rem) {
  body { display: block; }
  nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); }
  main { padding: 1.2rem; }
}
@media print {
  :root { --ink: #000; --soft: #444; --paper: #fff; --line: #999; --tint: #eee; --link: #000; }
  body { display: block; font-size: 10pt; }
  nav { position: static; height: auto; border: 0; columns: 2; }
  .here { display: none; }
  .wide { overflow: visible; }
  table { font-size: 8.5pt; }
  th, td { padding: .2rem .4rem; min-width: 0; }
  thead { display: table-header-group; }
  tr, figure { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
}
`;
