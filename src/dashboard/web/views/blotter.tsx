import { useMemo } from 'preact/hooks';
import { isWhole, type Sort } from '../state/listing';
import { NO_PAGE, type State } from '../state/state';
import { nodeAt } from '../state/tree';
import { Grid } from '../ui/grid';
import { columns } from './blotter-columns';
import type { BlotterParts } from './blotter-parts';
import type { BlotterRow } from './blotter-row';
import { Choice, Filter } from './blotter-tools';
import { Detail } from './detail';
import { Newcomer } from './newcomer';
import { closed, moved, turned } from './place';
import { useBlotter } from './use-blotter';

/** Orders as a tree: parent, child, fill; below it the order that is looked into. */
export function Blotter(parts: BlotterParts) {
  const { state, may, theme, kept } = parts;
  const blotter = useBlotter(parts);
  const { setPlace, change } = blotter;
  const { filter, show } = kept;
  const { looked } = kept.place;
  const none = state.blotter !== NO_PAGE && state.blotter.total === 0 && show === 'all' && filter === '';
  const { total } = state.blotter;
  return (
    <div class={`view blotter ${looked !== null ? 'with-detail' : ''}`}>
      <section class="panel fill" aria-label="Orders">
        <header>
          <h2>Orders</h2>
          <Filter value={filter} onValue={value => change({ filter: value })} />
          <Choice show={show} onShow={next => change({ show: next })} />
          <span class="grow" />
          <span class="muted">{total === 1 ? '1 order' : `${total.toLocaleString('en-GB')} orders`}</span>
        </header>
        {none && state.welcome ? (
          <Newcomer setup={state.welcome.setup} />
        ) : (
          <Orders state={state} blotter={blotter} sort={kept.sort} />
        )}
      </section>
      {looked !== null && (
        <Detail looked={state.parents.get(looked)} now={state.at} may={may} theme={theme} onClose={() => setPlace(closed)} />
      )}
    </div>
  );
}

function Orders({ state, blotter, sort }: { state: State; blotter: ReturnType<typeof useBlotter>; sort: Sort | undefined }) {
  const { setPlace, tree, change } = blotter;
  const onAt = (index: number): void => setPlace(place => moved(place, blotter.row(index), nodeAt(tree, index)));
  const onKey = (key: string, index: number): boolean => {
    const row = blotter.row(index);
    if (key === 'Escape') setPlace(closed);
    else if (!row || !turns(key, row)) return false;
    else setPlace(place => turned(place, row));
    return true;
  };
  const onSort = (key: string): void =>
    change({ sort: sort?.key === key ? (sort.down ? undefined : { key, down: true }) : { key, down: false } });
  return (
    <Grid<BlotterRow>
      label="Orders: arrow keys move, right and left open and close"
      columns={useMemo(() => columns(row => setPlace(now => turned(now, row))), [setPlace])}
      count={blotter.count}
      row={blotter.row}
      factsOf={row => ({ id: row.row.id, of: row.row })}
      classOf={row => (row.level !== 3 && !row.row.open ? 'done' : '')}
      treeOf={row => ({ level: row.level, open: row.level === 3 ? undefined : row.open })}
      at={blotter.at}
      onAt={onAt}
      onKey={onKey}
      sort={sort}
      onSort={isWhole(state.blotter) ? onSort : undefined}
      onSeen={blotter.onSeen}
    />
  );
}

/** → opens what is closed, ← closes what is open, Enter does either. */
function turns(key: string, row: BlotterRow): boolean {
  if (row.level === 3) return false;
  const isOpen = row.open;
  return key === 'Enter' || (key === 'ArrowRight' && !isOpen) || (key === 'ArrowLeft' && isOpen);
}
