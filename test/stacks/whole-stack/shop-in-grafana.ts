/** What a Grafana has of a release of the shop. */
export function expected(name: string, page: string, rules: readonly string[]): string[] {
  return [
    `dashboard ${name}-${page}`,
    `dashboard ${name}-sales`,
    `data source ${name}-postgres`,
    `folder ${name}`,
    `folder ${name}-inner`,
    `integration ${name}: team`,
    `integration ${name}: team`,
    `mute timing ${name} nights`,
    ...rules.map((rule) => `rule ${name}-${rule}`),
    `template ${name}.title`,
  ].sort()
}
