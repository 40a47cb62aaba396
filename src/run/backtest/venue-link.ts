import type { FeeSchedule } from '../../../simulator/models/fees/fees';
import type { Latencies } from '../../../simulator/models/latency/latency';
import type { DataError } from '../../core/data-error';
import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';
import type { MessageView } from '../../fix/codec/view';
import { type Agenda, RANK } from './agenda';
import { Publishing } from './publishing';
import { WatchedVenue } from './watched-venue';
import { dialectOf, FEED, Lane, ourPen, type Stretches, theirPen, VENUE } from './wire';
import type { Witness } from './witness';

export interface LinkParts {
  readonly agenda: Agenda;
  readonly witness: Witness;
  readonly latencies: Latencies;
  readonly fees: FeeSchedule | undefined;
  /** Market data of a symbol is told at most this often (us). */
  readonly publishEvery: Micros;
  /** Market data that would arrive in these arrives at their end. */
  readonly feedGaps?: Stretches | undefined;
  /** Begins every OrderID (37) and ExecID (17) of the venue. */
  readonly epoch: string;
  readonly marketFailed: (error: DataError) => void;
  /** The gateway gets a message. */
  readonly deliver: (session: SessionId, view: MessageView, at: Micros) => void;
}

/**
 * The venue in process, and the lines to it: what either side says is encoded as on a wire, takes the time that the latencies say, and is
 * never overtaken on its line. There is no socket, no session and no sequence number: nothing gets lost.
 */
export class VenueLink {
  readonly venue: WatchedVenue;
  private readonly entry: Lane;
  private readonly lanes: ReadonlyMap<SessionId, Lane>;
  private readonly ours = ourPen();
  private readonly theirs = theirPen();
  private readonly publishing: Publishing;
  private now: Micros = 0;

  constructor(private readonly parts: LinkParts) {
    this.publishing = new Publishing(parts.agenda, parts.publishEvery, now => this.publish(now));
    const { latencies, fees, epoch, marketFailed, witness, feedGaps } = parts;
    this.entry = new Lane(latencies.entry);
    this.lanes = new Map([
      [VENUE, new Lane(latencies.response)],
      [FEED, new Lane(latencies.feed, feedGaps)],
    ]);
    const nobody: ReadonlySet<SessionId> = new Set();
    this.venue = new WatchedVenue(
      {
        send: (session, msgType, build) =>
          this.told(
            session,
            this.theirs.write(msgType, w => build(w, dialectOf(session)), this.now),
          ),
        peers: { dialect: dialectOf, compId: session => session, backlog: () => 0, copies: nobody, onlyListens: () => false },
        epoch,
        marketFailed,
        fees,
        reported: (_session, report) => witness.reported(report),
      },
      witness,
    );
  }

  /** When the market does something by itself again; undefined where it never does. */
  nextAt(): Micros | undefined {
    return this.venue.exchange.nextEventAt();
  }

  /** Runs the market up to `at`. */
  advance(at: Micros): void {
    this.now = at;
    this.venue.advance(at);
    this.publishing.soon(at);
  }

  /** Sends what was encoded by `ourPen`'s counterpart: it arrives once the line has taken its time. */
  send(session: SessionId, bytes: Buffer, at: Micros): void {
    this.parts.agenda.add(this.entry.arrival(at), RANK.atVenue, arrived => {
      this.now = arrived;
      this.venue.look(arrived); // what it meets
      this.venue.message(session, this.theirs.read(bytes), arrived);
      this.publishing.soon(arrived);
    });
  }

  private publish(at: Micros): void {
    this.now = at;
    this.venue.look(at);
    this.venue.publish();
  }

  private told(session: SessionId, bytes: Buffer): void {
    const rank = session === FEED ? RANK.feed : RANK.reply;
    this.parts.agenda.add(this.lanes.get(session)!.arrival(this.now), rank, at =>
      this.parts.deliver(session, this.ours.read(bytes), at),
    );
  }
}
