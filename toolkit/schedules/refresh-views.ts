import type { ClientBase } from 'pg'
import type { Project } from '../define/project.ts'
import type { RefreshFunction } from '../define/refresh-function.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { hasStoredRows, type StoredDefinition } from '../kinds/has-stored-rows.ts'
import { isIncremental } from '../kinds/incremental-view/incremental-view-kind.ts'
import { isRefreshFunction } from '../kinds/refresh-function/refresh-function-kind.ts'
import { callRefreshFunction } from './call-refresh-function.ts'
import { refreshView } from './refresh-view.ts'
import type { RefreshedView } from './refreshed-view.ts'

export interface RefreshOptions {
  /** One view, or one refresh function; everything unless given. */
  readonly name?: string
  /** Work out all rows of incremental views, not only those that changes lead to. */
  readonly entirely?: boolean
  /** Told what is being done. */
  readonly onStep: (step: string) => void
}

/**
 * Refreshes the stored views of a deployed project while people read them.
 *
 * A view that no refresh function covers is refreshed by itself, and so is each where all rows are worked out.
 *
 * @throws SightlineError where the name is unknown, or something is not deployed yet
 * @example const views = await refreshViews(client, project, { name: 'analytics.channel_performance', onStep: console.error })
 */
export async function refreshViews(
  client: ClientBase,
  project: Pick<Project, 'definitions'>,
  { name, entirely = false, onStep }: RefreshOptions,
): Promise<RefreshedView[]> {
  const refreshed: RefreshedView[] = []
  const how = entirely ? 'entirely' : 'by what changed'
  for (const target of targetsOf(project, name, entirely)) {
    onStep(`Refreshing ${hasStoredRows(target) ? target.name : target.views.map(named).join(', ')}`)
    if (hasStoredRows(target)) refreshed.push(await refreshView(client, target.name, how))
    else refreshed.push(...(await callRefreshFunction(client, target)))
  }
  return refreshed
}

type Target = StoredDefinition | RefreshFunction

const named = ({ name }: { name: string }) => name

/** Views after the incremental ones that they follow. */
function withThoseBelow(views: readonly StoredDefinition[]): StoredDefinition[] {
  const found = new Set<StoredDefinition>()
  for (const view of views) {
    if (isIncremental(view)) {
      const followed = view.follow.map(({ source }) => source).filter(isIncremental)
      for (const below of withThoseBelow(followed)) found.add(below)
    }
    found.add(view)
  }
  return [...found]
}

function targetsOf(
  { definitions }: Pick<Project, 'definitions'>,
  name: string | undefined,
  entirely: boolean,
): Target[] {
  const views = definitions.filter(hasStoredRows)
  const functions = definitions.filter(isRefreshFunction)
  if (name === undefined && entirely) return withThoseBelow(views)
  if (name === undefined) {
    const covered = new Set(functions.flatMap((definition) => definition.views.map(named)))
    return [...views.filter((view) => !covered.has(view.name)), ...functions]
  }
  const target = [...views, ...functions].find((known) => known.name === name)
  if (target) return entirely && hasStoredRows(target) ? withThoseBelow([target]) : [target]
  const known = [...views, ...functions].map(named)
  throw new SightlineError({
    code: 'unknown-refresh-target',
    what: 'This project has no stored view, and no refresh function, of this name.',
    value: name,
    next:
      known.length > 0
        ? `Use one of: ${known.join(', ')}.`
        : 'It has none at all; there is nothing to refresh.',
  })
}
