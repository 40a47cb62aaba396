import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hashPassword } from '../fix/security/password';
import { writeWhole } from '../inference/registry/durable';
import { People } from './people';

/** Who acts over HTTP where no people file names anybody. */
const NAME = 'owner';
/** Bytes of chance in the secret. */
const SECRET_BYTES = 18;

/**
 * The one person of a gateway without a people file: made when it is first started, and kept in its data folder as a people file of one, with a hash of the secret. `say` is told the
 * secret then; nobody can tell it later. Throws UsageError where the file is there and not in order.
 */
export async function firstPerson(dir: string, say: (line: string) => void): Promise<People> {
  const file = join(dir, 'first-person.yaml');
  if (existsSync(file))
    say(`over HTTP act as ${NAME}, with the secret of the first start (a new one: delete ${file} and start again)`);
  else {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const text = `people:\n  - { name: ${NAME}, role: risk, credential: "${await hashPassword(secret)}" }\n`;
    writeWhole(file, text);
    say(`first start: over HTTP act as ${NAME}, with the secret ${secret} (shown this once; ${file} has its hash)`);
  }
  return new People(file);
}
