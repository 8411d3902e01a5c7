import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { releaseLater } from '../support/resources.ts'
import { repository } from '../support/run-sightline.ts'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

/** A stack as cdktf wrote it. */
export interface Synthesized {
  readonly terraform: JsonObject
  readonly provider: JsonObject
  readonly variable: Readonly<Record<string, JsonObject>>
  readonly resource: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>
  readonly data: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>
  readonly text: string
  readonly folder: string
}

/** Synthesizes the stacks of this project as `cdktf synth` does, which runs the app in the same way. */
export async function synthesizeStacks(
  env: Readonly<Record<string, string>> = {},
): Promise<(stack: string) => Promise<Synthesized>> {
  const outdir = join(await folderInRepository(), 'cdktf.out')
  const environment = { ...process.env, CDKTF_OUTDIR: outdir, CHECKPOINT_DISABLE: '1', ...env }
  await promisify(execFile)('node', ['--import', 'tsx', 'test/stacks/fixture/all-stacks.ts'], {
    cwd: repository,
    env: environment,
  })
  return async (stack) => {
    const folder = join(outdir, 'stacks', stack)
    const text = await readFile(join(folder, 'cdk.tf.json'), 'utf8')
    return { ...JSON.parse(text), text, folder }
  }
}

/** As the folder that cdktf writes to stands in a project: paths from there to its files go no higher. */
async function folderInRepository(): Promise<string> {
  const parent = join(repository, '.sightline')
  await mkdir(parent, { recursive: true })
  const folder = await mkdtemp(join(parent, 'synthesized-'))
  releaseLater(() => rm(folder, { recursive: true, force: true }))
  return folder
}
