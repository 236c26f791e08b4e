import { queryOptions } from "@tanstack/react-query";
import { fetchDefinitions } from "../../api/figures.ts";

/** Reads the code maps in force, the column names that are recognised, and the change log. */
export function definitionsQuery() {
  return queryOptions({ queryKey: ["definitions"], queryFn: ({ signal }) => fetchDefinitions(signal) });
}
