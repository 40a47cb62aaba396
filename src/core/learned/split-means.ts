import type { Trees } from './model';

/**
 * `value` of trees as model.ts wants it: leaves as they are; of a split the mean of what is added below it, weighted by `cover`. A file carries leaves and
 * covers only, so that training and reading both end here. Children come after their node, and covers are above 0 (check-shape.ts).
 */
export function splitMeans({ feature, left, right, value, cover }: Trees): Float32Array {
  // rounded level by level, as the trainer does: a file gives back the very arrays that it was written from
  const means = Float32Array.from(value);
  for (let node = feature.length - 1; node >= 0; node--) {
    if (feature[node]! < 0) continue;
    const [l, r] = [left[node]!, right[node]!];
    means[node] = (cover[l]! * means[l]! + cover[r]! * means[r]!) / (cover[l]! + cover[r]!);
  }
  return means;
}
