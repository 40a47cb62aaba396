import type { Micros } from '../../core/numbers';
import type { Endpoint, SessionSettings } from '../settings/settings';

/** The pause between two rounds doubles up to this many ReconnectIntervals, and no further than a minute where the interval is shorter. */
const MOST_INTERVALS = 8;
const LONGEST: Micros = 60_000_000;

/**
 * Where an initiator dials next and when. Its hosts are tried one behind the other, the first one first; when all have failed it pauses, from
 * ReconnectInterval on and longer each round. A session that was logged on begins again with the first host after ReconnectInterval.
 */
export class Route {
  private readonly hosts: readonly Endpoint[];
  private readonly interval: Micros;
  private next = 0;
  private rounds = 0;
  private worked = false;

  constructor({ endpoint, otherHosts, reconnectInterval }: SessionSettings) {
    this.hosts = [endpoint, ...(otherHosts ?? [])];
    this.interval = reconnectInterval;
  }

  /** The host to dial. */
  get host(): Endpoint {
    return this.hosts[this.next]!;
  }

  /** The session logged on at this host. */
  loggedOn(): void {
    this.worked = true;
  }

  /** The connection ended, or could not be made: how long to wait before the next, to the host that `host` gives from now on. */
  ended(): Micros {
    if (this.worked) {
      this.worked = false;
      this.next = 0;
      this.rounds = 0;
      return this.interval;
    }
    this.next = (this.next + 1) % this.hosts.length;
    if (this.next !== 0) return 0;
    const pause = this.interval * Math.min(2 ** this.rounds, MOST_INTERVALS);
    this.rounds++;
    return Math.min(pause, Math.max(LONGEST, this.interval));
  }
}
