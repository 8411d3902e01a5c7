import { RelationName } from '../../sql/relation-name.ts'
import { type GivenNames, giveNames } from '../given-names.ts'
import type { ImportedType } from '../imported.ts'
import { importLine, key, list, literal } from '../written-code.ts'
import type { ImportedView, ImportedViewColumn } from './imported-views.ts'
import { valueType } from './value-type.ts'

/** Where the views of a database stand in a project, as texts by their paths. */
export function viewsFiles(
  views: readonly ImportedView[],
  types: readonly ImportedType[],
): Map<string, string> {
  const names = giveNames(views)
  const files = new Map(
    views.map((view) => [`views/${names.file(view.schema, view.name)}.ts`, viewFile(view, names, types)]),
  )
  const listed = views
    .map(({ schema, name }) => ({ file: names.file(schema, name), constant: names.constant(schema, name) }))
    .sort((a, b) => (a.file < b.file ? -1 : 1))
  files.set(
    'views/index.ts',
    [
      ...listed.map(({ file, constant }) => importLine([constant], `./${file}.ts`)),
      `\n/** The views of the database. */\nexport const views = [\n${listed.map(({ constant }) => `  ${constant},\n`).join('')}]\n`,
    ].join(''),
  )
  return files
}

function viewFile(view: ImportedView, names: GivenNames, types: readonly ImportedType[]): string {
  const { schema, name, isMaterialized, comment, columns, query, options, indexes, otherIndexes } = view
  const written = new RelationName(schema, name).written
  const define = isMaterialized ? 'materializedView' : 'view'
  const isSorted = indexes.some((index) => index.some((column) => typeof column !== 'string'))
  const described = columns.filter((column) => column.comment !== null)
  return [
    importLine([define, 'sql', ...(isSorted ? ['desc'] : [])], 'sightline'),
    `\nexport const ${names.constant(schema, name)} = ${define}(${literal(written)}, {\n`,
    `  description: ${literal(comment?.trim() || `The view ${written}; the database says no more of it.`)},\n`,
    ...grainLines(view),
    ...(indexes.length === 0 ? [] : [`  indexes: [${indexes.map(indexCode).join(', ')}],\n`]),
    ...otherIndexes.map((index) => `  // not declared: ${index.replace(/\s+/g, ' ')}\n`),
    ...(options.length === 0 ? [] : [`  with: ${list(options)},\n`]),
    "  readBy: 'Those who read it before it was imported.',\n",
    ...(described.length === 0 ? [] : ['  columns: {\n', ...described.map(descriptionLine), '  },\n']),
    '  query: sql<{\n',
    ...columns.map((column) => `    ${key(column.name)}: ${rowType(column, types)}\n`),
    `  }>\`${template(query.trim())}\`,\n})\n`,
  ].join('')
}

/** Postgres does not know what tells the rows of a view apart: all columns together do, as far as they can be compared. */
function grainLines({ isMaterialized, grain, columns }: ImportedView): string[] {
  if (isMaterialized) return [`  grain: ${list(grain)},\n`]
  const comparable = columns.filter(({ type }) => !incomparable.test(type)).map(({ name }) => name)
  return [`  grain: ${list(comparable)}, // all columns: leave those that tell the rows apart\n`]
}

const incomparable = /^(json|xml|jsonpath|point|line|lseg|box|path|polygon|circle)(\[\])?$/

const indexCode = (index: ImportedView['indexes'][number]): string =>
  `[${index.map((one) => (typeof one === 'string' ? literal(one) : `desc(${literal(one.column)})`)).join(', ')}]`

const descriptionLine = ({ name, comment }: ImportedViewColumn): string =>
  `    ${key(name)}: ${literal(comment?.trim() ?? '')},\n`

function rowType(column: ImportedViewColumn, types: readonly ImportedType[]): string {
  const type = valueType(column, types)
  return type === 'unknown' ? type : `${type} | null`
}

/** A text between backticks, as it is. */
const template = (text: string): string =>
  text.replace(/[\\`]/g, '\\$&').replaceAll('${', '\\${').replaceAll('\r', '\\r')
