import { expect, test } from 'vitest'
import { runProcess } from '../../cli/run-process.ts'

test('the code of another revision finds no secret in its environment, and what it needs to run', async () => {
  const secrets = [
    'DATABASE_URL',
    'PGPASSWORD',
    'GITHUB_TOKEN',
    'GRAFANA_TOKEN',
    'NPM_TOKEN',
    'npm_config__auth',
    'NODE_OPTIONS',
  ]
  const before = { ...process.env }
  for (const name of secrets) process.env[name] = ''
  const { output } = await runProcess(
    process.execPath,
    ['-p', 'Object.keys(process.env).join()'],
    '.',
  ).finally(() => {
    for (const name of secrets)
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
  })
  const names = output.trim().split(',')
  expect(names.filter((name) => secrets.includes(name))).toEqual([])
  expect(names).toEqual(expect.arrayContaining(['PATH', 'HOME', 'NO_COLOR']))
})
