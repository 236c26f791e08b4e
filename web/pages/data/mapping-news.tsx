import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatMoment } from "../../../server/wording/format.ts";
import { InfoGlyph } from "../../components/icons.tsx";
import type { Mappings } from "../../types.ts";
import { mappingsQuery } from "./import-queries.ts";
import type { ImportWork } from "./use-import.ts";

type Saved = Mappings["mappings"];

/** Tells of mappings that another tab or person saves meanwhile. What is chosen here stays until somebody asks for theirs. */
export function MappingNews({ work }: { work: ImportWork }) {
  const { data } = useQuery(mappingsQuery());
  return data ? <News mappings={data.mappings} work={work} /> : null;
}

function News({ mappings, work }: { mappings: Saved; work: ImportWork }) {
  const [before] = useState(() => new Map(mappings.map(({ name, version }) => [name, version])));
  const [read, setRead] = useState<Record<string, number>>({});
  const news = mappings.filter(
    ({ name, version }) =>
      version > Math.max(before.get(name) ?? 0, work.savedHere[name] ?? 0, read[name] ?? 0),
  );
  return news.map((mapping) => {
    const { name, version, savedBy, savedAt } = mapping;
    const leave = () => setRead({ ...read, [name]: version });
    return (
      <div className="outcome" role="status" key={name}>
        <InfoGlyph />
        <div className="outcome__words">
          <p>
            Another tab or person saved the mapping <b>“{name}”</b>. What you chose here stays as it is.
          </p>
          <p className="small">
            By {savedBy}, {formatMoment(savedAt)}.
          </p>
        </div>
        <button
          type="button"
          className="button"
          onClick={() => {
            leave();
            work.load.mutate(name);
          }}
        >
          Use “{name}” here
        </button>
        <button type="button" className="button" onClick={leave}>
          Keep mine
        </button>
      </div>
    );
  });
}
