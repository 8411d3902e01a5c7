import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repository } from '../support/run-sightline.ts'

export interface CdktfRun {
  readonly code: number
  readonly output: string
}

/** Makes a folder in which cdktf runs an app of this repository. */
export async function cdktfFolder(folder: string, app: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const config = {
    language: 'typescript',
    app: `node --import ${join(repository, 'node_modules/tsx/dist/loader.mjs')} ${join(repository, app)}`,
    projectId: 'test',
    sendCrashReports: 'false',
  }
  await writeFile(join(folder, 'cdktf.json'), JSON.stringify(config))
}

/** Runs the real cdktf as a person would, with nothing of the terminal's animations in what it prints. */
export function runCdktf(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CdktfRun> {
  const cdktf = join(repository, 'node_modules/.bin/cdktf')
  const whole = {
    ...process.env,
    CHECKPOINT_DISABLE: '1',
    TSX_TSCONFIG_PATH: join(repository, 'tsconfig.json'),
    TF_CLI_CONFIG_FILE: '',
    NO_COLOR: '1',
    FORCE_COLOR: '0',
    ...env,
  }
  return new Promise((resolve) => {
    const options = { cwd: folder, env: whole, maxBuffer: 50_000_000 }
    execFile(cdktf, args, options, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error ? 1 : 0
      resolve({ code, output: plain(`${stdout}${stderr}`) })
    })
  })
}

const escapeCharacter = String.fromCharCode(27)

function plain(text: string): string {
  return text.replaceAll(new RegExp(`${escapeCharacter}\\[[0-9;]*[A-Za-z]`, 'g'), '').replaceAll('\r', '')
}
