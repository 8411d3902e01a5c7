import type { Command } from 'commander'

/** Adds a command to the program; it says by `done` how the process ends. */
export type AddCommand = (program: Command, done: (exitCode: number) => void) => void

/** Every command, loaded when it is wanted: each needs only a part of what there is. */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  init: async () => (await import('./commands/init.ts')).initCommand,
  import: async () => (await import('./commands/import.ts')).importCommand,
  build: async () => (await import('./commands/build.ts')).buildCommand,
  check: async () => (await import('./commands/check.ts')).checkCommand,
  test: async () => (await import('./commands/test.ts')).testCommand,
  mutate: async () => (await import('./commands/mutate.ts')).mutateCommand,
  tune: async () => (await import('./commands/tune.ts')).tuneCommand,
  audit: async () => (await import('./commands/audit.ts')).auditCommand,
  alerts: async () => (await import('./commands/alerts.ts')).alertsCommand,
  demo: async () => (await import('./commands/demo.ts')).demoCommand,
  diff: async () => (await import('./commands/diff.ts')).diffCommand,
  comment: async () => (await import('./commands/comment.ts')).commentCommand,
  dev: async () => (await import('./commands/dev.ts')).devCommand,
  preview: async () => (await import('./commands/preview.ts')).previewCommand,
  screenshot: async () => (await import('./commands/screenshot.ts')).screenshotCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
  plan: async () => (await import('./commands/plan.ts')).planCommand,
  preflight: async () => (await import('./commands/preflight.ts')).preflightCommand,
  apply: async () => (await import('./commands/apply.ts')).applyCommand,
  status: async () => (await import('./commands/status.ts')).statusCommand,
  releases: async () => (await import('./commands/releases.ts')).releasesCommand,
  rollback: async () => (await import('./commands/rollback.ts')).rollbackCommand,
  drift: async () => (await import('./commands/drift.ts')).driftCommand,
  destroy: async () => (await import('./commands/destroy.ts')).destroyCommand,
  push: async () => (await import('./commands/push.ts')).pushCommand,
  open: async () => (await import('./commands/open.ts')).openCommand,
  mark: async () => (await import('./commands/mark.ts')).markCommand,
  'restore-ids': async () => (await import('./commands/restore-ids.ts')).restoreIdsCommand,
  lineage: async () => (await import('./commands/lineage.ts')).lineageCommand,
  list: async () => (await import('./commands/list.ts')).listCommand,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  report: async () => (await import('./commands/report.ts')).reportCommand,
  serve: async () => (await import('./commands/serve.ts')).serveCommand,
  partition: async () => (await import('./commands/partition.ts')).partitionCommand,
  refresh: async () => (await import('./commands/refresh.ts')).refreshCommand,
  sample: async () => (await import('./commands/sample.ts')).sampleCommand,
  schedules: async () => (await import('./commands/schedules.ts')).schedulesCommand,
  cache: async () => (await import('./commands/cache.ts')).cacheCommand,
  realtime: async () => (await import('./commands/realtime.ts')).realtimeCommand,
  worker: async () => (await import('./commands/worker.ts')).workerCommand,
  completion: async () => (await import('./commands/completion.ts')).completionCommand,
}

/** What people want, and the commands that do it; the help is in this order. */
const tasks: Readonly<Record<string, readonly string[]>> = {
  'Begin:': ['init', 'import'],
  'Write and look:': ['dev', 'preview', 'demo', 'screenshot', 'list', 'lineage'],
  'Make sure:': ['check', 'test', 'mutate', 'tune', 'audit', 'alerts', 'diff', 'comment'],
  'Deploy to Postgres:': [
    'build',
    'doctor',
    'plan',
    'apply',
    'preflight',
    'rollback',
    'destroy',
    'partition',
  ],
  'Deploy to Grafana:': ['push', 'open', 'mark', 'restore-ids'],
  'See what runs:': ['status', 'releases', 'drift'],
  'Run:': ['refresh', 'schedules', 'worker', 'realtime', 'cache', 'export', 'report', 'serve', 'sample'],
}

/** The heading under which the help shows a command. */
export const taskOf = (command: string): string =>
  Object.keys(tasks).find((task) => tasks[task]?.includes(command)) ?? 'Other:'

/** The command of this name; all of them where there is none, as for the help, and for what completes each. */
export function commandsNamed(name: string | undefined): Promise<AddCommand[]> {
  const isOne = name !== undefined && name !== 'completion' && Object.hasOwn(commands, name)
  const named = isOne ? commands[name] : undefined
  if (named) return Promise.all([named()])
  const inOrder = new Set([...Object.values(tasks).flat(), ...Object.keys(commands)])
  return Promise.all([...inOrder].flatMap((one) => commands[one]?.() ?? []))
}
