import { spawn } from 'node:child_process'
import { repository } from './run-sightline.ts'

/** A command on a terminal of its own, which `script` of util-linux makes. */
export interface TerminalSession {
  /** What the terminal has shown so far, without its control sequences. */
  shown(): string
  /** Waits until it shows this, then types an answer and Enter. */
  answer(question: string, text: string): Promise<void>
  /** Waits until it shows this. */
  shows(text: string): Promise<void>
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>
}

/** Runs the command line as somebody at a terminal does. */
export function onTerminal(
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): TerminalSession {
  const command = [process.execPath, `${repository}bin/sightline.mjs`, ...args].map(quoted).join(' ')
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', TERM: 'xterm', ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let output = ''
  let read = 0
  const waiting = new Set<() => void>()
  child.stdout.on('data', (chunk) => {
    output += chunk
    for (const look of waiting) look()
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const shown = () => output.replace(controls, '')
  const shows = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        const place = shown().indexOf(text, read)
        if (place < 0) return
        read = place + text.length
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      ended.then(() => reject(new Error(`It ended without showing ${JSON.stringify(text)}: ${shown()}`)))
      look()
    })
  const answer = async (question: string, text: string) => {
    await shows(question)
    child.stdin.write(`${text}\n`)
  }
  return { shown, answer, shows, ended }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a terminal is told
const controls = /\x1b\[[\d;?]*[A-Za-z]|\r/g
const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`
