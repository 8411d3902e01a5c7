import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ProjectFolder, projectFolder } from '../grafana-api/project-folder.ts'
import { testGrafana } from '../support/grafana/test-grafana.ts'
import { runSightline } from '../support/run-sightline.ts'

type Event = Readonly<Record<string, unknown>> & { readonly event: string }

let project: ProjectFolder
let dev: ReturnType<ProjectFolder['start']>
beforeAll(async () => {
  project = await projectFolder(await testGrafana())
  dev = project.start('dev', '--json')
})
afterAll(() => {
  dev.child.kill('SIGKILL')
})

const events = (): Event[] =>
  dev
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): Event => JSON.parse(line))

/** Waits until so many events of a kind were told, and returns the last of them. */
async function told(event: string, count: number): Promise<Event | undefined> {
  await vi.waitFor(
    () => expect(events().filter((one) => one.event === event).length, dev.output()).toBe(count),
    { timeout: 40_000, interval: 50 },
  )
  return events().findLast((one) => one.event === event)
}

describe.sequential('sightline dev', () => {
  it('shows the project, pushes it to the Grafana of the environment, and checks it', async () => {
    expect(await told('shown', 1)).toMatchObject({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    })
    const { changes } = { ...(await told('pushed', 1)) }
    expect(changes).toContainEqual(expect.objectContaining({ kind: 'dashboard', name: 'Sales' }))
    expect(await told('checked', 1)).toMatchObject({ findings: expect.any(Array) })
  })

  it('does so again after a save', async () => {
    await project.edit('dashboard.ts', "title: 'Revenue'", "title: 'Income'")
    await told('shown', 2)
    expect(await told('pushed', 2)).toMatchObject({ changes: [{ kind: 'dashboard', state: 'changed' }] })
    await told('checked', 2)
  })

  it('says what is wrong with what was saved, goes on, and ends in good order', async () => {
    await project.edit('dashboard.ts', 'rows: [', 'rows: undefined [')
    expect(await told('problem', 1)).toMatchObject({ problem: expect.stringContaining('throws') })
    await project.edit('dashboard.ts', 'rows: undefined [', 'rows: [')
    await told('shown', 3)
    dev.child.kill('SIGINT')
    expect(await dev.outcome).toMatchObject({ code: 0 })
  })
})

describe('sightline open', () => {
  it('prints the address of a dashboard, or of the folder', async () => {
    const open = async (...args: readonly string[]) => {
      const { stdout } = await runSightline(['open', ...args, '--grafana', 'https://grafana.example.com/'])
      return stdout.trim()
    }
    expect(await open('operations')).toBe('https://grafana.example.com/d/ytempire-operations')
    expect(JSON.parse(await open('--json'))).toEqual({
      url: 'https://grafana.example.com/dashboards/f/ytempire',
    })
    const { code, stderr } = await runSightline(['open', '--grafana', 'javascript:alert(1)'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('not a web address')])
  })
})
