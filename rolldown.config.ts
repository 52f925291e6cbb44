import { defineConfig } from 'rolldown'

/** Of these we use little, and loading the rest costs 200 MB and half a second at every start. */
const BUNDLED = /^(?:drizzle-orm|@stdlib\/)/

export default defineConfig({
  input: { main: 'src/cli/main.ts', 'sqlite-thread': 'src/store/sqlite-thread.ts' },
  platform: 'node',
  // Other packages stay where npm put them.
  external: (id) => !BUNDLED.test(id) && /^(?:node:|[^./])/.test(id),
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name]-[hash].mjs',
    sourcemap: true,
  },
})
