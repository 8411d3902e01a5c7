/** What is sent by mail or kept as a file, by the clock. */
export { pictureOf } from './picture.ts'
export { report } from './report.ts'
export { figures, reportTable } from './section.ts'
