import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'

/** What the tests need from Debian, and a file that is there when it is installed. */
const needed = [
  { name: 'postgresql-15', file: '/usr/lib/postgresql/15/bin/postgres' },
  { name: 'chromium', file: '/usr/bin/chromium' },
  { name: 'poppler-utils', file: '/usr/bin/pdftotext' },
  { name: 'redis-server', file: '/usr/bin/redis-server' },
  { name: 'pgbouncer', file: '/usr/sbin/pgbouncer' },
  { name: 'postgresql-15-cron', file: '/usr/share/postgresql/15/extension/pg_cron.control' },
]

/** Installs what is missing as root, and says what is missing otherwise: no test is left out in silence. */
export function installDebianPackages(): void {
  const missing = needed.filter(({ file }) => !existsSync(file)).map(({ name }) => name)
  if (missing.length === 0) return
  const install = `apt-get install -y ${missing.join(' ')}`
  if (userInfo().uid !== 0)
    throw new Error(`The tests need ${missing.join(' and ')}: run \`sudo ${install}\`.`)
  process.stdout.write(`Installing ${missing.join(', ')} …\n`)
  run(['update', '-qq'])
  run(['install', '-y', '-qq', '--no-install-recommends', ...missing])
}

function run(args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  execFileSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env })
}
