import type { PanelInput } from '../drawing/panel-input.ts'
import { optionalPackage } from '../foundation/optional-package.ts'
import type { DrawnPanel } from './draw-panel.ts'

const drawnTypes: ReadonlySet<string> = new Set([
  'timeseries',
  'trend',
  'barchart',
  'bargauge',
  'xychart',
  'piechart',
  'stat',
  'gauge',
])

/**
 * A panel as a drawing; undefined where it has nothing to draw, or is of a kind that is shown by its rows.
 *
 * @throws SightlineError where the package that draws is not installed
 */
export async function pictureDrawing(
  input: PanelInput,
  title: string | undefined,
): Promise<DrawnPanel | undefined> {
  if (!drawnTypes.has(input.panel.type) || !input.frames.some(({ length }) => length > 0)) return undefined
  await optionalPackage('echarts', 'A chart in a report', () => import('echarts/core'))
  const { drawPanel } = await import('./draw-panel.ts')
  return drawPanel(input, title)
}
