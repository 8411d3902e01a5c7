import type { Reporter, TestModule } from 'vitest/node'
import { leavesOutDeploys, terraformName } from './terraform.ts'

const deploys = 'test/stacks/deploy.test.ts'

/** Ends a run with one plain line: `N passed, N failed`. A test that is left out counts as failed, but for deploys. */
export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    let [passed, failed, skipped] = [0, unhandled.length, 0]
    for (const module of modules) {
      if (module.state() === 'failed' && module.errors().length > 0) failed++
      const mayBeLeftOut = leavesOutDeploys && module.moduleId.endsWith(deploys)
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed++
        else if (state === 'skipped' && mayBeLeftOut) skipped++
        else failed++
      }
    }
    if (skipped > 0) {
      process.stdout.write(
        `\nSkipped the ${skipped} tests of ${deploys}: \`${terraformName}\` is not on the PATH, and no package registry has it.\n` +
          'Install Terraform 1.11 or later (or OpenTofu 1.11, with TERRAFORM_BINARY_NAME=tofu), and they run.\n',
      )
    }
    process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
  }
}
