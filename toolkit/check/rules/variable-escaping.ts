import { type VariableReference, variableReferences } from '../../grafana/variable-references.ts'
import type { ProjectQuery } from '../../release/project-query.ts'
import { partAt, type QuotedPart, quotedSpans } from '../../sql/sql-text.ts'
import type { Rule } from '../rule.ts'
import { querySite } from './query-site.ts'

/** Reports a variable that reaches Postgres unescaped, quoted twice, or not at all. */
export const variableEscaping: Rule = {
  name: 'variable-escaping',
  description:
    'A variable stands in SQL as `${name:sqlstring}`, unquoted: anything else lets a URL change the query, or quotes twice.',
  *check({ release, queries }) {
    for (const { query } of queries) {
      const site = querySite(release, query)
      for (const problem of problemsOf(query)) yield { where: query.where, ...problem, site }
    }
  },
}

interface Problem {
  readonly what: string
  readonly next: string
}

function problemsOf({ kind, sql }: ProjectQuery): Problem[] {
  const spans = quotedSpans(sql)
  const references = variableReferences(sql)
  const problems = isWithoutVariables(kind)
    ? [...references.map(({ text }) => text), ...scopedVariables(sql)].map((text) => unknownHere(text, kind))
    : references.flatMap((reference) => misquoted(reference, sql, partAt(spans, reference.index)) ?? [])
  return [...new Map(problems.map((problem) => [problem.what, problem])).values()]
}

/** Grafana's own variables that only a browser fills in; macros and the interval also work without one. */
function scopedVariables(sql: string): string[] {
  return [
    ...sql.matchAll(/\$\{__(?!interval)[^}]*\}|\$__(?:from|to|user|org|dashboard|range|timezone)\b/g),
  ].map(([text]) => text)
}

const readers = {
  alert: 'An alert',
  'data check': 'A data check',
  export: 'An export',
  report: 'A report',
} as const

const isWithoutVariables = (kind: ProjectQuery['kind']): kind is keyof typeof readers => kind in readers

function unknownHere(text: string, kind: keyof typeof readers): Problem {
  return {
    what: `${readers[kind]} knows no variables, but its query uses ${text}.`,
    next: 'Write the value itself into the query, or read it from a table.',
  }
}

function misquoted(
  { name, format, text, index }: VariableReference,
  sql: string,
  part: QuotedPart | undefined,
): Problem | undefined {
  const escaped = `\${${name}:sqlstring}`
  if (format !== 'sqlstring') {
    const inQuotes = part === 'string' || part === 'identifier' ? ', without the quotes around it' : ''
    return {
      what: `The variable ${text} is not escaped, so a dashboard's URL can change the SQL.`,
      next: `Write ${escaped}${inQuotes}, and cast it where it is not text: ${escaped}::integer.`,
    }
  }
  if (part === 'comment') {
    return {
      what: `The variable ${text} stands in a comment, which a line break in its value ends.`,
      next: 'Take it out of the comment.',
    }
  }
  if (/(?:\b[eEbBxXnN]|\b[uU]&)$/.test(sql.slice(0, index))) {
    return {
      what: `The variable ${text} follows a letter that makes its quotes mean something else, such as a backslash that escapes them.`,
      next: `Take the letter away: ${escaped} alone is escaped.`,
    }
  }
  if (part !== 'string' && part !== 'identifier') return undefined
  return {
    what: `The variable ${text} stands inside quotes, but it brings its own, so it is quoted twice.`,
    next: `Take the quotes away, and join texts with ||: '%' || ${escaped} || '%'.`,
  }
}
