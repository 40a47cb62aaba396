import type { Fact } from '../../core/facts';
import type { Parties } from './parties';

/** One thing that happened, as an export tells it: text, '' where there is nothing to say. Ids of an OMS and of a venue stand apart. */
export interface AuditRow extends Parties {
  readonly seq: string;
  /** Place of the fact in its turn, from 0, the turn's input. */
  readonly fact: string;
  /** Wall clock, ISO 8601 with microseconds, UTC. */
  readonly time: string;
  /** CLOCK_MONOTONIC, ns; '' where the journal has no anchor before it. */
  readonly monotonic: string;
  readonly event: Fact['type'];
  readonly source: 'oms' | 'venue' | 'person' | 'gateway';
  readonly session: string;
  readonly person: string;
  readonly reason: string;
  readonly symbol: string;
  /** ISO 4217, where reference data has it. */
  readonly currency: string;
  readonly side: string;
  readonly orderId: string;
  readonly clOrdId: string;
  readonly origClOrdId: string;
  /** Every ClOrdID of the OMS that led to the order so far, oldest first. */
  readonly clOrdIdChain: string;
  readonly childId: string;
  readonly venue: string;
  readonly venueClOrdId: string;
  readonly venueOrigClOrdId: string;
  readonly venueOrderId: string;
  readonly execId: string;
  readonly venueExecId: string;
  readonly refExecId: string;
  readonly ordType: string;
  readonly timeInForce: string;
  readonly orderQty: string;
  readonly price: string;
  readonly lastQty: string;
  readonly lastPx: string;
  readonly cumQty: string;
  readonly leavesQty: string;
  readonly avgPx: string;
  readonly ordStatus: string;
  readonly strategy: string;
  readonly parameters: string;
  /** Version of the program that decided. */
  readonly algorithm: string;
  /** The model that forecast, where one did. */
  readonly model: string;
  readonly code: string;
  readonly text: string;
  /** Controls made at this decision, in their order; the last one told denied where `code` is one of them. */
  readonly checks: string;
  /** The limits in force, JSON as configured. */
  readonly limits: string;
  /** What the controls saw of the market and of the books. */
  readonly inputs: string;
  /** Every field of the fact, JSON. */
  readonly detail: string;
}
