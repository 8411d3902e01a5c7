import type { ClientBase } from 'pg'
import { interval, type ScriptedRule } from './scripted-rule.ts'

/**
 * Makes a schema whose function `play` answers as the scripts of rules say: the evaluation of `first` has the first
 * step, those before it too, and those after the last step that.
 */
export async function writeScripts(
  client: ClientBase,
  schema: string,
  rules: readonly ScriptedRule[],
  first: number,
): Promise<void> {
  await client.query(`create schema ${schema}`)
  await client.query(`create table ${schema}.script (rule text, query text, step int, answer jsonb)`)
  const steps = rules.flatMap(({ name, queries }) =>
    queries.flatMap(({ refId, steps: answers }) =>
      answers.map((answer, step) => ({ rule: name, query: refId, step, answer })),
    ),
  )
  await client.query(
    `insert into ${schema}.script select * from jsonb_to_recordset($1) as s(rule text, query text, step int, answer jsonb)`,
    [JSON.stringify(steps)],
  )
  await client.query(`create index on ${schema}.script (rule, query, step)`)
  await client.query(`create function ${schema}.play(rule_ text, query_ text, at_ bigint) returns setof jsonb
    language plpgsql stable as $$
    declare found jsonb;
    begin
      select answer into found from ${schema}.script where rule = rule_ and query = query_
        and step <= greatest(at_ / ${interval} - ${first}, 0) order by step desc limit 1;
      if found = '"error"' then raise exception 'scripted error'; end if;
      return query select jsonb_array_elements(found);
    end $$`)
}
