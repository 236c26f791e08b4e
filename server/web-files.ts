import { readFileSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";

/** The built pages: hashed files may be kept by browsers, and every other address is the one page, which routes itself. */
export function webFiles(folder: string): Hono {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  return new Hono()
    .get("/", (context) => context.html(page))
    .use(
      "/assets/*",
      serveStatic({
        root: folder,
        onFound: (_, context) => context.header("Cache-Control", "public, max-age=31536000, immutable"),
      }),
    )
    .use("/*", serveStatic({ root: folder }))
    .get("/*", (context) => context.html(page));
}
