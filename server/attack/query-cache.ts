import type { Snapshot } from "../store/snapshots.ts";

/** The snapshot with every answer of the database remembered, so that asking again under another rule costs nothing. */
export function remembering(snapshot: Snapshot): Snapshot {
  const answers = new Map<string, unknown>();
  return {
    ...snapshot,
    use: (reader) =>
      snapshot.use((connection) => {
        const recalled = {
          async runAndReadAll(sql: string, parameters: object) {
            const question = `${sql}${JSON.stringify(parameters)}`;
            const known = answers.get(question);
            if (known) return { getRowObjectsJson: () => known };
            const rows = (await connection.runAndReadAll(sql, parameters as never)).getRowObjectsJson();
            answers.set(question, rows);
            return { getRowObjectsJson: () => rows };
          },
          prepare(sql: string) {
            let bound: object = {};
            return {
              bind(parameters: object) {
                bound = parameters;
              },
              runAndReadAll: () => recalled.runAndReadAll(sql, bound),
            };
          },
        };
        return reader(recalled as unknown as typeof connection);
      }),
  };
}
