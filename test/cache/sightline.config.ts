export { project as default } from './shop.ts'
