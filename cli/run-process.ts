import { spawn } from 'node:child_process'

/** How a process ended. */
export interface Ended {
  readonly code: number | null
  readonly output: string
}

/** What Node, npm and their caches need; the code of another revision gets nothing else of ours, least of all secrets. */
const needed =
  /^(PATH|PATHEXT|HOME|USERPROFILE|APPDATA|LOCALAPPDATA|SYSTEMROOT|COMSPEC|SHELL|USER|LOGNAME|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|CI|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|https?_proxy|no_proxy|npm_config_(registry|cache|userconfig|prefix|cafile|offline|prefer_offline))$/i

const withoutSecrets = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => needed.test(name)))

/** Runs the code of another revision to its end; it ends with us. */
export async function runProcess(program: string, args: readonly string[], cwd: string): Promise<Ended> {
  const child = spawn(program, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...withoutSecrets(process.env), NO_COLOR: '1' },
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  try {
    return await new Promise<Ended>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code) => resolve({ code, output }))
    })
  } finally {
    process.off('exit', kill)
  }
}
