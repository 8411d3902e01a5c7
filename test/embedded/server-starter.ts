import { startServer } from '../../toolkit/embedded/embedded-server.ts'

// Starts a server in a folder, as the command line does: a signal exits.
process.on('SIGTERM', () => process.exit(1))
const server = await startServer(process.argv[2] ?? '')
await server.stop('immediate')
