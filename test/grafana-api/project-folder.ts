import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { removeLater, type TestGrafana, uniqueName } from '../support/grafana/test-grafana.ts'
import { startSightline } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { environment } from './small-project.ts'

/** A project in a folder of its own, for the command line. */
export interface ProjectFolder {
  readonly name: string
  readonly folder: string
  /** Starts a command there, with the Grafana and every secret in its environment. */
  start(...args: readonly string[]): ReturnType<typeof startSightline>
  /** Replaces a text in one of its files, as an editor saves it. */
  edit(file: string, from: string, to: string): Promise<void>
}

export async function projectFolder(grafana: TestGrafana): Promise<ProjectFolder> {
  const [name, folder] = [uniqueName(), await temporaryFolder()]
  removeLater(grafana, name)
  for (const [file, text] of Object.entries(files(name))) await writeFile(join(folder, file), text)
  const access = { GRAFANA_URL: grafana.url, GRAFANA_TOKEN: grafana.token }
  return {
    name,
    folder,
    start: (...args) => startSightline(args, folder, { ...environment, ...access }),
    edit: async (file, from, to) => {
      const text = await readFile(join(folder, file), 'utf8')
      await writeFile(join(folder, file), text.replace(from, to))
    },
  }
}

const files = (name: string) => ({
  'package.json': '{ "type": "module" }',
  'orders.ts': `import { source } from 'sightline'
import { date, numeric, text } from 'sightline/columns'
export const orders = source('orders', {
  description: 'What was sold.',
  columns: { order_id: text().primaryKey(), day: date(), amount: numeric(12, 2) },
})
`,
  'dashboard.ts': `import { dashboard, from, row, statPanel } from 'sightline'
import { orders } from './orders.ts'
const query = from(orders).selectFrom('orders').select((eb) => eb.fn.sum<number>('amount').as('revenue'))
const revenue = statPanel({ title: 'Revenue', description: 'All of it.', unit: 'currencyUSD', query })
export const sales = dashboard({
  uid: '${name}-sales',
  title: 'Sales',
  description: 'What was sold.',
  rows: [row('Numbers', { panels: [revenue] })],
})
`,
  'sightline.config.ts': `import { defineProject } from 'sightline'
import { sales } from './dashboard.ts'
import { orders } from './orders.ts'
export default defineProject({
  name: '${name}',
  version: '1.0.0',
  folder: { uid: '${name}', title: 'Shop ${name}' },
  definitions: [orders, sales],
  sample: async () => {},
})
`,
})
