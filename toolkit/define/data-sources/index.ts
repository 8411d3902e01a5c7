/** Other Postgres databases that panels, variables, annotations and alert rules read. */
export { dataSource } from './data-source.ts'
