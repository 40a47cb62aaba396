import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { episode, PER_EPISODE } from './episode';

/** `SLUICE_LONG=1` tries 1,000,000, `SLUICE_FUZZ_MESSAGES` so many; `SLUICE_FUZZ_SEED` and `SLUICE_FUZZ_EPISODE` play one again. */
const MESSAGES = Number(process.env['SLUICE_FUZZ_MESSAGES'] ?? (process.env['SLUICE_LONG'] === '1' ? 1_000_000 : 8_000));
const SEED = Number(process.env['SLUICE_FUZZ_SEED'] ?? 1);
const ONLY = process.env['SLUICE_FUZZ_EPISODE'];
/** Milliseconds: a message takes less than one on a free core; a long run shares its cores. */
const PATIENCE = 60_000 + 8 * MESSAGES;
const EPISODES = ONLY === undefined ? Array.from({ length: MESSAGES / PER_EPISODE }, (_, n) => n) : [Number(ONLY)];
/** Bytes by which the heap may have grown since a fifth of the episodes. */
const MOST_GROWTH = 16 * 1024 * 1024;

/** Bytes in use behind a full collection. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

test(
  `${MESSAGES} mutated messages: no throw, no order out of a garbled message, numbers never back, each order answered once, memory flat`,
  async () => {
    const faults: string[] = [];
    let early = 0;
    for (const n of EPISODES) {
      if (n === Math.floor(EPISODES.length / 5)) early = heapUsed();
      for (const fault of await episode(SEED, n)) faults.push(`seed ${SEED}, episode ${n}: ${fault}`);
      if (faults.length >= 5) break;
    }
    const growth = heapUsed() - early;
    expect({ faults, grewTooMuch: ONLY === undefined && growth > MOST_GROWTH && growth }).toEqual({
      faults: [],
      grewTooMuch: false,
    });
  },
  PATIENCE,
);
