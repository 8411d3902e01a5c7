import { importLine, literal } from '../import/written-code.ts'
import type { FirstNames } from './first-view.ts'
import type { FollowedTable } from './followed-table.ts'
import type { NewProject } from './new-project.ts'

/** The file of the first dashboard: a number, and how it came about. */
export function firstDashboardFile({ time }: FollowedTable, names: FirstNames, project: NewProject): string {
  const from = (more: string) => `rows(${names.view})${more}`
  const filter = time === undefined ? '' : `\n    .where((eb) => timeFilter(eb.ref(${literal(names.day)})))`
  const total = `const total = statPanel({
  title: 'Rows',
  description: ${literal(`Rows of ${names.noun}${time === undefined ? '' : ' in the time range, whole UTC days'}.`)},
  unit: 'short',
  decimals: 0,
  noValue: '0',
  query: ${from(filter)}
    .select((eb) => eb.fn.sum(${literal(names.rows)}).as('Rows')),
})
`
  const perDay = `
const perDay = timeseriesPanel({
  title: 'Rows per Day',
  description: ${literal(`Rows of ${names.noun} of each UTC day; today is still growing.`)},
  unit: 'short',
  min: 0,
  query: ${from(filter)}
    .select((eb) => [asTime(eb.ref(${literal(names.day)})).as('time'), ${literal(`${names.rows} as Rows`)}])
    .orderBy('time'),
})
`
  const imports = ['dashboard', 'row', 'rows', 'statPanel']
  if (time !== undefined) imports.push('asTime', 'timeFilter', 'timeseriesPanel')
  return `${importLine(imports, 'sightline')}${importLine([names.view], `../sql/${names.viewFile}.ts`)}
${total}${time === undefined ? '' : perDay}
export const overview = dashboard({
  uid: ${literal(`${project.name.slice(0, 30)}-overview`)},
  title: 'Overview',
  description: ${literal(`What ${names.noun} shows.`)},
  time: { from: 'now-30d', to: 'now' },
  rows: [row(${literal(titled(names.noun))}, { panels: [total${time === undefined ? '' : ', perDay'}] })],
})
`
}

/** The file of the first alert: that nothing came in for a day. */
export function firstAlertFile({ time }: FollowedTable, names: FirstNames, project: NewProject): string {
  const since = alertFilter(names, time)
  const imports = ['alertRule', 'below', 'contactPoint', 'rows', ...since.imports]
  return `${importLine(imports, 'sightline')}${importLine(['email'], 'sightline/integrations')}${importLine([names.table], `../sources/${names.tableFile}.ts`)}
export const onCall = contactPoint(${literal(`${project.name.slice(0, 30)}-on-call`)}, {
  description: 'Whoever looks after it this week.',
  integrations: [email({ to: [${literal(project.email)}] })],
})

export const nothingNew = alertRule(${literal(`Nothing New in ${titled(names.noun)}`)}, {
  uid: ${literal(`${project.name.slice(0, 30)}-quiet`)},
  summary: ${literal(`No row of ${names.noun} ${time === undefined ? 'at all' : 'in the last two days'}.`)},
  description: ${literal(`Nothing has come into ${names.noun}. See whether what writes it still runs.`)},
  query: rows(${names.table})${since.code}
    .select((eb) => eb.fn.countAll().as('rows')),
  value: 'rows',
  condition: below(1),
  every: '5m',
  for: '10m',
  severity: 'warning',
  noData: 'NoData',
  onError: 'Error',
  contactPoint: onCall,
})
`
}

function alertFilter(names: FirstNames, time: FollowedTable['time']): { code: string; imports: string[] } {
  if (time === undefined) return { code: '', imports: [] }
  const since = 'ago({ days: 2 })'
  if (!/^timestamp.*without time zone$/.test(time.type))
    return { code: `\n    .where(${literal(time.name)}, '>', ${since})`, imports: ['ago'] }
  const moment = `momentOf(${names.table}, ${literal(time.name)})`
  return {
    code: `\n    .where((eb) => eb(${moment}, '>', ${since}))`,
    imports: ['ago', 'momentOf'],
  }
}

const titled = (noun: string) => noun.replace(/(^|\s)\S/g, (letter) => letter.toUpperCase())
