import { roleCells } from "../access/role-cells.ts";
import { tinySnapshot } from "../access/tiny-snapshot.ts";
import type { Suite } from "./suite.ts";

/** Below so many tries only those whom a rule keeps out write the addresses in other ways. */
const everyCell = 10_000;

export const accessCells: Suite = {
  word: "access-cells",
  title: "route × method × role × ways to write the address, each answered as its rule says",
  tries: everyCell,
  async run(trial) {
    const snapshot = await tinySnapshot();
    try {
      for (const { request, who, status, isRight } of await roleCells(snapshot, trial.tries < everyCell))
        if (isRight) trial.survived(words[status] ?? "answered");
        else trial.failed(`${request} as ${who} is answered ${status}`);
    } finally {
      snapshot.close();
    }
  },
};

const words: Record<number, string> = {
  401: "nobody signed in: 401",
  403: "not of a role that may: 403",
  404: "no such address: 404",
  503: "refused for a while: 503",
};
