import type { Page } from "playwright-core";

/** What was seen of a page since it began: how far its parts jumped, what its content policy forbade, and whether a script that got
 * into it ran. */
type Watched = { shift: number; violations: string[]; ran: boolean };

/** Begins to watch a page. Runs in the browser, before anything of the page does. */
export function watchPage(): void {
  const watched = window as unknown as Watched;
  watched.shift = 0;
  watched.violations = [];
  watched.ran = false;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
      if (!entry.hadRecentInput) watched.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
    watched.violations.push(effectiveDirective),
  );
}

/** What was seen of a page so far. */
export function watched(page: Page): Promise<Watched> {
  return page.evaluate(() => {
    const { shift, violations, ran } = window as unknown as Watched;
    return { shift, violations, ran };
  });
}
