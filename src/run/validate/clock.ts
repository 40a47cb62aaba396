/** How many seconds have gone by since now, whenever it is asked. */
export function since(): () => number {
  const began = process.hrtime.bigint();
  return () => Number(process.hrtime.bigint() - began) / 1e9;
}
