import { Link } from "@tanstack/react-router";
import { formatDate, formatMoment } from "../../server/wording/format.ts";
import type { Snapshot } from "../types.ts";
import { useSession } from "./session.ts";
import { untilRead } from "./snapshot.ts";

/** The foot of every page: the source, the snapshot, the marking and the links to statements. */
export function SiteFooter({ snapshot }: { snapshot: Snapshot | null }) {
  const session = useSession();
  const { marking, handling } = snapshot ?? untilRead;
  return (
    <footer className="foot">
      <div className="foot__inner">
        <p>
          {snapshot && (
            <>
              {snapshot.files.length > 0
                ? `Source: ${snapshot.files.map(({ name }) => name).join(" and ")}, as at `
                : "As at "}
              {formatDate(snapshot.asAt)}. Snapshot <code>{snapshot.id}</code>, imported{" "}
              {formatMoment(snapshot.importedAt)}.{" "}
            </>
          )}
          A local measure set, not an official national list.
          {snapshot?.synthetic && " Synthetic data: invented, no real people."}
          {session?.mode === "local" && " Local mode: this machine only, no sign-in."}
        </p>
        <p>
          <Link to="/accessibility">Accessibility</Link> · <Link to="/data-protection">Data protection</Link>
        </p>
        <p className="foot__marking">
          {marking} <span>{handling}</span>
        </p>
      </div>
    </footer>
  );
}
