import type { Page } from './changed';
import type { SliceRow } from './slices';
import type { At, Decimal } from './units';

/** Of an order that was denied at intake everything is as it came: quantity and price may be no numbers. */
export interface ParentRow {
  /** OrderID (37); of an order that was denied as a duplicate ExecID (17) of the answer, whose OrderID is that of the first order. */
  readonly id: string;
  readonly clOrdId: string;
  readonly session: string;
  readonly account: string;
  readonly symbol: string;
  /** Side (54), as told. */
  readonly side: string;
  readonly strategy: string;
  readonly ordType: string;
  readonly timeInForce: string;
  readonly orderQty: Decimal;
  /** Limit; null: a market order. */
  readonly price: Decimal | null;
  readonly cumQty: Decimal;
  readonly leavesQty: Decimal;
  /** null before the first fill. */
  readonly avgPx: Decimal | null;
  /** OrdStatus (39) by name, but `Held` where a soft limit holds it, and `Denied` where our checks refused it. */
  readonly status: string;
  readonly open: boolean;
  readonly received: At;
  /** Of its plan; null where it has none. */
  readonly start: At | null;
  readonly end: At | null;
  /** Middle of the market when it came. */
  readonly arrival: Decimal | null;
  /** Of what has traded, against arrival and against the volume and time weighted prices of its time in the market; null where one of them is not known. */
  readonly slippage: { readonly arrival: number | null; readonly vwap: number | null; readonly twap: number | null };
  /** Where it should be now, parts of OrderQty (0 to 1); null without a plan. */
  readonly progress: {
    readonly done: number;
    readonly planned: number;
    readonly least: number | null;
    readonly most: number | null;
  } | null;
  readonly children: number;
  /** Why it ended or does not go on, in words; '' where there is nothing to say. */
  readonly text: string;
  /** It came before the gateway's last start: what its market traded till then is not known, so neither are its costs against VWAP and TWAP. */
  readonly beforeStart?: true;
}

export interface ChildRow {
  /** ClOrdID at the venue. */
  readonly id: string;
  readonly venue: string | null;
  readonly orderId: string | null;
  readonly ordType: string;
  readonly timeInForce: string;
  readonly orderQty: Decimal;
  readonly price: Decimal | null;
  readonly displayQty: Decimal | null;
  readonly cumQty: Decimal;
  readonly leavesQty: Decimal;
  readonly avgPx: Decimal | null;
  readonly status: string;
  readonly open: boolean;
  /** When its terms were last sent. */
  readonly sent: At;
  /** The venue has not answered: it may be there or not. */
  readonly inDoubt: boolean;
  readonly fills: number;
}

export interface FillRow {
  /** Child and ExecID (17). */
  readonly id: string;
  readonly child: string;
  readonly venue: string | null;
  readonly at: At | null;
  readonly qty: Decimal;
  readonly px: Decimal;
  /** By LastLiquidityInd (851); null where the venue does not say. */
  readonly liquidity: 'maker' | 'taker' | 'auction' | null;
  /** Busted or corrected since. */
  readonly superseded: boolean;
  /** Against arrival, bps. */
  readonly slippage: number | null;
}

/** A parent that is looked into; what is absent has not changed. */
export interface ParentDetail {
  readonly id: string;
  /** false: no such order is known. The rest is absent then. */
  readonly found: boolean;
  readonly row?: ParentRow;
  readonly plan?: PlanView | null;
  /** What was done by when: steps of CumQty, at most MOST_POINTS of them. */
  readonly done?: readonly (readonly [at: At, cumQty: number])[];
  readonly children?: Page<ChildRow>;
  readonly fills?: Page<FillRow>;
  /** Why each slice was what it was, oldest first; rows are only ever added. `all`: these and no others. */
  readonly slices?: {
    readonly all?: true;
    readonly set: readonly SliceRow[] /** Older ones that are in the journal only. */;
    readonly left: number;
  };
  /** What it was expected to cost, bps; null where nobody said. */
  readonly estimate?: { readonly q50: number; readonly q90: number; readonly model: string } | null;
}

/** The planned trajectory. */
export interface PlanView {
  readonly start: At;
  readonly end: At;
  readonly slots: number;
  /** CumQty by then, and the band around it (null: open on that side), in shares or contracts, for plots. */
  readonly points: readonly (readonly [at: At, target: number, least: number | null, most: number | null])[];
  readonly style: string | null;
  readonly parameters: Readonly<Record<string, string>>;
  /** What the curve was made of. */
  readonly basis: string | null;
  readonly close: { readonly at: At; readonly cutOff: At; readonly qty: Decimal } | null;
}
