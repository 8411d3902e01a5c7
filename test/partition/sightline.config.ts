import { defineProject } from 'sightline'
import { shop } from '../fixtures/shop.ts'
import { orders } from './busy-table.ts'

export default defineProject({ ...shop, definitions: [orders] })
