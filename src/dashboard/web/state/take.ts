import type { Changed, Changes, FromServer, Page, ParentDetail, Refused } from '../../feed';
import { type Looked, NO_PAGE, nothingYet, type Paged, type Rows, type State } from './state';

/**
 * What is known after a message. A welcome forgets everything: it may be another gateway, or this one as it is after a restart. Changes number 1
 * have everything, so what was there before them is forgotten too; later ones are laid over it.
 */
export function take(state: State, message: Exclude<FromServer, Refused>): State {
  if (message.type === 'welcome') return nothingYet(message);
  return changed(message.n === 1 ? nothingYet(state.welcome) : state, message);
}

function changed(state: State, told: Changes): State {
  return {
    welcome: state.welcome,
    n: told.n,
    at: told.at,
    seq: told.seq,
    gateway: told.gateway ?? state.gateway,
    latency: told.latency ?? state.latency,
    kpis: told.kpis ?? state.kpis,
    models: told.models ?? state.models,
    sessions: rows(state.sessions, told.sessions),
    kills: rows(state.kills, told.kills),
    alerts: rows(state.alerts, told.alerts),
    limits: rows(state.limits, told.limits),
    positions: rows(state.positions, told.positions),
    held: rows(state.held, told.held),
    market: rows(state.market, told.market),
    blotter: paged(state.blotter, told.blotter),
    parents: told.parents ? lookedInto(state.parents, told.parents) : state.parents,
  };
}

/** A table with what changed laid over it: a known row keeps its place. */
export function rows<Row extends { readonly id: string }>(known: Rows<Row>, told: Changed<Row> | undefined): Rows<Row> {
  if (told === undefined) return known;
  const next = told.all ? new Map<string, Row>() : new Map(known);
  for (const row of told.set) next.set(row.id, row);
  for (const id of told.gone ?? []) next.delete(id);
  return next;
}

/** A window with what changed laid over it. Rows that left it are forgotten: the server sends them again when they come back. */
export function paged<Row extends { readonly id: string }>(known: Paged<Row>, told: Page<Row> | undefined): Paged<Row> {
  if (told === undefined) return known;
  const ids = told.ids ?? known.ids;
  const next = new Map<string, Row>();
  const news = new Map(told.set.map(row => [row.id, row]));
  for (const id of ids) {
    const row = news.get(id) ?? known.rows.get(id);
    if (row) next.set(id, row);
  }
  return { offset: told.offset, total: told.total, ids, rows: next };
}

function lookedInto(known: Rows<Looked>, told: readonly ParentDetail[]): Rows<Looked> {
  const next = new Map(known);
  for (const detail of told) next.set(detail.id, looked(known.get(detail.id), detail));
  return next;
}

/** Forgets parents that are not looked into any more: nothing that is told of them comes from now on. */
export function onlyParents(state: State, ids: readonly string[]): State {
  return { ...state, parents: new Map([...state.parents].filter(([id]) => ids.includes(id))) };
}

function looked(before: Looked | undefined, told: ParentDetail): Looked {
  const { set = [], all, left = before?.left ?? 0 } = told.slices ?? {};
  return {
    id: told.id,
    found: told.found,
    row: told.row ?? before?.row,
    plan: told.plan === undefined ? before?.plan : told.plan,
    done: told.done ?? before?.done ?? [],
    children: paged(before?.children ?? NO_PAGE, told.children),
    fills: paged(before?.fills ?? NO_PAGE, told.fills),
    slices: all || set.length > 0 ? [...(all ? [] : (before?.slices ?? [])), ...set] : (before?.slices ?? []),
    left,
    estimate: told.estimate === undefined ? before?.estimate : told.estimate,
  };
}

/** The row at a place of a long table; undefined where it is outside the window that is known. */
export function rowAt<Row>({ offset, ids, rows: known }: Paged<Row>, index: number): Row | undefined {
  const id = ids[index - offset];
  return id === undefined ? undefined : known.get(id);
}
