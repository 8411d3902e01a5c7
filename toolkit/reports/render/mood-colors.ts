import type { Figure } from '../report-content.ts'

/** The colour of a change, in mails and in documents. */
export const moodColors: Readonly<Record<Figure['mood'], string>> = {
  good: '#1a7f37',
  bad: '#b42318',
  neither: '#59636e',
}
