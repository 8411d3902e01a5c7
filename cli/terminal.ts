import pc from 'picocolors'
import { exitCodes } from './exit-codes.ts'
import { visible, visibleJson } from './visible.ts'
import { endWaiting } from './waiting-line.ts'

/** Colours where standard output is a terminal that wants them. */
export const colors = pc.createColors(Boolean(process.stdout.isTTY) && process.env.NO_COLOR === undefined)

/** Prints to standard output. */
export function print(text: string): void {
  endWaiting()
  process.stdout.write(`${visible(text)}\n`)
}

/** Prints what a program reads, such as a script: as it is, unless a person looks at it. */
export function printScript(text: string): void {
  endWaiting()
  process.stdout.write(`${process.stdout.isTTY ? visible(text) : text}\n`)
}

/** Tells a person something, on standard error. */
export function tell(text: string): void {
  endWaiting()
  process.stderr.write(`${visible(text)}\n`)
}

/** Prints a value for a machine. */
export function printJson(value: unknown): void {
  endWaiting()
  process.stdout.write(`${visibleJson(value)}\n`)
}

/** Prints something that happened for a machine, as one line: a command that goes on prints many. */
export function printEvent(event: string, details: object): void {
  endWaiting()
  process.stdout.write(`${visibleJson({ event, ...details }, 0)}\n`)
}

/** Says what is being done, on standard error: on a terminal in one line that is overwritten. */
export class Progress {
  readonly #terminal = Boolean(process.stderr.isTTY)
  readonly #start = performance.now()
  #last = ''

  step(text: string): void {
    endWaiting()
    if (this.#terminal) process.stderr.write(`\r\x1b[2K${visible(text)} …`)
    else if (text !== this.#last) tell(`${text} …`)
    this.#last = text
  }

  /** Removes the line and returns the seconds that have passed. */
  end(): string {
    if (this.#terminal) process.stderr.write('\r\x1b[2K')
    return ((performance.now() - this.#start) / 1000).toFixed(1)
  }
}

let waiting = false

/** Ends the process in good order when it is interrupted, unless a command waits for that itself. */
export function exitWhenInterrupted(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!waiting) process.exit(130)
    })
  }
}

/** Waits for Ctrl-C, or for being told to end, or for what is given to settle, and then returns what that gave. */
export async function untilInterrupted<T = never>(ended?: Promise<T>): Promise<T | undefined> {
  waiting = true
  endWaiting()
  const idle = setInterval(() => {}, 60_000)
  const interrupted = new Promise<undefined>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve(undefined))
  })
  return Promise.race(ended ? [interrupted, ended] : [interrupted]).finally(() => clearInterval(idle))
}

/** Ends without a complaint when whoever reads the output, such as `head`, has had enough, and in words where it cannot be written. */
export function endWhereOutputEnds(): void {
  process.stdout.on('error', (error) => {
    if ('code' in error && error.code === 'EPIPE') process.exit()
    tell(
      `${colors.red('error')} Standard output cannot be written: ${error.message}.\n  next:  Make room where the output goes, and run it again.`,
    )
    process.exit(exitCodes.failure)
  })
  // Where nobody can be told anything, the work goes on.
  process.stderr.on('error', () => {})
}

/** Settles when all that was printed has reached whoever reads it. */
export async function whenWritten(): Promise<void> {
  const written = [process.stdout, process.stderr].map(
    (stream) => new Promise<void>((resolve) => stream.write('', () => resolve())),
  )
  await Promise.all(written)
}
