import type { ClientBase } from 'pg'
import type { MaterializedView } from '../define/materialized-view.ts'
import type { Project } from '../define/project.ts'
import type { RefreshFunction } from '../define/refresh-function.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { hasStoredRows } from '../kinds/materialized-view/materialized-view-kind.ts'
import { isRefreshFunction } from '../kinds/refresh-function/refresh-function-kind.ts'
import { callRefreshFunction } from './call-refresh-function.ts'
import { refreshView } from './refresh-view.ts'
import type { RefreshedView } from './refreshed-view.ts'

export interface RefreshOptions {
  /** One view, or one refresh function; everything unless given. */
  readonly name?: string
  /** Told what is being done. */
  readonly onStep: (step: string) => void
}

/**
 * Refreshes the materialized views of a deployed project while people read them.
 *
 * A view that no refresh function covers is refreshed by itself.
 *
 * @throws SightlineError where the name is unknown, or something is not deployed yet
 * @example const views = await refreshViews(client, project, { name: 'analytics.channel_performance', onStep: console.error })
 */
export async function refreshViews(
  client: ClientBase,
  project: Pick<Project, 'definitions'>,
  { name, onStep }: RefreshOptions,
): Promise<RefreshedView[]> {
  const refreshed: RefreshedView[] = []
  for (const target of targetsOf(project, name)) {
    onStep(`Refreshing ${hasStoredRows(target) ? target.name : target.views.map(named).join(', ')}`)
    if (hasStoredRows(target)) refreshed.push(await refreshView(client, target.name))
    else refreshed.push(...(await callRefreshFunction(client, target)))
  }
  return refreshed
}

type Target = MaterializedView | RefreshFunction

const named = ({ name }: { name: string }) => name

function targetsOf({ definitions }: Pick<Project, 'definitions'>, name: string | undefined): Target[] {
  const views = definitions.filter(hasStoredRows)
  const functions = definitions.filter(isRefreshFunction)
  if (name === undefined) {
    const covered = new Set(functions.flatMap((definition) => definition.views.map(named)))
    return [...views.filter((view) => !covered.has(view.name)), ...functions]
  }
  const target = [...views, ...functions].find((known) => known.name === name)
  if (target) return [target]
  const known = [...views, ...functions].map(named)
  throw new SightlineError({
    code: 'unknown-refresh-target',
    what: 'This project has no materialized view, and no refresh function, of this name.',
    value: name,
    next:
      known.length > 0
        ? `Use one of: ${known.join(', ')}.`
        : 'It has none at all; there is nothing to refresh.',
  })
}
