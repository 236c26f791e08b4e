import type { z } from "zod";
import type { auditSchema } from "../server/access/audit-routes.ts";
import type { sessionSchema } from "../server/access/session-routes.ts";
import type { comparatorsAnswerSchema } from "../server/routes/comparators-schemas.ts";
import type { definitionsSchema } from "../server/routes/definitions-schemas.ts";
import type {
  dryRunBodySchema,
  importsSchema,
  inputColumnsSchema,
  mappingsSchema,
  savedMappingSchema,
} from "../server/routes/imports-schemas.ts";
import type {
  comparedSchema,
  packHistorySchema,
  previewSchema,
  revisedSchema,
  savedPackSchema,
} from "../server/routes/packs-schemas.ts";
import type { savedSettingsSchema, settingsHistorySchema } from "../server/routes/settings-schemas.ts";
import type {
  caseRowSchema,
  casesSchema,
  catalogueSchema,
  checksSchema,
  flightDeckSchema,
  funnelSchema,
  incidenceAnswerSchema,
  incidenceSchema,
  seriesSchema,
  tileSchema,
} from "../server/schemas.ts";

/** The shapes of the API's answers, taken from the server's own schemas. */

export type { Role } from "../server/import/input-columns.ts";
export type { Changes as ImportChanges, ImportResult } from "../server/import/job.ts";
export type { CodeKind, Mapping } from "../server/import/mapping.ts";
export type { RecognisedFile } from "../server/import/recognise/recognised.ts";
export type { CurrentImport } from "../server/import/session.ts";
export type { Breakdown } from "../server/routes/breakdown-schemas.ts";
export type { FilterCounts } from "../server/routes/filter-counts-schemas.ts";
export type { Distribution, OpenInvestigations, OutcomeMix } from "../server/routes/outcomes-schemas.ts";
export type { Revisions } from "../server/routes/revisions-schemas.ts";
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
export type Definitions = z.infer<typeof definitionsSchema>;
export type FlightDeck = z.infer<typeof flightDeckSchema>;
export type Funnel = z.infer<typeof funnelSchema>;
export type Incidence = z.infer<typeof incidenceSchema>;
export type IncidenceAnswer = z.infer<typeof incidenceAnswerSchema>;
export type Comparators = z.infer<typeof comparatorsAnswerSchema>;
export type ComparedPacks = z.infer<typeof comparedSchema>;
export type Pack = SavedPack["pack"];
export type PackHistory = z.infer<typeof packHistorySchema>;
export type PackModel = z.infer<typeof previewSchema>;
export type RevisedPack = z.infer<typeof revisedSchema>;
export type SavedPack = z.infer<typeof savedPackSchema>;
export type SavedSettings = z.infer<typeof savedSettingsSchema>;
export type Series = z.infer<typeof seriesSchema>;
export type Settings = SavedSettings["settings"];
export type SettingsHistory = z.infer<typeof settingsHistorySchema>;
export type Tile = z.infer<typeof tileSchema>;

export type Imports = z.infer<typeof importsSchema>;
export type KeptSnapshot = Imports["snapshots"][number];
export type InputColumns = z.infer<typeof inputColumnsSchema>;
export type Mappings = z.infer<typeof mappingsSchema>;
export type SavedMapping = z.infer<typeof savedMappingSchema>;
export type DryRunRequest = z.input<typeof dryRunBodySchema>;
export type Audit = z.infer<typeof auditSchema>;
export type Session = z.infer<typeof sessionSchema>;
