/** How many cases a property test tries: `npm run test:long` tries twenty times as many. */
export const runs = (usual: number): number => (process.env['SLUICE_LONG'] === '1' ? 20 * usual : usual);
