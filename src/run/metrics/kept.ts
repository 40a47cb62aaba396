/** What `make` makes, at most once in `ms` by `now` (ms, never back): who asks in between is given the same. What failed is not kept. */
export function kept<T>(
  make: () => Promise<T>,
  { ms, now }: { readonly ms: number; readonly now: () => number },
): () => Promise<T> {
  let last: { readonly made: Promise<T>; readonly at: number } | undefined;
  return () => {
    if (last && now() - last.at < ms) return last.made;
    const making = { made: make(), at: now() };
    last = making;
    making.made.catch(() => {
      if (last === making) last = undefined;
    });
    return making.made;
  };
}
