import { type FontRun, scriptRuns } from './script-runs.ts'
import { visualOrder } from './visual-order.ts'

/** A text as a document holds it: each script in its font, words from right to left where they are read so. */
export const pdfText = (text: string): FontRun[] => scriptRuns(visualOrder(text.replaceAll('\t', ' ')))
