import { colorByName } from '../grafana/model/display/named-colors.ts'
import type { Mark } from './mark.ts'
import { withOpacity } from './opacity.ts'
import type { PanelInput } from './panel-input.ts'

type MarkInput = Pick<PanelInput, 'marks' | 'range' | 'theme'>

/** The marks of annotations as a series of their own: lines at moments, and areas over spans. */
export function annotationMarks({ marks, range, theme }: MarkInput) {
  const inside = marks.filter(({ time, timeEnd }) => time <= range.to && (timeEnd ?? time) >= range.from)
  const lines = inside.map(({ time, color }) => {
    return {
      xAxis: time,
      lineStyle: { color: colorByName(color, theme), type: 'dashed' as const, width: 1.25 },
    }
  })
  const areas = inside.flatMap(({ time, timeEnd, color }): [object, object][] => {
    if (timeEnd === null) return []
    return [
      [
        { xAxis: time, itemStyle: { color: withOpacity(colorByName(color, theme), 0.1) } },
        { xAxis: timeEnd },
      ],
    ]
  })
  return {
    type: 'line' as const,
    name: 'marks',
    data: [],
    silent: true,
    markLine: { silent: true, symbol: ['none', 'none'], label: { show: false }, data: lines },
    markArea: { silent: true, data: areas },
  }
}

/** The marks near a moment: as near as a pointer can tell. */
export function marksNear({ marks, range }: MarkInput, moment: number): readonly Mark[] {
  const near = (range.to - range.from) / 100
  return marks.filter(({ time, timeEnd }) => moment >= time - near && moment <= (timeEnd ?? time) + near)
}
