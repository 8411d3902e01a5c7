import type { SqlDefinition } from '../define/project.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { createdKind, isCreated } from '../kinds/definition-kinds.ts'
import { dependenciesOf } from './dependencies.ts'
import { type ProjectIndex, place } from './project-index.ts'

/** A definition beside what it needs. */
export interface OrderedDefinition {
  readonly definition: SqlDefinition
  readonly dependsOn: readonly string[]
}

/**
 * The project's database objects so that each comes after what it needs, and after the tables to which it refers unless
 * they refer to each other; ties go by kind and name.
 */
export function deployOrder(index: ProjectIndex): OrderedDefinition[] {
  const waiting = new Map<string, OrderedDefinition>()
  for (const definition of index.ofDatabase().filter(isCreated)) {
    waiting.set(definitionKey(definition), { definition, dependsOn: dependenciesOf(definition, index) })
  }
  const ordered: OrderedDefinition[] = []
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(
      ({ dependsOn }) => !dependsOn.some((name) => waiting.has(name)),
    )
    const free = ready.filter(
      ({ definition }) =>
        !referredTo(definition).some((name) => name !== definition.name && waiting.has(name)),
    )
    const next = [...free.sort(compare), ...ready.sort(compare)][0] ?? refuseCycle(waiting)
    waiting.delete(definitionKey(next.definition))
    ordered.push(next)
  }
  return ordered
}

/** The tables to which its foreign keys refer. */
const referredTo = (definition: SqlDefinition): string[] =>
  createdKind(definition)
    .uses(definition)
    .filter(({ privilege }) => privilege === 'REFERENCES')
    .map(({ relation }) => relation)

/** What tells a definition from all others: a schedule may have the name of the function that it calls. */
export const definitionKey = (definition: SqlDefinition): string =>
  createdKind(definition).hasOwnNames ? `${definition.kind} ${definition.name}` : definition.name

function compare({ definition: a }: OrderedDefinition, { definition: b }: OrderedDefinition): number {
  return createdKind(a).rank - createdKind(b).rank || (a.name < b.name ? -1 : 1)
}

function refuseCycle(waiting: ReadonlyMap<string, OrderedDefinition>): never {
  const path: string[] = []
  let name = [...waiting.keys()][0] ?? ''
  while (!path.includes(name)) {
    path.push(name)
    name = waiting.get(name)?.dependsOn.find((needed) => waiting.has(needed)) ?? name
  }
  const cycle = [...path.slice(path.indexOf(name)), name]
  const first = waiting.get(name)
  throw new SightlineError({
    code: 'circular-dependency',
    what: `${name} reads itself, by way of ${cycle.length - 2} other${cycle.length === 3 ? '' : 's'}.`,
    value: cycle.join(' → '),
    ...(first ? place(first.definition) : {}),
    next: 'Break the circle: move what both need into a view of its own.',
  })
}
