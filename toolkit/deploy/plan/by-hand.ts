import type { Hazard } from './plan-step.ts'
import type { Planner } from './planner.ts'
import { lostOptions } from './rebuild-view.ts'

/** What somebody set or made on views of ours that cannot stay as it is. */
export function changesByHand(planner: Planner): Hazard[] {
  const { access, final } = planner
  const lost = lostOptions(planner).map(({ view, option }): Hazard => {
    const message = `${view} loses ${option}, which somebody set: nobody can write through it any more`
    return { kind: 'drops an option', message }
  })
  const broken = [...access.values()].flatMap(({ name: view, rules }) => {
    const columns = final.relations.get(view)?.columns.map(({ name }) => name)
    if (!columns) return []
    return rules.flatMap(({ name, columns: named }): Hazard[] => {
      const missing = named.filter((column) => !columns.includes(column))
      if (missing.length === 0) return []
      const message = `the rule ${name} of somebody on ${view} names ${missing.join(', ')}, which ${view} loses`
      return [{ kind: 'unmanaged dependent', message }]
    })
  })
  return [...lost, ...broken]
}
