import type { z } from "zod";
import type {
  caseRowSchema,
  casesSchema,
  catalogueSchema,
  checksSchema,
  flightDeckSchema,
  seriesSchema,
  tileSchema,
} from "../server/schemas.ts";

/** The shapes of the API's answers, taken from the server's own schemas. */

export type {
  Better,
  Changes,
  Dimension,
  Kpi,
  Limits,
  Point,
  Scope,
  SnapshotAnswer as Snapshot,
  Unit,
  Verdict,
} from "../server/schemas.ts";

export type CaseRow = z.infer<typeof caseRowSchema>;
export type Catalogue = z.infer<typeof catalogueSchema>;
export type Cases = z.infer<typeof casesSchema>;
export type Checks = z.infer<typeof checksSchema>;
export type FlightDeck = z.infer<typeof flightDeckSchema>;
export type Series = z.infer<typeof seriesSchema>;
export type Tile = z.infer<typeof tileSchema>;
