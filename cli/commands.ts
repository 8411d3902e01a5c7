import type { Command } from 'commander'

/** Adds a command to the program; it says by `done` how the process ends. */
export type AddCommand = (program: Command, done: (exitCode: number) => void) => void

/** Every command in the order of the help, loaded when it is wanted: each needs only a part of what there is. */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  build: async () => (await import('./commands/build.ts')).buildCommand,
  check: async () => (await import('./commands/check.ts')).checkCommand,
  test: async () => (await import('./commands/test.ts')).testCommand,
  mutate: async () => (await import('./commands/mutate.ts')).mutateCommand,
  audit: async () => (await import('./commands/audit.ts')).auditCommand,
  alerts: async () => (await import('./commands/alerts.ts')).alertsCommand,
  demo: async () => (await import('./commands/demo.ts')).demoCommand,
  diff: async () => (await import('./commands/diff.ts')).diffCommand,
  comment: async () => (await import('./commands/comment.ts')).commentCommand,
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
  mark: async () => (await import('./commands/mark.ts')).markCommand,
  lineage: async () => (await import('./commands/lineage.ts')).lineageCommand,
  list: async () => (await import('./commands/list.ts')).listCommand,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  refresh: async () => (await import('./commands/refresh.ts')).refreshCommand,
  sample: async () => (await import('./commands/sample.ts')).sampleCommand,
  schedules: async () => (await import('./commands/schedules.ts')).schedulesCommand,
  cache: async () => (await import('./commands/cache.ts')).cacheCommand,
  realtime: async () => (await import('./commands/realtime.ts')).realtimeCommand,
  worker: async () => (await import('./commands/worker.ts')).workerCommand,
}

/** The command of this name; all of them where there is none, as for the help. */
export function commandsNamed(name: string | undefined): Promise<AddCommand[]> {
  const named = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
  return Promise.all(named ? [named()] : Object.values(commands).map((load) => load()))
}
