/** Rows that people take with them: from a panel, with a link, or only their own. */
export { exportLink } from './export-link.ts'
export { sharedExport } from './shared-export.ts'
export { userExport } from './user-export.ts'
