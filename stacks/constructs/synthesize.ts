import { App } from 'cdktf'
import { SightlineError } from 'sightline/engine'
import { requireTerraform } from './require-terraform.ts'

/**
 * Synthesizes the stacks that a function adds to an app; what a person can put right prints without a stack.
 *
 * @example await synthesize(async (app) => { new AnalyticsStack(app, 'shop', { release }) })
 */
export async function synthesize(add: (app: App) => Promise<void> | void): Promise<void> {
  try {
    requireTerraform()
    const app = new App()
    await add(app)
    app.synth()
  } catch (error) {
    if (!(error instanceof SightlineError)) throw error
    process.stderr.write(`error ${error.message}\n`)
    process.exitCode = 2
  }
}
