import fc from 'fast-check';
import { drawSigned } from '../../src/core/schedule/curves/draws';
import { ModelError } from '../../src/inference/model-error';
import { metadataOf, readModel } from '../../src/inference/read';
import { GBDT_DEFAULTS } from '../../src/training/gbdt/options';
import { trainGbdt } from '../../src/training/gbdt/train';
import { onnxOf } from '../../src/training/onnx/write';
import { foreign } from './foreign';
import { CARD, FEATURES, forest, KINDS, linear, model } from './models';

test.each(KINDS.map(m => [m.name, m] as const))('what was written is read back with equal arrays: %s', (_, m) => {
  expect(readModel(onnxOf(m, CARD))).toEqual(m);
});

test('trees that were trained come back as they were', () => {
  const columns = FEATURES.map((_, f) => Float32Array.from({ length: 300 }, (_x, n) => drawSigned(f, n)));
  const y = Float64Array.from({ length: 300 }, (_, n) => columns[0]![n]! * columns[1]![n]! + columns[2]![n]!);
  const options = { ...GBDT_DEFAULTS, loss: 'l2', trees: 10, leaves: 8, minLeaf: 10, seed: 1 } as const;
  const trained = model('trained', [{ kind: 'trees', outputs: [trainGbdt({ columns, y }, options).trees] }]);
  expect(readModel(onnxOf(trained, CARD))).toEqual(trained);
});

test('what was read back is written with the same bytes', () => {
  const bytes = onnxOf(KINDS[8]!, CARD);
  expect(Buffer.compare(onnxOf(readModel(bytes), CARD), bytes)).toBe(0);
});

test('an unbounded range survives the file', () => {
  const [first, ...others] = KINDS[0]!.features;
  const features = [{ ...first!, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }, ...others];
  expect(readModel(onnxOf({ ...KINDS[0]!, features }, CARD)).features).toEqual(features);
});

test('metadataOf reads files of anybody', () => {
  expect(metadataOf(foreign())).toMatchObject({ contract: 'sluice-1', name: 'mean of the row', ...CARD });
});

/** What reading ends with: a model, or the words of a ModelError. Anything else goes through. */
function told(bytes: Uint8Array): string {
  try {
    return readModel(bytes).name;
  } catch (error) {
    if (error instanceof ModelError) return error.message;
    throw error;
  }
}

const SMALL = onnxOf(model('small', [linear(1)]), CARD);

test('a file that was cut off anywhere is refused', () => {
  const cuts = Array.from({ length: SMALL.length }, (_, n) => told(SMALL.subarray(0, n)));
  const odd = cuts.filter(text => text === 'small' || text === '');
  expect([odd, cuts[0], cuts[SMALL.length >> 1]]).toEqual([
    [],
    'no ONNX file: there is no graph in it',
    expect.stringMatching(
      /^no ONNX file: in the file, at byte \d+: \d+ of \d+ bytes are missing: the file was cut off or is damaged$/,
    ),
  ]);
});

test.each([
  ['text', Buffer.from('hello, I am a model\n'.repeat(20)), /^no ONNX file: in the file, at byte \d+: /],
  ['zeros', new Uint8Array(100), 'no ONNX file: in the file, at byte 1: no field of a protobuf message begins here'],
  ['another producer', foreign(), "not a file of our own writer: its producer is 'somebody'"],
])('a file that is none of ours says so: %s', (_, bytes, words) => {
  expect(told(bytes)).toMatch(words);
});

test('bytes changed at random never do worse than a ModelError', () => {
  const small = model('small', [linear(1), forest(1, 3)]);
  const whole = onnxOf(small, CARD);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 }), changes => {
      const bytes = Uint8Array.from(whole);
      for (const [at, value] of changes) bytes[at] = value;
      told(bytes);
    }),
    { numRuns: 300 },
  );
});

test('a graph of ours that was changed is none of ours any more', () => {
  // transB of the Gemm, made alpha: what it computes is not what a linear model of those weights says
  const text = Buffer.from(SMALL).toString('latin1').replace('transB', 'transA');
  expect(told(Buffer.from(text, 'latin1'))).toBe("not a graph of our own writer: attribute 'transB' of Gemm");
});
