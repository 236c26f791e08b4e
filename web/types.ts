import type { z } from "zod";
import type { funnelSchema, incidenceAnswerSchema, incidenceSchema } from "../server/contract/attrition.ts";
import type { auditSchema } from "../server/contract/audit.ts";
import type { casesSchema } from "../server/contract/cases.ts";
import type { comparatorsAnswerSchema } from "../server/contract/comparators.ts";
import type { definitionsSchema } from "../server/contract/definitions.ts";
import type { flightDeckSchema, tileSchema } from "../server/contract/flight-deck.ts";
import type {
  dryRunBodySchema,
  importsSchema,
  inputColumnsSchema,
  mappingsSchema,
  savedMappingSchema,
} from "../server/contract/imports.ts";
import type { catalogueSchema } from "../server/contract/kpi.ts";
import type {
  beginPackSchema,
  comparedSchema,
  offeredSchema,
  packHistorySchema,
  packListSchema,
  packRevisionsSchema,
  previewSchema,
  savedPackSchema,
} from "../server/contract/packs.ts";
import type { seriesSchema } from "../server/contract/series.ts";
import type { sessionSchema } from "../server/contract/session.ts";
import type { savedSettingsSchema, settingsHistorySchema } from "../server/contract/settings.ts";
import type { checksSchema } from "../server/contract/snapshot.ts";

/** The shapes of the API's answers, taken from the server's own schemas. */

export type { Breakdown } from "../server/contract/breakdown.ts";
export type { ListedRow } from "../server/contract/cases.ts";
export type { FilterCounts } from "../server/contract/filter-counts.ts";
export type { Dimension, Scope } from "../server/contract/filters.ts";
export type { Changes } from "../server/contract/flight-deck.ts";
export type { Better, Kpi, Unit } from "../server/contract/kpi.ts";
export type { Distribution, OpenInvestigations, OutcomeMix } from "../server/contract/outcomes.ts";
export type { Revisions } from "../server/contract/revisions.ts";
export type { Limits, Point, Verdict } from "../server/contract/series.ts";
export type { Capability } from "../server/contract/session.ts";
export type { SnapshotAnswer as Snapshot } from "../server/contract/snapshot.ts";

export type Catalogue = z.infer<typeof catalogueSchema>;
export type Cases = z.infer<typeof casesSchema>;
export type Checks = z.infer<typeof checksSchema>;
export type Definitions = z.infer<typeof definitionsSchema>;
export type FlightDeck = z.infer<typeof flightDeckSchema>;
export type Funnel = z.infer<typeof funnelSchema>;
export type Incidence = z.infer<typeof incidenceSchema>;
export type IncidenceAnswer = z.infer<typeof incidenceAnswerSchema>;
export type Comparators = z.infer<typeof comparatorsAnswerSchema>;
export type PackList = z.infer<typeof packListSchema>;
export type ComparedPacks = z.infer<typeof comparedSchema>;
export type Pack = SavedPack["pack"];
export type NewPack = z.input<typeof beginPackSchema>;
export type OfferedParts = z.infer<typeof offeredSchema>;
export type PackHistory = z.infer<typeof packHistorySchema>;
export type PackModel = z.infer<typeof previewSchema>;
export type PackRevisions = z.infer<typeof packRevisionsSchema>;
export type SavedPack = z.infer<typeof savedPackSchema>;
export type SavedSettings = z.infer<typeof savedSettingsSchema>;
export type Series = z.infer<typeof seriesSchema>;
export type Settings = SavedSettings["settings"];
export type SettingsHistory = z.infer<typeof settingsHistorySchema>;
export type Tile = z.infer<typeof tileSchema>;

export type Imports = z.infer<typeof importsSchema>;
export type KeptSnapshot = Imports["snapshots"][number];
export type ThrownAwayImport = Imports["thrownAway"][number];
export type InputColumns = z.infer<typeof inputColumnsSchema>;
export type Mappings = z.infer<typeof mappingsSchema>;
export type SavedMapping = z.infer<typeof savedMappingSchema>;
export type DryRunRequest = z.input<typeof dryRunBodySchema>;
export type Audit = z.infer<typeof auditSchema>;
export type Session = z.infer<typeof sessionSchema>;
export type { CurrentImport, ImportChanges, ImportResult } from "../server/contract/imports.ts";
export type { CodeKind, Mapping } from "../server/contract/mapping.ts";
export type { RecognisedFile } from "../server/contract/recognised.ts";
export type { Role } from "../server/contract/snapshot.ts";
