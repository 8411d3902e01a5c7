import { type Definition, defineProject, type Project, type Sample } from 'sightline'

/** A project of these definitions and nothing else. */
export function projectOf(
  definitions: readonly Definition[],
  sample: Sample = async () => {},
  name = 'small',
): Project {
  const folder = { uid: 'small', title: 'Small' }
  return defineProject({ name, version: '1.0.0', folder, definitions, sample })
}
