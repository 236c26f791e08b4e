import { tryAgainLater } from "../contract/problem.ts";

/** Counts what each asker does within some seconds, and throws a 429 above the limit. */
export function openLimiter(most: number, windowSeconds: number, now: () => Date): (asker: string) => void {
  const counts = new Map<string, { from: number; count: number }>();
  return (asker) => {
    const at = now().getTime();
    for (const [key, { from }] of counts) if (at - from >= windowSeconds * 1000) counts.delete(key);
    const current = counts.get(asker) ?? { from: at, count: 0 };
    counts.set(asker, { ...current, count: current.count + 1 });
    if (current.count >= most)
      throw tryAgainLater(
        429,
        "too-many",
        "That was too often. Wait a little, then try again.",
        windowSeconds,
      );
  };
}
