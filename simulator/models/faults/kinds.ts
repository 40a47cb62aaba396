/** Where a fault strikes: on the wire between a session and its socket, in the venue's business, or the venue as a whole. */
export type FaultSite = 'wire' | 'business' | 'venue';

/** What makes a chance for a fault, where it is injected by rates. */
export type FaultChance = 'message' | 'newOrder' | 'accepted' | 'filled' | 'cancelled';

interface FaultKind {
  readonly site: FaultSite;
  /** With a rate, it is tried at each of these. */
  readonly chance: FaultChance;
  /** It may strike messages on their way to the venue too. */
  readonly inbound: boolean;
  readonly about: string;
}

const wire = (about: string, inbound = false): FaultKind => ({ site: 'wire', chance: 'message', inbound, about });
const business = (chance: FaultChance, about: string): FaultKind => ({ site: 'business', chance, inbound: false, about });

/** Every fault that can be injected. */
export const FAULTS = {
  drop: wire('a message is sent and never arrives', true),
  delay: wire('a message, and everything behind it, arrives `for` later', true),
  reorder: wire('a message arrives behind the one that follows it', true),
  partialWrite: wire('a message arrives in two pieces, `for` apart'),
  sequenceGap: wire('`count` sequence numbers are used up behind a message, by nothing that ever arrives'),
  possDup: wire('a message arrives twice, the second time as PossDup (43=Y) with OrigSendingTime (122)', true),
  garbled: wire('a byte of a message is wrong, so that CheckSum (10) is too'),
  disconnect: wire('the connection breaks in the middle of a burst: within the second or a later message of one write'),
  lateFill: business('cancelled', 'an order trades on after its cancel was confirmed: half of what was open, `for` later'),
  unsolicitedCancel: business('accepted', 'the newest open order is cancelled, and nobody had asked for it'),
  bust: business('filled', 'the last trade of a client is busted, `for` later'),
  slowAck: business('newOrder', 'a new order, and everything behind it in its session, is looked at `for` later'),
  rejectStorm: business('newOrder', 'this order and the next ones, `count` in all, are rejected'),
  venueRestart: {
    site: 'venue',
    chance: 'message',
    inbound: false,
    about: 'sessions break, the port is closed for `for`; then the venue is back with its numbers, books and orders',
  },
} as const satisfies Readonly<Record<string, FaultKind>>;

export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as readonly FaultName[];

/** The faults of a site. */
export const faultsOf = (site: FaultSite): readonly FaultName[] => FAULT_NAMES.filter(name => FAULTS[name].site === site);
