import { runSoak } from './soak';

/** Twenty seconds say nothing about memory or closed orders, and beside other tests nothing about time: those are judged by `npm run soak`. */
const UNJUDGED = /^(event-loop delay|no missed heartbeat)/;

test('a short soak with faults and a kill -9: every order and fill is accounted for on both sides', async () => {
  const { judgements, faults, unsettled, counts } = await runSoak({
    minutes: 1 / 3,
    rate: 300,
    faults: true,
    kills: 1,
    seed: 1,
    json: false,
  });
  const broken = judgements.filter(j => !j.holds && !UNJUDGED.test(j.limit));
  expect({ broken, faults, unsettled, sent: counts.sent >= 5_900, denied: counts.denied < counts.sent / 2 }).toEqual({
    broken: [],
    faults: [],
    unsettled: [],
    sent: true,
    denied: true,
  });
}, 180_000);
