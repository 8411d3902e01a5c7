import { Option } from 'commander'

/** `--phase`: which half of a deploy to do; Grafana's is between them. */
export function phaseOption(): Option {
  return new Option('--phase <phase>', 'expand before Grafana is deployed, contract after it')
    .choices(['expand', 'contract', 'all'])
    .default('all')
}
