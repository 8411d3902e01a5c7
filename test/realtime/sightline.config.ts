import { defineProject } from 'sightline'
import { occurrence } from 'sightline/events'
import { sale, saleOf, shop } from './shop.ts'

export default defineProject({
  name: shop.name,
  version: shop.version,
  folder: shop.folder,
  definitions: shop.definitions,
  sample: shop.sample,
  *simulation({ seed, now }) {
    for (let number = seed; ; number++) yield occurrence(sale, saleOf(number, now()))
  },
})
