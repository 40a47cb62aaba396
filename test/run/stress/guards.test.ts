import { guardOf } from '../../../src/run/stress/guards';

test.each([
  ['m failed 5 times in a row: it is left alone for a while', 'errors in a row'],
  ['m has not answered by its deadline', 'no answer'],
  ["the model's drift is no finite number", 'bad answer'],
  ['the feature spreadBps is 21, beyond 1 to 8', 'out of range'],
  ['the feature volatility300 is not known', 'feature unknown'],
  ['what was seen of the market is 10.5 s old', 'feature age'],
  ['market data does not flow: nothing came for 30 s', 'feature age'],
  ['the regime is unknown', 'unknown regime'],
  ['the book is crossed', 'book broken'],
  ['caution: trading goes on after a halt', 'caution'],
  ['m was rolled back, and nothing good stands behind it', 'rolled back'],
  ['no model is in force', 'no model'],
  ['m: out of order', 'model failed'],
  ['something that nobody thought of', 'other'],
  ['the last slot takes all that is left', undefined],
])('%s', (why, guard) => {
  expect([guardOf({ source: 'baseline', why }), guardOf({ source: 'forecast' })]).toEqual([guard, undefined]);
});
