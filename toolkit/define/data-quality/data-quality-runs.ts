import { type RawBuilder, sql } from 'kysely'
import { siteFrom } from '../../foundation/definition-site.ts'
import type { DataCheck } from '../data-check.ts'
import type { UniqueGrains } from '../data-checks/unique-grains.ts'
import type { Definition } from '../definition.ts'
import { schedule } from '../schedule.ts'
import { sqlFunction } from '../sql-function.ts'
import type { Views } from '../views.ts'

/** The function that runs data checks and the schedule that calls it, once the views of the project are known. */
export interface DataQualityRuns {
  readonly kind: 'data quality runs'
  over(views: Views): readonly Definition[]
}

interface RunsOptions {
  readonly checks: readonly (DataCheck | UniqueGrains)[]
  readonly schema: string
  readonly cron: string
}

/** The function, its schedule and the checks themselves. */
export function dataQualityRuns({ checks, schema, cron }: RunsOptions): DataQualityRuns {
  const runs: DataQualityRuns = {
    kind: 'data quality runs',
    over: (views) => {
      const whole = checks.map((check) => (check.kind === 'unique grains' ? check.over(views) : check))
      const run = sqlFunction(`${schema}.run_data_checks`, {
        description:
          'Runs the data checks and notes how many faults each finds, or why it could not be run; results are kept for 90 days.',
        returns: 'void',
        language: 'plpgsql',
        body: runAll(`${schema}.data_check_results`, whole),
      })
      const byClock = schedule('run-data-checks', { description: 'Runs the data checks.', cron, run })
      return [...whole, siteFrom(runs, run), siteFrom(runs, byClock)]
    },
  }
  return runs
}

/** A row for each check, also for one that fails, and none that is older than 90 days. */
function runAll(results: string, checks: readonly DataCheck[]): RawBuilder<unknown> {
  const into = sql`insert into ${sql.raw(results)} (check_name, checked_at, faults, problem)`
  const each = checks.map(
    ({ name, query }) => sql`  begin
    ${into}
    select ${sql.lit(name)}, now(), count(*), null from (${query}) as faults;
  exception when others then
    ${into}
    values (${sql.lit(name)}, now(), null, sqlerrm);
  end;`,
  )
  return sql`begin
${sql.join(each, sql`\n`)}
  delete from ${sql.raw(results)} where checked_at < now() - interval '90 days';
end`
}
