import { Option } from 'commander'

/** `--allow-failing-queries` of a command that plans or applies a release. */
export const allowFailingOption = (): Option =>
  new Option('--allow-failing-queries', 'go on although Postgres refuses queries of the release').default(
    false,
  )
