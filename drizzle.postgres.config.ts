import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/store/tables.postgres.ts',
  out: './migrations/postgres',
})
