import type { ReactNode } from "react";

/** Lets a wide table or listing scroll without the page, also by keyboard. One that is whole scrolls sideways only. */
export function Scroller(props: { label: string; isWhole?: boolean; children: ReactNode }) {
  const { label, isWhole, children } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
    <section className={isWhole ? "scroller scroller--whole" : "scroller"} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
