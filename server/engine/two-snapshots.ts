import { type DuckDBConnection, DuckDBInstance } from "duckdb";

/** Lends a connection that reads two snapshots at once, as `earlier` and `later`, and can reach no other file. It can
 * make tables in memory. Both snapshots must stay lent for as long as the reader runs. */
export async function readTwoSnapshots<Answer>(
  earlier: { path: string },
  later: { path: string },
  reader: (connection: DuckDBConnection) => Promise<Answer>,
): Promise<Answer> {
  const instance = await DuckDBInstance.create(":memory:", {
    temp_directory: "",
    memory_limit: "2GB",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  try {
    for (const [name, { path }] of Object.entries({ earlier, later }))
      await connection.run(`attach '${path.replaceAll("'", "''")}' as ${name} (read_only)`);
    await connection.run("set enable_external_access = false; set lock_configuration = true");
    return await reader(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
