import { createQueryId, PostgresQueryCompiler } from 'kysely'
import type { Project } from 'sightline/engine'
import { buildRelease } from 'sightline/engine'
import { revenueAbove } from './many/definitions.ts'

/** Builds defined dashboards into the bytes of a release. */
export const buildDashboards = (project: Project): readonly string[] =>
  buildRelease(project).files.map(({ content }) => content)

/** SQL from the same query, made and compiled by Kysely itself. */
export const kyselySql = (limit: number): string =>
  new PostgresQueryCompiler().compileQuery(revenueAbove(limit).toOperationNode(), createQueryId()).sql
