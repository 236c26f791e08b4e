import { type ReactNode, useEffect, useRef } from "react";

/** A heading of content that replaces other content. It takes the focus if the focus was lost with that content. */
export function FocusedHeading(props: { id: string; level?: "h1" | "h2"; children: ReactNode }) {
  const { id, level: Level = "h2", children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body)
      heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Level id={id} ref={heading} tabIndex={-1}>
      {children}
    </Level>
  );
}
