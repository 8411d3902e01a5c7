import { PanelBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text'
import { plainPanel } from './define-panel.ts'
import type { Panel } from './panel.ts'
import type { PanelFrame, WithSdk } from './panel-options.ts'

export interface TextPanelOptions extends PanelFrame, WithSdk<PanelBuilder> {
  readonly markdown: string
}

/** Words for the people who look at the dashboard. */
export function textPanel(options: TextPanelOptions): Panel<never> {
  return plainPanel(options, {
    builder: () => new PanelBuilder(),
    size: { width: 24, height: 3 },
    style: (panel) => panel.mode(TextMode.Markdown).content(options.markdown),
    definedBy: textPanel,
  })
}
