import type pg from 'pg'
import type { DesiredObject, DesiredState } from 'sightline/engine'
import { sqlStateOf } from '../../../toolkit/postgres/postgres-problem.ts'

type Model = { readonly name: string; readonly query: string; readonly stored: boolean }

/** The views of a release the way other tools keep them: stored rows under the name that people read. */
export function modelsOf({ objects }: DesiredState): Model[] {
  const stored = objects.flatMap((object) => ('storage' in object ? [object] : []))
  const withoutVersions = (query: string) =>
    stored.reduce((text, { storage, name }) => text.replaceAll(storage, name), query)
  return objects.flatMap((object: DesiredObject) =>
    'query' in object
      ? [{ name: object.name, query: withoutVersions(object.query), stored: 'storage' in object }]
      : [],
  )
}

const create = ({ query, stored }: Model, name: string) =>
  `create ${stored ? 'table' : 'view'} ${name} as ${query}`
const type = ({ stored }: Model) => (stored ? 'table' : 'view')

/** Creates every model, and gives the reader what the tool was told to give. */
export async function createModels(client: pg.Client, models: readonly Model[], role: string): Promise<void> {
  for (const model of models) {
    await client.query(create(model, model.name))
    await client.query(`grant select on ${model.name} to ${role}`)
  }
}

/** Plain DROP and CREATE, one model after the other. */
export async function dropAndCreate(
  client: pg.Client,
  models: readonly Model[],
  role: string,
): Promise<void> {
  for (const model of models) {
    await unlessDeadlocked(() => client.query(`drop ${type(model)} if exists ${model.name} cascade`))
    await client.query(create(model, model.name))
    await client.query(`grant select on ${model.name} to ${role}`)
  }
}

/** Created under another name, renamed, the old one dropped with all that reads it: what dbt does. */
export async function createAndRename(
  client: pg.Client,
  models: readonly Model[],
  role: string,
): Promise<void> {
  for (const model of models) {
    const plain = model.name.split('.').at(-1) ?? ''
    const dropBackup = () => client.query(`drop ${type(model)} if exists ${model.name}__dbt_backup cascade`)
    await unlessDeadlocked(dropBackup)
    await client.query(create(model, `${model.name}__dbt_tmp`))
    await unlessDeadlocked(() =>
      client
        .query(`begin;
        alter ${type(model)} if exists ${model.name} rename to ${plain}__dbt_backup;
        alter ${type(model)} ${model.name}__dbt_tmp rename to ${plain};
        grant select on ${model.name} to ${role};
        commit`)
        .catch(async (error: unknown) => {
          await client.query('rollback')
          throw error
        }),
    )
    await unlessDeadlocked(dropBackup)
  }
}

/** Readers that hold one model and wait for another make a change end as a deadlock, and it is tried again. */
async function unlessDeadlocked(change: () => Promise<unknown>): Promise<void> {
  for (;;) {
    const error = await change().then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    if (error === undefined) return
    if (sqlStateOf(error) !== '40P01') throw error
  }
}
