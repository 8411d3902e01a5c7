import type { Project } from '../define/project.ts'
import { type BuildReleaseOptions, buildByDashboard } from './build-release.ts'
import type { Release } from './release.ts'
import { releaseFolderFiles } from './release-folder-files.ts'
import { replaceReleaseFolder } from './replace-release-folder.ts'

/**
 * Writes a release into a folder, whole or not at all; an earlier release there is replaced.
 *
 * @throws SightlineError where the folder cannot be written, or holds something that is not a release
 */
export async function writeRelease(release: Release, folder: string): Promise<void> {
  await replaceReleaseFolder(folder, async (write) => {
    for (const file of releaseFolderFiles(release)) await write(file)
  })
}

/**
 * Builds a project into a folder, as `buildRelease` and `writeRelease` do, without the texts of all dashboards at once.
 *
 * @throws SightlineError naming the definition that is wrong, or where the folder cannot be written
 */
export function buildIntoFolder(
  project: Project,
  folder: string,
  options: BuildReleaseOptions = {},
): Promise<Release> {
  return replaceReleaseFolder(folder, async (write) => {
    const written = new Set<string>()
    const building = buildByDashboard(project, { ...options, keepTexts: false })
    let step = building.next()
    for (; !step.done; step = building.next()) {
      written.add(step.value.path)
      await write(step.value)
    }
    for (const file of releaseFolderFiles(step.value)) if (!written.has(file.path)) await write(file)
    return step.value
  })
}
