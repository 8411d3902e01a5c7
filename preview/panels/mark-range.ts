import { element } from '../dom.ts'
import type { EChart } from './chart.ts'

const handled = new WeakMap<HTMLElement, { chart: EChart; onRange: (from: number, to: number) => void }>()

/** Lets people mark a span of time in a chart with the pointer, to look at it alone. */
export function markRange(
  host: HTMLElement,
  chart: EChart,
  onRange: (from: number, to: number) => void,
): void {
  const known = handled.has(host)
  handled.set(host, { chart, onRange })
  if (known) return
  host.addEventListener('pointerdown', (down) => {
    if (down.button !== 0 || down.pointerType === 'touch') return
    const { left } = host.getBoundingClientRect()
    const start = down.clientX - left
    const mark = element('div', { class: 'marked-range' })
    const place = (end: number) => {
      mark.style.left = `${Math.min(start, end)}px`
      mark.style.width = `${Math.abs(end - start)}px`
    }
    const move = (event: PointerEvent) => {
      place(event.clientX - left)
      if (!mark.isConnected) host.append(mark)
    }
    const up = (event: PointerEvent) => {
      removeEventListener('pointermove', move)
      mark.remove()
      const end = event.clientX - left
      const current = handled.get(host)
      if (!current || Math.abs(end - start) < 6) return
      const [from = 0, to = 0] = [start, end].sort((a, b) => a - b).map((x) => momentAt(current.chart, x))
      current.onRange(Math.round(from), Math.round(to))
    }
    addEventListener('pointermove', move)
    addEventListener('pointerup', up, { once: true })
  })
}

function momentAt(chart: EChart, x: number): number {
  const value: unknown = chart.convertFromPixel({ xAxisIndex: 0 }, x)
  return typeof value === 'number' ? value : 0
}
