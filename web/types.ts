import type { z } from "zod";
import type {
  annotationSchema,
  betterSchema,
  caseRowSchema,
  casesSchema,
  catalogueSchema,
  checksSchema,
  flightDeckSchema,
  limitsSchema,
  seriesSchema,
  snapshotSchema,
  tileSchema,
  unitSchema,
} from "../server/schemas.ts";

/** The shapes of the API's answers, taken from the server's own schemas. */

export type { Dimension, Kpi, Point, Scope, Verdict } from "../server/schemas.ts";

export type Annotation = z.infer<typeof annotationSchema>;
export type Better = z.infer<typeof betterSchema>;
export type CaseRow = z.infer<typeof caseRowSchema>;
export type Catalogue = z.infer<typeof catalogueSchema>;
export type Cases = z.infer<typeof casesSchema>;
export type Checks = z.infer<typeof checksSchema>;
export type FlightDeck = z.infer<typeof flightDeckSchema>;
export type Limits = z.infer<typeof limitsSchema>;
export type Series = z.infer<typeof seriesSchema>;
export type Snapshot = z.infer<typeof snapshotSchema>;
export type Tile = z.infer<typeof tileSchema>;
export type Unit = z.infer<typeof unitSchema>;
