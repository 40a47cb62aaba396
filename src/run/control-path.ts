import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UsageError } from './usage-error';

/** Most bytes of a Unix socket's path: sun_path of sockaddr_un less its NUL (unix(7)); what is longer would be cut off in silence. */
const LONGEST = process.platform === 'darwin' ? 103 : 107;

/**
 * Where the control socket at `path` (absolute) really is. A path that is too long for a socket becomes a file that names a short one, in a new
 * folder for the owner only. Throws UsageError where the folder for temporary files is too deep as well.
 */
export function placeSocket(path: string): string {
  if (Buffer.byteLength(path) <= LONGEST) return path;
  const short = join(mkdtempSync(join(tmpdir(), 'sluice-')), 's');
  if (Buffer.byteLength(short) > LONGEST) {
    rmSync(dirname(short), { recursive: true, force: true });
    throw new UsageError(
      `${path} is too long for a socket (${LONGEST} bytes), and so is ${short}: choose a shorter --data or TMPDIR`,
    );
  }
  writeFileSync(path, short, { mode: 0o600 });
  return short;
}

/** Where to connect for the control socket at `path`: there, or where the file at `path` says. */
export function findSocket(path: string): string {
  try {
    return (statSync(path).isFile() && readFileSync(path, 'utf8')) || path;
  } catch {
    return path; // whoever connects is told what is wrong with it
  }
}

/** Takes away what `placeSocket` made. */
export function removeSocket(path: string): void {
  const real = findSocket(path);
  rmSync(path, { force: true });
  if (real !== path && dirname(real).startsWith(join(tmpdir(), 'sluice-')))
    rmSync(dirname(real), { recursive: true, force: true });
}
