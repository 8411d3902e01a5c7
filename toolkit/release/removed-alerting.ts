import { SightlineError } from '../foundation/sightline-error.ts'
import { type AlertingNames, deletionsPath, readDeletions } from '../grafana/provisioning/deletions.ts'
import type { ReleaseFolder } from './read-release-folder.ts'

/** What an earlier release had, or already deleted, and this one does not have, in alphabetical order. */
export function removedAlerting(
  { grafana, files }: ReleaseFolder,
  project: { readonly name: string; readonly folder: { readonly uid: string } },
  kept: AlertingNames,
): AlertingNames {
  requireSame(grafana, project)
  const before = readDeletions(files.get(deletionsPath) ?? '')
  const rules = grafana.ruleGroups.flatMap((group) => group.rules.map(({ uid }) => uid))
  const integrations = grafana.contactPoints.flatMap((point) => point.integrations.map(({ uid }) => uid))
  const templates = grafana.messageTemplates.map(({ name }) => name)
  return {
    rules: missing([...rules, ...before.rules], kept.rules),
    integrations: missing([...integrations, ...before.integrations], kept.integrations),
    templates: missing([...templates, ...before.templates], kept.templates),
  }
}

const missing = (had: readonly string[], kept: readonly string[]): string[] => {
  const still = new Set(kept)
  return [...new Set(had)].filter((name) => !still.has(name)).sort()
}

function requireSame(
  earlier: ReleaseFolder['grafana'],
  project: { readonly name: string; readonly folder: { readonly uid: string } },
): void {
  if (earlier.project === project.name && earlier.folder.uid === project.folder.uid) return
  throw new SightlineError({
    code: 'replaces-another-project',
    what: 'The release to replace is of another project or environment.',
    value: `${earlier.project} in the folder ${earlier.folder.uid}; this one is ${project.name} in ${project.folder.uid}`,
    next: 'Name a release of this project, built for the same environment.',
  })
}
