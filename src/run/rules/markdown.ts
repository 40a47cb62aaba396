import { type Block, type Cell, cellText, type Page, placed } from './page';

/** A page as Markdown (GitHub's flavour, for its tables), with a table of contents. */
export function markdownOf(page: Page): string {
  const sections = placed(page);
  const contents = sections.map(s => `${'  '.repeat(s.depth - 2)}- [${inline(s.section.title)}](#${s.anchor})`);
  const body = sections.flatMap(s => [`${'#'.repeat(s.depth)} ${inline(s.section.title)}`, ...s.section.blocks.map(blockOf)]);
  return `${[`# ${inline(page.title)}`, ...page.blocks.map(blockOf), contents.join('\n'), ...body].join('\n\n')}\n`;
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'text':
      return inline(block.text);
    case 'list':
      return block.items.map(item => `- ${inline(item)}`).join('\n');
    case 'figure':
      return inline(block.caption);
    case 'table': {
      const line = (cells: readonly Cell[]): string =>
        `| ${cells.map(cell => inline(cellText(cell)).replaceAll('|', '\\|')).join(' | ')} |`;
      return [line(block.head), `|${'---|'.repeat(block.head.length)}`, ...block.rows.map(line)].join('\n');
    }
  }
}

/** What is no code may not be taken for markup. */
const inline = (text: string): string =>
  text
    .split('`')
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/[\\*_<>[\]]/g, '\\$&')))
    .join('`');
