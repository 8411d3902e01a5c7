import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { desiredGrafana, desiredState, readDesiredGrafana, readDesiredState, writeRelease } from 'sightline'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { shopRelease } from './shop-release.ts'

test('a release folder says what it wants of a database and of a Grafana, without the code that built it', async () => {
  const folder = await temporaryFolder()
  await writeRelease(shopRelease(), folder)
  const wanted: unknown = JSON.parse(JSON.stringify(desiredState(shopRelease())))
  expect(await readDesiredState(folder)).toEqual(wanted)
  const dashboards: unknown = JSON.parse(JSON.stringify(desiredGrafana(shopRelease())))
  expect(await readDesiredGrafana(folder)).toEqual(dashboards)
})

test('a folder that is not a release is refused by its name', async () => {
  const folder = await temporaryFolder()
  await expect(readDesiredState(folder)).rejects.toThrow(
    `This folder is not a release.\n  value: ${folder}/desired-state.json`,
  )
})

test.each(['', 'null', '{"project": "shop"}', '[]'])('a file that holds %o is refused', async (content) => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'desired-state.json'), content)
  await expect(readDesiredState(folder)).rejects.toThrow('does not hold what a release wants')
})
