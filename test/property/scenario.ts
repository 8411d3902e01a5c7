import fc from 'fast-check'
import { handChanges, sessionSettings } from './by-hand.ts'
import { type NameChoice, namesFrom, oddNames, relationNames, schemaNames, titles } from './odd-names.ts'
import { type VersionSpec, versions } from './project-spec.ts'

/** Where something is cut off: at its statement of this number, before the server gets it or right after. */
type Cut = number | undefined

/** Something that happens to a database; `project` is 0 or 1. */
export type Step =
  | {
      readonly do: 'apply'
      readonly project: number
      readonly version: number
      readonly how: 'at once' | 'in phases' | 'expand only' | 'repair'
      readonly cut: Cut
    }
  | { readonly do: 'roll back'; readonly project: number; readonly cut: Cut }
  | { readonly do: 'destroy'; readonly project: number; readonly cut: Cut }
  | { readonly do: 'refresh'; readonly project: number; readonly cut: Cut }
  | { readonly do: 'work'; readonly cut: Cut }
  | { readonly do: 'by hand'; readonly change: string; readonly pick: number }

/** A database, its projects, and what happens to them. */
export interface Scenario {
  readonly major: number
  readonly deployer: 'superuser' | 'as documented'
  readonly setting: number
  readonly schemas: readonly string[]
  /** Five of each project, that of a source, and an index of each project: what shares a schema has names of its own. */
  readonly relations: readonly string[]
  readonly columns: readonly string[]
  readonly functions: readonly string[]
  readonly titles: readonly string[]
  readonly sharesReader: boolean
  readonly projects: readonly (readonly VersionSpec[])[]
  readonly steps: readonly Step[]
}

const projectNumber = fc.constantFrom(0, 0, 0, 1)
const cut: fc.Arbitrary<Cut> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.nat(150) },
)

/** For what sends few statements. */
const earlyCut: fc.Arbitrary<Cut> = fc.oneof(fc.constant(undefined), fc.nat(8))

const apply = fc.record({
  do: fc.constant('apply' as const),
  project: projectNumber,
  version: fc.nat(2),
  how: fc.constantFrom('at once' as const, 'in phases' as const, 'expand only' as const, 'repair' as const),
  cut,
})

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: apply },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('roll back' as const), project: projectNumber, cut }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('destroy' as const), project: projectNumber, cut }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('refresh' as const), project: projectNumber, cut: earlyCut }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('work' as const), cut }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('by hand' as const),
      change: fc.constantFrom(...Object.keys(handChanges)),
      pick: fc.nat(63),
    }),
  },
)

/** Scenarios with names of a choice. */
export const scenarios = (names: NameChoice): fc.Arbitrary<Scenario> =>
  fc.record({
    major: fc.constantFrom(18, 18, 17, 16, 15, 14),
    deployer: fc.constantFrom('superuser', 'as documented'),
    setting: fc.nat(sessionSettings.length - 1),
    schemas: namesFrom(names, schemaNames, 4),
    relations: namesFrom(names, relationNames, 13),
    columns: namesFrom(names, oddNames, 9),
    functions: namesFrom(names, oddNames, 2),
    titles: namesFrom(names, titles, 2),
    sharesReader: fc.boolean(),
    projects: fc.tuple(versions, versions),
    steps: fc.array(step, { minLength: 2, maxLength: 8 }),
  })
