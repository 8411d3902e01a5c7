import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The program that cdktf runs. */
export const terraformName = process.env.TERRAFORM_BINARY_NAME ?? 'terraform'

/** Whether it is on this machine; it is in no package registry, so that the tests cannot install it. */
export const hasTerraform = (process.env.PATH ?? '').split(delimiter).some((folder) => {
  try {
    accessSync(join(folder, terraformName), constants.X_OK)
    return true
  } catch {
    return false
  }
})

/** Where it is missing, the tests that deploy with it are left out, and the run says so; in CI they fail. */
export const leavesOutDeploys = !hasTerraform && process.env.CI !== 'true'
