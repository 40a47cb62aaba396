import type {
  AlertRow,
  ChildRow,
  FillRow,
  GatewayState,
  HeldRow,
  KillRow,
  Kpis,
  LimitRow,
  MarketRow,
  ModelsState,
  ParentDetail,
  ParentRow,
  PositionRow,
  SessionRow,
  SliceRow,
  StageLatency,
  Welcome,
} from '../../feed';

/** A table by id, in the order in which rows came. */
export type Rows<Row> = ReadonlyMap<string, Row>;

/** A window into a long table, and the rows in it that are known. */
export interface Paged<Row> {
  readonly offset: number;
  readonly total: number;
  readonly ids: readonly string[];
  readonly rows: Rows<Row>;
}

/** The parent that is looked into. */
export interface Looked {
  readonly id: string;
  readonly found: boolean;
  readonly row: ParentRow | undefined;
  readonly plan: ParentDetail['plan'];
  readonly done: NonNullable<ParentDetail['done']>;
  readonly children: Paged<ChildRow>;
  readonly fills: Paged<FillRow>;
  readonly slices: readonly SliceRow[];
  /** Slices before these, which only the journal has. */
  readonly left: number;
  readonly estimate: ParentDetail['estimate'];
}

/** All that the feed has told since its last welcome. */
export interface State {
  readonly welcome: Welcome | undefined;
  /** Number of the last changes; 0 before the first. */
  readonly n: number;
  /** The gateway's clock at the last changes (us). */
  readonly at: number;
  /** The last committed turn that is shown. */
  readonly seq: number;
  readonly gateway: GatewayState | undefined;
  readonly latency: readonly StageLatency[];
  readonly kpis: Kpis | undefined;
  readonly models: ModelsState | undefined;
  readonly sessions: Rows<SessionRow>;
  readonly kills: Rows<KillRow>;
  readonly alerts: Rows<AlertRow>;
  readonly limits: Rows<LimitRow>;
  readonly positions: Rows<PositionRow>;
  readonly held: Rows<HeldRow>;
  readonly market: Rows<MarketRow>;
  readonly blotter: Paged<ParentRow>;
  /** Those that are looked into. */
  readonly parents: Rows<Looked>;
}

const NO_ROWS: Rows<never> = new Map<string, never>();
export const NO_PAGE: Paged<never> = { offset: 0, total: 0, ids: [], rows: NO_ROWS };

/** Nothing is known: before the first changes, and after a welcome. */
export const nothingYet = (welcome?: Welcome): State => ({
  welcome,
  n: 0,
  at: welcome?.at ?? 0,
  seq: 0,
  gateway: undefined,
  latency: [],
  kpis: undefined,
  models: undefined,
  sessions: NO_ROWS,
  kills: NO_ROWS,
  alerts: NO_ROWS,
  limits: NO_ROWS,
  positions: NO_ROWS,
  held: NO_ROWS,
  market: NO_ROWS,
  blotter: NO_PAGE,
  parents: NO_ROWS,
});
