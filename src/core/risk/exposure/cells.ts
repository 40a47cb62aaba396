/** Numbers of one owner: a cache line of its own (eight doubles) in a block that many share. */
export interface Cells {
  readonly block: Float64Array;
  readonly first: number;
}

const EACH = 8;
const BLOCK = EACH * 1024;

let block = new Float64Array(BLOCK);
let used = 0;

/**
 * Eight numbers, zero each, for an owner that stays for good. A number that is no small integer is an object of its own where it is a field,
 * and checks look at what lies cold in memory: beside one another such numbers are read with one miss in place of eight.
 */
export function newCells(): Cells {
  if (used === BLOCK) {
    block = new Float64Array(BLOCK);
    used = 0;
  }
  const first = used;
  used += EACH;
  return { block, first };
}
