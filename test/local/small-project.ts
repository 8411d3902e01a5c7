import { type Definition, defineProject } from 'sightline'
import type { Project } from 'sightline/engine'
import type { Sample } from 'sightline/sample'

/** A project of these definitions and nothing else. */
export function projectOf(
  definitions: readonly Definition[],
  sample: Sample = async () => {},
  name = 'small',
): Project {
  const folder = { uid: 'small', title: 'Small' }
  return defineProject({ name, version: '1.0.0', folder, definitions, sample })
}
