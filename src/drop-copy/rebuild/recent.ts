/** Order messages that are remembered; a Reject (3) comes right behind what it refuses. */
const MOST = 1_024;

/** What a message said that a Reject (3) may name by its number. */
export interface RecentOrder {
  readonly seq: number;
  readonly msgType: string;
  readonly clOrdId: string;
  /** Number of the order. */
  readonly order: number;
}

/** The last messages of one direction about orders, by MsgSeqNum (34). */
export class RecentOrders {
  private readonly ring: RecentOrder[] = [];

  add(recent: RecentOrder): void {
    const at = recent.seq % MOST;
    while (this.ring.length <= at) this.ring.push(recent);
    this.ring[at] = recent;
  }

  of(seq: number): RecentOrder | undefined {
    const found = this.ring[seq % MOST];
    return found?.seq === seq ? found : undefined;
  }
}
