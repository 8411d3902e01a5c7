import { DataResource, type TerraformResource, TerraformStack } from 'cdktf'
import { Construct } from 'constructs'
import type { External } from './external.ts'
import { literal } from './literal.ts'

/** What a stack makes only where it was not there before. */
export type BeforePart = 'pg_cron' | 'reader' | 'folder' | 'data_source' | 'data_sources'

/** What a stack takes over where it is there: whoever made it, its name says that it is the project's. */
export type AdoptedPart = 'folders' | 'contact_points' | 'mute_timings' | 'rule_groups'

const parts: readonly BeforePart[] = ['pg_cron', 'reader', 'folder', 'data_source', 'data_sources']

/**
 * What was there before the first deploy, as a stack remembers it: it is used, and stays where it is when the stack is
 * destroyed.
 */
export class Before extends Construct {
  readonly #memory: string
  readonly #look: External

  constructor(scope: Construct, id: string, look: External) {
    super(scope, id)
    this.#look = look
    const memory = new DataResource(this, 'found', {
      input: Object.fromEntries(parts.map((part) => [part, look.answer(part)])),
      lifecycle: { ignoreChanges: ['input'] },
    })
    this.#memory = `terraform_data.${memory.friendlyUniqueId}.input`
  }

  /** Whether a part was found so at the first deploy, as an expression of Terraform. */
  was(part: BeforePart, ...found: readonly string[]): string {
    return `contains(${JSON.stringify(found)}, ${this.#memory}["${part}"])`
  }

  /** Makes a resource only where this was not there before. */
  unlessThere(resource: TerraformResource, part: BeforePart): void {
    resource.addOverride('count', `\${${this.was(part, 'there', 'locked')} ? 0 : 1}`)
  }

  /** The same of one among several, whose names a part is a list of; what a stack remembers of before there were any is none. */
  unlessListed(resource: TerraformResource, part: BeforePart, name: string): void {
    const names = `jsondecode(try(${this.#memory}["${part}"], "[]"))`
    resource.addOverride('count', `\${contains(${names}, ${quoted(name)}) ? 0 : 1}`)
  }

  /** Takes a resource over where Grafana has one of this name; what the state has already stays as it is. */
  adopt(resource: TerraformResource, part: AdoptedPart, name: string, id: string): void {
    const names = `jsondecode(${this.#look.expression(part)})`
    adopt(resource, `contains(${names}, ${quoted(name)})`, quoted(id))
  }

  /** Takes the reader over that a deploy without a stack made, and which has no login yet: the one that is counted. */
  adoptReader(resource: TerraformResource, role: string): void {
    adopt(resource, `${this.#look.expression('reader')} == "adopt"`, quoted(role), '[0]')
  }
}

/** A text as an expression of Terraform. */
const quoted = (text: string): string => JSON.stringify(literal(text))

function adopt(resource: TerraformResource, condition: string, id: string, instance = ''): void {
  const stack = TerraformStack.of(resource)
  const imports = importsOf.get(stack) ?? []
  importsOf.set(stack, imports)
  imports.push({
    for_each: `\${${condition} ? toset([${id}]) : toset([])}`,
    to: `${resource.terraformResourceType}.${resource.friendlyUniqueId}${instance}`,
    id: '${each.value}',
  })
  stack.addOverride('import', imports)
}

interface ImportBlock {
  readonly for_each: string
  readonly to: string
  readonly id: string
}

const importsOf = new WeakMap<TerraformStack, ImportBlock[]>()
