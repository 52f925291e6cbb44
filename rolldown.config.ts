import { defineConfig } from 'rolldown'

export default defineConfig({
  input: { main: 'src/cli/main.ts', 'sqlite-thread': 'src/store/sqlite-thread.ts' },
  platform: 'node',
  // Packages stay where npm put them; only our own files are bundled.
  external: [/^node:/, /^[^./]/],
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name]-[hash].mjs',
    sourcemap: true,
  },
})
