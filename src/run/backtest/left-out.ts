/** Damage that is told by its line; the rest is counted. */
const TOLD = 3;

/** Counts what was not taken out of a log, by why. */
export class LeftOut {
  private readonly counts = new Map<string, number>();
  private readonly damage: string[] = [];

  add(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  damaged(line: number, what: string): void {
    this.damage.push(`line ${line}: ${what}`);
  }

  /** What was left out, a line for all that was counted and one for damage; none where nothing was. */
  lines(): string[] {
    const { counts, damage } = this;
    const counted = [...counts].map(([what, n]) => `${n} ${what}`);
    const more = damage.length > TOLD ? ` and ${damage.length - TOLD} more` : '';
    return [
      ...(counted.length > 0 ? [`left out: ${counted.join(', ')}`] : []),
      ...(damage.length > 0 ? [`damaged and left out: ${damage.slice(0, TOLD).join('; ')}${more}`] : []),
    ];
  }
}
