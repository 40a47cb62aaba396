import type { CertificateTerms } from '../../../src/validation/certificate/certificate';
import { type Place, permitOf } from '../../../src/validation/certificate/permit';
import { type CertifiableReport, readReport } from '../../../src/validation/certificate/report-file';
import { hasExternalEvidence } from '../../../src/validation/external-evidence';
import type { StageReport, ValidationReport } from '../../../src/validation/report';
import { certificate, keyPair, report, TERMS } from './made';

const keys = { configured: keyPair('configured'), project: keyPair('project') };
const simulator = { ...TERMS.scope, venue: 'simulator' } as const;

const ACTS = 'acts';
test.each<[string, keyof typeof keys, Partial<CertificateTerms>, Record<Place, string>]>([
  ['passed, live, with evidence', 'configured', {}, { simulator: ACTS, live: ACTS }],
  [
    'without evidence from outside',
    'configured',
    { externalEvidence: false },
    {
      simulator: ACTS,
      live: 'its validation has no evidence from outside of the simulator (fills of a drop copy, or of a real venue)',
    },
  ],
  [
    'for the simulator',
    'configured',
    { scope: simulator },
    { simulator: ACTS, live: 'its certificate is for the simulator only' },
  ],
  [
    "by the project's key, whatever it says",
    'project',
    {},
    { simulator: ACTS, live: "it was certified by the project's own key, which is for the simulator only" },
  ],
  [
    'inconclusive',
    'configured',
    { verdict: 'inconclusive' },
    { simulator: 'its validation was inconclusive', live: 'its validation was inconclusive' },
  ],
])('a certificate %s', (_what, kind, over, told) => {
  const { privateKey, trusted } = keys[kind];
  const permit = (place: Place): string => permitOf(certificate(privateKey, over), trusted, place).shadow ?? ACTS;
  expect({ simulator: permit('simulator'), live: permit('live') }).toEqual(told);
});

/** A report with one of its stages changed. */
const stage = (name: StageReport['stage'], over: Partial<StageReport>): ValidationReport => {
  const whole = report('pass');
  return { ...whole, stages: whole.stages.map(s => (s.stage === name ? { ...s, ...over } : s)) };
};
const gate = report('pass').stages[0]!.gates[0]!;

test.each<[string, unknown, string]>([
  [
    'a verdict better than its stages',
    { ...report('inconclusive'), verdict: 'pass' },
    'it says pass, and its stages say inconclusive',
  ],
  [
    'a stage better than its gates',
    stage('stress', { gates: [{ ...gate, verdict: 'fail' }] }),
    'stage stress says pass, and its gates say fail',
  ],
  ['a stage that passed without a gate', stage('paper', { gates: [] }), 'stage paper says pass, and its gates say inconclusive'],
  [
    'a stage left out',
    { ...report('pass'), stages: report('pass').stages.filter(s => s.stage !== 'out-of-sample') },
    'it says pass, and has no stage out-of-sample',
  ],
  ['no stages', { ...report('pass'), stages: [] }, 'it says pass, and its stages say inconclusive'],
  ['a verdict that is none', { ...report('pass'), verdict: 'fine' }, 'verdict: must be one of pass, inconclusive, fail'],
  ['no model', { ...report('pass'), model: undefined }, 'model: '],
])('a report with %s is refused', (_what, told, why) => {
  expect(readReport(JSON.stringify(told))).toContain(why);
});

test('evidence from outside of the simulator is one gate of a paper stage that passed, and no other', () => {
  const external = { ...gate, id: 'paper.external' };
  const evidence = (told: ValidationReport): boolean =>
    hasExternalEvidence((readReport(JSON.stringify(told)) as CertifiableReport).stages);
  const inconclusive = stage('paper', { verdict: 'inconclusive', gates: [external] });
  expect([
    evidence(report('pass')),
    evidence(stage('paper', { gates: [external] })),
    evidence({
      ...stage('paper', { verdict: 'inconclusive', gates: [{ ...external, verdict: 'inconclusive' }] }),
      verdict: 'inconclusive',
    }),
    evidence({ ...inconclusive, verdict: 'inconclusive' }),
    evidence(stage('stress', { gates: [external] })),
  ]).toEqual([false, true, false, false, false]);
});
