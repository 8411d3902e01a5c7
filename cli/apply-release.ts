import { type ApplyOptions, applyRelease, type DesiredState, withDatabase } from 'sightline/engine'
import { ask, requireSomebodyToAsk } from './confirm.ts'
import { planJson, planText } from './plan-formats.ts'
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
  print(`${colors.bold(`${project} ${version}`)}: ${outcome}, ${plan.steps.length} steps, ${seconds} s`)
  for (const { hazards } of plan.steps)
    for (const { kind, message } of hazards)
      if (kind === 'no pg_cron' || kind === 'keeps rows' || kind === 'drops rows')
        print(`  ${colors.yellow(kind)}  ${message}`)
}
