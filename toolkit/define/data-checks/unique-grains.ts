import { type Expression, sql } from 'kysely'
import { rememberSite } from '../../foundation/definition-site.ts'
import type { DataCheck } from '../data-check.ts'
import type { Views } from '../views.ts'
import { anyRows } from './faulty-rows.ts'

/** A check that each view of a project has one row for each value of its grain. */
export interface UniqueGrains {
  readonly kind: 'unique grains'
  /** The check of these views, the same one for the same list. */
  over(views: Views): DataCheck
}

interface Fault {
  readonly view_name: string
  readonly grain: string
  readonly row_count: number
}

/**
 * Checks that each view has one row for each value of its grain; all views of the project unless some are named.
 *
 * @example defineProject({ …, definitions: [sales, noOrders, uniqueGrains()] })
 */
export function uniqueGrains(...named: Views): UniqueGrains {
  const made = new WeakMap<Views, DataCheck>()
  const over = (views: Views): DataCheck => {
    const check = made.get(views) ?? checkOf(named.length > 0 ? named : views, definition)
    made.set(views, check)
    return check
  }
  const definition: UniqueGrains = rememberSite({ kind: 'unique grains', over }, uniqueGrains)
  return definition
}

function checkOf(views: Views, from: UniqueGrains): DataCheck {
  const [first, ...others] = views.map(repeated)
  const query = others.reduce((all, one) => all?.unionAll(one), first)
  return {
    ...from,
    kind: 'data check',
    name: 'unique-grains',
    description:
      'Each view has one row for each value of its grain; more would count things twice in every panel.',
    remedy: 'Look the value up in the view named, and correct the rows that it is made of, or the view.',
    query: query ?? sql<Fault>`select null as view_name, null as grain, 0 as row_count where false`,
  }
}

/** The values of a view's grain that more than one row has. */
function repeated(view: Views[number]) {
  const { grain, name } = view
  const all = anyRows(view)
  const grouped = grain.length > 0 ? all.groupBy(grain) : all
  return grouped
    .having((eb) => eb(eb.fn.countAll(), '>', 1))
    .select((eb) => [
      sql<string>`${sql.lit(name)}::text`.as('view_name'),
      grainText(grain.map((column) => eb.ref(column))).as('grain'),
      eb.fn.countAll().as('row_count'),
    ])
}

function grainText(columns: readonly Expression<unknown>[]) {
  if (columns.length === 0) return sql<string>`'the only row'::text`
  return columns.length === 1 ? sql<string>`${columns[0]}::text` : sql<string>`(${sql.join(columns)})::text`
}
