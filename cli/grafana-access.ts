import type { Command } from 'commander'
import { describeGrafana, GrafanaApi, grafanaUrl, SightlineError } from 'sightline/engine'
import { tell } from './terminal.ts'

/** Adds `--grafana` to a command. */
export function withGrafanaOption(command: Command): Command {
  return command.option('--grafana <url>', 'the address of Grafana; GRAFANA_URL unless given')
}

/**
 * The address of the Grafana that a command works on: `--grafana`, or else the environment variable GRAFANA_URL.
 *
 * @throws SightlineError where neither names one
 */
export function requireGrafanaUrl({ grafana }: { readonly grafana?: string }): string {
  const url = grafana ?? process.env.GRAFANA_URL ?? ''
  if (url !== '') return describeGrafana(grafanaUrl(url))
  throw new SightlineError({
    code: 'no-grafana-named',
    what: 'No Grafana is named.',
    next: 'Give --grafana https://grafana.example.com, or set the environment variable GRAFANA_URL.',
  })
}

/**
 * The Grafana that a command works on. The token comes from GRAFANA_TOKEN alone, since others on the machine see what is
 * given on the command line.
 *
 * @throws SightlineError where one of them is missing
 */
export function requireGrafana(options: { readonly grafana?: string }): GrafanaApi {
  const url = requireGrafanaUrl(options)
  const token = requireGrafanaToken()
  return new GrafanaApi({ url, token, onWait: (words) => tell(`${words} …`) })
}

/**
 * The token for Grafana, from the environment variable GRAFANA_TOKEN.
 *
 * @throws SightlineError where there is none
 */
export function requireGrafanaToken(): string {
  const token = (process.env.GRAFANA_TOKEN ?? '').trim()
  if (token !== '') return token
  throw new SightlineError({
    code: 'no-grafana-token',
    what: 'There is no token for Grafana.',
    next: 'Set the environment variable GRAFANA_TOKEN to the token of a service account, or to `user:password`.',
  })
}
