import type { IncrementalView } from '../../define/incremental-view.ts'
import type { Definition } from '../../define/project.ts'
import { relationName } from '../../sql/relation-name.ts'
import type { CreatedKind, StoredRows } from '../definition-kind.ts'
import { storedFacts } from '../materialized-view/materialized-view-kind.ts'
import type { ObjectKind } from '../object-kind.ts'
import { queryDefinition } from '../query-definition.ts'
import { relationComments } from '../relation-comments.ts'
import { type DesiredFollow, desiredFollows } from './desired-follow.ts'
import { type DesiredIncrementalView, desiredIncrementalViewSchema } from './desired-incremental-view.ts'
import { type IncrementalText, incrementalParts } from './incremental-parts.ts'
import { facadeStatement, fillStatements, keptStatements } from './incremental-storage-sql.ts'
import { requireFollows } from './require-follows.ts'

/** A view whose rows are kept in a table, and brought up to date by what changed. */
export const incrementalViewDefinition: CreatedKind<IncrementalView> = {
  plural: 'incremental views',
  ...queryDefinition,
  moved: (view, to) => ({
    ...view,
    name: to.name(view.name),
    query: to.query(view.query),
    follow: view.follow.map((one) => ({ ...one, source: to.relation(one.source), keys: to.query(one.keys) })),
  }),
  uses: ({ follow }) =>
    follow
      .filter(({ changedBy, source }) => !changedBy && !isIncremental(source))
      .map(({ source }) => ({ relation: source.name, privilege: 'TRIGGER' })),
  statements(view, { rows }) {
    requireFollows(view)
    const text = textOf(view, rows)
    return [
      ...keptStatements(text),
      ...fillStatements(text),
      facadeStatement(text),
      ...relationComments('view', view.name, view.description, view.columnDescriptions),
    ]
  },
  desired(view, common, rows) {
    const { description, columnDescriptions } = view
    return { kind: 'incremental view', ...common, description, columnDescriptions, ...textOf(view, rows) }
  },
}

const textOf = (
  { name, grain, indexes, ...view }: IncrementalView,
  { name: storage, query, below }: StoredRows,
): IncrementalText => ({
  name,
  storage,
  query,
  grain,
  indexes,
  follow: desiredFollows(view, below),
  refreshes: [...below.values()],
})

export const incrementalViewKind: ObjectKind<DesiredIncrementalView> = {
  schema: desiredIncrementalViewSchema,
  isShown: true,
  isOpaque: false,
  relations(view) {
    const { name, storage, query } = view
    const whole = incrementalParts(view).query
    return [
      { name: whole.written, query, shownAs: name },
      { name: storage, query: `select * from ${whole.sql}`, shownAs: name },
      { name, query: `select * from ${relationName(storage).sql}`, shownAs: name },
    ]
  },
  text: ({ query }) => ({ sql: query, isQuery: true }),
  facts: (before, after) => [...storedFacts(before, after), ...followFacts(before, after)],
}

function followFacts(before: DesiredIncrementalView, after: DesiredIncrementalView): string[] {
  const [old = [], now = []] = [before, after].map(({ follow }) => follow.map(followText))
  return [
    ...old.filter((text) => !now.includes(text)).map((text) => `no longer follows ${text}`),
    ...now.filter((text) => !old.includes(text)).map((text) => `follows ${text}`),
  ]
}

function followText({ source, columns, to, changedBy, ages }: DesiredFollow): string {
  const found = changedBy ? `, found by ${changedBy.column} and ${changedBy.lateBy} before` : ''
  const aged = ages.map(
    ({ column, ago, dayIn }) => `${column} at ${ago}${dayIn === undefined ? '' : ` of days in ${dayIn}`}`,
  )
  return `${source} by ${columns.join(', ')} to ${to.join(', ')}${found}${aged.length > 0 ? `, and ${aged.join(', ')}` : ''}`
}

/** Whether a definition is of a view that is brought up to date by what changed. */
export const isIncremental = (definition: Pick<Definition, 'kind'>): definition is IncrementalView =>
  definition.kind === 'incremental view'
