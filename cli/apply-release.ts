import { type ApplyOptions, applyRelease, type DesiredState, withDatabase } from 'sightline/engine'
import { ask, requireSomebodyToAsk } from './confirm.ts'
import { hazardLines, planJson, planText } from './plan-formats.ts'
import { colors, Progress, print, printJson, tell } from './terminal.ts'

export interface ApplyCommandOptions extends Omit<ApplyOptions, 'onStep' | 'confirm'> {
  readonly yes: boolean
  readonly json: boolean
}

/** Applies a desired state from the command line: shows the plan, asks where somebody can answer, reports. */
export async function applyFromCommand(
  url: string,
  find: (client: Parameters<typeof applyRelease>[0]) => Promise<DesiredState>,
  options: ApplyCommandOptions,
): Promise<void> {
  const { yes, json } = options
  requireSomebodyToAsk({ yes }, 'Run `sightline plan` to see it, and add --yes to apply it.')
  const progress = new Progress()
  const { plan, outcome } = await withDatabase(url, async (client) =>
    applyRelease(client, () => find(client), {
      ...options,
      onStep: (step) => progress.step(step),
      confirm: async (found) => {
        if (yes) return true
        progress.end()
        const show = json ? tell : print
        show(planText(found))
        return ask('Apply this?')
      },
    }),
  )
  const seconds = progress.end()
  if (json) return printJson({ ...planJson(plan), outcome })
  const { project, version } = plan.desired
  const count = plan.steps.length === 1 ? '1 step' : `${plan.steps.length} steps`
  print(`${colors.bold(`${project} ${version}`)}: ${outcome}, ${count}, ${seconds} s`)
  const lasting = plan.steps.flatMap(({ hazards }) => hazards.filter(({ kind }) => lastingKinds.has(kind)))
  for (const line of hazardLines([...lasting, ...plan.warnings])) print(line)
}

/** What still holds once a release is applied. */
const lastingKinds: ReadonlySet<string> = new Set(['no pg_cron', 'keeps rows', 'drops rows'])
