/** Bytes of one message before and after its connection has logged on. */
export const LONGEST_BEFORE_LOGON = 65_536;
export const LONGEST_AFTER_LOGON = 1_048_576;
/** Bytes a peer may leave unread before its connection is given up. */
export const SLOW_CONSUMER_BYTES = 32 * 1024 * 1024;
/** The same for a drop copy consumer: cut early, it costs the line nothing, and it recovers by its numbers. */
export const SLOW_COPY_BYTES = 2 * 1024 * 1024;
/** Replays wait while the peer has this many bytes to read. */
export const REPLAY_PAUSE_BYTES = 1024 * 1024;
/** Most messages served of a resend request in one drain, so that one session's recovery does not hold up the others. */
export const REPLAY_PORTION = 500;
/** The same for a drop copy session, whose recovery may wait. */
export const COPY_REPLAY_PORTION = 50;
/** Connections that have not logged on, a port. One more is dropped. */
export const MOST_STRANGERS = 256;
/** How long such a connection may stay. */
export const STRANGER_PATIENCE_MICROS = 10_000_000;
/** Logons whose password waits to be checked (50 ms each), a port, and those of them from one address. One more is dropped unchecked. */
export const MOST_CHECKS = 64;
export const MOST_CHECKS_OF_ONE = 16;
export const TICK_MICROS = 100_000;
/** A closed connection whose peer does not take its last bytes is cut after this. */
export const LINGER_MICROS = 2_000_000;
