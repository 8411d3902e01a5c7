import type { DashboardChange, DiffReport, ThingChange } from '../diff-report.ts'
import { factTexts } from '../fact.ts'
import { type Line, line, words } from './line.ts'
import { type Item, item, type Section, section } from './section.ts'

/** What changes in the dashboards. */
export function dashboardSection({ dashboards }: DiffReport): Section {
  return section('Dashboards', dashboards.map(dashboardItem))
}

function dashboardItem({ title, uid, change, facts, parts }: DashboardChange): Item {
  const name = line`${title} (${uid})`
  if (change !== 'changed') return item([...name, ` ${change}: ${factTexts(facts).join(', ')}`])
  return item(
    name,
    [...factTexts(facts).map(words), ...parts.map(thingLine)],
    parts.map(({ name: part, lines }) => ({ of: line`${part}`, lines })),
  )
}

/** A thing and what changes in it: `panel Revenue: threshold red from 50,000 to 60,000`. */
export function thingLine({ kind, name, change, facts }: ThingChange): Line {
  const start = line`${words(kind)} ${name}`
  if (change === 'added' || change === 'removed') return [...start, ` ${change}`]
  return [...start, `: ${factTexts(facts).join('; ')}`]
}
