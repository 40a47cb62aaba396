import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Real data, which are no part of this repository: SLUICE_DATA names their folder, else they are looked for beside the project. */
const PACK = process.env['SLUICE_DATA'] ?? resolve(__dirname, '../../shared/data');

/** A file or folder of the data. */
export const dataFile = (...path: string[]): string => join(PACK, ...path);

/** `test` where all of these are there, `test.skip` where one is not. */
export const testOn = (...paths: string[]): jest.It => (paths.every(path => existsSync(dataFile(path))) ? test : test.skip);

/** The same for what takes tens of seconds: in the long run only. */
export const longTestOn = (...paths: string[]): jest.It => (process.env['SLUICE_LONG'] === '1' ? testOn(...paths) : test.skip);
