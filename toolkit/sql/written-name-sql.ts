/**
 * SQL that gives a name of the catalogue as `RelationName` writes it, from the expressions of its schema and its own
 * name.
 *
 * @example `select ${writtenNameSql('n.nspname', 'c.relname')} as name from pg_class c join pg_namespace n on …`
 */
export function writtenNameSql(schema: string, name: string): string {
  const isOdd = (part: string) => `${part} ~ '[.]|^["[:space:]]|[[:space:]]$| as '`
  const always = (part: string) => `'"' || replace(${part}, '"', '""') || '"'`
  return `case
    when ${isOdd(schema)} or ${isOdd(name)} then ${always(schema)} || '.' || ${always(name)}
    when ${schema} = 'public' then ${name}::text
    else ${schema} || '.' || ${name}
  end`
}
