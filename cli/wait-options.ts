import { Option } from 'commander'
import { duration, timeout } from './duration.ts'

/** `--lock-timeout` of a command that changes a database. */
export const lockTimeoutOption = (): Option =>
  new Option('--lock-timeout <time>', 'how long readers may queue behind a phase')
    .argParser(timeout)
    .default(50, '50ms')

/** `--deadline` of a command that changes a database. */
export const deadlineOption = (): Option =>
  new Option('--deadline <time>', 'how long to look for a moment without long-running readers')
    .argParser(duration)
    .default(300_000, '5m')

/** `--lock-wait` of a command that changes a database. */
export const lockWaitOption = (): Option =>
  new Option('--lock-wait <time>', 'how long to wait for another deploy')
    .argParser(duration)
    .default(60_000, '1m')

/** `--statement-timeout` of a command that builds things in a database. */
export const statementTimeoutOption = (): Option =>
  new Option('--statement-timeout <time>', 'how long one statement may take')
    .argParser(timeout)
    .default(3_600_000, '1h')
