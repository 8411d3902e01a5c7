import {
  desiredGrafana,
  type Finding,
  type GrafanaApi,
  pushGrafana,
  type Release,
  runCheck,
} from 'sightline/engine'
import { describeError } from './describe-error.ts'
import { LatestOnly } from './latest-only.ts'
import { StatusLine } from './status-line.ts'
import { colors, printEvent } from './terminal.ts'

interface DevOptions {
  readonly url: string
  readonly projectFolder: string
  /** Where releases are pushed; nowhere without it. */
  readonly grafana: GrafanaApi | undefined
  /** A line of JSON for each event, in place of words. */
  readonly json: boolean
}

/** What `sightline dev` does with each release that was saved: it pushes and checks it, and says how things stand. */
export class DevSession {
  readonly #options: DevOptions
  readonly #line = new StatusLine()
  readonly #pushes: LatestOnly<Release>
  readonly #checks: LatestOnly<Release>
  #release: Release | undefined
  #mark: number | undefined
  #pushed = ''
  #checked = ''
  #problem = ''
  #findings = ''

  constructor(options: DevOptions) {
    this.#options = options
    this.#pushes = new LatestOnly((release) => this.#push(release))
    this.#checks = new LatestOnly((release) => this.#check(release))
  }

  /** Takes a release on, which the page shows. */
  shown(release: Release): void {
    this.#release = release
    this.#problem = ''
    this.#tell('shown', { version: release.version, url: this.#options.url })
    if (this.#options.grafana) {
      this.#pushed = 'pushing'
      this.#pushes.add(release)
    }
    this.#checked = 'checking'
    this.#checks.add(release)
    this.#draw()
  }

  /** Says what is wrong with what was saved; what is shown stays. */
  failed(problem: string): void {
    this.#problem = 'not shown'
    this.#tell('problem', { problem })
    if (!this.#options.json) this.#line.say(`${colors.red('error')} ${problem}`)
    this.#draw()
  }

  async stop(): Promise<void> {
    await Promise.all([this.#pushes.idle(), this.#checks.idle()])
    if (!this.#options.json) this.#line.clear()
  }

  async #push(release: Release): Promise<void> {
    const { grafana } = this.#options
    if (!grafana) return
    try {
      const mark = this.#mark === undefined ? {} : { mark: this.#mark }
      const desired = desiredGrafana(release)
      const result = await pushGrafana(grafana, desired, { ...mark, environment: process.env })
      this.#mark = result.mark ?? this.#mark
      const count = result.changes.length
      this.#pushed = count === 0 ? 'Grafana is up to date' : `${plural(count, 'change')} pushed`
      this.#tell('pushed', { version: release.version, changes: result.changes })
    } catch (error) {
      this.#pushed = 'not pushed'
      this.#tell('problem', { problem: describeError(error) })
      if (!this.#options.json) this.#line.say(`${colors.red('push')} ${describeError(error)}`)
    }
    this.#draw()
  }

  async #check(release: Release): Promise<void> {
    try {
      const { findings } = await runCheck(release, { projectFolder: this.#options.projectFolder })
      this.#checked = findings.length === 0 ? 'no findings' : plural(findings.length, 'finding')
      this.#tell('checked', { version: release.version, findings })
      this.#show(findings)
    } catch (error) {
      this.#checked = 'not checked'
      this.#tell('problem', { problem: describeError(error) })
      if (!this.#options.json) this.#line.say(`${colors.red('check')} ${describeError(error)}`)
    }
    this.#draw()
  }

  /** Findings are printed when they change. */
  #show(findings: readonly Finding[]): void {
    const lines = findings.map(
      ({ rule, where, what, next }) => `${colors.yellow(rule)}  ${colors.bold(where)}  ${what} ${next}`,
    )
    const text = lines.join('\n')
    if (text !== this.#findings && text !== '' && !this.#options.json) this.#line.say(text)
    this.#findings = text
  }

  #draw(): void {
    if (this.#options.json) return
    const parts = [this.#options.url, this.#release?.version, this.#problem, this.#pushed, this.#checked]
    this.#line.set(parts.filter((part) => part !== undefined && part !== '').join(' · '))
  }

  #tell(event: string, details: object): void {
    if (this.#options.json) printEvent(event, details)
  }
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
