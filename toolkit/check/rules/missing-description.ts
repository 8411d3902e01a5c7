import { VariableHide } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Event } from '../../define/realtime/event.ts'
import { describeSite } from '../../foundation/definition-site.ts'
import { definitionKind, isOfDatabase } from '../../kinds/definition-kinds.ts'
import { isLiveKind } from '../../release/live/live-definition.ts'
import type { Release } from '../../release/release.ts'
import type { Rule } from '../rule.ts'
import { placedPanels } from './placed-panels.ts'

/** Reports what has no words for the people who will meet it. */
export const missingDescription: Rule = {
  name: 'missing-description',
  description:
    'Whatever people meet says what it means, the fields of events too: it becomes the COMMENT of a relation and the help of a panel; a text panel needs none.',
  *check({ release }) {
    for (const { kind, where, description, site } of describable(release)) {
      if (description?.trim()) continue
      yield {
        where,
        what: `The ${kind} has no description.`,
        next:
          kind === 'field'
            ? fieldNext
            : `Say in \`description\` what ${asks.get(kind) ?? 'one row of it is'}.`,
        site,
      }
    }
  },
}

const fieldNext = 'Say what it means: field.text(…), field.time(…) and the others take its words.'

const asks = new Map([
  ['dashboard', 'questions it answers'],
  ['panel', 'its numbers mean'],
  ['variable', 'choosing a value changes'],
  ['event', 'happened when one is published'],
  ['live figure', 'it counts, and over which time'],
  ['cache', 'its answers are'],
  ['alert', 'is wrong when it fires, and what to do then'],
])

interface Describable {
  readonly kind: string
  readonly where: string
  readonly description: string | undefined
  readonly site: string | undefined
}

function describable(release: Release): Describable[] {
  const { definitions: listed } = release.project
  const definitions = listed.filter((definition) =>
    isOfDatabase(definition)
      ? definitionKind(definition).usedAs === 'relation'
      : isLiveKind(definition.kind) || definition.kind === 'alert',
  )
  const dashboards = release.dashboards.map(({ definition }) => definition)
  return [
    ...[...definitions, ...dashboards].map((definition) => {
      const { kind, name, description } = definition
      return { kind, where: name, description, site: describeSite(definition) }
    }),
    ...listed.flatMap((one) => (one.kind === 'event' ? fieldsOf(one) : [])),
    ...dashboards.flatMap(shownVariables),
    ...placedPanels(release).flatMap(({ panel: { type, description }, where, site }) =>
      type === 'text' ? [] : [{ kind: 'panel', where, description, site }],
    ),
  ]
}

const fieldsOf = (event: Event): Describable[] =>
  Object.entries(event.fields).map(([name, { meaning }]) => ({
    kind: 'field',
    where: `${event.name}.${name}`,
    description: meaning,
    site: describeSite(event),
  }))

function shownVariables({ uid, variables }: Release['dashboards'][number]['definition']): Describable[] {
  const shown = variables.filter(
    ({ type, model }) =>
      type !== 'constant' && type !== 'datasource' && model.hide !== VariableHide.HideVariable,
  )
  return shown.map((variable) => {
    const where = `${uid}/$${variable.name}`
    return { kind: 'variable', where, description: variable.model.description, site: describeSite(variable) }
  })
}
