import type { ReactNode } from "react";

/** The head of the Data page. It says that nothing changes before publishing. */
export function DataTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="title">
      <div>
        <h1>{title}</h1>
        <p className="title__reading">
          Nothing on the flight deck changes until you publish. Files stay on this force’s own server.
        </p>
      </div>
      {children && <div className="title__ways">{children}</div>}
    </div>
  );
}
