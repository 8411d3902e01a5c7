import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { element } from '../dom.ts'
import type { DrawPanel } from './panel-drawing.ts'

interface TextOptions {
  readonly mode?: 'markdown' | 'html' | 'code'
  readonly content?: string
}

/** Draws words; markup of its own inside of them is shown as it stands, never run. */
export const drawText: DrawPanel = (host, { panel }) => {
  const { mode = 'markdown', content = '' }: TextOptions = panel.options ?? {}
  if (mode === 'markdown') {
    const text = element('div', { class: 'prose' })
    text.innerHTML = micromark(content, { extensions: [gfm()], htmlExtensions: [gfmHtml()] })
    host.replaceChildren(text)
  } else host.replaceChildren(element('pre', {}, content))
  return content
}
