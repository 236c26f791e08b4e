import { labelOf } from "../../../server/wording/words.ts";
import { useSnapshot } from "../../layout/snapshot.ts";
import { useSplit } from "./use-split.ts";

/** Chooses the dimension by which the page is split. */
export function SplitSelect() {
  const snapshot = useSnapshot();
  const { split, offered, choose } = useSplit();
  return (
    <label className="field field--inline">
      <span>Split by</span>
      <select value={split ?? ""} onChange={(event) => choose(event.target.value)}>
        {offered.map((dimension) => (
          <option key={dimension} value={dimension}>
            {labelOf(snapshot, "dimension", dimension)}
          </option>
        ))}
      </select>
    </label>
  );
}
