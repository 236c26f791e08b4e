import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { isApiProblem } from "../api/client.ts";

/** Says why a page has no figures, and what to do about it. */
export function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="notice">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Says that something could not be read, and offers to try again. `what` completes “… could not be read”. */
export function Failure({ error, what, onRetry }: { error: Error; what: string; onRetry: () => void }) {
  if (isApiProblem(error) && error.code === "small-numbers") {
    return (
      <Notice title={`${what} is not given in rounded figures`}>
        <p>{error.message}</p>
      </Notice>
    );
  }
  const unreachable = isApiProblem(error) && error.code === "unreachable";
  return (
    <div className="notice notice--problem" role="alert">
      <h2>{unreachable ? "The server did not answer" : `${what} could not be read`}</h2>
      <p>
        {unreachable
          ? "Check that the flight deck is running (npm start) and that this computer can reach it. Nothing is lost."
          : error.message}
      </p>
      <p className="notice__ways">
        <button type="button" className="button" onClick={onRetry}>
          Try again
        </button>
        {isApiProblem(error) && error.field !== null && (
          <Link to="." search={{}} className="button">
            Clear all filters
          </Link>
        )}
      </p>
    </div>
  );
}

/** The page shown before anything was imported. */
export function NoData() {
  return (
    <Notice title="No figures yet">
      <p>Nothing has been imported. Export cases and outcomes from the records system as CSV, then</p>
      <Link to="/data" className="button">
        Load the files on the Data page
      </Link>
      <p>or run:</p>
      <pre className="command">npm run import -- --folder exports --as-at 2026-10-31</pre>
      <p>
        Every row is accounted for: read = accepted + repeated + rejected, each rejected row with its reason.
        This page shows the figures as soon as the import is done; files never leave this computer.
      </p>
    </Notice>
  );
}

/** Keeps free the space of content that is still being read. */
export function Skeleton({ shape, label, height }: { shape: string; label: string; height?: number }) {
  return (
    <div
      className={`skeleton skeleton--${shape}`}
      aria-busy="true"
      {...(height !== undefined && { style: { height } })}
    >
      <span className="visually-hidden" role="status">
        {label}
      </span>
    </div>
  );
}
