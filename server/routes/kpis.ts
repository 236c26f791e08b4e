import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import { casesQuerySchema, casesSchema } from "../contract/cases.ts";
import { filterSchema } from "../contract/filters.ts";
import { flightDeckSchema } from "../contract/flight-deck.ts";
import { catalogueSchema, kpiParameter } from "../contract/kpi.ts";
import { noData } from "../contract/problem.ts";
import { seriesQuerySchema, seriesSchema } from "../contract/series.ts";
import type { Dependencies } from "../dependencies.ts";
import { viewFor } from "../disclosure/view.ts";
import { readCases } from "../measures/cases.ts";
import { readComparators } from "../measures/comparator.ts";
import { readTiles } from "../measures/flight-deck.ts";
import { comparatorSentence, matchComparators } from "../measures/match-comparators.ts";
import { refuseUnknownValues } from "../measures/rows.ts";
import { readSeries } from "../measures/series.ts";
import { seriesAnswer } from "../measures/series-answer.ts";
import { findDefinition, servedKpis } from "../measures/served-kpis.ts";
import { whatChanged } from "../measures/what-changed.ts";
import { seriesSettings } from "../settings/settings.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";

const kpis = createRoute({
  method: "get",
  path: "/kpis",
  summary: "Every KPI: its definition, and whether the snapshot has what it needs",
  responses: {
    200: {
      description: "The KPIs",
      content: { "application/json": { schema: catalogueSchema } },
    },
    ...errorAnswers,
  },
});

const flightDeck = createRoute({
  method: "get",
  path: "/flight-deck",
  summary: "Every KPI's latest point and its points over the period",
  request: { query: filterSchema },
  responses: {
    200: { description: "The tiles", content: { "application/json": { schema: flightDeckSchema } } },
    ...errorAnswers,
  },
});

const series = createRoute({
  method: "get",
  path: "/kpis/{id}/series",
  summary: "A KPI by month, whole or split by a dimension",
  request: { params: kpiParameter, query: seriesQuerySchema },
  responses: {
    200: { description: "The points", content: { "application/json": { schema: seriesSchema } } },
    ...errorAnswers,
  },
});

const cases = createRoute({
  method: "get",
  path: "/kpis/{id}/cases",
  summary: "The crimes behind a number, paged",
  request: { params: kpiParameter, query: casesQuerySchema },
  responses: {
    200: { description: "A page of crimes", content: { "application/json": { schema: casesSchema } } },
    ...errorAnswers,
  },
});

export function kpiRoutes({
  store,
  queries,
  settings: readSettings,
  home,
  reference,
  accessLog,
  log,
}: Dependencies) {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(kpis, (context) =>
      store.read(async (served) => {
        if (!served) throw noData();
        const settings = await readSettings();
        return context.json(
          { kpis: servedKpis(served.manifest, settings), faults: served.manifest.faults },
          200,
        );
      }),
    )
    .openapi(flightDeck, (context) =>
      store.read(async (served) => {
        if (!served) throw noData();
        const filters = context.req.valid("query");
        refuseUnknownValues(filters, served.manifest.snapshot.dimensions);
        const settings = await readSettings();
        const view = viewFor(context.get("person"), settings);
        const kpis = servedKpis(served.manifest, settings);
        const read = await readTiles(served, queries, settings, kpis, filters, view, log);
        const changes = whatChanged(
          read.map(({ tile, change }) => ({ ...tile.kpi, change, latest: tile.latest?.value ?? null })),
        );
        const known = await readComparators(home, reference.comparators);
        const tiles = read.map(({ tile }) => {
          const comparators = tile.kpi.available
            ? matchComparators(findDefinition(served.manifest, tile.kpi.id), filters, known)
            : null;
          return { ...tile, comparator: comparators && comparatorSentence(tile.kpi.unit, comparators) };
        });
        return context.json({ snapshot: served.manifest.snapshot.id, tiles, changes }, 200);
      }),
    )
    .openapi(series, (context) =>
      store.read(async (served) => {
        if (!served) throw noData();
        const { split, chart, ...filters } = context.req.valid("query");
        const definition = findDefinition(served.manifest, context.req.valid("param").id);
        refuseUnknownValues(filters, served.manifest.snapshot.dimensions);
        const settings = await readSettings();
        const charted = await readSeries(
          served,
          queries,
          definition,
          filters,
          { ...seriesSettings(settings, definition.id), chart },
          viewFor(context.get("person"), settings),
          split,
        );
        const answer = seriesAnswer(served.manifest, definition, charted, settings, {
          chart,
          isSplit: split !== undefined,
        });
        return context.json(answer, 200);
      }),
    )
    .openapi(cases, (context) =>
      store.read(async (served) => {
        if (!served) throw noData();
        const query = context.req.valid("query");
        const definition = findDefinition(served.manifest, context.req.valid("param").id);
        refuseUnknownValues(query, served.manifest.snapshot.dimensions);
        const person = context.get("person");
        const page = await readCases(served, queries, definition, query, person);
        const entry = {
          action: "consultation" as const,
          person,
          what: `${context.req.method} ${context.req.path}`,
          filter: context.req.queries(),
          rows: page.rows.length,
          refs: page.rows.map((row) => accessLog.hashOf(String(row[page.of.key]))),
          snapshot: served.manifest.snapshot.id,
        };
        await accessLog.consult(entry, (await readSettings()).case_lists.crimes_a_day);
        return context.json(page, 200);
      }),
    );
}
