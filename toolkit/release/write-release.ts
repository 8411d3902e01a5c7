import type { Project } from '../define/project.ts'
import { type BuildReleaseOptions, buildRelease } from './build-release.ts'
import type { Release } from './release.ts'
import { releaseFolderFiles } from './release-folder-files.ts'
import { replaceReleaseFolder } from './replace-release-folder.ts'

/**
 * Writes a release into a folder, whole or not at all; an earlier release there is replaced.
 *
 * @throws SightlineError where the folder cannot be written, or holds something that is not a release
 */
export async function writeRelease(release: Release, folder: string): Promise<void> {
  await replaceReleaseFolder(folder, (write) => {
    for (const file of releaseFolderFiles(release)) write(file)
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
  options: Pick<BuildReleaseOptions, 'replaces'> = {},
): Promise<Release> {
  return replaceReleaseFolder(folder, (write) => {
    const written = new Set<string>()
    const onDashboard: BuildReleaseOptions['onDashboard'] = (file) => {
      written.add(file.path)
      write(file)
    }
    const release = buildRelease(project, { ...options, onDashboard })
    for (const file of releaseFolderFiles(release)) if (!written.has(file.path)) write(file)
    return release
  })
}
