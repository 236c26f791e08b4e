import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { Hono } from "hono";
import { getMimeType } from "hono/utils/mime";

const oneYear = "public, max-age=31536000, immutable";

/** Serves the built pages from memory, so that none waits for the disk behind a query. Browsers may cache files with a hash in their
 * name. Every other address answers the one page, whose router shows the right content. */
export function webFiles(folder: string): Hono {
  const files = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const address = `/${relative(folder, path).split(sep).join("/")}`;
        return [
          address,
          { content: readFileSync(path), type: getMimeType(path) ?? "application/octet-stream" },
        ];
      }),
  );
  const page = readFileSync(join(folder, "index.html"), "utf8");
  return new Hono().get("/*", (context) => {
    const { path } = context.req;
    const file = files.get(path);
    if (!file || path === "/index.html") return context.html(page);
    context.header("Content-Type", file.type);
    if (path.startsWith("/assets/")) context.header("Cache-Control", oneYear);
    return context.body(new Uint8Array(file.content));
  });
}
