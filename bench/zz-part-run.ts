import { timePartitioning } from './partition.ts'
console.log(await timePartitioning(Number(process.argv[2]), Number(process.argv[3])))
