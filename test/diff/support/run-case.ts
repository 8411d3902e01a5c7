import { buildRelease, comparedRelease, type DiffReport, diffMarkdown, diffReleases } from 'sightline/engine'
import { expect, inject } from 'vitest'
import type { DiffCase } from './diff-case.ts'
import { type ShopOptions, shop } from './shop.ts'

/** The moment at which all cases are asked. */
export const now = new Date('2026-01-15T12:00:00Z')

/** Compares two shops on the run's embedded server. */
export async function compareShops(before: ShopOptions, after: ShopOptions): Promise<DiffReport> {
  const server = inject('server')
  const project = shop(after)
  const base = comparedRelease(buildRelease(shop(before)), 'before')
  const head = comparedRelease(buildRelease(project), 'after')
  return diffReleases(base, head, {
    connectionString: (database) => `${server}${database}`,
    sample: { project, now, scale: 1, seed: 1 },
  })
}

/** Runs a case: the markdown is the expected one, without the versions at its end. */
export async function runCase({ title, before = {}, after }: DiffCase): Promise<void> {
  const report = await compareShops(before, after)
  const markdown = diffMarkdown(report).replace(/\n<sub>.*<\/sub>\n$/, '')
  await expect(`# ${title}\n\n${markdown}`).toMatchFileSnapshot(
    `expected/${title.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}.md`,
  )
}
