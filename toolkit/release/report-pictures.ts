import type { Report } from '../define/reports/report.ts'

/** A section of a report that draws a dashboard. */
export interface ReportPicture {
  /** `report/section`. */
  readonly name: string
  /** The uid of the dashboard, or its panels that are drawn, as `uid/title`. */
  readonly draws: readonly string[]
}

/** The kind of the manifest's objects that say which dashboards reports draw. */
export const pictureKind = 'report picture'

export const reportPictures = ({ name, sections }: Report): ReportPicture[] =>
  sections.flatMap((section) => {
    if (section.kind !== 'dashboard') return []
    const { uid } = section.dashboard
    const draws = section.panels?.map((title) => `${uid}/${title}`) ?? [uid]
    return [{ name: `${name}/${section.title}`, draws }]
  })
