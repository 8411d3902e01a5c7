import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { App } from 'cdktf'
import { contactPoint, dashboard, defineProject, redirect } from 'sightline'
import { buildRelease } from 'sightline/engine'
import { email } from 'sightline/integrations'
import { describe, expect, it } from 'vitest'
import { AnalyticsStack } from '../../stacks/constructs/analytics-stack.ts'
import { literals } from '../../stacks/constructs/literal.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const code = `\${file("/etc/hostname")}%{if true}; touch ran; $(touch ran) 'q' "q"`
const description = 'Only for a test.'

/** A project whose every text would be code to Terraform or to a shell. */
function texts() {
  const board = dashboard({
    uid: 'odd',
    title: code,
    description: code,
    time: { from: 'now-1h', to: 'now' },
    rows: [],
  })
  const team = contactPoint(code, {
    description,
    integrations: [email({ to: ['team@example.com'] })],
  })
  return buildRelease(
    defineProject({
      name: code,
      version: '1.0.0',
      folder: { uid: 'odd', title: code },
      dataSource: { name: code },
      readerRole: '${file("/etc/hostname")}%{if true}; $(touch ran) \'q\'',
      environments: { dev: { contactPoints: [redirect(team, email({ to: ['dev@example.com'] }))] } },
      definitions: [board, team],
      sample: async () => {},
    }),
  )
}

async function synthesized(): Promise<string> {
  const outdir = await temporaryFolder()
  const app = new App({ outdir })
  const backend = { type: 'http', address: 'https://example.com/state' } as const
  new AnalyticsStack(app, 'odd', { release: texts(), backend, onDestroy: 'remove' })
  app.synth()
  const written = await readFile(join(outdir, 'stacks/odd/cdk.tf.json'), 'utf8')
  // Terraform evaluates nothing in comments.
  return JSON.stringify(JSON.parse(written, (key, value: unknown) => (key === '//' ? undefined : value)))
}

describe('texts of a project are text to Terraform and to the shell', () => {
  it('wherever they stand in a stack', async () => {
    const stack = await synthesized()
    expect(stack).toContain('$${file(')
    expect(stack.match(/(?<!\$)\$\{file\(|(?<!%)%\{if/g)).toBeNull()
  })

  it('each argument of a command stands alone, and no shell reads it', async () => {
    const { resource } = JSON.parse(await synthesized())
    const commands = Object.values<{ provisioner?: { 'local-exec': { interpreter: string[] } }[] }>(
      resource.terraform_data,
    ).flatMap(({ provisioner = [] }) => provisioner.map((one) => one['local-exec'].interpreter))
    const [first] = new Set(commands.map(([program]) => program))
    expect(first).toBe('node')
    const withShell = commands.filter(([program]) => program === 'sh')
    expect(withShell.map(([, , script]) => script).join()).not.toContain('file(')
  })

  it('references stay references, beside texts', () => {
    expect(literals({ 'a ${b}': ['%{if}', 3, null, true] })).toEqual({ 'a $${b}': ['%%{if}', 3, null, true] })
  })
})
