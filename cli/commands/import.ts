import type { Command } from 'commander'
import { importSourcesCommand } from './import/import-sources.ts'
import { importViewsCommand } from './import/import-views.ts'

/** `sightline import`: what a database has becomes definitions. */
export function importCommand(program: Command, done: (exitCode: number) => void): void {
  const command = program
    .command('import')
    .description('Make definitions of what a database has: its tables as sources, its views as views.')
    .addHelpText(
      'after',
      '\nExample:\n  sightline import sources --database postgres://reader@db.example.com/shop --schema public\n  sightline import views --database postgres://reader@db.example.com/shop\n\n`sightline import sources --help` says more.\n',
    )
  importSourcesCommand(command, done)
  importViewsCommand(command, done)
}
