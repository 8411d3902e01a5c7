import { structuredPatch } from 'diff'

/** Formats a query so that a change of one thing is a change of one line. */
export type FormatSql = (sql: string) => string

/** What Grafana puts into a query, which no SQL dialect knows. */
const grafanaParameters = [String.raw`\$\{[^}]*\}`, String.raw`\$\w+`, String.raw`\[\[\w+(?::\w+)?\]\]`]

/** The formatter; it is loaded only where somebody compares. What it cannot read stays as it is. */
export async function sqlFormatter(): Promise<FormatSql> {
  const { formatDialect, postgresql } = await import('sql-formatter')
  const custom = grafanaParameters.map((regex) => ({ regex }))
  return (sql) => {
    try {
      return formatDialect(sql, {
        dialect: postgresql,
        keywordCase: 'lower',
        functionCase: 'lower',
        dataTypeCase: 'lower',
        paramTypes: { custom },
      })
    } catch {
      return sql.trim()
    }
  }
}

/** The lines that differ with those around them, each with its sign; a line `…` stands for those that are left out. */
export function changedLines(before: string, after: string): string[] {
  if (before === after) return []
  const { hunks } = structuredPatch('', '', `${before}\n`, `${after}\n`, '', '', { context: 2 })
  return hunks.flatMap(({ lines }, index) => (index === 0 ? lines : ['  …', ...lines]))
}
