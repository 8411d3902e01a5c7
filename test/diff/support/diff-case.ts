import type { ShopOptions } from './shop.ts'

/** A change of the shop as data; what the report says of it is in the folder `expected`, under the same title. */
export interface DiffCase {
  readonly title: string
  readonly before?: ShopOptions
  readonly after: ShopOptions
}
