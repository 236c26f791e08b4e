import { createRoute, OpenAPIHono, type z } from "@hono/zod-openapi";
import type { AppEnv } from "../access/person.ts";
import { casesQuerySchema, casesSchema } from "../contract/cases.ts";
import { filterSchema } from "../contract/filters.ts";
import { flightDeckSchema } from "../contract/flight-deck.ts";
import { catalogueSchema, type Kpi, kpiParameter } from "../contract/kpi.ts";
import { seriesQuerySchema, seriesSchema } from "../contract/series.ts";
import type { Settings } from "../contract/settings.ts";
import type { Dependencies } from "../dependencies.ts";
import { readCases } from "../measures/cases.ts";
import { readComparators } from "../measures/comparator.ts";
import { readTiles } from "../measures/flight-deck.ts";
import { comparatorSentence, matchComparators } from "../measures/match-comparators.ts";
import type { Question } from "../measures/question.ts";
import { readSeries } from "../measures/series.ts";
import { seriesAnswer } from "../measures/series-answer.ts";
import { findDefinition, servedKpis } from "../measures/served-kpis.ts";
import { whatChanged } from "../measures/what-changed.ts";
import { seriesSettings } from "../settings/settings.ts";
import { readServed } from "../store/open-store.ts";
import { recordConsulted } from "./consulted.ts";
import { errorAnswers, refuseInvalid } from "./errors.ts";
import { figuresRoute, kpiFiguresRoute } from "./figures-route.ts";

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
  summary: "What stands behind a number, paged",
  request: { params: kpiParameter, query: casesQuerySchema },
  responses: {
    200: { description: "A page of the list", content: { "application/json": { schema: casesSchema } } },
    ...errorAnswers,
  },
});

/** The routes of the KPIs: their list, the flight deck, each by month, and what stands behind a number. */
export function kpiRoutes(dependencies: Dependencies) {
  const { store, queries, settings: readSettings } = dependencies;
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid })
    .openapi(kpis, (context) =>
      readServed(store, async ({ manifest }) => {
        const kpis = servedKpis(manifest, await readSettings());
        return context.json({ kpis, faults: manifest.faults }, 200);
      }),
    )
    .openapi(flightDeck, (context) =>
      figuresRoute(
        dependencies,
        context,
        { filters: context.req.valid("query") },
        async (question, settings) => context.json(await readDeck(question, settings, dependencies), 200),
      ),
    )
    .openapi(series, (context) => {
      const { split, chart, ...filters } = context.req.valid("query");
      const asked = { kpi: context.req.valid("param").id, filters, split };
      return kpiFiguresRoute(dependencies, context, asked, async (question, settings) => {
        const charts = { ...seriesSettings(settings, asked.kpi), chart };
        const read = await readSeries(question, queries, charts);
        return context.json(seriesAnswer(question, read, settings, chart), 200);
      });
    })
    .openapi(cases, (context) => {
      const { month, counted, limit, cursor, ...filters } = context.req.valid("query");
      const asked = { kpi: context.req.valid("param").id, filters };
      return kpiFiguresRoute(dependencies, context, asked, async (question, settings) => {
        const listing = { month, counted, limit, cursor };
        const page = await readCases(question, queries, listing, context.get("person"));
        const { id: snapshot } = question.snapshot.manifest.snapshot;
        await recordConsulted(dependencies, context, { rows: page.rows, of: page.of, snapshot }, settings);
        return context.json(page, 200);
      });
    });
}

/** Every tile with its comparator, and what changed. */
async function readDeck(
  question: Question,
  settings: Settings,
  { queries, home, reference, log }: Dependencies,
): Promise<z.infer<typeof flightDeckSchema>> {
  const { manifest } = question.snapshot;
  const kpis = servedKpis(manifest, settings);
  const read = await readTiles(question, queries, { settings, kpis, log });
  const known = await readComparators(home, reference.comparators);
  const comparatorOf = ({ id, unit, available }: Kpi) =>
    available
      ? comparatorSentence(unit, matchComparators(findDefinition(manifest, id), question, known))
      : null;
  return {
    snapshot: manifest.snapshot.id,
    tiles: read.map(({ tile }) => ({ ...tile, comparator: comparatorOf(tile.kpi) })),
    changes: whatChanged(
      read.flatMap(({ tile: { kpi, verdict }, change }) =>
        kpi.headline && verdict ? [{ id: kpi.id, verdict, change }] : [],
      ),
    ),
  };
}
