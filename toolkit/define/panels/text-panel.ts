import { PanelBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text'
import { applyFrame } from './apply-options.ts'
import type { PanelFrame } from './panel-options.ts'

export interface TextPanelOptions extends PanelFrame {
  readonly markdown: string
}

/** Words for the people who look at the dashboard. */
export function textPanel(options: TextPanelOptions): PanelBuilder {
  return applyFrame(new PanelBuilder(), options, { width: 24, height: 3 }, textPanel)
    .mode(TextMode.Markdown)
    .content(options.markdown)
}
