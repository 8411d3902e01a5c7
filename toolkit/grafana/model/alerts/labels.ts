/** What tells values apart: texts by their names. */
export type Labels = Readonly<Record<string, string>>

const sorted = (labels: Labels): (readonly [string, string])[] =>
  Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))

/** Labels as Grafana writes them: `host=a, zone=b`. */
export const labelsText = (labels: Labels): string =>
  sorted(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ')

/** One text for each set of labels. */
export const labelsKey = (labels: Labels): string => JSON.stringify(sorted(labels))

/** Whether all of `some` are among `all`. */
export const containsLabels = (all: Labels, some: Labels): boolean =>
  Object.entries(some).every(([name, value]) => all[name] === value)

export const countLabels = (labels: Labels): number => Object.keys(labels).length
