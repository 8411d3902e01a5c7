import { ok } from 'node:assert/strict'
import type { TestGrafana } from '../../support/grafana/test-grafana.ts'
import { askPanels } from './ask-panels.ts'

/** Every panel of a dashboard shows values. */
export async function panelsShow(grafana: TestGrafana, uid: string): Promise<void> {
  const shown = await askPanels(grafana, uid)
  ok(Object.keys(shown).length > 0)
  for (const [title, values] of Object.entries(shown))
    ok(typeof values === 'number' && values > 0, `${title}: ${values}`)
}
