import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runSightline } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

it('bash completes commands, the commands of these, and the options of each', async () => {
  const { stdout: script } = await runSightline(['completion', 'bash'])
  const file = join(await temporaryFolder(), 'completion.bash')
  await writeFile(file, script)
  const complete = (...words: readonly string[]) => {
    const list = words.map((word) => `'${word}'`).join(' ')
    const run = `. '${file}'; COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _sightline; echo "\${COMPREPLY[*]}"`
    return spawnSync('bash', ['-c', run], { encoding: 'utf8' }).stdout.trim().split(' ')
  }
  expect(complete('sightline', 'pre')).toEqual(['preview', 'preflight'])
  expect(complete('sightline', 'check', '--ru')).toEqual(['--rule'])
  expect(complete('sightline', '--environment', 'dev', 'push', '--gra')).toEqual(['--grafana'])
  expect(complete('sightline', 'realtime', 'wo')).toEqual(['worker'])
  expect(complete('sightline', 'realtime', 'server', '--po')).toEqual(['--port'])
  expect(
    complete('sightline', '--config', 'x.ts', 'report', 'send', '--environment', 'dev', '--per'),
  ).toEqual(['--period'])
  expect(complete('sightline', 'completion', 'z')).toEqual(['zsh'])
})

it('zsh and fish get every command with what it does, and no other shell does', async () => {
  const [zsh, fish, other] = await Promise.all(
    ['zsh', 'fish', 'tcsh'].map((shell) => runSightline(['completion', shell])),
  )
  expect(zsh?.stdout).toContain("'open:Open a dashboard in Grafana, and print its address.'")
  expect(fish?.stdout).toContain("-a open -d 'Open a dashboard in Grafana, and print its address.'")
  expect(zsh?.stdout).toMatch(/'realtime server'\) offered=\(.*'--port:/)
  expect(fish?.stdout).toContain(
    "-n '__fish_seen_subcommand_from realtime; and __fish_seen_subcommand_from server' -l port",
  )
  expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('Allowed choices are') })
})

it('the help groups the commands by what one wants to do', async () => {
  const { stdout } = await runSightline(['--help'])
  const headings = [...stdout.matchAll(/^(\S[^\n]*):\n {2}[a-z]+ /gm)].map(([, heading]) => heading)
  expect(headings).toEqual([
    'Begin',
    'Write and look',
    'Make sure',
    'Deploy to Postgres',
    'Deploy to Grafana',
    'See what runs',
    'Run',
    'Other',
  ])
})
