import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: { main: 'src/cli/main.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node22.18',
  outDir: 'dist',
  clean: true,
  dts: false,
  sourcemap: true,
  logLevel: 'warn',
})
