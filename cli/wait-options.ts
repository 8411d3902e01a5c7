import { Option } from 'commander'
import { deployDefaults, longestWait } from 'sightline/engine'
import { duration, timeout, written } from './duration.ts'

/** `--lock-timeout` of a command that changes a database. */
export const lockTimeoutOption = (): Option =>
  new Option(
    '--lock-timeout <time>',
    `how long readers may queue behind a phase; up to ${longestWait.shortReaders} times that behind short queries, ${longestWait.usualReaders} where they take as long`,
  )
    .argParser(timeout)
    .default(deployDefaults.lockTimeout, written(deployDefaults.lockTimeout))

/** `--deadline` of a command that changes a database. */
export const deadlineOption = (): Option =>
  new Option('--deadline <time>', 'how long to look for a moment without long-running readers')
    .argParser(duration)
    .default(deployDefaults.deadline, written(deployDefaults.deadline))

/** `--lock-wait` of a command that changes a database. */
export const lockWaitOption = (): Option =>
  new Option('--lock-wait <time>', 'how long to wait for another deploy')
    .argParser(duration)
    .default(deployDefaults.lockWait, written(deployDefaults.lockWait))

/** `--statement-timeout` of a command that builds things in a database. */
export const statementTimeoutOption = (): Option =>
  new Option('--statement-timeout <time>', 'how long one statement may take')
    .argParser(timeout)
    .default(deployDefaults.statementTimeout, written(deployDefaults.statementTimeout))
