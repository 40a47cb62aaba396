/** Chance for a schedule: numbers that follow from a key and a counter alone, so that a restart, a replay and a test draw the same. */
export type DrawKey = number;

/** Taken once: under a test runner each use of a global is looked up in its context, which costs more than the rest. */
const { imul } = Math;

/** Both mixers are bijections on 32 bits that flip each output bit about half the time when one input bit flips. */
function mix(value: number): number {
  let h = value | 0;
  h = imul(h ^ (h >>> 16), 0x21f0aaad);
  h = imul(h ^ (h >>> 15), 0x735a2d97);
  return (h ^ (h >>> 15)) >>> 0;
}

/** The key of a text (an order's id) and a seed (any integer). Either one changed gives other draws. */
export function drawKey(text: string, seed: number): DrawKey {
  let h = mix(0x9e3779b9 ^ text.length);
  for (let i = 0; i < text.length; i++) h = mix(h ^ text.charCodeAt(i));
  return mix(mix(h ^ (seed >>> 0)) ^ Math.floor(seed / 4_294_967_296));
}

/** The n-th draw of a key: even over [0, 1), in steps of 2^-32. `n` counts from 0. */
export const draw = (key: DrawKey, n: number): number => mix(mix(imul(n + 1, 0x9e3779b9)) ^ key) / 4_294_967_296;

/** The n-th draw of a key: even over [-1, 1). */
export const drawSigned = (key: DrawKey, n: number): number => 2 * draw(key, n) - 1;
