import type { ForceOptions } from "./options.ts";

/** The force of `data/sample`. What is planted in it is described in `data/sample/README.md`. */
export const sampleOptions: Partial<ForceOptions> = {
  seed: 20_261_031,
  force: "Avonshire Constabulary (synthetic)",
  firstMonth: "2021-11",
  months: 60,
  asAt: "2026-10-31",
  crimesPerMonth: 194,
  trend: 0.025,
  season: 0.06,
  districts: [
    { name: "Brackwater", weight: 0.28, teams: ["RASSO Central 1", "RASSO Central 2"] },
    { name: "Port Ellery", weight: 0.19, teams: ["RASSO South"], victimDoesNotSupport: 1.25 },
    { name: "Ravensholt and Fenwold", weight: 0.17, teams: ["RASSO East"] },
    { name: "Hexcombe", weight: 0.15, teams: ["RASSO West"] },
    { name: "Tarnwick", weight: 0.13, teams: ["RASSO North"] },
    { name: "Upper Tarrow Valley, Netherwold and St Oswin's", weight: 0.08, teams: ["RASSO North"] },
  ],
  changes: [
    { from: "2023-12", what: "victim-does-not-support", factor: 0.78 },
    { from: "2025-08", what: "early-advice", factor: 1.2 },
    { from: "2025-11", what: "early-advice", factor: 1.2 },
    { from: "2026-02", what: "early-advice", factor: 1.15 },
    { from: "2026-05", what: "early-advice", factor: 1.15 },
    { from: "2026-08", what: "early-advice", factor: 1.1 },
  ],
  earlyAdvice: 0.3,
  dirt: {
    repeatedCase: 0.0024,
    blankRef: 0.0005,
    unreadableRecorded: 0.0005,
    unreadableOptional: 0.0012,
    repeatedOutcome: 0.0015,
    unknownCrime: 0.0012,
    outcomeBeforeRecorded: 0.0011,
    undatedClosure: 0.0028,
    unmappedOutcome: 0.0015,
  },
};
