import type { PanelExpectation, Shown, ShownCell, ShownRow } from '../define/proofs/expectation.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { colorByName } from '../grafana/model/display/named-colors.ts'
import { runQueryInside } from '../query/run-query.ts'
import { initialVariables } from '../query/variable-values.ts'
import { compareRows, type Mismatch, type Row } from './compare-rows.ts'
import type { ProofContext } from './proof-context.ts'
import { type ShownPanel, shownPanel } from './shown-panel.ts'

/** Whether a panel shows what is expected, at a moment, and how it differs where it does not. */
export async function checkPanel(
  context: ProofContext,
  expectation: PanelExpectation,
  now: Date,
): Promise<Mismatch | undefined> {
  const { title, shown } = expectation
  const subject = `${expectation.dashboard.uid}/${title}`
  const actual = await askPanel(context, expectation, now)
  const expected = rowsOf(shown)
  return compareRows(subject, expected.map(expectedCells), actualRows(actual, expected))
}

async function askPanel(
  { client, dashboards, queries }: ProofContext,
  { dashboard, title, opened }: PanelExpectation,
  now: Date,
): Promise<ShownPanel> {
  const built = dashboards.get(dashboard.uid)
  const own = queries.filter((query) => query.dashboard === built)
  const asked = own.filter(({ kind, panel }) => kind === 'panel' && panel?.title === title)
  const [first] = asked
  if (!built || !first?.panel) {
    const titles = own.flatMap(({ panel }) => panel?.title ?? [])
    throw new SightlineError({
      code: 'unknown-panel',
      what: `The dashboard ${dashboard.title} has no panel of this name that asks a query.`,
      value: title,
      next: `Use one of ${[...new Set(titles)].join(', ')}.`,
    })
  }
  const chosen = new Map(
    Object.entries(opened.variables ?? {}).map(([name, value]) => [name, [value].flat()]),
  )
  const variables = await initialVariables(client, built, own, { now, run: runQueryInside, chosen })
  const answers = []
  for (const query of asked) answers.push(await runQueryInside(client, query, { now, variables }))
  return shownPanel(first.panel, answers)
}

const rowsOf = (shown: Shown): readonly (ShownRow | string)[] =>
  typeof shown === 'string' ? [shown] : 'length' in shown && Array.isArray(shown) ? shown : [shown].flat()

/** The column of a text that stands for the whole panel. */
const whole = 'shown'

function expectedCells(row: ShownRow | string): Row {
  if (typeof row === 'string') return { [whole]: row }
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, cell]) =>
      Object.entries(partsOf(cell)).map(([part, value]) => [
        part === 'text' ? name : `${name} (${part})`,
        value,
      ]),
    ),
  )
}

const partsOf = (cell: ShownCell): { readonly text?: string; readonly color?: string } =>
  typeof cell === 'string' ? { text: cell } : cell

/** What the panel shows, its colours by the names that are expected where they are those. */
function actualRows({ nothing, rows }: ShownPanel, expected: readonly (ShownRow | string)[]): Row[] {
  if (nothing !== undefined) return [{ [whole]: nothing }]
  const names = expected.flatMap((row) =>
    typeof row === 'string' ? [] : Object.values(row).flatMap((cell) => partsOf(cell).color ?? []),
  )
  const named = (color: string) =>
    names.find((name) => colorByName(name, 'dark').toLowerCase() === color.toLowerCase()) ?? color
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).flatMap(([name, { text, color }]) => [
        [name, text],
        [`${name} (color)`, named(color)],
      ]),
    ),
  )
}
