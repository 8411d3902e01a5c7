/**
 * The header that leaves what we make open to edits in the browser. What somebody made without it, such as Terraform,
 * keeps its provenance: Grafana refuses to change that.
 */
export function provenanceHeaders(provenance: string): Readonly<Record<string, string>> {
  return provenance === '' ? { 'x-disable-provenance': 'true' } : {}
}
