import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eachWithSdk, readySql } from '../with-sdk.ts'

/** The same dashboards as files, from the foundation SDK alone. */
const [, , folder = ''] = process.argv
mkdirSync(folder, { recursive: true })
let index = 0
for (const content of eachWithSdk(readySql)) writeFileSync(join(folder, `bench-${index++}.json`), content)
