import type { ReactNode } from "react";

/** Lets a wide table or listing scroll without the page, also by keyboard. */
export function Scroller({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
    <section className="scroller" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
