import type { ClientBase } from 'pg'
import type { Source } from '../../define/source.ts'
import { readSourceColumns, type SourceColumn } from '../../deploy/live/source-columns.ts'
import { relationName } from '../../sql/relation-name.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

/** That the source tables have the columns that the project declares, with their types; more columns are fine. */
export async function examineSourceTables(context: DoctorContext): Promise<DoctorCheck[]> {
  const findings = findingsOf('source tables')
  const { sources } = context.release
  const checks: DoctorCheck[] = []
  for (const source of sources) checks.push(...(await examineTable(context.client, source, findings)))
  const count = `${sources.length} table${sources.length === 1 ? '' : 's'}`
  return checks.length > 0
    ? checks
    : [findings.ok(`${count} ${sources.length === 1 ? 'has' : 'have'} the declared columns and types.`)]
}

type Findings = ReturnType<typeof findingsOf>

/** The same of one table, in whichever database it is. */
export async function examineTable(
  client: ClientBase,
  source: Source,
  findings: Findings,
): Promise<DoctorCheck[]> {
  const { rowCount } = await client.query('select where to_regclass($1) is not null', [
    relationName(source.name).sql,
  ])
  if (rowCount === 0) {
    return [
      findings.failure(
        `The table ${source.name} does not exist.`,
        'Create it, or correct its name where it is declared.',
      ),
    ]
  }
  const shapes = Object.entries(source.columns).map(([name, { shape }]) => [name, shape.type])
  const columns = await readSourceColumns(client, [
    { name: source.name, columns: Object.fromEntries(shapes) },
  ])
  return columns.flatMap((column) => examineColumn(column, source, findings))
}

function examineColumn(
  { name, type, declared, fits, notNull, isTable }: SourceColumn,
  source: Source,
  { warning, failure }: Findings,
): DoctorCheck[] {
  const place = `${source.name}.${name}`
  if (type === undefined) {
    return [
      failure(
        `${place} does not exist; it is declared as ${declared}.`,
        `Add it, or remove it from the declaration of ${source.name}.`,
      ),
    ]
  }
  if (fits === 'no')
    return [failure(`${place} is ${type}, declared as ${declared}.`, 'Declare the type that it has.')]
  if (fits === 'as if') {
    return [
      warning(
        `${place} is ${type}, declared as ${declared}; it is read as if it were.`,
        'Declare the type that it has.',
      ),
    ]
  }
  const shape = source.columns[name]?.shape
  const surprise = isTable && !notNull && !shape?.nullable && !shape?.primaryKey
  return surprise ? [warning(`${place} may be null, declared as never null.`, 'Declare it nullable().')] : []
}
