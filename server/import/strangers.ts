import type { DuckDBConnection } from "duckdb";
import { z } from "zod";
import { type Parameters, select, selectOne } from "../engine/database.ts";

/** What is said of the outcomes of a file that no accepted crime has: how many have the reference of a rejected crime and, of the
 * others, one reference beside one of the cases, one that looks alike where there is any. */
export async function readStrangers(connection: DuckDBConnection, positions: Parameters): Promise<string> {
  await connection.run(`create or replace temp table rejected_refs as
    select distinct crime_ref from staged_cases where rejected_rule is not null and crime_ref is not null`);
  const { rejected } = await selectOne(
    connection,
    `select count(*)::integer as rejected
    from staged_outcomes
    semi join rejected_refs on rejected_refs.crime_ref = staged_outcomes.crime_ref
    where rejected_rule = 'no-such-crime' and position > $lines_before and position <= $lines_before + $lines`,
    positions,
    z.object({ rejected: z.number() }),
  );
  const ofRejected =
    rejected === 0
      ? ""
      : ` ${rejected.toLocaleString("en-GB")} of them ${rejected === 1 ? "is" : "are"} of a crime whose own row was rejected.`;
  return `${ofRejected}${await pairOf(connection, positions)}`;
}

async function pairOf(connection: DuckDBConnection, positions: Parameters): Promise<string> {
  const [pair] = await select(
    connection,
    `with strangers as (
        select distinct crime_ref
        from staged_outcomes
        anti join rejected_refs on rejected_refs.crime_ref = staged_outcomes.crime_ref
        where rejected_rule = 'no-such-crime' and position > $lines_before and position <= $lines_before + $lines
    ),

    pairs as (
        select
            strangers.crime_ref as stranger,
            crimes_accepted.crime_ref as known,
            difference_of_refs(strangers.crime_ref, crimes_accepted.crime_ref) as difference,
        from strangers
        inner join crimes_accepted
            on look_alike_key(crimes_accepted.crime_ref) = look_alike_key(strangers.crime_ref)

        union all

        (
            select strangers.crime_ref, crimes_accepted.crime_ref, null
            from strangers, crimes_accepted
            limit 1
        )
    )

    from pairs
    order by difference is null, stranger
    limit 1`,
    positions,
    z.object({ stranger: z.string(), known: z.string(), difference: z.string().nullable() }),
  );
  if (!pair) return "";
  return pair.difference === null
    ? ` The outcomes have references such as “${pair.stranger}”, the cases such as “${pair.known}”.`
    : ` The outcomes have “${pair.stranger}” where the cases have “${pair.known}”: the difference is ${pair.difference}.`;
}
