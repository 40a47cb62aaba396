// Certifies the model that ships, with the project's key, for the simulator. Needs dist/ (`npm run build`).
//   node scripts/certify-default.mjs REPORT.json --keys DIR --approver NAME [--days 365]
// DIR, outside of the repository, keeps the project's key pair; it is made where it is not there, and models/project.pub.pem with it.
// Writes models/default.certificate.json and models/default.report.json, and holds all of it against the model.
import { copyFileSync, existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const of = name => import(pathToFileURL(join(root, 'dist', 'src', 'run', 'certify', `${name}.js`)).href);
const fail = text => {
  process.stderr.write(`${text}\n`);
  process.exit(2);
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { keys: { type: 'string' }, approver: { type: 'string' }, days: { type: 'string', default: '365' } },
});
const { keys, approver, days } = values;
const [report] = positionals;
if (!report || !keys || !approver) fail('usage: certify-default.mjs REPORT.json --keys DIR --approver NAME [--days 365]');
if (!relative(root, resolve(keys)).startsWith('..')) fail(`${keys}: a private key is not kept in the repository`);

const { writeKeys } = await of('make-keys');
const { signReport } = await of('sign');
const { verifyModel } = await of('verify');
const [privateFile, publicFile] = ['validator.key.pem', 'validator.pub.pem'].map(name => join(keys, name));
if (!existsSync(privateFile)) writeKeys(keys);
copyFileSync(publicFile, join(root, 'models', 'project.pub.pem'));

const registry = join(root, 'models');
const now = Date.now();
const request = { report, key: privateFile, approver, days: Number(days), narrow: { venue: 'simulator' }, registry, now };
const { certificate } = await signReport({ ...request, out: join(root, 'models', 'default.certificate.json') }).catch(e =>
  fail(e.message),
);
const { holds, examined, may } = verifyModel({ model: 'default', registry, trust: [], now });
for (const { ok, check, text } of examined.checks) process.stdout.write(`${ok ? 'ok   ' : 'WRONG'} ${check}: ${text}\n`);
process.stdout.write(`${certificate.verdict}; on paper: ${may.simulator}; on a real venue: ${may.live}\n`);
process.exitCode = holds ? 0 : 1;
